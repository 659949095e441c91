import { removeUnshown } from "./clean-text.ts";

/*
 * The text of a PDF's page, put together from what pdfjs's getTextContent gives. One rule for the reader and for the
 * browser, which finds a passage on the page by it. Runs in both.
 */

/** What this needs of pdfjs's TextItem and TextMarkedContent; the latter has no `str` and is passed over. */
export interface PageItem {
  str?: string;
  hasEOL?: boolean;
}

export interface PageText {
  text: string;
  /** Where each item's own text begins and ends in `text`, by the item's place in the list; null for items without text. */
  spans: ({ start: number; end: number } | null)[];
}

/** What stands between the texts of two pages in a document's body. */
export const BETWEEN_PAGES = "\n\n";

/** A word that goes on in the next line. */
const BROKEN = /\p{L}[-\u2010]$/u;

/**
 * Joins the items of a page in their order: an item's text without what nothing shows, a line break after the last of a
 * line, and a word that was broken at the end of a line in one piece.
 */
export function joinPageText(items: readonly PageItem[]): PageText {
  const spans: PageText["spans"] = items.map(() => null);
  let text = "";
  items.forEach(({ str, hasEOL }, at) => {
    const own = removeUnshown(str ?? "");
    if (own.trim() !== "" && text.endsWith("\n") && BROKEN.test(text.slice(-3, -1)) && /^\p{Ll}/u.test(own)) {
      text = text.slice(0, -2);
      // The item before ends where its hyphen stood.
      const before = spans.findLast((span) => span !== null);
      if (before && before.end > text.length) before.end = text.length;
    }
    if (own !== "") spans[at] = { start: text.length, end: text.length + own.length };
    text += own;
    if (hasEOL && text !== "" && !text.endsWith("\n")) text += "\n";
  });
  return { text, spans };
}
