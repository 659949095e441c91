import type { DocumentDetail } from "#app/lib/api-types.ts";
import type { CitedPlace } from "#app/lib/passage-link.ts";
import type { DocNode } from "./doc-node.ts";

/** A document as its page shows it. */
export interface ShownDocument extends Omit<DocumentDetail, "body" | "pageStarts" | "passages"> {
  hasText: boolean;
  drawn: { nodes: DocNode[]; isPart: boolean };
  numbers: number[];
  places: (CitedPlace & { page: number | null })[];
  current: number | null;
  conversationId: string | null;
  page: number | null;
  pageCount: number | null;
  pageSpans: (CitedPlace & { quote: string })[];
  /** What the shown passage stands under. */
  headings: string[];
}
