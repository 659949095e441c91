import { createContext } from "react";
import type { Citation, NearestPassage, PassagesData } from "#agents/contracts/citations.ts";
import type { MistyMessage } from "#agents/contracts/messages.ts";
import { type CitedPlace, inOrder, passageSearch, readPassageSearch } from "#app/lib/passage-link.ts";
import { paths } from "#app/lib/paths.ts";
import { printOf } from "#app/lib/quote-print.ts";
import { placeAnchor } from "./doc-body.tsx";

/** What the passages of an answer are; null while that is not known. */
export function passagesOf(message: MistyMessage): PassagesData | null {
  const part = message.parts.find(({ type }) => type === "data-passages");
  return part?.type === "data-passages" ? part.data : null;
}

/** A place in a document that is to be shown. */
export interface PlaceToShow {
  /** The address of the document's own page at that place. */
  href: string;
  title: string;
}

/** What the parts of an answer need to know of the page around. */
export interface LibraryPage {
  conversationId: string;
  /** The shop's day, for the age of what is cited. */
  today: string;
  /** The place that is open beside the answer, as `placeKey` names it. */
  here: string | null;
  /** Shows a document beside the answer, from the chip that was pressed; null where there is no room, and it is a page. */
  onShow: ((place: PlaceToShow, from: HTMLElement) => void) | null;
}

export const LibraryPageContext = createContext<LibraryPage | null>(null);

type Quoted = Pick<Citation, "documentId" | "startOffset" | "endOffset" | "quote">;

const keyOf = (documentPath: string, { number, start, end }: CitedPlace): string => `${documentPath} ${number} ${start}-${end}`;
const placeOf = (number: number, { startOffset, endOffset, quote }: Quoted): CitedPlace => ({ number, start: startOffset, end: endOffset, print: printOf(quote) });

/** The name of the place that an address shows; null for an address that shows none. */
export function placeKey(href: string): string | null {
  const { pathname, searchParams } = new URL(href, "http://misty");
  const { places, current } = readPassageSearch(searchParams);
  const place = places[(current ?? 0) - 1];
  return place ? keyOf(pathname, place) : null;
}

/** The name of the place that a citation stands on. */
export const citationKey = (cited: Citation): string => keyOf(paths.document(cited.documentId), placeOf(cited.number, cited));

/** All places that an answer cites of a document. A quote may stand on two sentences: it is one place then. */
function placesIn(data: PassagesData, documentId: string): CitedPlace[] {
  const places = data.citations.flatMap((cited): CitedPlace[] => (cited.documentId === documentId ? [placeOf(cited.number, cited)] : []));
  return inOrder(places.filter((place, at) => places.findIndex(({ number, start, end }) => number === place.number && start === place.start && end === place.end) === at));
}

/** The address of a cited place, with all other places that the answer cites of that document. */
export function citationHref(data: PassagesData, cited: Citation, conversationId: string): string {
  const places = placesIn(data, cited.documentId);
  const current = places.findIndex(({ number, start, end }) => number === cited.number && start === cited.startOffset && end === cited.endOffset) + 1;
  return `${paths.document(cited.documentId, passageSearch({ places, current, version: cited.version, passageId: cited.passageId, conversationId }))}#${placeAnchor(current)}`;
}

/** The address of a place that no number of the answer stands for. */
export const nearestHref = (near: Pick<NearestPassage, "documentId" | "passageId" | "version" | "quote" | "startOffset" | "endOffset">, conversationId: string): string =>
  `${paths.document(near.documentId, passageSearch({ places: [placeOf(1, near)], current: 1, version: near.version, passageId: near.passageId, conversationId }))}#${placeAnchor(1)}`;

/** Cited documents in the order of the answer, each with its citations. */
export function sourcesOf(data: PassagesData): { documentId: string; title: string; version: number; citations: Citation[] }[] {
  const sources = new Map<string, { documentId: string; title: string; version: number; citations: Citation[] }>();
  for (const cited of data.citations) {
    const known = sources.get(cited.documentId);
    if (!known) sources.set(cited.documentId, { documentId: cited.documentId, title: cited.title, version: cited.version, citations: [cited] });
    else if (!known.citations.some(({ number }) => number === cited.number)) known.citations.push(cited);
  }
  return [...sources.values()];
}
