import { expect, test } from "vitest";
import type { TreeNode } from "#app/components/agent/text/tree.ts";
import { CITE_TAG, markCitations, UNCITED_TAG } from "./mark-citations.ts";

const paragraph = (text: string, from = 0): TreeNode => ({ type: "element", tagName: "p", children: [{ type: "text", value: text, position: { start: { offset: from }, end: { offset: from + text.length } } }] });
const drawn = (nodes: readonly TreeNode[] | undefined): string =>
  (nodes ?? []).map((node) => (node.type === "text" ? (node.value ?? "") : node.tagName === CITE_TAG ? `<${drawn(node.children)}@${String(node.properties?.["value"])}>` : node.tagName === UNCITED_TAG ? `{${drawn(node.children)}}` : drawn(node.children))).join("");

test("numbers become elements, counted through the whole answer, without a space before them; those in code stay", () => {
  const tree: TreeNode = { type: "root", children: [paragraph("One thing [1]. Another [2, 3], and [1][2]."), { type: "element", tagName: "code", children: [{ type: "text", value: "a[1]" }] }, paragraph("Last [4]")] };
  markCitations("", null)(tree);
  expect(drawn(tree.children)).toBe("One thing<1@0>. Another<2@1><3@2>, and<1@3><2@4>.a[1]Last<4@5>");
});

test("sentences without a citation are marked by their characters in the answer, over bold words too", () => {
  const text = "Cited [1]. Not cited at all. Cited [2].";
  const start = text.indexOf("Not");
  const tree: TreeNode = { type: "root", children: [paragraph(text)] };
  markCitations(text, { uncited: [{ start, end: start + "Not cited at all.".length }] })(tree);
  expect(drawn(tree.children)).toBe("Cited<1@0>. {Not cited at all.} Cited<2@1>.");
  const bold = "Half **bold** here.";
  const parts: TreeNode = { type: "root", children: [paragraph("Half "), { type: "element", tagName: "strong", children: [{ type: "text", value: "bold", position: { start: { offset: 7 }, end: { offset: 11 } } }] }, paragraph(" here.", 13)] };
  markCitations(bold, { uncited: [{ start: 0, end: bold.length }] })(parts);
  expect(drawn(parts.children)).toBe("{Half }{bold}{ here.}");
});
