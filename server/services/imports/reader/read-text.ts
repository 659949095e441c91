import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import type { Hash } from "node:crypto";
import { FileFault } from "../faults.ts";

/** Small enough that reading a piece leaves the event loop free for others. */
const PIECE_BYTES = 64 * 1024;

function encodingOf(start: Uint8Array): "utf-8" | "utf-16le" | "utf-16be" {
  if (start[0] === 0xff && start[1] === 0xfe) return "utf-16le";
  if (start[0] === 0xfe && start[1] === 0xff) return "utf-16be";
  return "utf-8";
}

const wrongEncoding = (name: string): FileFault =>
  new FileFault(`${name} is not text in UTF-8 (nor in UTF-16 with a byte order mark); save it as UTF-8 and try again.`);

function decode(decoder: TextDecoder, bytes: Uint8Array | undefined, name: string): string {
  try {
    return bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode();
  } catch {
    throw wrongEncoding(name);
  }
}

/**
 * The text of a file in pieces, without its byte order mark. `hash` sees the bytes as they are.
 * Throws FileFault when the file is not text in UTF-8, or in UTF-16 with a byte order mark.
 */
export async function* readText(path: string, name: string, hash: Hash, onBytes: (bytes: number) => void): AsyncGenerator<string> {
  let decoder: TextDecoder | null = null;
  let checked = false;
  for await (const piece of createReadStream(path, { highWaterMark: PIECE_BYTES })) {
    const bytes = piece as Buffer;
    hash.update(bytes);
    onBytes(bytes.length);
    decoder ??= new TextDecoder(encodingOf(bytes), { fatal: true });
    const text = decode(decoder, bytes, name);
    // NULs at the start are UTF-16 without its mark, or no text at all.
    if (!checked && text.includes("\0")) throw wrongEncoding(name);
    checked = true;
    yield text;
    await new Promise(setImmediate);
  }
  if (decoder) {
    const rest = decode(decoder, undefined, name);
    if (rest !== "") yield rest;
  }
}

/** The beginning of a file as text, up to 64 KB and perhaps cut within a line, as far as it is text at all (else empty): what formats are recognised by. */
export async function readStart(path: string): Promise<string> {
  const file = await open(path, "r");
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(PIECE_BYTES), 0, PIECE_BYTES, 0);
    const bytes = buffer.subarray(0, bytesRead);
    return new TextDecoder(encodingOf(bytes)).decode(bytes);
  } finally {
    await file.close();
  }
}
