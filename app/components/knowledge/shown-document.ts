import type { DocumentDetail } from "#app/lib/api-types.ts";
import type { CitedPlace } from "#app/lib/passage-link.ts";
import type { DocNode } from "./doc-node.ts";

/** A cited place as a document has it now. */
export interface ShownPlace extends CitedPlace {
  /** False where the document does not say it any more; `start` and `end` are those of the address then. */
  isThere: boolean;
  /** From 1; null where there are no pages, or the place is gone. */
  page: number | null;
}

/** A mark in the document: by which number an answer cites it, and which of the places it is, from 1. */
export interface ShownMark {
  number: number;
  place: number;
}

type Details = Pick<DocumentDetail, "id" | "title" | "kind" | "status" | "failure" | "version" | "owner" | "reviewedOn" | "reviewDueOn" | "isStale" | "isFileOfText">;

/** A document as it is read, beside an answer or on its own page. Plain JSON. */
export interface DocumentToRead extends Details {
  hasText: boolean;
  /** The version whose text this is; the newest may not be read yet. */
  textVersion: number;
  drawn: { nodes: DocNode[]; isPart: boolean };
  /** In the order the drawn marks count them. */
  marks: ShownMark[];
  /** All places of the address, in its order. */
  places: ShownPlace[];
  /** Which of the places is shown, from 1. */
  current: number | null;
  /** Whether this text does not say any more what the answer quoted at the place that is shown. */
  isLost: boolean;
  citedVersion: number | null;
  conversationId: string | null;
  page: number | null;
  pageCount: number | null;
  /** Of the page that is shown, in characters of its own text. */
  pageSpans: (ShownMark & { start: number; end: number; quote: string })[];
}

/** A document as its page shows it: what is read, and what its desk needs. */
export type ShownDocument = DocumentToRead & Omit<DocumentDetail, "body" | "pageStarts" | "passages">;
