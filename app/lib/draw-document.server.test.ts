import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { DocElement, DocNode, Span } from "#app/components/knowledge/doc-node.ts";
import { alignText } from "./align-text.ts";
import { drawDocument, drawMarkdown, drawText } from "./draw-document.server.ts";

const RUNS = Number(process.env["RUNS"] ?? 25);
const all = (nodes: readonly DocNode[]): DocElement[] => nodes.flatMap((node) => (typeof node === "string" ? [] : [node, ...all(node.children)]));
const textOf = (nodes: readonly DocNode[]): string => nodes.map((node) => (typeof node === "string" ? node : textOf(node.children))).join("");
const spanOf = (body: string, quote: string): Span => {
  const start = body.indexOf(quote);
  if (start === -1) throw new Error(`no "${quote}"`);
  return { start, end: start + quote.length };
};
const marked = (body: string, ...quotes: string[]) => drawMarkdown(body, { spans: quotes.map((quote) => spanOf(body, quote)), passage: null });
const marks = (nodes: readonly DocNode[]): string[] => all(nodes).flatMap((node) => (node.tag === "mark" ? [textOf(node.children)] : []));

describe("marks stand on exactly the words that are meant", () => {
  test.each<[string, string, string, string[]]>([
    ["within a sentence", "One two three.", "two", ["two"]],
    ["across bold and italic", "A **new record** may *come* back.", "new record** may *come* back", ["new record", " may ", "come", " back"]],
    ["beginning within bold", "A **new record** may come.", "record** may", ["record", " may"]],
    ["in a list, over its points", "- First point.\n- Second point.\n- Third.", "point.\n- Second", ["point.", "Second"]],
    ["in a cell", "| a | b |\n|---|---|\n| 30 days | **14** days |", "14** days", ["14", " days"]],
    ["over cells", "| a | b |\n|---|---|\n| 30 days | 14 days |", "30 days | 14", ["30 days", "14"]],
    ["after an escape and an entity", "5 \\* 3 &amp; more, then *this*.", "more, then", ["more, then"]],
    ["an entity", "A &amp; B", "&amp;", ["&"]],
    ["a soft line break in an indented point", "1. One line\n   goes on here.", "line\n   goes", ["line\ngoes"]],
    ["in code", "Use `a b` now.", "a b", ["a b"]],
    ["in a block of code", "```text\nfirst\nsecond\n```", "second", ["second"]],
    ["in a link", "See [the page](https://example.com/x) now.", "the page", ["the page"]],
    ["in a quotation over two lines", "> one two\n> three four", "two\n> three", ["two\nthree"]],
    ["in a heading", "## Opening hours\n\nTen.", "hours", ["hours"]],
  ])("%s", (_name, body, quote, expected) => expect(marks(marked(body, quote))).toEqual(expected));

  test("several spans are told apart, each with one first piece", () => {
    const drawn = all(marked("A **b** c. And d.", "b** c", "d")).filter(({ tag }) => tag === "mark");
    expect(drawn.map(({ span, first, children }) => [span, first ?? false, textOf(children)])).toEqual([[0, true, "b"], [0, false, " c"], [1, true, "d"]]);
  });

  test("the blocks of the passage have a bar, its headings none", () => {
    const body = "# Title\n\nBefore.\n\nIn it.\n\n- also\n\n## Next\n\nAfter.";
    const drawn = drawMarkdown(body, { spans: [], passage: { start: body.indexOf("In it"), end: body.indexOf("## Next") } });
    expect(all(drawn).filter(({ current }) => current).map(({ children }) => textOf(children))).toEqual(["In it.also"]);
  });

  test("any span of any text: what is marked is in order, stands in the source between its ends, and nothing of the words is lost", () => {
    const word = fc.constantFrom("record", "30 days", "**new**", "*used*", "`code`", "a\\*b", "&amp;", "[link](https://example.com)", "\n", "\n\n", "\n- ", "\n> ", "| a | b |", "ü", "😀");
    fc.assert(
      fc.property(fc.array(word, { maxLength: 20 }), fc.nat(200), fc.nat(80), (words, from, length) => {
        const body = words.join(" ");
        const span = { start: Math.min(from, body.length), end: Math.min(from + length, body.length) };
        const plain = drawMarkdown(body, { spans: [], passage: null });
        const drawn = drawMarkdown(body, { spans: [span], passage: span });
        expect(textOf(drawn)).toBe(textOf(plain));
        const source = body.slice(span.start, span.end).replace(/&amp;?/g, "&");
        for (const piece of marks(drawn).join(" ").split(/\s+/).filter((part) => /^[a-zü]+$/.test(part))) expect(source).toContain(piece);
      }),
      { numRuns: RUNS },
    );
  });
});

test("alignment: escapes, entities and indentation are passed over", () => {
  expect(alignText("a*b", "a\\*b")).toEqual([0, 2, 3]);
  expect(alignText("a & b", "a &amp; b")).toEqual([0, 1, 2, 7, 8]);
  expect(alignText("a\nb", "a\n   b")).toEqual([0, 1, 5]);
  expect(alignText("😀!", "&#128512;!")).toEqual([0, 0, 9]);
  expect(alignText("abc", "abc")).toEqual([0, 1, 2]);
});

test("a document's own markup does nothing: no HTML, no pictures, no links that run", () => {
  const body = [
    "<script>alert(1)</script>", "Text <b onclick=\"x()\">bold</b> ![track](https://evil.example/p.png) [run](javascript:alert(1)) [data](data:text/html,x) [up](https://a:b@evil.example)",
    "[own](/admin/users) [frame](//evil.example) [good](https://example.com/a?b=1) [mail](mailto:a@example.com) <https://example.org>",
    "<img src=x onerror=alert(1)>", "[ref]: javascript:alert(1)\n\n[ref]",
  ].join("\n\n");
  const drawn = drawMarkdown(body, { spans: [], passage: null });
  expect(all(drawn).flatMap(({ href }) => href ?? [])).toEqual(["https://example.com/a?b=1", "mailto:a@example.com", "https://example.org/"]);
  const tags = new Set(all(drawn).map(({ tag }) => tag));
  expect([...tags].sort()).toEqual(["a", "code", "p", "pre"]);
  expect(textOf(drawn)).toContain("<script>alert(1)</script>");
  expect(textOf(drawn)).toContain("Text bold track run");
});

const BLOCKS = new Set(["p", "pre", "ul", "ol", "li", "table", "blockquote", "hr", "div", "h2", "h3", "h4", "h5"]);
/** Elements that a browser's parser would take out of the words they stand in. */
const brokenOut = (nodes: readonly DocNode[], inWords = false): string[] =>
  nodes.flatMap((node) => {
    if (typeof node === "string") return [];
    const isWords = inWords || ["p", "h2", "h3", "h4", "h5", "th", "td", "pre", "a", "strong", "em", "del", "code"].includes(node.tag);
    return [...(inWords && BLOCKS.has(node.tag) ? [node.tag] : []), ...brokenOut(node.children, isWords)];
  });

describe("no block stands within a paragraph", () => {
  test.each<[string, string, string]>([
    ["a tag at the beginning of a line of words", "<b>Note</b> keep this.", "Note keep this."],
    ["a picture at the beginning of its second line", "One line\n<img src=x>two", "One line\ntwo"],
    ["a comment over two lines within words", "Before <!-- a\nb --> after.", "Before  after."],
    ["a tag in a point", "- <i>in</i> a point", "in a point"],
    ["a block of HTML", "<div>\nwords\n</div>", "<div>\nwords\n</div>"],
    ["a footnote with a list", "Words[^1].\n\n[^1]: First.\n\n    - a\n    - b\n\n    ```\n    code\n    ```", "Words[1].[1] First.abcode"],
    ["a footnote of code alone", "Words[^1].\n\n[^1]:\n        code", "Words[1].[1] code"],
  ])("%s", (_name, body, words) => {
    const drawn = drawMarkdown(body, { spans: [], passage: null });
    expect([textOf(drawn), brokenOut(drawn)]).toEqual([words, []]);
  });

  test("whatever is written together", () => {
    const piece = fc.constantFrom("word", "<b>", "</b>", "<!--", "-->", "<div>", "\n", "\n\n", "\n- ", "\n1. ", "\n> ", "| a | b |", "|---|---|", "[^1]", "\n[^1]: ", "    ", "```", "# ", "**", "`", "[a](https://example.com)", "---", "[ ] ");
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => {
        expect(brokenOut(drawMarkdown(pieces.join(" "), { spans: [], passage: null }))).toEqual([]);
        expect(brokenOut(drawMarkdown(pieces.join(""), { spans: [], passage: null }))).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  });
});

test("text documents keep their lines and are marked by the body's own characters", () => {
  const body = "First line\nsecond line\n\nThird: 30 days";
  const nodes = drawText(body, 100, { spans: [{ start: 100 + body.indexOf("second"), end: 100 + body.indexOf("Third") + 5 }], passage: { start: 100 + body.indexOf("Third"), end: 100 + body.length } });
  expect(marks(nodes)).toEqual(["second line", "Third"]);
  expect(all(nodes).filter(({ current }) => current).map(({ children }) => textOf(children))).toEqual(["Third: 30 days"]);
  expect(textOf(nodes)).toBe("First line\nsecond lineThird: 30 days");
});

test("what is nested without end and what is very long is drawn all the same", () => {
  const deep = (times: number): string => textOf(drawDocument({ kind: "markdown", body: `${"> ".repeat(times)}deep`, pageStarts: null }, { spans: [], passage: null }, null).nodes);
  expect(deep(5_000)).toContain("deep");
  expect(deep(59)).toBe("deep");
  const body = `${"Filler words.\n\n".repeat(40_000)}The needle stands here.`;
  const span = spanOf(body, "needle");
  const { nodes, isPart } = drawDocument({ kind: "markdown", body, pageStarts: null }, { spans: [span], passage: null }, null);
  expect([marks(nodes), isPart]).toEqual([["needle"], true]);
});

test("a page of a document is drawn alone, with the marks that fall on it", () => {
  const body = "Page one.\n\nPage two: 30 days.\n\nPage three.";
  const pageStarts = [0, 11, 31];
  const { nodes } = drawDocument({ kind: "pdf", body, pageStarts }, { spans: [spanOf(body, "30 days")], passage: null }, 2);
  expect([textOf(nodes), marks(nodes)]).toEqual(["Page two: 30 days.", ["30 days"]]);
});

test("headings go down by one at a time below the page's own, whatever levels a document begins with or skips", () => {
  const tags = (body: string) => all(drawMarkdown(body, { spans: [], passage: null })).flatMap(({ tag }) => (/^h\d$/.test(tag) ? [tag] : []));
  expect(tags("# Rules\n\n## One\n\n### Part\n\n## Two")).toEqual(["h2", "h3", "h4", "h3"]);
  expect(tags("## One\n\n#### Part\n\n## Two\n\n# Last")).toEqual(["h2", "h3", "h2", "h2"]);
  expect(tags("###### Deep\n\n# Rules\n\n## A\n\n### B\n\n#### C\n\n##### D")).toEqual(["h2", "h2", "h3", "h4", "h5", "h5"]);
});
