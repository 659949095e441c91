import type { DocumentKind } from "#db/enums.ts";
import { cleanText } from "./clean-text.ts";
import { type Refusal, Refused } from "./refusals.ts";

/** A file by what stands in it: a text that was decoded, or the bytes of a PDF or DOCX. */
export type Sniffed = { kind: "pdf" } | { kind: "docx" } | { kind: Exclude<DocumentKind, "pdf" | "docx">; text: string };

const bytesOf = (text: string): number[] => [...text].map((letter) => letter.charCodeAt(0));

/** How files begin that are no documents here. A zip is looked into elsewhere. */
const OTHERS: readonly [readonly number[], Refusal][] = [
  [[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], "old-word"],
  [bytesOf("{\\rtf"), "rtf"],
  [[0x89, 0x50, 0x4e, 0x47], "picture"],
  [[0xff, 0xd8, 0xff], "picture"],
  [bytesOf("GIF8"), "picture"],
  [bytesOf("II*\u0000"), "picture"],
  [bytesOf("MM\u0000*"), "picture"],
  [bytesOf("8BPS"), "picture"],
  [[0x1f, 0x8b], "archive"],
  [bytesOf("BZh"), "archive"],
  [bytesOf("7z\u00bc\u00af"), "archive"],
  [bytesOf("Rar!"), "archive"],
  [[0xfd, 0x37, 0x7a, 0x58, 0x5a], "archive"],
  [[0x28, 0xb5, 0x2f, 0xfd], "archive"],
  [bytesOf("MZ"), "program"],
  [[0x7f, 0x45, 0x4c, 0x46], "program"],
  [[0xcf, 0xfa, 0xed, 0xfe], "program"],
  [[0xca, 0xfe, 0xba, 0xbe], "program"],
  [[0x00, 0x61, 0x73, 0x6d], "program"],
];

const startsWith = (bytes: Uint8Array, start: readonly number[]): boolean => start.every((byte, at) => bytes[at] === byte);

const TAG = "!doctype|html|head|body|title|meta|link|script|style|main|article|section|div|table|h[1-6]|p|ul|ol|form|iframe|object|embed|base";
/** An element that only HTML begins with. */
const HTML_START = new RegExp(`^<(${TAG})(?=[\\s>/])`, "i");
const SVG_START = /^(?:<!doctype\s+svg[^>]{0,500}>\s*)?<svg[\s>]/i;
const WHOLE_PAGE = /^(?:!doctype|html|head|body|title|meta|link|base)$/i;
/** What only Markdown has, at the beginning of a line. Two kinds of it make a text Markdown, or a heading alone does. */
const MARKDOWN_SIGNS = [/^(?:[-*+]|\d{1,9}[.)]) \S/m, /^\|.*\|\s*\n\|[ :|-]+\|\s*$/m, /^(?:```|~~~)/m, /\[[^\]\n]{1,200}\]\([^)\s]{1,500}\)/, /^> \S/m, /\*\*\S[^*\n]{0,200}\*\*/];
/** How much of a text is looked at to tell what it is. */
const LOOKED_AT = 100_000;

/** A text from its first element on, past a declaration of XML and comments. By hand: an expression for it took exponentially long over comments that lead nowhere. */
function skipProlog(text: string): string {
  let rest = text.trimStart();
  if (/^<\?xml[^>]{0,200}\?>/i.test(rest)) rest = rest.slice(rest.indexOf("?>") + 2).trimStart();
  for (;;) {
    const end = rest.startsWith("<!--") ? rest.indexOf("-->", 4) : -1;
    if (end < 0) return rest;
    rest = rest.slice(end + 3).trimStart();
  }
}

function kindOfText(text: string): "markdown" | "text" | "html" {
  const start = text.slice(0, LOOKED_AT);
  const first = skipProlog(start);
  if (SVG_START.test(first)) throw new Refused("picture");
  const tag = HTML_START.exec(first)?.[1];
  const hasHeading = /^#{1,6} \S/m.test(start);
  // Markdown may begin with a piece of HTML; a page of HTML has no headings of Markdown.
  if (tag && (WHOLE_PAGE.test(tag) || (!hasHeading && /<\/[a-z][a-z0-9]*\s*>\s*$/i.test(text.slice(-500))))) return "html";
  if (hasHeading || /^[^\n]{1,200}\n(?:={3,}|-{3,}) *$/m.test(start) || /^---\n[^]{1,20000}?\n---(?:\n|$)/.test(start)) return "markdown";
  return MARKDOWN_SIGNS.filter((sign) => sign.test(start)).length >= 2 ? "markdown" : "text";
}

/** Bytes as text: UTF-8, or UTF-16 when they begin with its mark. Throws Refused. */
function decode(bytes: Uint8Array): string {
  const utf16 = startsWith(bytes, [0xff, 0xfe]) ? "utf-16le" : startsWith(bytes, [0xfe, 0xff]) ? "utf-16be" : null;
  if (utf16 && (bytes.length % 2 === 1 || (bytes[2] === 0 && bytes[3] === 0))) throw new Refused("not-utf8");
  let text: string;
  try {
    text = new TextDecoder(utf16 ?? "utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new Refused(bytes.subarray(0, 8_192).includes(0) ? "binary" : "not-utf8", { cause });
  }
  if (text.includes("\u0000")) throw new Refused("binary");
  return cleanText(text);
}

/** Tells what a file is by its content. Throws Refused for what is no document. */
export function sniff(bytes: Uint8Array): Sniffed {
  if (bytes.length === 0) throw new Refused("empty");
  if (startsWith(bytes, bytesOf("%PDF-"))) return { kind: "pdf" };
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])) return { kind: "docx" };
  if (startsWith(bytes, [0x50, 0x4b, 0x05, 0x06]) || startsWith(bytes, [0x50, 0x4b, 0x07, 0x08])) throw new Refused("archive");
  const other = OTHERS.find(([start]) => startsWith(bytes, start));
  if (other && !(other[1] === "program" && bytes[0] === 0x4d && !bytes.includes(0))) throw new Refused(other[1]);
  if (startsWith(bytes, bytesOf("RIFF")) && startsWith(bytes.subarray(8), bytesOf("WEBP"))) throw new Refused("picture");
  if (startsWith(bytes.subarray(4), bytesOf("ftyp"))) throw new Refused("picture");
  const text = decode(bytes);
  return { kind: kindOfText(text), text };
}
