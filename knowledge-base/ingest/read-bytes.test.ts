import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { LIMITS } from "./limits.ts";
import { readBytes } from "./read-bytes.ts";

const read = (text: string) => readBytes(new TextEncoder().encode(text), LIMITS);
const contents = ({ body, spans }: Awaited<ReturnType<typeof read>>) => spans.map(({ start, end }) => body.slice(start, end));

describe("what a text is", () => {
  test.each([
    ["# Refunds\n\nWithin 30 days.", "markdown"],
    ["Refunds\n=======\n\nWithin 30 days.", "markdown"],
    ["- one\n- **two**\n", "markdown"],
    ["<p align=center>\n\n# Refunds\n\nWords\n</p>", "markdown"],
    ["Dear all,\n\nrefunds are paid - as ever - within 30 days.", "text"],
    ["a,b\n1,2\n", "text"],
    ["- a list alone is a text", "text"],
    ["5 < 7 and <b>bold</b>", "text"],
    ["<!doctype html><p>Refunds", "html"],
    ["<!-- saved --><html><body>Refunds</body></html>", "html"],
    ["<?xml version='1.0'?><html xmlns='x'><body>Refunds</body></html>", "html"],
    ["<div><p>Refunds</p></div>", "html"],
  ])("%j", async (text, kind) => {
    expect((await read(text)).kind).toBe(kind);
  });
});

test("the shop's documents: front matter is taken off, every sentence stands in a passage", async () => {
  for (const name of readdirSync("knowledge-base/documents")) {
    const source = readFileSync(`knowledge-base/documents/${name}`, "utf8");
    const document = await read(source);
    expect(document, name).toMatchObject({ kind: "markdown", title: /^title: (.+)$/m.exec(source)?.[1], owner: /^owner: (.+)$/m.exec(source)?.[1], reviewedOn: /^reviewed: (.+)$/m.exec(source)?.[1], reviewDueOn: /^review_due: (.+)$/m.exec(source)?.[1] });
    expect(source.endsWith(document.body)).toBe(true);
    const kept = contents(document).join("\n");
    for (const row of document.body.split("\n").filter((words) => words !== "" && !words.startsWith("#"))) expect(kept).toContain(row.trim());
  }
});

test("front matter that does not fit is left out, and what is none is text", async () => {
  expect(await read("---\ntitle: [a]\nreviewed: soon\nowner: buyer\n---\nWords")).toMatchObject({ title: null, audience: null, reviewedOn: null, owner: "buyer", body: "Words" });
  expect(await read("---\naudience: all\n---\n# Rules\n\nWords")).toMatchObject({ audience: "staff", title: "Rules" });
  expect((await read("---\ntitle: The rules\n---\n# Refunds\n\nWords")).spans[0]?.headings).toEqual(["The rules", "Refunds"]);
  expect((await read("---\njust words\n---\n\n# Rules")).body).toContain("just words");
});

test("HTML becomes Markdown: headings, lists, tables and links; nothing that runs, is fetched or hidden", async () => {
  const document = await read(`<!doctype html><title>Refund rules</title><body><nav>Home</nav><h1>Refunds</h1><p>Within <b>30</b> days, <a href="https://example.org/a">see here</a> or <a href="javascript:evil()">there</a>.</p>
    <ul><li>Cash<li>Card</ul><table><tr><th>Grade<th>Share<tr><td>Mint<td>95 %</table><img src="http://example.org/x.png" alt="A label"><script>evil()</script><style>p{}</style><p hidden>Unseen</p><p>5 &lt; 7 &lt;b&gt;</p>`);
  expect(document).toMatchObject({ kind: "html", title: "Refund rules" });
  expect(document.body).toBe("# Refunds\n\nWithin **30** days, [see here](https://example.org/a) or there.\n\n- Cash\n- Card\n\n| Grade | Share |\n| ----- | ----- |\n| Mint  | 95 %  |\n\nA label\n\n5 < 7 \\<b>\n");
  expect(document.spans[0]?.headings).toEqual(["Refunds"]);
});

test("a text without structure is cut at its paragraphs", async () => {
  const text = Array.from({ length: 6 }, (_, n) => `Paragraph ${n} of a text. ${"It goes on and on. ".repeat(20).trim()}`).join("\r\n\r\n");
  const document = await read(text);
  expect(document.kind).toBe("text");
  expect(contents(document).every((content) => content.startsWith("Paragraph"))).toBe(true);
  expect(contents(document).length).toBeGreaterThan(1);
});
