/** How a true sentence was made false. */
export const ALTERATIONS = ["figure", "given-figure", "negation", "role", "limit"] as const;

/**
 * What a model may write of a document, in words of its own, once true and once altered. Written before the rules that
 * hold marks against passages; the held-out part was looked at once. Those of kind "limit" were written with their rule.
 */
export interface AlteredSentence {
  /** File name in `knowledge-base/documents`, without its ending. */
  document: string;
  /** Verbatim: the passage that holds it is the one that is cited. */
  quote: string;
  /** A figure, a figure that the question gave, a negation put in or taken out, another person or thing in the place of the one it is about, the other side of a limit. */
  kind: (typeof ALTERATIONS)[number];
  /** What was asked. */
  question: string;
  right: string;
  wrong: string;
}
