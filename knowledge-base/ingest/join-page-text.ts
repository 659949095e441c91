/*
 * The text of a PDF's page, put together from what pdfjs's getTextContent gives. One rule for the reader and for the
 * browser, which finds a passage on the page by it. Runs in both: imports nothing.
 */

/** What this needs of pdfjs's TextItem and TextMarkedContent; the latter has no `str` and is passed over. */
export interface PageItem {
  str?: string;
  hasEOL?: boolean;
}

export interface PageText {
  text: string;
  /** Where each item's own text begins in `text`, by the item's place in the list; -1 for items without text. */
  starts: number[];
}

/** What stands between the texts of two pages in a document's body. */
export const BETWEEN_PAGES = "\n\n";

/** Characters that nothing shows and a database may refuse: controls other than tab, and halves of surrogate pairs. Each becomes one space, so that places stay. */
const UNSHOWN = /[\u0000-\u0008\u000A-\u001F\u007F]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** Joins the items of a page in their order: an item's text as it is, a line break after the last of a line. */
export function joinPageText(items: readonly PageItem[]): PageText {
  let text = "";
  const starts = items.map(({ str, hasEOL }) => {
    const start = str === undefined || str === "" ? -1 : text.length;
    text += (str ?? "").replace(UNSHOWN, " ");
    if (hasEOL) text += "\n";
    return start;
  });
  return { text, starts };
}
