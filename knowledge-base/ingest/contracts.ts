import type { DocumentKind, UserRole } from "#db/enums.ts";

/** A passage: `content` is what stands in the body from `startOffset` up to and without `endOffset`. */
export interface ReadPassage {
  /** The headings it stands under, outermost first. */
  headings: string[];
  content: string;
  /** Characters of the body (UTF-16, as JavaScript counts). */
  startOffset: number;
  endOffset: number;
  /** The page it begins on, from 1; null where there are no pages. */
  page: number | null;
}

/** A file as it was read: its text, and the text cut into passages. */
export interface ReadDocument {
  /** By content, never by name. */
  kind: DocumentKind;
  /** From front matter, the first heading, what a PDF or a page of HTML says of itself, or the file's name; null when that has no words either. */
  title: string | null;
  /** From the front matter of Markdown, as the last four are; null where it says nothing that can be used. */
  owner: string | null;
  /** `all` there is `staff` here: everybody. */
  audience: UserRole | null;
  /** YYYY-MM-DD. */
  reviewedOn: string | null;
  reviewDueOn: string | null;
  /** What offsets count in. Markdown: the source without front matter. DOCX and HTML: turned into Markdown. Text: as it is. PDF: the text of the pages, joined. */
  body: string;
  /** Where each page begins in the body; null for all but PDF. */
  pageStarts: number[] | null;
  /** In the order of the text; at least one. */
  passages: ReadPassage[];
}
