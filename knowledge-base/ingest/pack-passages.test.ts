import fc from "fast-check";
import { expect, test } from "vitest";
import { readMarkdownBlocks } from "./chunk-markdown.ts";
import { cutHard, hasWords, packPassages, type PassageSizes, SIZES } from "./pack-passages.ts";
import { splitSentences } from "./split-sentences.ts";

const SMALL: PassageSizes = { target: 60, most: 120, whole: 300, overlap: 0 };
const passages = (text: string, sizes: PassageSizes = SMALL) => packPassages(text, readMarkdownBlocks(text, sizes).blocks, sizes).map(({ headings, start, end }) => ({ headings, content: text.slice(start, end) }));

const line = fc.stringMatching(/^[A-Za-z][A-Za-z0-9 ,.:;é€*_`()-]{0,80}$/);
const block = fc.oneof(
  line,
  fc.tuple(fc.integer({ min: 1, max: 4 }), line).map(([depth, words]) => `${"#".repeat(depth)} ${words}`),
  fc.array(line, { minLength: 1, maxLength: 12 }).map((items) => items.map((item) => `- ${item}`).join("\n")),
  fc.array(line, { minLength: 1, maxLength: 12 }).map((items) => items.map((item, at) => `${at + 1}. ${item}\n   - ${item}`).join("\n")),
  fc.array(line, { minLength: 1, maxLength: 20 }).map((rows) => `| a | b |\n|---|---|\n${rows.map((row) => `| ${row.replaceAll("|", "")} | x |`).join("\n")}`),
  fc.array(line, { minLength: 1, maxLength: 30 }).map((lines) => lines.join("\n")),
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.constant("```\ncode\n```"),
  fc.constant("> a quote\n> of two lines"),
  fc.constant("<div>raw</div>"),
);
const markdown = fc.array(block, { maxLength: 25 }).map((blocks) => blocks.join("\n\n"));
const sizes = fc.record({ target: fc.integer({ min: 20, max: 900 }), overlap: fc.constantFrom(0, 0, 30, 200) }).map(({ target, overlap }): PassageSizes => ({ target, most: target * 2, whole: target * 4, overlap }));

test("passages are slices in their order, within their sizes, and repeat nothing but the overlap", () => {
  fc.assert(
    fc.property(markdown, sizes, (text, given) => {
      const spans = packPassages(text, readMarkdownBlocks(text, given).blocks, given);
      let before = 0;
      for (const { start, end } of spans) {
        expect(start).toBeGreaterThanOrEqual(Math.max(0, before - given.overlap));
        expect(end).toBeGreaterThan(before);
        expect(end).toBeLessThanOrEqual(text.length);
        expect(end - start).toBeLessThanOrEqual(Math.max(given.whole, given.most + given.most / 4));
        expect(text.slice(start, end)).toBe(text.slice(start, end).trim());
        expect(hasWords(text.slice(start, end))).toBe(true);
        before = end;
      }
    }),
  );
});

test("every word of a text stands in a passage or a heading", () => {
  const sentence = fc.stringMatching(/^[a-z]{2,9}( [a-z]{2,9}){0,25}\.$/);
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.boolean(), sentence), { minLength: 1, maxLength: 20 }), sizes, (blocks, given) => {
      const text = blocks.map(([heading, words]) => (heading ? `## ${words}` : words)).join("\n\n");
      const kept = passages(text, given).flatMap(({ headings, content }) => [...headings, content]).join(" ");
      for (const [, words] of blocks) for (const word of words.split(/[ .]/)) expect(kept).toContain(word);
    }),
  );
});

test("a passage stays under its headings, outermost first", () => {
  const text = "Before.\n\n# Rules\n\nFirst.\n\n## Returns\n\n### New\n\nWithin 30 days.\n\n### Used\n\nWithin 14 days.\n\n## Empty\n\n# Other\n\nLast.";
  expect(passages(text)).toEqual([
    { headings: [], content: "Before." },
    { headings: ["Rules"], content: "First." },
    { headings: ["Rules", "Returns", "New"], content: "Within 30 days." },
    { headings: ["Rules", "Returns", "Used"], content: "Within 14 days." },
    { headings: ["Rules"], content: "## Empty" },
    { headings: ["Other"], content: "Last." },
  ]);
});

test("a table stays whole up to its limit, and a list with what leads to it", () => {
  const table = `| Grade | Share |\n|---|---|\n${Array.from({ length: 10 }, (_, n) => `| Grade ${n} | ${n} % |`).join("\n")}`;
  expect(passages(`Words before.\n\n${table}`).map(({ content }) => content)).toEqual(["Words before.", table]);
  const long = `${table}\n${Array.from({ length: 30 }, (_, n) => `| More ${n} | ${n} % |`).join("\n")}`;
  expect(passages(long).length).toBeGreaterThan(1);
  for (const { content } of passages(long)) expect(content).toMatch(/^\|[^]*\|$/);
  const list = `Bring all of this:\n\n${Array.from({ length: 9 }, (_, n) => `- thing number ${n} of the list`).join("\n")}`;
  expect(passages(list)[0]?.content).toMatch(/^Bring all of this:\n\n- thing number 0/);
  expect(passages("Pay like this:\n\n1. Cash.\n2. Card.").map(({ content }) => content)).toEqual(["Pay like this:\n\n1. Cash.\n2. Card."]);
});

test("a long paragraph ends passages at sentences, and they overlap by whole ones where that is asked for", () => {
  const sentences = Array.from({ length: 12 }, (_, n) => `Sentence number ${n} says one thing.`);
  const text = sentences.join(" ");
  const cut = passages(text).map(({ content }) => content);
  expect(cut.join(" ")).toBe(text);
  expect(cut.every((content) => content.endsWith("."))).toBe(true);
  const overlapping = passages(text, { ...SMALL, overlap: 40 }).map(({ content }) => content);
  expect(overlapping.length).toBeGreaterThan(cut.length);
  expect(overlapping[1]?.startsWith("Sentence number 1 ")).toBe(true);
  expect(splitSentences("One line\nthat goes on. Two.\n\nThree").map(({ start, end }) => "One line\nthat goes on. Two.\n\nThree".slice(start, end))).toEqual(["One line\nthat goes on.", "Two.", "Three"]);
});

test("what has no end is cut at spaces, and never inside a letter", () => {
  const faces = "\u{1F3B7}".repeat(100);
  expect(cutHard(faces, { start: 0, end: faces.length }, 31).map(({ start, end }) => faces.slice(start, end)).join("")).toBe(faces);
  for (const { start, end } of cutHard(faces, { start: 0, end: faces.length }, 31)) expect((end - start) % 2).toBe(0);
  expect(passages("word ".repeat(100)).every(({ content }) => /^(?:word ?)+$/.test(content))).toBe(true);
});

test("comments, scripts and rules between paragraphs are no passages; raw HTML with words is", () => {
  expect(passages("<!-- note -->\n\n<script>\nevil()\n</script>\n\n---\n\n[a]: http://x\n\n<div>Words</div>", SIZES).map(({ content }) => content)).toEqual(["<div>Words</div>"]);
});
