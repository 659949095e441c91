import { LIMITS } from "./limits.ts";

const megabytes = (bytes: number): string => `${Math.round(bytes / 1024 / 1024)} MB`;
const count = (number: number): string => number.toLocaleString("en");

/** Why a file is refused, and what to do about it: one sentence for the person who brought it. */
export const REFUSALS = {
  empty: "The file is empty; choose the one that has the text.",
  "file-too-large": `The file is larger than ${megabytes(LIMITS.fileBytes)}; split it or leave out its pictures.`,
  "too-slow": "The file takes too long to read; split it, or save it anew from the program it was made with.",
  "too-much-memory": "Reading the file took more memory than a document may; split it, or save it anew from the program it was made with.",
  "too-many-pages": `The PDF has more than ${count(LIMITS.pages)} pages; split it.`,
  "too-much-text": `The file holds more than ${count(LIMITS.bodyChars)} characters of text (${count(LIMITS.markdownChars)} in Markdown, HTML and Word); split it.`,
  "too-deep": `The file nests its parts more than ${LIMITS.depth} deep; save it anew from the program it was made with.`,
  "no-text": "There is no text in the file, so nothing in it could be found; add the text that people should find.",
  "pdf-without-text": "The PDF has no text, only pictures of pages; run it through text recognition (OCR) and add it again.",
  "pdf-encrypted": "The PDF asks for a password; save it without one and add it again.",
  "pdf-damaged": "The PDF is damaged or incomplete; open it in a PDF program, save it anew and add it again.",
  "docx-damaged": "The Word document is damaged or incomplete; open it in Word, save it anew and add it again.",
  "docx-suspicious": "The Word document has parts that no word processor writes; open it in Word, save it anew and add it again.",
  "zip-too-large": "The Word document unpacks to far more than its size; leave out what it embeds, or save it anew.",
  "zip-encrypted": "The file asks for a password; save it without one and add it again.",
  "old-word": "This is an old Word file, or one with a password; save it as .docx without a password and add it again.",
  "other-office": "This is a spreadsheet, a presentation or an OpenDocument file; save it as PDF or .docx and add it again.",
  archive: "This is an archive; unpack it and add the documents in it.",
  picture: "This is a picture; add a document with text instead.",
  program: "This is a program; only PDF, Word (.docx), Markdown, HTML and plain text can be added.",
  rtf: "This is an RTF file; save it as .docx or PDF and add it again.",
  "not-utf8": "The text is not in UTF-8; save it with the encoding UTF-8 and add it again.",
  binary: "This is no document that can be read here; add PDF, Word (.docx), Markdown, HTML or plain text.",
  "unknown-audience": "The front matter of the file says for whom it is in words that are not known here; write audience: all, marketing, buyer, manager or admin, and add it again.",
  damaged: "The file could not be read; save it anew from the program it was made with and add it again.",
} as const;

export type Refusal = keyof typeof REFUSALS;

/** Thrown inside the reading process; only its reason leaves it. */
export class Refused extends Error {
  constructor(
    readonly reason: Refusal,
    options?: ErrorOptions,
  ) {
    super(reason, options);
    this.name = "Refused";
  }
}
