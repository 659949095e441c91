import { describe, expect, test } from "vitest";
import type { DocElement, DocNode } from "#app/components/knowledge/doc-node.ts";
import type { DocumentDetail } from "./api-types.ts";
import { type CitedPlace, inOrder, passageSearch } from "./passage-link.ts";
import { printOf } from "./quote-print.ts";
import { showDocument } from "./show-document.server.ts";

const ID = "01900000-0000-7000-8000-0000000000fe";
const PASSAGE = "01900000-0000-7000-8000-0000000000aa";
const OLD = "# Returns\n\nUnopened records come back within 30 days.\n\nOpened records with a fault come back within 14 days.\n";

type Passage = DocumentDetail["passages"][number];
const passageOf = (body: string, quote: string, id = PASSAGE): Passage => ({ id, position: 0, startOffset: body.indexOf(quote), endOffset: body.indexOf(quote) + quote.length, page: null, headings: [] });

const document = (body: string | null, more: Partial<DocumentDetail> = {}): DocumentDetail => ({
  id: ID, title: "Returns", kind: "markdown", audience: "staff", owner: null, reviewedOn: null, reviewDueOn: null, isStale: false, isFileOfText: true, status: "indexed", failure: null, problem: null, version: 1, indexedVersion: 1, chunkCount: 2, embeddedCount: 2, sizeBytes: 100,
  fileName: "returns.md", isCorpus: false, uploadedByName: null, createdAt: new Date(0), updatedAt: new Date(0), indexedAt: new Date(0), seen: "x", mayChange: false, history: [], body, pageStarts: null, passages: [], ...more,
});

const cite = (body: string, quote: string, number = 1): CitedPlace => ({ number, start: body.indexOf(quote), end: body.indexOf(quote) + quote.length, print: printOf(quote) });
const searchFor = (...places: CitedPlace[]) => passageSearch({ places: inOrder(places), current: 1, version: 1, passageId: PASSAGE, conversationId: ID });
const textOf = (nodes: readonly DocNode[]): string => nodes.map((node) => (typeof node === "string" ? node : textOf(node.children))).join("");
const marksOf = (nodes: readonly DocNode[]): DocElement[] => nodes.flatMap((node) => (typeof node === "string" ? [] : node.tag === "mark" ? [node] : marksOf(node.children)));
const marked = (shown: ReturnType<typeof showDocument>) => marksOf(shown.drawn.nodes).map((mark) => [shown.marks[mark.span ?? -1]?.place, textOf(mark.children)]);

const QUOTE = "Unopened records come back within 30 days.";

describe("a cited place in a document that has changed since", () => {
  test("stands where it was while it says the same", () => {
    const shown = showDocument(document(OLD), searchFor(cite(OLD, QUOTE)));
    expect([marked(shown), shown.isLost]).toEqual([[[1, QUOTE]], false]);
  });

  test("is found where its words stand now, whatever comes before them and however they are wrapped", () => {
    const now = OLD.replace("# Returns", "# Returns\n\nRead this first: be kind.").replace("come back within 30 days", "come\nback within 30 days");
    const shown = showDocument(document(now, { version: 2, indexedVersion: 2 }), searchFor(cite(OLD, QUOTE)));
    expect([marked(shown), shown.isLost, shown.places[0]?.isThere]).toEqual([[[1, "Unopened records come\nback within 30 days."]], false, true]);
  });

  test("is not there when its words are gone: nothing else is marked for it", () => {
    const now = OLD.replace(QUOTE, "Unopened records come back within 60 days.");
    const shown = showDocument(document(now, { version: 2, indexedVersion: 2 }), searchFor(cite(OLD, QUOTE), cite(OLD, "within 14 days", 2)));
    expect(shown).toMatchObject({ isLost: true, citedVersion: 1, textVersion: 2, current: 1, places: [{ isThere: false }, { isThere: true }] });
    expect(marked(shown)).toEqual([[2, "within 14 days"]]);
  });

  test("of words that are said more than once, those in the cited passage count, then the nearest", () => {
    const body = "Ask Bo.\n\nOpen at ten.\n\nAsk Bo.\n\nThe end.\n\nAsk Bo.";
    const second = body.indexOf("Ask Bo.", 5);
    const search = searchFor({ number: 1, start: second + 3, end: second + 10, print: printOf("Ask Bo.") });
    const markedBlock = (passages: Passage[]): number => {
      const blocks = showDocument(document(body, { passages }), search).drawn.nodes.flatMap((node) => (typeof node !== "string" && node.tag === "div" ? node.children : [node]));
      return blocks.findIndex((block) => marksOf([block]).length > 0);
    };
    expect(markedBlock([])).toBe(2);
    expect(markedBlock([passageOf(body, "The end.\n\nAsk Bo.")])).toBe(4);
  });
});

test("two quotes of one number are two places: each is reached, and each has a mark of its own", () => {
  const places = inOrder([cite(OLD, "Unopened records", 1), cite(OLD, "30 days", 1), cite(OLD, "Opened records", 2), cite(OLD, "14 days", 2)]);
  const shown = [1, 2, 3, 4].map((current) => showDocument(document(OLD), passageSearch({ places, current })));
  expect(shown.map(({ current, places: all }) => [current, all.length])).toEqual([[1, 4], [2, 4], [3, 4], [4, 4]]);
  for (const one of shown) {
    const firsts = marksOf(one.drawn.nodes).filter(({ first }) => first).map(({ span }) => one.marks[span ?? -1]?.place);
    expect([...firsts].sort()).toEqual([1, 2, 3, 4]);
    expect(one.marks[0]?.place).toBe(one.current);
  }
});

test("headings under a title that is left out move up, so that no level is skipped below the page's own", () => {
  const tagsOf = (nodes: readonly DocNode[]): string[] => nodes.flatMap((node) => (typeof node === "string" ? [] : [...(/^h\d$/.test(node.tag) ? [node.tag] : []), ...tagsOf(node.children)]));
  const body = "# Returns\n\nWords.\n\n## How long\n\n### Opened\n\n## Where\n";
  expect(tagsOf(showDocument(document(body), new URLSearchParams()).drawn.nodes)).toEqual(["h2", "h3", "h2"]);
  expect(tagsOf(showDocument(document(body, { title: "Another" }), new URLSearchParams()).drawn.nodes)).toEqual(["h2", "h3", "h4", "h3"]);
});

test("a title that begins the text too stands once, unless it is what is cited", () => {
  expect(textOf(showDocument(document(OLD), new URLSearchParams()).drawn.nodes)).toMatch(/^Unopened/);
  expect(textOf(showDocument(document(OLD), searchFor(cite(OLD, "Returns"))).drawn.nodes)).toMatch(/^Returns/);
  expect(textOf(showDocument(document(OLD, { title: "Another" }), new URLSearchParams()).drawn.nodes)).toMatch(/^Returns/);
});

test("while a newer file is not read the text keeps its own version", () => {
  expect(showDocument(document(OLD, { version: 2, indexedVersion: 1, status: "failed" }), new URLSearchParams())).toMatchObject({ version: 2, textVersion: 1 });
  expect(showDocument(document(null, { version: 1, indexedVersion: null, status: "queued" }), searchFor(cite(OLD, QUOTE)))).toMatchObject({ textVersion: 1, hasText: false, isLost: false });
});

test("the page of a place is the one it stands on now, and the marks of that page count from its beginning", () => {
  const body = "Page one.\n\nPage two: 30 days.\n\nPage three.";
  const shown = showDocument(document(body, { kind: "pdf", pageStarts: [0, 11, 31] }), searchFor({ number: 3, start: 0, end: 7, print: printOf("30 days") }));
  expect(shown).toMatchObject({ page: 2, pageCount: 3, places: [{ page: 2 }], pageSpans: [{ number: 3, place: 1, start: 10, end: 17, quote: "30 days" }] });
});
