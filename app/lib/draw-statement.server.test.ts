import { expect, test } from "vitest";
import { drawStatement } from "./draw-statement.server.ts";

/** A statement with what differs in [[brackets]], drawn the same way. */
function drawn(marked: string, page: number | null = null): string {
  const markStart = marked.indexOf("[[");
  const markEnd = marked.indexOf("]]") - 2;
  const text = marked.replace("[[", "").replace("]]", "");
  return drawStatement({ text, markStart, markEnd, page }).map(({ text: words, isMarked }) => (isMarked ? `[[${words}]]` : words)).join("");
}

test("the cells of a row stay apart, wherever the mark is", () => {
  expect(drawn("| Full price back | [[30 days]] |")).toBe("Full price back · [[30 days]]");
  expect(drawn("| [[Full price back]] | 30 days | |")).toBe("[[Full price back]] · 30 days");
  expect(drawn("Full price back | within [[30]] days")).toBe("Full price back · within [[30]] days");
});

test("signs of Markdown are no words, inside of the mark and around it", () => {
  expect(drawn("**Opened** records come back *within* [[30 *days*]] ([see](https://misty.example/returns)) &amp; not later\\.")).toBe("Opened records come back within [[30 days]] (see) & not later.");
  expect(drawn("- Refunds take [[`5` working days]]")).toBe("Refunds take [[5 working days]]");
});

test("of a page the words stay as they are, and what differs as a whole has no mark", () => {
  expect(drawn("Rate a * b | c\nis [[30 %]]", 3)).toBe("Rate a * b | c is [[30 %]]");
  expect(drawn("[[Always ask for the receipt.]]")).toBe("Always ask for the receipt.");
});
