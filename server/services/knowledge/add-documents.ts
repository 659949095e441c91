import { and, eq } from "drizzle-orm";
import { v7 } from "uuid";
import type { DocumentKind, UserRole } from "#db/enums.ts";
import { MANAGERS } from "#db/policies.ts";
import { type Person, withRls } from "#db/rls.ts";
import { documents } from "#db/schema/index.ts";
import { type AddedDocuments, addedWith, type DocumentSource, KNOWLEDGE_SENTENCE, MOST_DOCUMENTS } from "../../contracts/knowledge.ts";
import type { UploadPart } from "../../contracts/imports.ts";
import { AppError } from "../../errors.ts";
import { recordActivities } from "../activity/record-activity.ts";
import { requireRoles } from "../context.ts";
import { documentGone, loggedOf, noteCorpusRemoval, readDocumentFile } from "./document-file.ts";
import { plainName, readPart, type TellKind, titleFromName } from "./receive-file.ts";
import { type FileKeeping, type KeptFile, keepFile, letFileStay, removedNow } from "./stored-files.ts";

/** Who does something to the documents, and with what. Files go to storage outside of any transaction. */
export interface DocumentDesk extends FileKeeping {
  person: Person;
  now: Date;
  requestId?: string | undefined;
  tellKind: TellKind<DocumentKind>;
}

/** Until its text says who may read it, a new document is seen by those who keep documents; one that an admin brings, by admins, since it may say that it is theirs. */
const untilRead = (role: UserRole): UserRole => (role === "admin" ? "admin" : "manager");

export const actorOf = ({ person }: Pick<DocumentDesk, "person">) => ({ kind: "person" as const, id: person.id });

interface Arrived extends KeptFile {
  id: string;
  fileName: string;
  kind: DocumentKind;
}

/**
 * Takes the files of a form as new documents, which a job then reads. Each file is taken or refused by itself, with
 * a sentence. Throws FORBIDDEN; BAD_REQUEST for a form without a file or with a field that cannot be used, and
 * SERVICE_UNAVAILABLE when the storage takes nothing: then none was taken.
 */
export async function addDocuments(desk: DocumentDesk, { read }: { read: DocumentSource }): Promise<AddedDocuments> {
  requireRoles(desk.person, MANAGERS, KNOWLEDGE_SENTENCE);
  const arrived: Arrived[] = [];
  const refused: AddedDocuments["refused"] = [];
  try {
    const fields = addedWith.safeParse(await read((part) => takePart(desk, part, arrived, refused)));
    if (!fields.success) throw new AppError("BAD_REQUEST", fields.error.issues[0]?.message ?? "Some of what was entered cannot be used.", { audience: "Choose who may read it." });
    if (arrived.length === 0 && refused.length === 0) throw new AppError("BAD_REQUEST", "Choose a file first.", { files: "Choose a file first." });
    const { audience, owner } = fields.data;
    if (audience === "admin" && desk.person.role !== "admin") throw new AppError("FORBIDDEN", "A document that only admins may read is added by an admin.");
    const given = [...(audience ? ["audience"] : []), ...(owner ? ["owner"] : [])];
    const added = await withRls(desk.db, desk.person, async (tx) => {
      const taken: AddedDocuments["added"] = [];
      for (const file of arrived) {
        // As far as the person may know of it.
        const [same] = await tx.select({ title: documents.title }).from(documents).where(eq(documents.contentHash, file.contentHash)).limit(1);
        if (same) {
          refused.push({ fileName: file.fileName, sentence: `This file is here already, as “${same.title}”.` });
          continue;
        }
        await letFileStay(tx, file.key);
        await tx.insert(documents).values({
          id: file.id, title: titleFromName(file.fileName), kind: file.kind, audience: audience ?? untilRead(desk.person.role), owner: owner ?? null, fileName: file.fileName, storageKey: file.key, sizeBytes: file.sizeBytes, contentHash: file.contentHash, given,
          versionAt: desk.now, uploadedBy: desk.person.id, createdAt: desk.now,
        });
        taken.push({ id: file.id, fileName: file.fileName });
      }
      await recordActivities(tx, taken.map(({ id, fileName }) => ({ at: desk.now, actor: actorOf(desk), action: "document.added", category: "knowledge" as const, object: { type: "document", id }, requestId: desk.requestId, ...loggedOf(audience ?? untilRead(desk.person.role), { fileName }) })));
      return taken;
    });
    await removedNow(desk, arrived.filter(({ id }) => !added.some((one) => one.id === id)).map(({ key }) => key));
    return { added, refused };
  } catch (error) {
    await removedNow(desk, arrived.map(({ key }) => key));
    throw error;
  }
}

async function takePart(desk: DocumentDesk, part: UploadPart, arrived: Arrived[], refused: AddedDocuments["refused"]): Promise<void> {
  if (part.name === "") {
    for await (const _piece of part.pieces) continue;
    return;
  }
  const fileName = plainName(part.name);
  try {
    const bytes = await readPart(part);
    if (arrived.length + refused.length >= MOST_DOCUMENTS) throw new AppError("BAD_REQUEST", `Bring at most ${MOST_DOCUMENTS} files at once.`);
    const kind = desk.tellKind(bytes);
    const id = v7();
    arrived.push({ id, fileName, kind, ...(await keepFile(desk, id, bytes, kind)) });
  } catch (error) {
    // A storage that takes nothing takes the next file no better.
    if (!(error instanceof AppError) || error.code === "SERVICE_UNAVAILABLE") throw error;
    refused.push({ fileName, sentence: error.message });
  }
}

/**
 * Takes a newer file for a document; what the old one said is searched, and its file is given out, until the new one is read. Throws FORBIDDEN,
 * NOT_FOUND, BAD_REQUEST for none or several files or what is no document, CONFLICT for the very file that is here,
 * and what the storage says.
 */
export async function replaceDocument(desk: DocumentDesk, { id, read }: { id: string; read: DocumentSource }): Promise<{ id: string; version: number }> {
  requireRoles(desk.person, MANAGERS, KNOWLEDGE_SENTENCE);
  const before = await withRls(desk.db, desk.person, (tx) => readDocumentFile(tx, id), { readOnly: true });
  if (!before) throw documentGone();
  const arrived: Arrived[] = [];
  const refused: AddedDocuments["refused"] = [];
  try {
    await read((part) => takePart(desk, part, arrived, refused));
    const [file, ...more] = arrived;
    if (refused[0]) throw new AppError("BAD_REQUEST", refused[0].sentence, { files: refused[0].sentence });
    if (!file || more.length > 0) throw new AppError("BAD_REQUEST", file ? "Choose one file only." : "Choose a file first.", { files: file ? "Choose one file only." : "Choose a file first." });
    const replaced = await withRls(desk.db, desk.person, async (tx) => {
      const now = await readDocumentFile(tx, id, true);
      if (!now) throw documentGone();
      if (now.contentHash === file.contentHash) throw new AppError("CONFLICT", "This is the very file that is here already.");
      await letFileStay(tx, file.key);
      await noteCorpusRemoval(tx, desk.person, now.corpusName, id);
      const version = now.version + 1;
      await tx
        .update(documents)
        .set({
          version, versionAt: desk.now, kind: now.indexedVersion === null ? file.kind : now.kind, fileName: file.fileName, storageKey: file.key, sizeBytes: file.sizeBytes, contentHash: file.contentHash, status: "queued",
          failure: null, problem: null, tries: 0, deaths: 0, nextTryAt: null, worker: null, heldUntil: null, uploadedBy: desk.person.id,
          ...(now.indexedVersion === null && !now.given.includes("audience") ? { audience: untilRead(desk.person.role) } : {}),
          // What a person brought is theirs: the folder's file does not overwrite it.
          corpusName: null,
        })
        .where(and(eq(documents.id, id), eq(documents.version, now.version)));
      await recordActivities(tx, [{ at: desk.now, actor: actorOf(desk), action: "document.replaced", category: "knowledge", object: { type: "document", id }, requestId: desk.requestId, ...loggedOf(now.audience, { fileName: file.fileName, version }) }]);
      return { version, old: now.storageKey };
    });
    // Unless it is what the text was read from.
    await removedNow(desk, [replaced.old]);
    return { id, version: replaced.version };
  } catch (error) {
    await removedNow(desk, arrived.map(({ key }) => key));
    throw error;
  }
}

