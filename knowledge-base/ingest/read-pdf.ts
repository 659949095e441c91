import { getDocument, type PDFDocumentProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import * as worker from "pdfjs-dist/legacy/build/pdf.worker.mjs";
import { BETWEEN_PAGES } from "./join-page-text.ts";
import type { ReadLimits } from "./limits.ts";
import { packPassages } from "./pack-passages.ts";
import { type PlacedItem, readLines } from "./page-lines.ts";
import { type PdfPage, readPdfBlocks } from "./pdf-blocks.ts";
import { NO_FRONT_MATTER, type ReadResult, toLabel } from "./read-result.ts";
import { Refused } from "./refusals.ts";

// pdfjs looks here before it starts a thread, which this process may not.
Object.assign(globalThis, { pdfjsWorker: worker });

/** Whether a PDF says openly that it has more pages than may be: it need not be opened to be refused. One that hides them is counted by pdfjs. */
function saysTooMany(bytes: Uint8Array, most: number): boolean {
  const source = new TextDecoder("latin1").decode(bytes);
  if (![...source.matchAll(/\/Count\s+(\d{1,10})/g)].some(([, count]) => Number(count) > most)) return false;
  let pages = 0;
  for (const _ of source.matchAll(/\/Type\s*\/Page(?![A-Za-z])/g)) if (++pages > most) return true;
  return false;
}

async function open(bytes: Uint8Array): Promise<PDFDocumentProxy> {
  try {
    return await getDocument({ data: bytes, verbosity: 0, isEvalSupported: false, useSystemFonts: false, disableFontFace: true, useWorkerFetch: false, useWasm: false, enableXfa: false, stopAtErrors: false, maxImageSize: 0 }).promise;
  } catch (cause) {
    if (cause instanceof RangeError) throw cause;
    throw new Refused(cause instanceof Error && cause.name === "PasswordException" ? "pdf-encrypted" : "pdf-damaged", { cause });
  }
}

/** The items of a page as they come, no more than `most` characters of them. Throws Refused. */
async function readItems(pdf: PDFDocumentProxy, number: number, most: number): Promise<PlacedItem[]> {
  const page = await pdf.getPage(number);
  const reader = page.streamTextContent().getReader() as ReadableStreamDefaultReader<{ items: PlacedItem[] }>;
  const items: PlacedItem[] = [];
  let chars = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    for (const item of part.value.items) {
      chars += (item.str?.length ?? 0) + 1;
      items.push(item);
    }
    if (chars > most) throw new Refused("too-much-text");
  }
  page.cleanup();
  return items;
}

/** The title a PDF says it has, when it looks like one. */
async function ownTitle(pdf: PDFDocumentProxy): Promise<string | null> {
  const { info } = await pdf.getMetadata().catch(() => ({ info: {} }));
  const title = (info as { Title?: unknown }).Title;
  return typeof title === "string" && !/^untitled|^microsoft |\.(?:docx?|pdf|tex|indd|pptx?|rtf)$|[/\\]/i.test(title.trim()) ? toLabel(title) : null;
}

/** A PDF's text and passages, with their pages. Nothing in it is run, followed or opened. Throws Refused. */
export async function readPdf(bytes: Uint8Array, limits: ReadLimits): Promise<ReadResult> {
  if (saysTooMany(bytes, limits.pages)) throw new Refused("too-many-pages");
  const pdf = await open(bytes);
  if (pdf.numPages > limits.pages) throw new Refused("too-many-pages");
  const pages: PdfPage[] = [];
  let body = "";
  let unreadable = 0;
  for (let number = 1; number <= pdf.numPages; number++) {
    let items: PlacedItem[] = [];
    try {
      items = await readItems(pdf, number, limits.bodyChars - body.length);
    } catch (cause) {
      if (cause instanceof Refused || cause instanceof RangeError) throw cause;
      unreadable++;
    }
    const { text, lines } = readLines(items);
    if (number > 1) body += BETWEEN_PAGES;
    pages.push({ start: body.length, text, lines });
    body += text;
  }
  if (unreadable === pdf.numPages) throw new Refused("pdf-damaged");
  const { blocks, title } = readPdfBlocks(body, pages);
  const spans = packPassages(body, blocks);
  if (spans.length === 0) throw new Refused("pdf-without-text");
  return { ...NO_FRONT_MATTER, kind: "pdf", title: (await ownTitle(pdf)) ?? toLabel(title), body, pageStarts: pages.map(({ start }) => start), spans };
}
