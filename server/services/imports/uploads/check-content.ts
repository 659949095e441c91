import { open } from "node:fs/promises";
import { AppError } from "#server/errors.ts";

const LOOKED_AT = 64 * 1024;

/** Beginnings of files that are no text, and what to do with each. */
const KINDS: readonly { start: readonly number[]; sentence: string }[] = [
  { start: [0x50, 0x4b, 0x03, 0x04], sentence: "is a ZIP archive or a spreadsheet. Save the sheet as CSV, or take the files out of the archive, and upload those." },
  { start: [0x50, 0x4b, 0x05, 0x06], sentence: "is an empty ZIP archive." },
  { start: [0xd0, 0xcf, 0x11, 0xe0], sentence: "is an old Excel or Word file. Save the sheet as CSV and upload that." },
  { start: [0x1f, 0x8b], sentence: "is packed with gzip. Unpack it and upload what was in it." },
  { start: [0x37, 0x7a, 0xbc, 0xaf], sentence: "is a 7z archive. Take the files out of it and upload those." },
  { start: [0x52, 0x61, 0x72, 0x21], sentence: "is a RAR archive. Take the files out of it and upload those." },
  { start: [0x89, 0x50, 0x4e, 0x47], sentence: "is a picture. An import needs the rows as text, such as a CSV file." },
  { start: [0xff, 0xd8, 0xff], sentence: "is a picture. An import needs the rows as text, such as a CSV file." },
  { start: [0x47, 0x49, 0x46, 0x38], sentence: "is a picture. An import needs the rows as text, such as a CSV file." },
  { start: [0x25, 0x50, 0x44, 0x46], sentence: "is a PDF. An import needs the rows as text, such as a CSV file." },
  { start: [0x7f, 0x45, 0x4c, 0x46], sentence: "is a program, not a table." },
  { start: [0x4d, 0x5a, 0x90], sentence: "is a program, not a table." },
];

const UTF_16 = { "255,254": "utf-16le", "254,255": "utf-16be" } as const;

/**
 * Looks at a stored file's beginning, whatever its name says. Throws BAD_REQUEST with what it is
 * when it is no text in UTF-8, or in UTF-16 with its mark. The rest is checked while it is read.
 */
export async function checkContent(path: string, name: string): Promise<void> {
  const file = await open(path, "r");
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(LOOKED_AT), 0, LOOKED_AT, 0);
    const start = buffer.subarray(0, bytesRead);
    if (start.length === 0) throw new AppError("BAD_REQUEST", `${name} is empty.`);
    const kind = KINDS.find((known) => known.start.every((byte, at) => start[at] === byte));
    if (kind) throw new AppError("BAD_REQUEST", `${name} ${kind.sentence}`);
    const text = decode(start);
    if (text === null || text.includes("\0")) throw new AppError("BAD_REQUEST", `${name} is not text in UTF-8 (nor in UTF-16 with a byte order mark). Save it as UTF-8 and try again.`);
    if (/^\s*(?:\[\s*[[{]|\{\s*")/.test(text)) throw new AppError("BAD_REQUEST", `${name} is JSON. An import needs rows of cells, such as a CSV file; most programs that write JSON export CSV as well.`);
    if (/^\s*<\?xml/i.test(text)) throw new AppError("BAD_REQUEST", `${name} is XML, perhaps of a spreadsheet. Save the sheet as CSV and upload that.`);
    if (/^\s*(?:<!doctype html|<html|<table)/i.test(text)) throw new AppError("BAD_REQUEST", `${name} is a web page, perhaps of a sign-in. Download the table again.`);
  } finally {
    await file.close();
  }
}

function decode(start: Uint8Array): string | null {
  const encoding = UTF_16[`${start[0]},${start[1]}` as keyof typeof UTF_16] ?? "utf-8";
  try {
    // A letter that the cut has halved is no fault.
    return new TextDecoder(encoding, { fatal: true }).decode(start, { stream: true });
  } catch {
    return null;
  }
}
