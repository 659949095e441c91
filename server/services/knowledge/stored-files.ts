import { createHash } from "node:crypto";
import { v4 } from "uuid";
import type { Database } from "#db/client.ts";
import type { DocumentKind } from "#db/enums.ts";
import { announceFile, forgetFiles, listStrayFiles } from "#db/queries/knowledge/stored-files.ts";
import { withSystem } from "#db/rls.ts";
import type { FileStorage } from "../../ports/storage/storage.ts";

/** What keeping files needs. */
export interface FileKeeping {
  db: Database;
  storage: FileStorage;
  /** The machine's clock: the shop's may stand still. */
  machineNow: () => Date;
}

/** A file that lies in storage and is no document's yet. */
export interface KeptFile {
  key: string;
  sizeBytes: number;
  /** SHA-256, in hex. */
  contentHash: string;
}

/** How long a file may take to become a document's. */
const ARRIVES_WITHIN_MS = 3_600_000;
const AT_ONCE = 100;

const TYPES: Readonly<Record<DocumentKind, string>> = {
  markdown: "text/markdown; charset=utf-8",
  text: "text/plain; charset=utf-8",
  pdf: "application/pdf",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  // Never as a page: nothing of it may run.
  html: "text/plain; charset=utf-8",
};

/** The type under which a document's file is given out. */
export const typeOf = (kind: DocumentKind): string => TYPES[kind];

export const hashOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** Puts a file into storage under a key of its own. Throws what the storage says. */
export async function keepFile({ db, storage, machineNow }: FileKeeping, documentId: string, bytes: Uint8Array, kind: DocumentKind): Promise<KeptFile> {
  const key = `documents/${documentId}/${v4()}`;
  await withSystem(db, "a file arrives", (tx) => announceFile(tx, key, new Date(machineNow().getTime() + ARRIVES_WITHIN_MS)));
  await storage.put(key, bytes, typeOf(kind));
  return { key, sizeBytes: bytes.byteLength, contentHash: hashOf(bytes) };
}

/**
 * Removes files that no document names, `keys` at once and others when they had time to arrive. Throws when the
 * storage cannot be used; then they are removed by a later call, which a job makes again and again. Returns how many went.
 */
export async function removeStrayFiles({ db, storage, machineNow }: FileKeeping, keys: readonly string[] = []): Promise<number> {
  let removed = 0;
  for (;;) {
    const stray = await withSystem(db, "look for files that are nobody's", (tx) => listStrayFiles(tx, { now: machineNow(), most: AT_ONCE, keys }));
    if (stray.length === 0) return removed;
    await storage.remove(stray);
    await withSystem(db, "forget removed files", (tx) => forgetFiles(tx, stray));
    removed += stray.length;
    if (stray.length < AT_ONCE) return removed;
  }
}

/** The same for the files of something that was just done: that stands whatever the storage says. True when they are gone already. */
export const removedNow = (keeping: FileKeeping, keys: readonly string[]): Promise<boolean> => removeStrayFiles(keeping, keys).then(() => true, () => false);
