/** Elements a document may be drawn with; there is no other way for a document's own words to become markup. */
export type DocTag =
  | "p" | "h2" | "h3" | "h4" | "h5" | "ul" | "ol" | "li" | "blockquote" | "pre" | "code" | "hr" | "br" | "strong" | "em" | "del" | "table" | "thead" | "tbody" | "tr" | "th" | "td" | "a" | "mark" | "span" | "div";

export interface DocElement {
  tag: DocTag;
  children: DocNode[];
  /** Of a link: where it leads. */
  href?: string;
  /** Of a column. */
  align?: "left" | "right" | "center";
  /** Of an ordered list. */
  start?: number;
  /** Of a `mark`: which of the marked spans it belongs to, from 0, and whether it is the first piece of it. */
  span?: number;
  first?: boolean;
  /** The block stands in the passage that is shown. */
  current?: boolean;
}

/** A piece of a document: words, or an element. */
export type DocNode = string | DocElement;

/** Characters of a document's body, from the first up to and without the last. */
export interface Span {
  start: number;
  end: number;
}
