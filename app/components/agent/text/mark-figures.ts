import { findFigures } from "#agents/contracts/figures-in-text.ts";
import type { TreeNode } from "./tree.ts";

/** The element that stands for a figure; the page draws it by what is known about the figure. */
export const FIGURE_TAG = "data";

/** What must not begin a line of its own after a figure. */
const CLOSING = /^[,.;:!?)\]”’]+/;

function split(text: string): TreeNode[] {
  const nodes: TreeNode[] = [];
  let from = 0;
  for (const { text: figure, start } of findFigures(text)) {
    if (start > from) nodes.push({ type: "text", value: text.slice(from, start) });
    const element: TreeNode = { type: "element", tagName: FIGURE_TAG, properties: { value: figure }, children: [{ type: "text", value: figure }] };
    const closing = CLOSING.exec(text.slice(start + figure.length))?.[0] ?? "";
    nodes.push(closing === "" ? element : { type: "element", tagName: "span", properties: { className: ["keep"] }, children: [element, { type: "text", value: closing }] });
    from = start + figure.length + closing.length;
  }
  if (from < text.length) nodes.push({ type: "text", value: text.slice(from) });
  return nodes;
}

/** A rehype plugin: each figure of the text becomes an element of its own. Figures in links and code stay text. */
export function markFigures() {
  const visit = (node: TreeNode): void => {
    if (!node.children || node.tagName === "a" || node.tagName === "code") return;
    node.children = node.children.flatMap((child) => {
      if (child.type === "text" && child.value) return split(child.value);
      visit(child);
      return [child];
    });
  };
  return visit;
}
