import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readFile } from "./read-file.ts";
import { REFUSALS } from "./refusals.ts";
import { makePages, showLines } from "./testing/make-pdf.ts";
import { makeDocx, paragraph } from "./testing/make-zip.ts";

const text = (words: string) => new TextEncoder().encode(words);

test("reads in a process of its own what the reader reads, and takes the title from the name where there is none", async () => {
  const document = await readFile(text("---\ntitle: Refunds\naudience: buyer\n---\n# Refunds\n\nWithin 30 days."), "../up/x.md");
  expect(document).toEqual({
    kind: "markdown", title: "Refunds", owner: null, audience: "buyer", reviewedOn: null, reviewDueOn: null, body: "# Refunds\n\nWithin 30 days.", pageStarts: null,
    passages: [{ headings: ["Refunds"], content: "Within 30 days.", startOffset: 11, endOffset: 26, page: null }],
  });
  expect((await readFile(text("Within 30 days."), "../up/Refund_rules.v2.txt")).title).toBe("Refund rules.v2");
});

test("a PDF keeps its pages, its headings by their size and no running titles", async () => {
  const page = (words: string, at: number, number = at + 1) =>
    `${showLines(["The rules of the shop"])} ${showLines(["", "", `Part ${number}`], 20)} ${showLines(["", "", "", "", "", `Rule ${number} says that refunds are paid within ${number}0 days of the day`, "on which a record was handed over. It is the same for used records that", "were sold in the shop, but not for those that were part of a collec-", `tion or came from the ${words} bin.`, `Ask the ${words} buyer.`])}`;
  const document = await readFile(makePages(["red", "blue", "black", "white"].map((words, at) => page(words, at))), "rules.pdf");
  expect(document).toMatchObject({ kind: "pdf", title: "Part 1" });
  expect(document.pageStarts).toHaveLength(4);
  expect(document.body.startsWith("The rules of the shop\nPart 1\nRule 1 says")).toBe(true);
  expect(document.passages.map((passage) => passage.page)).toEqual([1, 2, 3, 4]);
  document.passages.forEach(({ content, headings, startOffset }, at) => {
    expect(headings).toEqual([`Part ${at + 1}`]);
    expect(content).toMatch(new RegExp(`^Part ${at + 1}\\nRule ${at + 1} says .*\\non which .* that\\nwere sold .* a collection or came from the .* bin\\.\\nAsk the .* buyer\\.$`));
    expect(startOffset).toBeGreaterThan(document.pageStarts?.[at] ?? Infinity);
  });
});

test("a Word document becomes Markdown with its headings", async () => {
  const document = await readFile(makeDocx(`${paragraph("Refunds", "Heading1")}${paragraph("Within 30 days.")}${paragraph("Used records", "Heading2")}${paragraph("Within 14 days.")}`), "x");
  expect(document).toMatchObject({ kind: "docx", title: "Refunds", body: "# Refunds\n\nWithin 30 days.\n\n## Used records\n\nWithin 14 days.\n" });
  expect(document.passages.map(({ headings }) => headings)).toEqual([["Refunds"], ["Refunds", "Used records"]]);
});

test("refuses with a sentence that says what to do", async () => {
  await expect(readFile(new Uint8Array(), "x")).rejects.toMatchObject({ code: "UNPROCESSABLE_CONTENT", message: REFUSALS.empty });
  await expect(readFile(makePages([[]]), "x")).rejects.toMatchObject({ code: "UNPROCESSABLE_CONTENT", message: REFUSALS["pdf-without-text"] });
});

const folder = process.env["DATA_SETS_DIR"];
const documents = join(folder ?? "", "documents");
const skipped = !folder || !existsSync(documents);

describe.skipIf(skipped)(`real handbooks and PDFs${skipped ? " (skipped: DATA_SETS_DIR names no folder with documents/)" : ""}`, () => {
  const files = skipped ? [] : readdirSync(documents, { recursive: true, encoding: "utf8" });

  test("every PDF is read with its pages, or refused for what it is", { timeout: 600_000 }, async () => {
    const refused: string[] = [];
    for (const name of files.filter((file) => file.endsWith(".pdf"))) {
      try {
        const { body, passages, pageStarts, kind } = await readFile(readFileSync(join(documents, name)), name);
        expect(kind).toBe("pdf");
        for (const { content, startOffset, endOffset, page } of passages) {
          expect(content).toBe(body.slice(startOffset, endOffset));
          const from = pageStarts?.[(page ?? 0) - 1] ?? -1;
          expect(startOffset).toBeGreaterThanOrEqual(from);
          expect(endOffset).toBeLessThanOrEqual(pageStarts?.[page ?? 0] ?? body.length);
        }
      } catch (error) {
        refused.push(`${name.split("/").at(-1)}: ${error instanceof Error ? error.message : ""}`);
      }
    }
    expect(refused.sort()).toEqual([
      ...["ASCII85Decode", "CCITTFaxDecode", "images", "lzw"].map((name) => `imagemagick-${name}.pdf: ${REFUSALS["pdf-without-text"]}`),
      `libreoffice-writer-password.pdf: ${REFUSALS["pdf-encrypted"]}`,
    ]);
  });

  test("pages of handbooks are Markdown with passages of a sensible size", { timeout: 600_000 }, async () => {
    const pages = files.filter((file) => file.endsWith(".md"));
    const asked = pages.filter((_, at) => at % 12 === 0);
    const refused: string[] = [];
    for (const name of asked) {
      const read = await readFile(readFileSync(join(documents, name)), name).catch((error: unknown) => error as Error);
      if (read instanceof Error) {
        refused.push(read.message);
        continue;
      }
      const { body, passages } = read;
      for (const { content, startOffset, endOffset } of passages) {
        expect(content, name).toBe(body.slice(startOffset, endOffset));
        expect(content.length, name).toBeLessThanOrEqual(4_000);
      }
    }
    // Pages that only lead elsewhere have a front matter and nothing else.
    expect(new Set(refused)).toEqual(new Set(refused.length > 0 ? [REFUSALS["no-text"]] : []));
    expect(refused.length).toBeLessThan(asked.length / 5);
  });
});
