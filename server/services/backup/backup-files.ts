import type { DocumentFile } from "#db/queries/knowledge/stored-files.ts";
import { AppError } from "../../errors.ts";
import type { FileStorage } from "../../ports/storage/storage.ts";
import { hashOf, typeOf } from "../knowledge/stored-files.ts";

/*
 * Documents' files in a backup, behind the tables: for each a line with its key, type, size and SHA-256, then its bytes
 * in pieces of base64, then its end; at last how many there are.
 */

const PIECE_BYTES = 300_000;

/** Which files a backup took along, and which not. */
export interface BackedUpFiles {
  files: number;
  bytes: number;
  /** Those that lie in another storage than the disk, and stay there. */
  elsewhere: number;
  /** Keys of those that are not on the disk any more. */
  missing: string[];
}

/** Gives the lines of the files that lie on this machine's disk to `write`; others stay where they are. Throws what the disk says. */
export async function writeFiles(storage: FileStorage, files: readonly DocumentFile[], write: (line: string) => Promise<void>): Promise<BackedUpFiles> {
  const done: BackedUpFiles = { files: 0, bytes: 0, elsewhere: 0, missing: [] };
  for (const { key, place, kind } of files) {
    const there = storage.at(place ?? storage.id);
    if (there?.kind !== "local") {
      done.elsewhere += 1;
      continue;
    }
    let bytes: Uint8Array;
    try {
      bytes = await there.open(key);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== "NOT_FOUND") throw error;
      done.missing.push(key);
      continue;
    }
    await write(JSON.stringify({ file: key, type: typeOf(kind), size: bytes.byteLength, hash: hashOf(bytes) }));
    for (let from = 0; from < bytes.byteLength; from += PIECE_BYTES) await write(Buffer.from(bytes.subarray(from, from + PIECE_BYTES)).toString("base64"));
    await write(JSON.stringify({ end: key }));
    done.files += 1;
    done.bytes += bytes.byteLength;
  }
  await write(JSON.stringify({ files: done.files }));
  return done;
}

/** Gives the files of a backup's lines (those behind the tables) to `put` one by one. Calls `broken` for what is no whole file, or when the lines end before the files do. */
export async function readFiles(lines: AsyncIterable<string>, put: (key: string, bytes: Uint8Array, type: string) => Promise<void>, broken: (why: string) => Error): Promise<void> {
  let current: { file: string; type: string; size: number; hash: string } | null = null;
  let pieces: Buffer[] = [];
  let count = 0;
  for await (const line of lines) {
    if (current === null) {
      const mark = JSON.parse(line) as { file?: string; files?: number; type?: string; size?: number; hash?: string };
      if (mark.files !== undefined) {
        if (mark.files !== count) throw broken("a file is missing in it");
        return;
      }
      const { file, type = "", size = -1, hash = "" } = mark;
      if (file === undefined) throw broken("a file has no beginning");
      current = { file, type, size, hash };
    } else if (line.startsWith("{")) {
      const bytes = Buffer.concat(pieces);
      if (bytes.byteLength !== current.size || hashOf(bytes) !== current.hash) throw broken("a file differs from its sum");
      await put(current.file, bytes, current.type);
      [current, pieces] = [null, []];
      count += 1;
    } else pieces.push(Buffer.from(line, "base64"));
  }
  throw broken("it ends before its files do");
}
