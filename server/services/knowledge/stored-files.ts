import { createHash } from "node:crypto";
import { v4 } from "uuid";
import type { Database, Tx } from "#db/client.ts";
import type { DocumentKind } from "#db/enums.ts";
import { announceFile, countFiles, forgetFiles, keepArrived, readPlace, takeStrayFiles } from "#db/queries/knowledge/stored-files.ts";
import { withSystem } from "#db/rls.ts";
import { AppError } from "../../errors.ts";
import { type FileStorage, storageAway } from "../../ports/storage/storage.ts";

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
  await withSystem(db, "a file arrives", (tx) => announceFile(tx, { key, place: storage.id, removeAfter: new Date(machineNow().getTime() + ARRIVES_WITHIN_MS) }));
  await storage.put(key, bytes, typeOf(kind));
  return { key, sizeBytes: bytes.byteLength, contentHash: hashOf(bytes) };
}

/** Lets a file be a document's, in the transaction that saves the document. Throws CONFLICT for one that took so long that it is removed again. */
export async function letFileStay(tx: Tx, key: string): Promise<void> {
  if (!(await keepArrived(tx, key))) throw new AppError("CONFLICT", "The files took more than an hour to arrive, so they were given up. Bring them once more, fewer at once.");
}

const outOfReach = (place: string): AppError => storageAway(`Files lie in the storage ${place}, which this program is not set up to reach. An admin has to set it up again as it was.`);

/** The storage that a file was brought to. Throws SERVICE_UNAVAILABLE when it is another one than the program knows of. */
export async function storageOf({ db, storage }: Pick<FileKeeping, "db" | "storage">, key: string): Promise<FileStorage> {
  const place = (await withSystem(db, "where a file lies", (tx) => readPlace(tx, key), { readOnly: true })) ?? storage.id;
  const there = storage.at(place);
  if (!there) throw outOfReach(place);
  return there;
}

/**
 * Removes files that no document names, `keys` at once and others when they had time to arrive, each where it lies. Throws when
 * a storage cannot be used, after those of the others; then its files are removed by a later call, which a job makes again and
 * again. Returns how many went.
 */
export async function removeStrayFiles({ db, storage, machineNow }: FileKeeping, keys: readonly string[] = []): Promise<number> {
  const failures = new Map<string, unknown>();
  let removed = 0;
  for (;;) {
    const stray = await withSystem(db, "take files that are nobody's", (tx) => takeStrayFiles(tx, { now: machineNow(), most: AT_ONCE, keys, here: storage.id, except: [...failures.keys()] }));
    for (const place of new Set(stray.map((file) => file.place))) {
      const those = stray.filter((file) => file.place === place).map(({ key }) => key);
      try {
        const there = storage.at(place);
        if (!there) throw outOfReach(place);
        await there.remove(those);
        await withSystem(db, "forget removed files", (tx) => forgetFiles(tx, those));
        removed += those.length;
      } catch (error) {
        failures.set(place, error);
      }
    }
    if (stray.length < AT_ONCE) break;
  }
  for (const failure of failures.values()) throw failure;
  return removed;
}

/** The same for the files of something that was just done: that stands whatever the storage says. True when they are gone already. */
export async function removedNow(keeping: FileKeeping, keys: readonly string[]): Promise<boolean> {
  await removeStrayFiles(keeping, keys).catch(() => {});
  return withSystem(keeping.db, "see whether files are gone", (tx) => countFiles(tx, keys), { readOnly: true }).then((left) => left === 0, () => false);
}
