import type { Nodes, Parents, Root, RootContent } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { toString } from "mdast-util-to-string";
import { gfm } from "micromark-extension-gfm";
import type { DocElement, DocNode, DocTag, Span } from "#app/components/knowledge/doc-node.ts";
import { alignText } from "./align-text.ts";

/** What is to be marked in a document. */
interface Marking {
  /** Spans of the body, each drawn as a mark; the first is the one that is shown. */
  spans: readonly Span[];
  /** The passage around; its blocks get a bar. Null for none. */
  passage: Span | null;
}

const element = (tag: DocTag, children: DocNode[], more: Omit<DocElement, "tag" | "children"> = {}): DocElement => ({ tag, children, ...more });
const overlap = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end;

/** What is nested deeper is drawn as its words: nobody writes so, and a stack ends somewhere. */
const DEEPEST = 60;

const HEADINGS = ["h2", "h3", "h4", "h5"] as const;

class Drawing {
  readonly #seen = new Set<number>();
  /** Depths of the headings that the place drawn now stands under. */
  readonly #under: number[] = [];
  depth = 0;
  constructor(
    readonly body: string,
    readonly marking: Marking,
  ) {}

  /** Words with the marks that fall on them. `place` is where they stand in the body; `skip` leaves out what comes before them there. */
  words(value: string, place: Span | null, skip = 0): DocNode[] {
    if (value === "") return [];
    if (!place || !this.marking.spans.some((span) => overlap(span, place))) return [value];
    const from = place.start + skip;
    const places = alignText(value, this.body.slice(from, place.end));
    const spanAt = (index: number): number => {
      const at = from + (places[index] ?? 0);
      return this.marking.spans.findIndex(({ start, end }) => start <= at && at < end);
    };
    const nodes: DocNode[] = [];
    let begin = 0;
    for (let index = 1; index <= value.length; index += 1) {
      if (index < value.length && spanAt(index) === spanAt(begin)) continue;
      const span = spanAt(begin);
      const piece = value.slice(begin, index);
      if (span === -1 || piece.trim() === "") nodes.push(piece);
      else {
        nodes.push(element("mark", [piece], { span, ...(this.#seen.has(span) ? {} : { first: true }) }));
        this.#seen.add(span);
      }
      begin = index;
    }
    return nodes;
  }

  /** The tag of a heading: one below the one it stands under, whatever the document skips. */
  heading(depth: number): DocTag {
    while ((this.#under.at(-1) ?? 0) >= depth) this.#under.pop();
    this.#under.push(depth);
    return HEADINGS[this.#under.length - 1] ?? "h5";
  }

  isCurrent(place: Span | null): boolean {
    return place !== null && this.marking.passage !== null && overlap(place, this.marking.passage);
  }
}

const placeOf = (node: Nodes): Span | null => {
  const { start, end } = node.position ?? {};
  return start?.offset === undefined || end?.offset === undefined ? null : { start: start.offset, end: end.offset };
};

/** An address a link of a document may lead to; null for every other. */
function safeAddress(url: string): string | null {
  if (url.startsWith("#") || /^\/(?![/\\])/.test(url)) return null;
  try {
    const { protocol, username, password, href } = new URL(url);
    return (protocol === "https:" || protocol === "http:" || protocol === "mailto:") && username === "" && password === "" ? href : null;
  } catch {
    return null;
  }
}

const INLINE: Readonly<Record<string, DocTag>> = { strong: "strong", emphasis: "em", delete: "del" };

/** What is drawn may hold blocks, or stands in a line of words, where a block would break out of its paragraph. */
type Room = "blocks" | "words";

function drawAll(drawing: Drawing, nodes: readonly Nodes[], room: Room): DocNode[] {
  if (drawing.depth > DEEPEST) return [toString({ type: "root", children: nodes as RootContent[] })];
  drawing.depth += 1;
  const drawn = nodes.flatMap((node) => draw(drawing, node, room));
  drawing.depth -= 1;
  return drawn;
}

const children = (node: Parents): readonly Nodes[] => node.children;

function draw(drawing: Drawing, node: Nodes, room: Room): DocNode[] {
  const place = placeOf(node);
  switch (node.type) {
    case "text":
      return drawing.words(node.value, place);
    case "inlineCode":
      return [element("code", drawing.words(node.value, place))];
    case "code": {
      const opening = place ? /^[ \t]*(?:`{3,}|~{3,})[^\n]*\n/.exec(drawing.body.slice(place.start, place.end)) : null;
      return [element("pre", [element("code", drawing.words(node.value, place, opening?.[0].length ?? 0))])];
    }
    case "html":
      // Shown as what it is, text; between words it is a tag and says nothing.
      return room === "blocks" ? [element("pre", [element("code", drawing.words(node.value, place))])] : [];
    case "break":
      return [element("br", [])];
    case "thematicBreak":
      return [element("hr", [])];
    case "heading":
      return [element(drawing.heading(node.depth), drawAll(drawing, children(node), "words"))];
    case "paragraph":
      return [element("p", drawAll(drawing, children(node), "words"))];
    case "blockquote":
      return [element("blockquote", drawAll(drawing, children(node), "blocks"))];
    case "list":
      return [element(node.ordered ? "ol" : "ul", drawAll(drawing, children(node), "blocks"), node.ordered && node.start != null && node.start !== 1 ? { start: node.start } : {})];
    case "listItem": {
      const [only] = node.children;
      const isLine = node.children.length === 1 && only?.type === "paragraph";
      const box = node.checked == null ? [] : [node.checked ? "☑ " : "☐ "];
      return [element("li", [...box, ...(isLine ? drawAll(drawing, only.children, "words") : drawAll(drawing, node.children, "blocks"))])];
    }
    case "table": {
      const [head, ...rows] = node.children;
      const row = (cells: readonly Nodes[], tag: "th" | "td") => element("tr", cells.map((cell, at) => element(tag, "children" in cell ? drawAll(drawing, children(cell), "words") : [], node.align?.[at] ? { align: node.align[at] } : {})));
      return [element("table", [...(head ? [element("thead", [row(head.children, "th")])] : []), element("tbody", rows.map((cells) => row(cells.children, "td")))])];
    }
    case "link": {
      const href = safeAddress(node.url);
      const words = drawAll(drawing, children(node), "words");
      return href === null ? words : [element("a", words, { href })];
    }
    case "image":
      // Fetching it would tell its host who reads what; its words are enough.
      return node.alt ? drawing.words(node.alt, null) : [];
    case "linkReference":
      return drawAll(drawing, children(node), "words");
    case "footnoteReference":
      return [`[${node.label ?? node.identifier}]`];
    case "footnoteDefinition": {
      const [first, ...more] = node.children;
      const label = `[${node.label ?? node.identifier}] `;
      if (first?.type !== "paragraph") return [element("p", [label]), ...drawAll(drawing, node.children, "blocks")];
      return [element("p", [label, ...drawAll(drawing, first.children, "words")]), ...drawAll(drawing, more, "blocks")];
    }
    case "strong":
    case "emphasis":
    case "delete":
      return [element(INLINE[node.type] ?? "span", drawAll(drawing, node.children, "words"))];
    default:
      return "children" in node ? drawAll(drawing, (node as Parents).children as Nodes[], room) : [];
  }
}

/** Blocks that stand together in the passage, in one element with its bar. */
function gather(blocks: readonly { node: DocNode; current: boolean }[]): DocNode[] {
  const drawn: DocNode[] = [];
  let open: DocElement | null = null;
  for (const { node, current } of blocks) {
    if (!current) {
      open = null;
      drawn.push(node);
    } else if (open) open.children.push(node);
    else drawn.push((open = element("div", [node], { current: true })));
  }
  return drawn;
}

/**
 * A Markdown document as elements that are safe to draw, with what is to be marked in it. Raw HTML is text, pictures are
 * their words, links lead to http, https and mailto or nowhere. Spans count in `body` and may begin and end anywhere: in
 * the middle of a word, of a list, of a cell.
 */
export function drawMarkdown(body: string, marking: Marking): DocNode[] {
  const drawing = new Drawing(body, marking);
  const root: Root = fromMarkdown(body, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  const isCurrent = (node: RootContent): boolean => {
    const place = placeOf(node);
    if (node.type === "heading" || !drawing.isCurrent(place)) return false;
    return true;
  };
  return gather(root.children.flatMap((node) => draw(drawing, node, "blocks").map((drawn) => ({ node: drawn, current: isCurrent(node) }))));
}

/** A text document, or the text of a page: its lines as they are, with what is to be marked. `from` is where it begins in the body. */
export function drawText(text: string, from: number, marking: Marking): DocNode[] {
  const shift = ({ start, end }: Span): Span => ({ start: start - from, end: end - from });
  const drawing = new Drawing(text, { spans: marking.spans.map(shift), passage: marking.passage && shift(marking.passage) });
  const blocks: { node: DocNode; current: boolean }[] = [];
  for (const found of text.matchAll(/[^\n](?:[^\n]|\n(?!\s*\n))*/g)) {
    const place = { start: found.index, end: found.index + found[0].length };
    blocks.push({ node: element("p", drawing.words(found[0], place)), current: drawing.isCurrent(place) });
  }
  return gather(blocks);
}

/** A document is drawn whole up to so many characters; of a longer one the part around what is shown. */
const MOST = 120_000;
/** Signs of one line that nest blocks; reading thousands of them takes seconds and ends in nothing to look at. */
const NESTED = /^(?:[ \t]*(?:>|[-*+]|\d{1,9}[.)])){60}/m;

interface DrawnDocument {
  nodes: DocNode[];
  /** True where only the part around the passage is drawn. */
  isPart: boolean;
}

/** The body of a document, or one page of it, with its marks. `page` counts from 1; null draws all. */
export function drawDocument({ kind, body, pageStarts }: { kind: string; body: string; pageStarts: readonly number[] | null }, marking: Marking, page: number | null): DrawnDocument {
  if (pageStarts && page !== null) {
    const from = pageStarts[page - 1] ?? 0;
    return { nodes: drawText(body.slice(from, pageStarts[page] ?? body.length), from, marking), isPart: false };
  }
  const around = (marking.spans[0] ?? marking.passage)?.start ?? 0;
  const from = body.length <= MOST ? 0 : Math.max(0, body.lastIndexOf("\n\n", Math.max(0, around - MOST / 2)));
  const text = body.slice(from, from + MOST);
  const isPart = text.length < body.length;
  if (kind === "text" || NESTED.test(text)) return { nodes: drawText(text, from, marking), isPart };
  const shift = ({ start, end }: Span): Span => ({ start: start - from, end: end - from });
  return { nodes: drawMarkdown(text, { spans: marking.spans.map(shift), passage: marking.passage && shift(marking.passage) }), isPart };
}
