import { readMarkdownBlocks } from "./chunk-markdown.ts";
import { takeFrontMatter } from "./front-matter.ts";
import type { ReadLimits } from "./limits.ts";
import { type Block, cutSentences, packPassages, type Span } from "./pack-passages.ts";
import { NO_FRONT_MATTER, type ReadResult, toLabel } from "./read-result.ts";
import { Refused } from "./refusals.ts";
import { sniff } from "./sniff.ts";

/** Paragraphs of a text without structure: what stands between empty lines. */
function readTextBlocks(text: string): Block[] {
  const blocks: Block[] = [];
  const headings: string[] = [];
  for (const { index, 0: words } of text.matchAll(/(?:[^\n]*[^\s][^\n]*(?:\n|$))+/g)) {
    const piece = { start: index, end: index + words.length };
    blocks.push({ ...piece, headings, page: null, cut: (most) => cutSentences(text, piece, most) });
  }
  return blocks;
}

function markdownSpans(body: string, limits: ReadLimits): { spans: Span[]; title: string | null } {
  if (body.length > limits.markdownChars) throw new Refused("too-much-text");
  const { blocks, title } = readMarkdownBlocks(body);
  return { spans: packPassages(body, blocks), title: toLabel(title) };
}

/** Reads a file of any kind. Throws Refused; runs where it may take as long and as much as it likes and be killed for it. */
export async function readBytes(bytes: Uint8Array, limits: ReadLimits): Promise<ReadResult> {
  const sniffed = sniff(bytes);
  if (sniffed.kind === "pdf") return (await import("./read-pdf.ts")).readPdf(bytes, limits);
  const result = { ...NO_FRONT_MATTER, pageStarts: null };
  if (sniffed.kind === "docx") {
    const body = await (await import("./read-docx.ts")).docxToMarkdown(bytes, limits);
    return { ...result, kind: "docx", body, ...markdownSpans(body, limits) };
  }
  if (sniffed.kind === "html") {
    const { markdown, title } = (await import("./read-html.ts")).htmlToMarkdown(sniffed.text, limits);
    const { spans, title: heading } = markdownSpans(markdown, limits);
    return { ...result, kind: "html", body: markdown, spans, title: title ?? heading };
  }
  if (sniffed.text.length > limits.bodyChars) throw new Refused("too-much-text");
  if (sniffed.kind === "text") return { ...result, kind: "text", body: sniffed.text, spans: packPassages(sniffed.text, readTextBlocks(sniffed.text)) };
  const { front, body } = takeFrontMatter(sniffed.text);
  const { spans, title } = markdownSpans(body, limits);
  // A title that the text does not repeat is what the whole text stands under.
  const under = front.title !== null && front.title !== title ? [front.title] : [];
  return { ...result, kind: "markdown", body, spans: spans.map((span) => ({ ...span, headings: [...under, ...span.headings] })), ...front, title: front.title ?? title };
}
