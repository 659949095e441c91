import type { TreeNode } from "./tree.ts";

/*
 * Tables of GitHub's Markdown for react-markdown. remark-gfm reads them too, but brings 17 kB (gzip)
 * of writers, footnotes and task lists into the browser, a quarter of what the assistant may weigh.
 */

const DELIMITERS = /^\s*\|?(\s*:?-+:?\s*\|)*\s*:?-+:?\s*\|?\s*$/;

/** The lines of a paragraph; a line is the inline nodes between two line breaks. */
function linesOf(children: readonly TreeNode[]): TreeNode[][] {
  const lines: TreeNode[][] = [[]];
  for (const child of children) {
    if (child.type === "break") lines.push([]);
    else if (child.type !== "text") lines.at(-1)?.push(child);
    else {
      (child.value ?? "").split("\n").forEach((value, at) => {
        if (at > 0) lines.push([]);
        if (value !== "") lines.at(-1)?.push({ type: "text", value });
      });
    }
  }
  return lines;
}

/** The cells of a line: its nodes, cut at each bar of their text. Bars at both ends are the frame. */
function cellsOf(line: readonly TreeNode[]): TreeNode[][] {
  const cells: TreeNode[][] = [[]];
  for (const node of line) {
    if (node.type !== "text") cells.at(-1)?.push(node);
    else {
      const pieces = (node.value ?? "").split("|");
      pieces.forEach((piece, at) => {
        if (at > 0) cells.push([]);
        const start = at > 0 ? piece.trimStart() : piece;
        const value = at < pieces.length - 1 ? start.trimEnd() : start;
        if (value.trim() !== "") cells.at(-1)?.push({ type: "text", value });
      });
    }
  }
  if (cells.length > 1 && cells[0]?.length === 0) cells.shift();
  if (cells.length > 1 && cells.at(-1)?.length === 0) cells.pop();
  return cells;
}

const isDelimiters = (line: readonly TreeNode[] | undefined): boolean => {
  const only = line?.length === 1 ? line[0] : undefined;
  return only?.type === "text" && (only.value ?? "").includes("|") && DELIMITERS.test(only.value ?? "");
};

const alignOf = (text: string): string | null => (/^:-+:$/.test(text) ? "center" : /-:$/.test(text) ? "right" : /^:/.test(text) ? "left" : null);

const plainText = (nodes: readonly TreeNode[]): string => nodes.map((node) => node.value ?? "").join("").trim();

/** The table that a paragraph holds, with what stands before it; null when it holds none. */
function readTable(paragraph: TreeNode): TreeNode[] | null {
  const lines = linesOf(paragraph.children ?? []);
  const at = lines.findIndex(isDelimiters);
  const head = lines[at - 1];
  if (at < 1 || !head) return null;
  const aligns = cellsOf(lines[at] ?? []).map((cell) => alignOf(plainText(cell)));
  const heads = cellsOf(head);
  if (heads.length !== aligns.length) return null;
  const row = (cells: readonly TreeNode[][]): TreeNode => ({ type: "tableRow", children: heads.map((_head, column) => ({ type: "tableCell", children: cells[column] ?? [] })) });
  const table: TreeNode = { type: "table", align: aligns, children: [row(heads), ...lines.slice(at + 1).filter((line) => line.length > 0).map((line) => row(cellsOf(line)))] };
  const before = lines.slice(0, at - 1).flatMap((line, index) => (index > 0 ? [{ type: "text", value: "\n" }, ...line] : line));
  return before.length > 0 ? [{ type: "paragraph", children: before }, table] : [table];
}

/** A remark plugin: paragraphs that are tables become tables. */
export function readTables() {
  const visit = (node: TreeNode): void => {
    if (!node.children) return;
    node.children = node.children.flatMap((child) => (child.type === "paragraph" ? (readTable(child) ?? [child]) : [child]));
    node.children.forEach(visit);
  };
  return visit;
}
