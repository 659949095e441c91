import type { Database } from "#db/client.ts";
import { type Person, withRls } from "#db/rls.ts";
import { AppError } from "../../errors.ts";
import type { FileStorage } from "../../ports/storage/storage.ts";
import { documentGone, readDocumentFile } from "./document-file.ts";
import { hashOf, storageOf, typeOf } from "./stored-files.ts";

/** An address is opened at once. */
const LINK_SECONDS = 60;

/** A document's file for whoever may read the document. */
export interface GivenFile {
  fileName: string;
  /** Safe to be given out as: never a type that a browser would run. */
  type: string;
  /** Where the storage gives it out, signed and good for a minute; null where the program does. */
  link: string | null;
  /** Checked against what was brought; null where there is a link. */
  bytes: Uint8Array | null;
}

/**
 * Finds the file that a document's text was read from: who may read the document is known of that one, and its places
 * are marked in it. Throws NOT_FOUND for a document that the person may not read or a file that is gone, and what the
 * storage says.
 */
export async function giveFile({ db, storage, person }: { db: Database; storage: FileStorage; person: Person }, { id, through }: { id: string; through: boolean }): Promise<GivenFile> {
  const found = await withRls(db, person, (tx) => readDocumentFile(tx, id), { readOnly: true });
  const file = found && fileFor(found, person);
  if (!file) throw documentGone();
  const there = await storageOf({ db, storage }, file.storageKey);
  const link = through ? null : await there.link(file.storageKey, file.fileName, LINK_SECONDS);
  const bytes = link === null ? await there.open(file.storageKey) : null;
  if (bytes && hashOf(bytes) !== file.contentHash) throw new AppError("UNPROCESSABLE_CONTENT", "What the storage gave is not the file that was brought: it was changed or damaged there.");
  return { fileName: file.fileName, type: typeOf(found.kind), link, bytes };
}

function fileFor(found: NonNullable<Awaited<ReturnType<typeof readDocumentFile>>>, person: Person): { storageKey: string; fileName: string; contentHash: string } | null {
  const { indexedStorageKey, indexedFileName, indexedContentHash } = found;
  if (indexedStorageKey !== null && indexedFileName !== null && indexedContentHash !== null) return { storageKey: indexedStorageKey, fileName: indexedFileName, contentHash: indexedContentHash };
  // What is not read yet may say that it is for fewer: until then it is its bringer's and the admins'.
  return found.version === found.indexedVersion || person.role === "admin" || found.uploadedBy === person.id ? found : null;
}
