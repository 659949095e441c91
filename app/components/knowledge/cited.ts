import { createContext } from "react";
import type { Citation, NearestPassage, PassagesData } from "#agents/contracts/citations.ts";
import type { MistyMessage } from "#agents/contracts/messages.ts";
import type { CitedPlace } from "#app/lib/passage-link.ts";
import { passageSearch } from "#app/lib/passage-link.ts";
import { paths } from "#app/lib/paths.ts";
import { placeAnchor } from "./doc-body.tsx";

/** What the passages of an answer are; null while that is not known. */
export function passagesOf(message: MistyMessage): PassagesData | null {
  const part = message.parts.find(({ type }) => type === "data-passages");
  return part?.type === "data-passages" ? part.data : null;
}

/** What the parts of an answer need to know of the page around. */
export interface LibraryPage {
  conversationId: string;
  /** The shop's day, for the age of what is cited. */
  today: string;
  /** Shows a document beside the answer; null where there is no room, and it is a page. */
  onShow: ((href: string) => void) | null;
}

export const LibraryPageContext = createContext<LibraryPage | null>(null);

/** A citation as a place in its document. A quote may stand on two sentences: it is one place then. */
function placesIn(data: PassagesData, documentId: string): CitedPlace[] {
  const places = data.citations.flatMap((cited): CitedPlace[] => (cited.documentId === documentId ? [{ number: cited.number, start: cited.startOffset, end: cited.endOffset }] : []));
  return places.filter((place, at) => places.findIndex(({ number, start }) => number === place.number && start === place.start) === at);
}

/** The address of a cited place, with all other places that the answer cites of that document. */
export function citationHref(data: PassagesData, cited: Citation, conversationId: string): string {
  const here = { number: cited.number, start: cited.startOffset, end: cited.endOffset };
  // Of two quotes of one passage, the one that was pressed carries the number.
  const others = placesIn(data, cited.documentId).filter(({ number }) => number !== cited.number);
  const search = passageSearch({ places: [here, ...others], current: cited.number, passageId: cited.passageId, conversationId });
  return `${paths.document(cited.documentId, search)}#${placeAnchor(cited.number)}`;
}

/** The address of a passage that came near. */
export const nearestHref = (near: NearestPassage, conversationId: string): string =>
  `${paths.document(near.documentId, passageSearch({ places: [{ number: 1, start: near.startOffset, end: near.endOffset }], current: 1, passageId: near.passageId, conversationId }))}#${placeAnchor(1)}`;

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
