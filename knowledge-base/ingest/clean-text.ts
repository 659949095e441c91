/*
 * Characters that nothing shows: controls other than tab and line feed, marks that turn the direction of writing around
 * (a way to show other words than those that stand there), invisible characters and tags (a way to hide words from people
 * and not from models), halves of surrogate pairs. The joiners that emoji and some scripts need stay.
 */
const UNSHOWN =
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u00AD\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF\uFFF9-\uFFFB]|\uDB40[\uDC00-\uDC7F]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** A text without what nothing shows. Runs in the browser too. */
export const removeUnshown = (text: string): string => text.replace(UNSHOWN, "");

/** The same with line feeds alone at the ends of lines. */
export const cleanText = (text: string): string => removeUnshown(text.replace(/\r\n?|\u0085|\u2028|\u2029/g, "\n"));
