import type { Nodes } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";

const ADDRESS = /\b(?:[a-z][a-z0-9+.-]*:\/\/|www\.|mailto:)\S+/gi;
/** What stands in these stands apart; in all others it is one line. */
const APART = new Set<Nodes["type"]>(["root", "list", "listItem", "blockquote"]);

/** The words of Markdown, without what is no words: pictures, HTML, addresses of links. */
function wordsIn(node: Nodes): string {
  if (node.type === "html" || node.type === "break") return " ";
  if ("value" in node) return node.value;
  return "children" in node ? node.children.map(wordsIn).join(APART.has(node.type) ? " " : "") : "";
}

/**
 * The words of a document's Markdown as Markdown that says just them: what a document links to or draws is not the
 * answer's, however it is written. A number in brackets goes too, as it would be a mark of the answer.
 */
export const plainWords = (text: string): string =>
  wordsIn(fromMarkdown(text.trim()))
    .replace(ADDRESS, "(address left out)")
    .replace(/\[\s*\d[\d\s,;]*\]/g, "")
    .replace(/\s+/g, " ")
    .trim()
    .replace(/[\\`*_[\]<]|^[#>]/g, "\\$&");
