import { passageSearch } from "#app/lib/passage-link.ts";
import { paths } from "#app/lib/paths.ts";
import { placeAnchor } from "./doc-body.tsx";

/** The address of a document at the first of some places in it; of the document alone without any. */
export const placesHref = (documentId: string, places: readonly { number: number; start: number; end: number }[]): string =>
  places.length === 0 ? paths.document(documentId) : `${paths.document(documentId, passageSearch({ places: [...places], current: 1 }))}#${placeAnchor(1)}`;
