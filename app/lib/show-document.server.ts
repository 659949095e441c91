import type { DocumentDetail } from "./api-types.ts";
import type { ShownDocument } from "#app/components/knowledge/shown-document.ts";
import { drawDocument } from "./draw-document.server.ts";
import { readPassageSearch } from "./passage-link.ts";

/** The page, from 1, that a character of the body stands on. */
function pageOf(pageStarts: readonly number[], at: number): number {
  let page = 1;
  pageStarts.forEach((start, index) => {
    if (start <= at) page = index + 1;
  });
  return page;
}

/** A document with what the address asks to be shown of it, drawn and ready for the page. */
export function showDocument({ body, pageStarts, passages, ...document }: DocumentDetail, search: URLSearchParams): ShownDocument {
  const { places, current, passageId, conversationId, page: asked } = readPassageSearch(search);
  const here = places.find(({ number }) => number === current) ?? null;
  const around = passages.find(({ id }) => id === passageId) ?? (here ? passages.find(({ startOffset, endOffset }) => startOffset <= here.start && here.start < endOffset) : undefined) ?? null;
  const passage = around && { start: around.startOffset, end: around.endOffset };
  // A passage that is asked for without a place in it is marked as a whole.
  const marked = places.length > 0 || !passage || passageId === null ? places : [{ number: 1, ...passage }];
  const first = marked.find(({ number }) => number === current) ?? marked[0] ?? null;
  const pageCount = pageStarts?.length ?? null;
  const page = pageStarts && pageCount ? Math.min(asked ?? (first ? pageOf(pageStarts, first.start) : 1), pageCount) : null;
  const ordered = first ? [first, ...marked.filter((place) => place !== first)] : marked;
  const drawn = body === null ? { nodes: [], isPart: false } : drawDocument({ kind: document.kind, body, pageStarts }, { spans: ordered, passage }, page);
  const from = page === null || !pageStarts ? 0 : (pageStarts[page - 1] ?? 0);
  const until = page === null || !pageStarts ? (body?.length ?? 0) : (pageStarts[page] ?? body?.length ?? 0);
  return {
    ...document,
    hasText: body !== null,
    drawn,
    /** In the order the marks count them. */
    numbers: ordered.map(({ number }) => number),
    places: marked.map((place) => ({ ...place, page: pageStarts ? pageOf(pageStarts, place.start) : null })),
    current: first?.number ?? null,
    conversationId,
    page,
    pageCount,
    /** Of the page that is shown, in characters of its own text. */
    pageSpans: page === null ? [] : ordered.flatMap(({ number, start, end }) => (start < until && end > from ? [{ number, start: Math.max(0, start - from), end: Math.min(end, until) - from, quote: body?.slice(Math.max(start, from), Math.min(end, until)).trimEnd() ?? "" }] : [])),
    headings: around?.headings ?? [],
  };
}
