import { findMarks, type PassagesData } from "#agents/contracts/citations.ts";
import type { TreeNode } from "#app/components/agent/text/tree.ts";
import { alignText } from "#app/lib/align-text.ts";

/** The element of a number in an answer: `value` counts the marks from 0, its words are the number. */
export const CITE_TAG = "cite";
/** The element around words that say something and cite nothing. */
export const UNCITED_TAG = "u";

type Piece = { kind: "words"; text: string; uncited: boolean } | { kind: "mark"; number: number };

function piecesOf(node: TreeNode, text: string, uncited: PassagesData["uncited"]): Piece[] {
  const value = node.value ?? "";
  const from = node.position?.start.offset;
  const until = node.position?.end.offset;
  const places = uncited.length > 0 && from !== undefined && until !== undefined ? alignText(value, text.slice(from, until)) : null;
  const isUncited = (at: number): boolean => {
    if (!places || from === undefined) return false;
    const place = from + (places[at] ?? 0);
    return uncited.some(({ start, end }) => start <= place && place < end);
  };
  const pieces: Piece[] = [];
  const words = (begin: number, end: number): void => {
    let start = begin;
    for (let at = begin + 1; at <= end; at += 1) {
      if (at < end && isUncited(at) === isUncited(start)) continue;
      if (at > start) pieces.push({ kind: "words", text: value.slice(start, at), uncited: isUncited(start) });
      start = at;
    }
  };
  let at = 0;
  for (const { number, start, end } of findMarks(value)) {
    // No line begins with a number that belongs to the one before.
    const before = value.slice(at, start).trimEnd().length + at;
    words(at, start > before && before > at ? before : start);
    pieces.push({ kind: "mark", number });
    at = end;
  }
  words(at, value.length);
  return pieces;
}

/**
 * A rehype plugin for the answer `text`: each `[n]` becomes an element, and the words of sentences without a citation
 * another. Numbers in links and code stay text. Marks are counted in the order of the text, as the server counts them.
 */
export function markCitations(text: string, data: Pick<PassagesData, "uncited"> | null) {
  const uncited = data?.uncited ?? [];
  return (tree: TreeNode): void => {
    let count = 0;
    const visit = (node: TreeNode): void => {
      if (!node.children || node.tagName === "code" || node.tagName === "pre") return;
      node.children = node.children.flatMap((child): TreeNode[] => {
        if (child.type !== "text" || !child.value) {
          visit(child);
          return [child];
        }
        return piecesOf(child, text, uncited).map((piece): TreeNode => {
          if (piece.kind === "mark") return { type: "element", tagName: CITE_TAG, properties: { value: String(count++) }, children: [{ type: "text", value: String(piece.number) }] };
          const words: TreeNode = { type: "text", value: piece.text };
          return piece.uncited && piece.text.trim() !== "" ? { type: "element", tagName: UNCITED_TAG, properties: {}, children: [words] } : words;
        });
      });
    };
    visit(tree);
  };
}
