import type { DocElement, DocNode } from "#app/components/knowledge/doc-node.ts";
import { drawMarkdown, drawText } from "./draw-document.server.ts";

/** Words of a statement, and whether they are what it is about. */
export interface StatementPiece {
  text: string;
  isMarked: boolean;
}

interface Statement {
  /** A sentence or a row of a table, as it stands in its document. */
  text: string;
  /** What differs, in characters of it. */
  markStart: number;
  markEnd: number;
  /** Null in a document without pages, whose words are Markdown. */
  page: number | null;
}

const CELLS = " · ";

function piecesOf(nodes: readonly DocNode[], isMarked = false): StatementPiece[] {
  return nodes.flatMap((node) => {
    if (typeof node === "string") return [{ text: node.replace(/\s+/g, " "), isMarked }];
    if (node.tag === "br") return [{ text: " ", isMarked }];
    return piecesOf(node.children, isMarked || node.tag === "mark");
  });
}

const cellsIn = (nodes: readonly DocNode[]): DocElement[] => nodes.flatMap((node) => (typeof node === "string" ? [] : node.tag === "td" ? [node] : cellsIn(node.children)));

/** Blocks or cells after each other, each run of marked words in one piece. */
function joined(blocks: readonly (readonly StatementPiece[])[], between: string): StatementPiece[] {
  const all = blocks.filter((pieces) => pieces.some(({ text }) => text.trim() !== "")).flatMap((pieces, at) => (at === 0 ? pieces : [{ text: between, isMarked: false }, ...pieces]));
  return all.reduce<StatementPiece[]>((merged, { text, isMarked }) => {
    const last = merged.at(-1);
    if (last?.isMarked === isMarked) last.text += text;
    else merged.push({ text, isMarked });
    return merged;
  }, []);
}

/** A statement as plain words with what differs marked: without the signs of Markdown, the cells of a row kept apart. A statement that differs as a whole has no mark. */
export function drawStatement({ text, markStart, markEnd, page }: Statement): StatementPiece[] {
  const isWhole = markStart === 0 && markEnd === text.length;
  const span = isWhole ? [] : [{ start: markStart, end: markEnd }];
  if (page !== null) return joined(drawText(text, 0, { spans: span, passage: null }).map((node) => piecesOf([node])), " ");
  const bars = text.match(/(?<!\\)\|/g)?.length ?? 0;
  if (bars === 0 || text.includes("\n")) return joined(drawMarkdown(text, { spans: span, passage: null }).map((node) => piecesOf([node])), " ");
  // A row alone is no table, so it is read under a head of its own.
  const head = `${"| ".repeat(bars)}|\n${"|-".repeat(bars)}|\n`;
  const shifted = span.map(({ start, end }) => ({ start: start + head.length, end: end + head.length }));
  return joined(cellsIn(drawMarkdown(head + text, { spans: shifted, passage: null })).map((cell) => piecesOf(cell.children)), CELLS);
}
