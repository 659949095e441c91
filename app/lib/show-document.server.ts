import type { DocElement, DocNode, Span } from "#app/components/knowledge/doc-node.ts";
import type { ShownDocument, ShownPlace } from "#app/components/knowledge/shown-document.ts";
import type { DocumentDetail } from "./api-types.ts";
import { drawDocument } from "./draw-document.server.ts";
import { type CitedPlace, readPassageSearch } from "./passage-link.ts";
import { findPrint, printOf } from "./quote-print.ts";

/** The page, from 1, that a character of the body stands on. */
function pageOf(pageStarts: readonly number[], at: number): number {
  let page = 1;
  pageStarts.forEach((start, index) => {
    if (start <= at) page = index + 1;
  });
  return page;
}

/**
 * Where a cited place stands in the body now, null where the body does not say it any more. What stands at the place
 * must be what was quoted; else the same words count, first those in the passage `around`, then the nearest.
 */
function findPlace(body: string, { start, end, print }: CitedPlace, around: Span | null): Span | null {
  if (!print || printOf(body.slice(start, end)) === print) return { start, end };
  const far = (span: Span) => (around && around.start <= span.start && span.end <= around.end ? -1 : Math.abs(span.start - start));
  return findPrint(body, print).sort((a, b) => far(a) - far(b))[0] ?? null;
}

const wordsOf = (nodes: readonly DocNode[]): string => nodes.map((node) => (typeof node === "string" ? node : wordsOf(node.children))).join("");
const hasMark = ({ tag, children }: DocElement): boolean => tag === "mark" || children.some((child) => typeof child !== "string" && hasMark(child));

const RAISED: Readonly<Partial<Record<DocElement["tag"], DocElement["tag"]>>> = { h3: "h2", h4: "h3", h5: "h4" };
const raiseHeadings = (node: DocNode): DocNode => (typeof node === "string" ? node : { ...node, tag: RAISED[node.tag] ?? node.tag, children: node.children.map(raiseHeadings) });

/** The sleeve says the title already; where it begins the text too it is left out, unless it is what is cited, and what stands under it moves up. */
function withoutTitle(nodes: DocNode[], title: string): DocNode[] {
  const [first, ...rest] = nodes;
  const isTitle = typeof first === "object" && first.tag === "h2" && !hasMark(first) && wordsOf([first]).trim() === title.trim();
  return isTitle ? rest.map(raiseHeadings) : nodes;
}

/** A document with what the address asks to be shown of it, drawn and ready for the page. */
export function showDocument({ body, pageStarts, passages, ...document }: DocumentDetail, search: URLSearchParams): ShownDocument {
  const { places: asked, current, version, passageId, conversationId, page: askedPage } = readPassageSearch(search);
  const spanOf = (passage: (typeof passages)[number] | undefined): Span | null => (passage ? { start: passage.startOffset, end: passage.endOffset } : null);
  const named = spanOf(passages.find(({ id }) => id === passageId));
  // A passage that is asked for without a place in it is marked as a whole.
  const cited: readonly CitedPlace[] = asked.length > 0 || !named ? asked : [{ number: 1, ...named }];
  const found = cited.map((place, at) => (body === null ? null : findPlace(body, place, at + 1 === (current ?? 1) ? named : null)));
  const places = cited.map((place, at): ShownPlace => {
    const there = found[at] ?? null;
    return { ...place, isThere: there !== null, page: there && pageStarts ? pageOf(pageStarts, there.start) : null };
  });
  const shown = cited.length === 0 ? null : (current ?? 1);
  const here = shown === null ? null : (found[shown - 1] ?? null);
  const passage = named && here && named.start <= here.start && here.start < named.end ? named : spanOf(here ? passages.find(({ startOffset, endOffset }) => startOffset <= here.start && here.start < endOffset) : undefined);

  // The one that is shown is drawn over the others.
  const order = cited.flatMap((_, at) => (found[at] ? [at] : [])).sort((a, b) => Number(b + 1 === shown) - Number(a + 1 === shown));
  const spans = order.flatMap((at) => found[at] ?? []);
  const marks = order.map((at) => ({ number: cited[at]?.number ?? 0, place: at + 1 }));

  const pageCount = pageStarts?.length ?? null;
  const page = pageStarts && pageCount ? Math.min(askedPage ?? (here ? pageOf(pageStarts, here.start) : 1), pageCount) : null;
  const drawn = body === null ? { nodes: [], isPart: false } : drawDocument({ kind: document.kind, body, pageStarts }, { spans, passage }, page);
  const from = page === null || !pageStarts ? 0 : (pageStarts[page - 1] ?? 0);
  const until = page === null || !pageStarts ? (body?.length ?? 0) : (pageStarts[page] ?? body?.length ?? 0);
  return {
    ...document,
    hasText: body !== null,
    textVersion: document.indexedVersion ?? document.version,
    drawn: { ...drawn, nodes: withoutTitle(drawn.nodes, document.title) },
    marks,
    places,
    current: shown,
    isLost: body !== null && shown !== null && here === null,
    citedVersion: version,
    conversationId,
    page,
    pageCount,
    pageSpans:
      page === null
        ? []
        : spans.flatMap(({ start, end }, at) => {
            const mark = marks[at];
            if (!mark || start >= until || end <= from) return [];
            return [{ ...mark, start: Math.max(0, start - from), end: Math.min(end, until) - from, quote: body?.slice(Math.max(start, from), Math.min(end, until)).trimEnd() ?? "" }];
          }),
  };
}
