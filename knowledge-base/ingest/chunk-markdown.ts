import type { Nodes, Root, RootContent } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { toString } from "mdast-util-to-string";
import { gfm } from "micromark-extension-gfm";
import { type Block, cutHard, cutSentences, hasWords, type PassageSizes, type Piece, SIZES } from "./pack-passages.ts";

const parseMarkdown = (text: string): Root => fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });

const place = (node: Nodes): Piece => ({ start: node.position?.start.offset ?? 0, end: node.position?.end.offset ?? 0 });

/** Elements whose content nobody reads. */
const UNREAD = /<(script|style|template|iframe|object|embed|svg|math|noscript)\b[^>]*>(?:[^]*?<\/\1\s*>|[^]*)/gi;
/** What is left of raw HTML once its tags, comments and scripts are gone. */
const readable = (html: string): string => html.replace(/<!--[^]*?(?:-->|$)/g, " ").replace(UNREAD, " ").replace(/<[^>]*>/g, " ");

/** The pieces a block may be cut into: items of a list and what stands in them, sentences; tables and code by their lines once they are longer than a whole one may be. */
function cut(text: string, node: RootContent, most: number, whole: number): Piece[] {
  const all = place(node);
  if (all.end - all.start <= most) return [all];
  if (node.type === "table" || node.type === "code") return all.end - all.start <= whole ? [all] : cutHard(text, all, whole);
  if (node.type === "list" || node.type === "listItem" || node.type === "blockquote" || node.type === "footnoteDefinition") {
    return node.children.flatMap((child, at) => {
      const pieces = cut(text, child, most, whole);
      const first = pieces[0];
      // A bullet stays with its item.
      return first && at === 0 && node.type !== "list" ? [{ start: all.start, end: first.end }, ...pieces.slice(1)] : pieces;
    });
  }
  return cutSentences(text, all, most);
}

const isNothing = (node: RootContent): boolean =>
  node.type === "definition" || node.type === "thematicBreak" || (node.type === "html" && !hasWords(readable(node.value)));

/** Markdown as blocks under their headings, and its first heading of the first rank. A heading that nothing stands under is a block itself. */
export function readMarkdownBlocks(text: string, sizes: PassageSizes = SIZES): { blocks: Block[]; title: string | null } {
  const blocks: Block[] = [];
  const above: { depth: number; words: string }[] = [];
  let headings: string[] = [];
  let title: string | null = null;
  /** The heading just met, while nothing stands under it yet. */
  let bare: RootContent | null = null;
  const add = (node: RootContent, under: string[]) => blocks.push({ ...place(node), headings: under, page: null, cut: (most) => cut(text, node, most, sizes.whole) });
  for (const node of parseMarkdown(text).children) {
    if (isNothing(node)) continue;
    if (node.type !== "heading") {
      bare = null;
      add(node, headings);
      continue;
    }
    const words = toString(node).replace(/\s+/g, " ").trim();
    if (bare && (above.at(-1)?.depth ?? 0) >= node.depth) add(bare, headings.slice(0, -1));
    while ((above.at(-1)?.depth ?? 0) >= node.depth) above.pop();
    above.push({ depth: node.depth, words });
    headings = above.map((heading) => heading.words).filter((heading) => heading !== "");
    if (node.depth === 1 && words !== "") title ??= words;
    bare = words === "" ? null : node;
  }
  if (bare) add(bare, headings.slice(0, -1));
  return { blocks, title };
}
