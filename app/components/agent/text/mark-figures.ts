import { findFigures } from "#agents/contracts/figures-in-text.ts";
import type { TreeNode } from "./tree.ts";

/** The element that stands for a figure; the page draws it by what is known about the figure. */
export const FIGURE_TAG = "data";

function split(text: string): TreeNode[] {
  const nodes: TreeNode[] = [];
  let from = 0;
  for (const figure of findFigures(text)) {
    if (figure.start > from) nodes.push({ type: "text", value: text.slice(from, figure.start) });
    nodes.push({ type: "element", tagName: FIGURE_TAG, properties: { value: figure.text }, children: [{ type: "text", value: figure.text }] });
    from = figure.start + figure.text.length;
  }
  if (from < text.length) nodes.push({ type: "text", value: text.slice(from) });
  return nodes;
}

/** A rehype plugin: each figure of the text becomes an element of its own. Figures in links and code stay text. */
export function markFigures() {
  const visit = (node: TreeNode): void => {
    if (!node.children || node.tagName === "a" || node.tagName === "code") return;
    node.children = node.children.flatMap((child) => (child.type === "text" && child.value ? split(child.value) : [child]));
    for (const child of node.children) if (child.tagName !== FIGURE_TAG) visit(child);
  };
  return visit;
}
