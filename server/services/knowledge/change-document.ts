import { eq } from "drizzle-orm";
import { MANAGERS } from "#db/policies.ts";
import { withRls } from "#db/rls.ts";
import { documents } from "#db/schema/index.ts";
import { type EditDocument, KNOWLEDGE_SENTENCE } from "../../contracts/knowledge.ts";
import { AppError } from "../../errors.ts";
import { recordActivities } from "../activity/record-activity.ts";
import { requireRoles, type ServiceContext } from "../context.ts";
import { forgetWords } from "../conversations/forget-words.ts";
import { actorOf, type DocumentDesk } from "./add-documents.ts";
import { detailsStamp } from "./describe-documents.ts";
import { documentGone, loggedOf, noteCorpusRemoval, readDocumentFile } from "./document-file.ts";
import { removedNow } from "./stored-files.ts";

const DETAILS = ["title", "audience", "owner", "reviewedOn", "reviewDueOn"] as const;
/** Beside a try that goes on, a document asked for anew is the same work. */
const BEGUN_ANEW = { failure: null, problem: null, tries: 0, deaths: 0, nextTryAt: null } as const;

/**
 * Changes what is known of a document beside its text; what a person said stands, whatever its file says of itself.
 * Its passages follow at once, and are embedded anew in the background when its title changed. Throws FORBIDDEN,
 * NOT_FOUND, and CONFLICT when somebody changed it meanwhile.
 */
export async function editDocument(ctx: ServiceContext, input: EditDocument): Promise<{ changed: string[] }> {
  const { tx, person, now, requestId } = ctx;
  requireRoles(person, MANAGERS, KNOWLEDGE_SENTENCE);
  const before = await readDocumentFile(tx, input.id, true);
  if (!before) throw documentGone();
  if (input.seen !== detailsStamp(before)) throw new AppError("CONFLICT", "Somebody changed this document meanwhile. Load the page again, look, and save once more.");
  if (input.audience === "admin" && person.role !== "admin") throw new AppError("FORBIDDEN", "A document that only admins may read is kept by an admin.", { audience: "Only an admin may choose this." });
  const after = { title: input.title, audience: input.audience, owner: input.owner ?? null, reviewedOn: input.reviewedOn ?? null, reviewDueOn: input.reviewDueOn ?? null };
  const changed = DETAILS.filter((name) => before[name] !== after[name]);
  // Before it is read, all of the form is the person's word: who left "managers" as it stands wants that.
  const said = before.indexedVersion === null ? DETAILS.filter((name) => name === "audience" || changed.includes(name)) : changed;
  const given = [...new Set([...before.given, ...said])];
  if (changed.length === 0 && given.length === before.given.length) return { changed };
  // The title is part of what is embedded.
  const embedAnew = changed.includes("title") && before.indexedVersion !== null ? { embeddedCount: 0, tries: 0, nextTryAt: null, problem: null } : {};
  await tx.update(documents).set({ ...after, given, ...embedAnew }).where(eq(documents.id, input.id));
  await recordActivities(tx, [{ at: now, actor: actorOf(ctx), action: "document.edited", category: "knowledge", object: { type: "document", id: input.id }, fields: changed, requestId, ...loggedOf(before.audience === "admin" ? "admin" : after.audience, { before: Object.fromEntries(changed.map((name) => [name, before[name]])), after: Object.fromEntries(changed.map((name) => [name, after[name]])) }) }]);
  return { changed };
}

/** Lets a document's file be read anew; what was indexed stays until that is done. Throws FORBIDDEN and NOT_FOUND; asked for while it waits or is read, it does nothing. */
export async function reindexDocument(ctx: ServiceContext, { id }: { id: string }): Promise<{ id: string }> {
  const { tx, person, now, requestId } = ctx;
  requireRoles(person, MANAGERS, KNOWLEDGE_SENTENCE);
  const before = await readDocumentFile(tx, id, true);
  if (!before) throw documentGone();
  const isWaiting = before.status === "queued" || before.status === "reading";
  await tx.update(documents).set(isWaiting ? { tries: 0, nextTryAt: null, problem: null } : { ...BEGUN_ANEW, status: "queued", worker: null, heldUntil: null }).where(eq(documents.id, id));
  if (!isWaiting) await recordActivities(tx, [{ at: now, actor: actorOf(ctx), action: "document.reindexed", category: "knowledge", object: { type: "document", id }, requestId }]);
  return { id };
}

/**
 * Removes a document with its passages, vectors, terms and files, and its words out of the answers that stood on it. `fileLater` says that the storage could not be
 * reached: the file is then removed by the job that looks after files. Throws FORBIDDEN and NOT_FOUND.
 */
export async function removeDocument(desk: Omit<DocumentDesk, "tellKind">, { id }: { id: string }): Promise<{ id: string; fileLater: boolean }> {
  requireRoles(desk.person, MANAGERS, KNOWLEDGE_SENTENCE);
  const found = await withRls(desk.db, desk.person, (tx) => readDocumentFile(tx, id), { readOnly: true });
  if (!found) throw documentGone();
  const removed = await withRls(desk.db, desk.person, async (tx) => {
    const [row] = await tx.delete(documents).where(eq(documents.id, id)).returning({ key: documents.storageKey, indexedKey: documents.indexedStorageKey, title: documents.title, audience: documents.audience, fileName: documents.fileName, corpusName: documents.corpusName });
    if (!row) throw documentGone();
    await noteCorpusRemoval(tx, desk.person, row.corpusName, null);
    await recordActivities(tx, [{ at: desk.now, actor: actorOf(desk), action: "document.removed", category: "knowledge", object: { type: "document", id }, requestId: desk.requestId, ...loggedOf(row.audience, { title: row.title, fileName: row.fileName }) }]);
    return row;
  });
  // Nobody is shown what answers say of it any more; should this fail, a job takes it out of them soon.
  await forgetWords(desk.db).catch(() => 0);
  return { id, fileLater: !(await removedNow(desk, [removed.key, ...(removed.indexedKey === null ? [] : [removed.indexedKey])])) };
}
