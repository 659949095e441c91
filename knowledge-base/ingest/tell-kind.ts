import type { DocumentKind } from "#db/enums.ts";

/** What a file seems to be by its first bytes, before it is read: reading it says what it is, or why it is refused. */
export function tellKind(bytes: Uint8Array): DocumentKind {
  const start = Buffer.from(bytes.subarray(0, 4_096)).toString("utf8");
  if (start.startsWith("%PDF-")) return "pdf";
  if (start.startsWith("PK")) return "docx";
  if (/^\s*<(?:!doctype html|html)/i.test(start)) return "html";
  return /^#{1,6} \S/m.test(start) || start.startsWith("---\n") ? "markdown" : "text";
}
