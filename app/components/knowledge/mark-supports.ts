import type { SourcesData } from "#agents/contracts/sources.ts";
import type { TreeNode } from "#app/components/agent/text/tree.ts";
import { alignText } from "#app/lib/align-text.ts";
import type { Span } from "./doc-node.ts";
import { CITE_TAG, UNCITED_TAG } from "./mark-citations.ts";

type Supports = Pick<SourcesData, "kind" | "supports">;

/** Fewer words between two parts that a page bears out are a joint and no statement. */
const LEAST_WORDS = 4;

const supportedIn = (text: string, supports: SourcesData["supports"]): (Span & { links: number[] })[] =>
  supports.flatMap(({ text: said, links }) => {
    const start = text.indexOf(said);
    return start === -1 || said === "" || links.length === 0 ? [] : [{ start, end: start + said.length, links }];
  });

/** Parts of an answer from the web that no page stands behind, in characters of its text. Headings, and answers that name no page at all, have none: what those stand on is said under them. */
export function findUnsupported(text: string, { kind, supports }: Supports): Span[] {
  if (kind !== "web") return [];
  const known = supportedIn(text, supports).sort((a, b) => a.start - b.start);
  return [...text.matchAll(/[^\n]+/g)].flatMap((line): Span[] => {
    if (/^\s*(?:#|\|[\s:|-]+$)/.test(line[0])) return [];
    const until = line.index + line[0].length;
    const spans: Span[] = [];
    let at = line.index;
    for (const { start, end } of [...known, { start: until, end: until }]) {
      if (end <= at && start < until) continue;
      if (start > at) spans.push({ start: at, end: Math.min(start, until) });
      at = Math.max(at, Math.min(end, until));
      if (at >= until) break;
    }
    return spans.filter((span) => (text.slice(span.start, span.end).match(/\p{L}+/gu)?.length ?? 0) >= LEAST_WORDS);
  });
}

/** A rehype plugin for the answer `text`: behind each part that pages bear out come their numbers, and what none does is marked. */
export function markSupports(text: string, data: Supports) {
  const known = supportedIn(text, data.supports);
  const unsupported = findUnsupported(text, data);
  return (tree: TreeNode): void => {
    const waiting = new Set(known);
    const numbersBefore = (place: number): TreeNode[] => {
      const due = [...waiting].filter(({ end }) => end <= place);
      for (const support of due) waiting.delete(support);
      return [...new Set(due.flatMap(({ links }) => links))].map((number) => ({ type: "element", tagName: CITE_TAG, properties: {}, children: [{ type: "text", value: String(number) }] }));
    };
    const draw = (node: TreeNode): TreeNode[] => {
      const { start, end } = node.position ?? {};
      const value = node.value ?? "";
      if (start?.offset === undefined || end?.offset === undefined) return [node];
      const from = start.offset;
      const places = alignText(value, text.slice(from, end.offset));
      const isUnsupported = (at: number): boolean => unsupported.some((span) => span.start <= from + (places[at] ?? 0) && from + (places[at] ?? 0) < span.end);
      const drawn: TreeNode[] = [];
      let begin = 0;
      const words = (until: number): void => {
        const said: TreeNode = { type: "text", value: value.slice(begin, until) };
        if (until > begin) drawn.push(isUnsupported(begin) && said.value?.trim() !== "" ? { type: "element", tagName: UNCITED_TAG, properties: {}, children: [said] } : said);
        begin = until;
      };
      for (let at = 0; at <= value.length; at += 1) {
        const numbers = numbersBefore(at < value.length ? from + (places[at] ?? 0) : (end.offset ?? 0));
        if (numbers.length > 0 || at === value.length || (at > begin && isUnsupported(at) !== isUnsupported(begin))) words(at);
        drawn.push(...numbers);
      }
      return drawn;
    };
    const visit = (node: TreeNode): void => {
      if (!node.children || node.tagName === "code" || node.tagName === "pre") return;
      node.children = node.children.flatMap((child) => {
        if (child.type === "text" && child.value) return draw(child);
        visit(child);
        return [child];
      });
    };
    visit(tree);
  };
}
