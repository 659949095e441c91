import { eq } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import type { UserRole } from "#db/enums.ts";
import type { Person } from "#db/rls.ts";
import { corpusRemovals, documents } from "#db/schema/index.ts";
import { AppError } from "../../errors.ts";

export const documentGone = (): AppError => new AppError("NOT_FOUND", "There is no such document, or it was removed.");

/** Which files a document has; null where the person may not read it. Held until the transaction ends with `hold`. */
export async function readDocumentFile(tx: Tx, id: string, hold = false) {
  const reading = tx
    .select({
      id: documents.id, title: documents.title, audience: documents.audience, owner: documents.owner, reviewedOn: documents.reviewedOn, reviewDueOn: documents.reviewDueOn, given: documents.given, status: documents.status, version: documents.version,
      indexedVersion: documents.indexedVersion, kind: documents.kind, fileName: documents.fileName, sizeBytes: documents.sizeBytes, contentHash: documents.contentHash, storageKey: documents.storageKey, indexedStorageKey: documents.indexedStorageKey, indexedFileName: documents.indexedFileName, indexedContentHash: documents.indexedContentHash, corpusName: documents.corpusName, uploadedBy: documents.uploadedBy,
    })
    .from(documents)
    .where(eq(documents.id, id));
  const [row] = await (hold ? reading.for("no key update") : reading);
  return row ?? null;
}

/** Remembers, in the transaction that does it, that a document of the folder was removed or replaced here, so that it does not come back by itself. */
export async function noteCorpusRemoval(tx: Tx, person: Person, corpusName: string | null, replacedBy: string | null): Promise<void> {
  if (corpusName !== null) await tx.insert(corpusRemovals).values({ corpusName, removedBy: person.id, replacedBy }).onConflictDoNothing();
}

/** Values for the log, which managers read: nothing of a document that admins alone may read. */
export const loggedOf = (audience: UserRole, details: Record<string, unknown>): { details?: Record<string, unknown> } => (audience === "admin" ? {} : { details });
