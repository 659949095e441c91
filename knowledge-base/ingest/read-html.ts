import type { Element, Nodes as HastNodes, Root as HastRoot } from "hast";
import { fromHtml } from "hast-util-from-html";
import { toMdast } from "hast-util-to-mdast";
import type { Nodes, Parents } from "mdast";
import { gfmToMarkdown } from "mdast-util-gfm";
import { toMarkdown } from "mdast-util-to-markdown";
import { cleanText } from "./clean-text.ts";
import type { ReadLimits } from "./limits.ts";
import { toLabel } from "./read-result.ts";
import { Refused } from "./refusals.ts";

/** Elements that are no text of a document: what runs, what is fetched, what is filled in, what leads elsewhere. */
const LEFT_OUT = new Set(
  ("script style template noscript iframe frame frameset object embed applet svg math canvas audio video source track link meta base title form input button select textarea option datalist dialog nav map area portal slot " +
    "plaintext xmp noembed noframes").split(" "),
);

const isHidden = ({ properties }: Element): boolean =>
  (properties["hidden"] !== undefined && properties["hidden"] !== null) || properties["ariaHidden"] === "true" || /display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])/i.test(typeof properties["style"] === "string" ? properties["style"] : "");

/** Leaves in a tree what is text. Without recursion, as the tree may be as deep as the file is long. Throws Refused. */
function prune(root: HastRoot, limits: ReadLimits): string | null {
  let title: string | null = null;
  const open: { node: HastRoot | Element; depth: number }[] = [{ node: root, depth: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { node, depth } = next;
    if (depth > limits.depth) throw new Refused("too-deep");
    const kept: HastNodes[] = [];
    for (const child of node.children) {
      if (child.type === "text") kept.push(child);
      if (child.type !== "element") continue;
      if (child.tagName === "title") title ??= toLabel(child.children.map((part) => (part.type === "text" ? part.value : "")).join(""));
      if (LEFT_OUT.has(child.tagName) || isHidden(child)) continue;
      // Pictures are told by their words; nothing is ever fetched.
      if (child.tagName === "img" || child.tagName === "image") {
        if (typeof child.properties["alt"] === "string") kept.push({ type: "text", value: child.properties["alt"] });
        continue;
      }
      kept.push(child);
      open.push({ node: child, depth: depth + 1 });
    }
    node.children = kept as Element["children"];
  }
  return title;
}

/** Where a link may lead: the web, a mail, a telephone, or within what it stands in. */
const isSafeLink = (url: string): boolean => /^(?:https?:|mailto:|tel:)/i.test(url) || !/^[^/?#]*:/.test(url);

/** Takes links that lead to what runs or to data off their words, and whatever is raw out. */
function disarm(node: Parents): void {
  node.children = (node.children as Nodes[]).flatMap((child): Nodes[] => {
    if ("children" in child) disarm(child);
    if (child.type === "html" || child.type === "image" || child.type === "imageReference" || child.type === "definition") return [];
    if (child.type === "link" && !isSafeLink(child.url)) return child.children;
    return [child];
  }) as typeof node.children;
}

/** HTML as Markdown, without anything that runs, is fetched or is hidden, and the page's title. Throws Refused. */
export function htmlToMarkdown(html: string, limits: ReadLimits): { markdown: string; title: string | null } {
  if (html.length > limits.markdownChars * 4) throw new Refused("too-much-text");
  const tree = fromHtml(html);
  const title = prune(tree, limits);
  const markdownTree = toMdast(tree);
  if (markdownTree.type === "root") disarm(markdownTree);
  const markdown = cleanText(toMarkdown(markdownTree, { extensions: [gfmToMarkdown()], bullet: "-", rule: "-" }));
  if (markdown.length > limits.markdownChars) throw new Refused("too-much-text");
  return { markdown, title };
}
