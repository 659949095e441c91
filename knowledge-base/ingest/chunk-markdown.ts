import type { Nodes, Root, RootContent } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { frontmatterFromMarkdown } from "mdast-util-frontmatter";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { toString } from "mdast-util-to-string";
import { frontmatter } from "micromark-extension-frontmatter";
import { gfm } from "micromark-extension-gfm";
import { splitSentences } from "./split-sentences.ts";

/** A passage by its characters of the text it was cut from (UTF-16, as JavaScript counts): from `start` up to and without `end`. */
export interface Span {
  /** The headings it stands under, outermost first. */
  headings: string[];
  start: number;
  end: number;
}

export interface ChunkSizes {
  /** Characters after which a passage ends with the paragraph it is in. */
  target: number;
  /** Characters a passage never passes, a table or code alone excepted: what is longer is cut between list items, then sentences. */
  most: number;
}

/** Characters of a passage: measured on the tuning part of the golden questions, see ADR 017. */
export const SIZES: ChunkSizes = { target: 700, most: 1_400 };

export const parseMarkdown = (text: string): Root =>
  fromMarkdown(text, { extensions: [gfm(), frontmatter()], mdastExtensions: [gfmFromMarkdown(), frontmatterFromMarkdown()] });

interface Piece {
  start: number;
  end: number;
}

const place = (node: Nodes): Piece => ({ start: node.position?.start.offset ?? 0, end: node.position?.end.offset ?? 0 });

/** A block as pieces that may stand in passages of their own: itself when it is short, else its items, else its sentences. Tables and code stay whole. */
function pieces(text: string, node: RootContent, most: number): Piece[] {
  const whole = place(node);
  if (whole.end - whole.start <= most || node.type === "table" || node.type === "code") return [whole];
  if (node.type === "list" || node.type === "listItem" || node.type === "blockquote") return node.children.flatMap((child) => pieces(text, child as RootContent, most));
  return splitSentences(text.slice(whole.start, whole.end)).map(({ start, end }) => ({ start: whole.start + start, end: whole.start + end }));
}

/**
 * Markdown as passages: never over a heading, whole paragraphs and list items where they fit, tables and code whole.
 * Every character but front matter, headings, comments and blank space is in exactly one of them.
 */
export function chunkMarkdown(text: string, { target, most }: ChunkSizes = SIZES): Span[] {
  const spans: Span[] = [];
  const headings: { depth: number; words: string }[] = [];
  let open: Piece | null = null;
  const close = () => {
    if (open) spans.push({ headings: headings.map(({ words }) => words), ...open });
    open = null;
  };
  for (const node of parseMarkdown(text).children) {
    if (node.type === "yaml" || node.type === "definition" || (node.type === "html" && /^\s*<!--[^]*-->\s*$/.test(node.value)) || node.type === "thematicBreak") continue;
    if (node.type === "heading") {
      close();
      while ((headings.at(-1)?.depth ?? 0) >= node.depth) headings.pop();
      headings.push({ depth: node.depth, words: toString(node) });
      continue;
    }
    for (const piece of pieces(text, node, most)) {
      const begun: Piece | null = open;
      if (begun && piece.end - begun.start > most) close();
      open = { start: (open as Piece | null)?.start ?? piece.start, end: piece.end };
      if (open.end - open.start >= target) close();
    }
  }
  close();
  return spans;
}
