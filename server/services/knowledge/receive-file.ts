import { LARGEST_DOCUMENT_BYTES, refuseSize } from "../../contracts/knowledge.ts";
import type { UploadPart } from "../../contracts/imports.ts";
import { AppError } from "../../errors.ts";

/** What the program can say of a file before it is read: its kind by its content. Throws AppError for what is no document. */
export type TellKind<K> = (bytes: Uint8Array) => K;

const LONGEST_NAME = 120;

/** A name that is safe to show and to save under, and still the one people know. */
export function plainName(given: string): string {
  const last = given.split(/[\\/]/).at(-1) ?? "";
  // Control characters, signs that turn the direction of writing, and what file systems keep for themselves.
  const plain = last.normalize("NFC").replace(/[\p{Cc}\p{Cf}\u2028\u2029<>:"|?*]+/gu, " ").replace(/\s+/g, " ").replace(/^[. ]+/, "").trim();
  const dot = plain.lastIndexOf(".");
  const end = dot > 0 && plain.length - dot <= 10 ? plain.slice(dot) : "";
  return (Array.from(plain.slice(0, plain.length - end.length)).slice(0, LONGEST_NAME - end.length).join("").trim() || "document") + end;
}

/** "annual-report_2026.pdf" -> "Annual report 2026": what a document is called until its text says so. */
export function titleFromName(fileName: string): string {
  const words = fileName.replace(/\.[^.]{1,9}$/, "").replace(/[-_]+/g, " ").replace(/\s+/g, " ").trim();
  return words === "" ? "Document" : words.charAt(0).toUpperCase() + words.slice(1);
}

/** The bytes of one file of a form. What is too large is read to its end and thrown away, so that the form's other files still come. */
export async function readPart({ pieces }: UploadPart): Promise<Uint8Array> {
  const kept: Uint8Array[] = [];
  let length = 0;
  for await (const piece of pieces) {
    length += piece.byteLength;
    if (length <= LARGEST_DOCUMENT_BYTES) kept.push(piece);
    else kept.length = 0;
  }
  const refused = refuseSize(length);
  if (refused !== null) throw new AppError("BAD_REQUEST", refused);
  return Buffer.concat(kept);
}
