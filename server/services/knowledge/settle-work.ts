import { and, eq, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import type { DocumentKind, UserRole } from "#db/enums.ts";
import { readShopModel, type TakenDocument } from "#db/queries/knowledge/work.ts";
import { addPassages, clearLeftPassages, countVectors, type PlannedPassage } from "#db/queries/knowledge/write-passages.ts";
import { documents } from "#db/schema/index.ts";
import { recordActivities } from "../activity/record-activity.ts";
import { titleFromName } from "./receive-file.ts";

/** What a worker holds while it works on a document. */
type Held = Pick<TakenDocument, "id" | "version"> & { worker: string };

/** A document's text and passages as they were read, and what the text says of itself. */
export interface ReadText {
  kind: DocumentKind;
  title: string | null;
  owner: string | null;
  audience: UserRole | null;
  reviewedOn: string | null;
  reviewDueOn: string | null;
  body: string;
  pageStarts: number[] | null;
}

const stillHeld = ({ id, version, worker }: Held) => and(eq(documents.id, id), eq(documents.version, version), eq(documents.worker, worker));
const LET_GO = { worker: null, heldUntil: null, tries: 0, deaths: 0, nextTryAt: null, problem: null } as const;

/** What is known of a document once it is read: what a person said, else its own words. */
export function settleDetails(taken: Pick<TakenDocument, "title" | "audience" | "given" | "fileName" | "indexedVersion">, read: ReadText) {
  const keeps = (name: string): boolean => taken.given.includes(name);
  return {
    title: keeps("title") ? taken.title : (read.title ?? titleFromName(taken.fileName)).slice(0, 200),
    // A new version that says nothing of its readers keeps those it has: nothing opens by itself.
    audience: keeps("audience") ? taken.audience : (read.audience ?? (taken.indexedVersion === null ? "staff" : taken.audience)),
    ...(keeps("owner") ? {} : { owner: read.owner?.slice(0, 80) ?? null }),
    ...(keeps("reviewedOn") ? {} : { reviewedOn: read.reviewedOn }),
    ...(keeps("reviewDueOn") ? {} : { reviewDueOn: read.reviewDueOn }),
  };
}

/** Of two audiences the widest that lies in both. Staff are everybody; a manager reads what buyers and what marketing read. */
function narrower(one: UserRole, other: UserRole): UserRole {
  if (one === other || other === "staff") return one;
  if (one === "staff") return other;
  return one === "admin" || other === "admin" ? "admin" : "manager";
}

/** The row, kept as it is until the transaction ends; null when the document was replaced or removed meanwhile, or is somebody else's now. */
async function lockHeld(tx: Tx, held: Held) {
  const [there] = await tx
    .select({ title: documents.title, audience: documents.audience, given: documents.given, indexedVersion: documents.indexedVersion, reading: documents.reading, embeddingModel: documents.embeddingModel })
    .from(documents)
    .where(stillHeld(held))
    .for("update");
  return there ?? null;
}

/*
 * What was read comes in by small transactions, so that nobody waits long for the embedded database: `beginText`, then
 * `addText` for each piece, which nobody sees, then `takeText`, by which it takes the place of what stood there. What
 * stood there goes by `clearText`. Each is false when the document was replaced or removed meanwhile, or is somebody
 * else's now; then it wrote nothing.
 */

/** Says that passages of another reading come in. What is read for the first time is its readers' from here on, nothing of it is searched yet; what is read anew for fewer is theirs alone from here on. */
export async function beginText(tx: Tx, held: Held & Pick<TakenDocument, "fileName">, read: ReadText): Promise<boolean> {
  const there = await lockHeld(tx, held);
  if (!there) return false;
  const settled = settleDetails({ ...there, fileName: held.fileName }, read);
  // The pieces carry the audience, and their words are counted for it: rights close now, and open with the text that says so.
  const details = there.indexedVersion === null ? settled : { audience: narrower(there.audience, settled.audience) };
  await tx.update(documents).set({ ...details, hasLeftovers: true }).where(eq(documents.id, held.id));
  return true;
}

/** Writes a piece of the new passages. */
export async function addText(tx: Tx, held: Held, piece: readonly PlannedPassage[]): Promise<boolean> {
  const there = await lockHeld(tx, held);
  if (!there) return false;
  await addPassages(tx, piece.map((passage) => ({ ...passage, documentId: held.id, audience: there.audience, reading: there.reading + 1, embedding: null, embeddingModel: null })));
  return true;
}

/**
 * Puts what was read in the place of what stood there: whoever searches finds the old passages or the new ones. `title`
 * is what the passages were hashed under; `isSame` says that they are those that stand there. The file of what stood
 * there is the document's no more.
 */
export async function takeText(
  tx: Tx,
  held: Held & Pick<TakenDocument, "fileName">,
  { read, title, passages, isSame, model, cutVersion, now }: { read: ReadText; title: string; passages: number; isSame: boolean; model: string; cutVersion: number; now: Date },
): Promise<boolean> {
  const there = await lockHeld(tx, held);
  if (!there) return false;
  // As they stand now: somebody may have said who reads it while its file was read.
  const details = settleDetails({ ...there, fileName: held.fileName }, read);
  const reading = isSame ? there.reading : there.reading + 1;
  // A process of an older configuration leaves alone what a newer one has put down.
  const embeddingModel = (there.indexedVersion === null ? null : there.embeddingModel) ?? (await readShopModel(tx)) ?? model;
  // Under another title each passage is embedded anew.
  const embeddedCount = details.title === title ? await countVectors(tx, { documentId: held.id, reading, model: embeddingModel }) : 0;
  await tx
    .update(documents)
    .set({
      kind: read.kind, ...details, body: read.body, pageStarts: read.pageStarts, status: "indexed", failure: null, reading, indexedVersion: held.version, indexedAt: now, hasLeftovers: !isSame && there.indexedVersion !== null, chunkCount: passages, embeddedCount, embeddingModel, cutVersion, ...LET_GO,
      indexedStorageKey: sql`${documents.storageKey}`, indexedFileName: sql`${documents.fileName}`, indexedContentHash: sql`${documents.contentHash}`, indexedVersionAt: sql`${documents.versionAt}`,
    })
    .where(eq(documents.id, held.id));
  return true;
}

/** Removes some passages of readings that are not searched, `"more"` where there may be others. */
export async function clearText(tx: Tx, held: Held): Promise<boolean | "more"> {
  if (!(await lockHeld(tx, held))) return false;
  return (await clearLeftPassages(tx, held.id)) ? "more" : true;
}

/** Lets go of a document that has no passages any more but those that are searched. */
export async function noteCleared(tx: Tx, held: Held): Promise<void> {
  await tx.update(documents).set({ hasLeftovers: false, ...LET_GO }).where(stillHeld(held));
}

/** Writes down that a document cannot be read, and why. What was indexed of it before stays. */
export async function failDocument(tx: Tx, held: Held, failure: string, now: Date): Promise<void> {
  const [row] = await tx.update(documents).set({ status: "failed", failure, ...LET_GO }).where(stillHeld(held)).returning({ id: documents.id });
  if (row) await recordActivities(tx, [{ at: now, actor: { kind: "system", id: null }, action: "document.failed", category: "knowledge", result: "failed", object: { type: "document", id: row.id } }]);
}

/** Puts the work on a document off: it is tried again by itself, and `problem` says what holds it up. */
export async function postponeDocument(tx: Tx, held: Held & Pick<TakenDocument, "task">, problem: string | null, nextTryAt: Date): Promise<void> {
  // The program lived, so the file did not end it.
  await tx.update(documents).set({ worker: null, heldUntil: null, problem, nextTryAt, deaths: 0, ...(held.task === "read" ? { status: "queued" as const } : {}) }).where(stillHeld(held));
}

/** How many passages of a document are done with by this model; with all of them it is let go. `refused` of them the model did not take. False when somebody else has it, or it is to be embedded otherwise. */
export async function noteEmbedded(tx: Tx, held: Held & { title: string }, { model, embedded, refused, isDone, heldUntil }: { model: string; embedded: number; refused: number; isDone: boolean; heldUntil: Date }): Promise<boolean> {
  const problem = refused === 0 ? null : `The embedding model did not take ${refused === 1 ? "one passage" : `${refused} passages`}; ${refused === 1 ? "it is" : "they are"} found by ${refused === 1 ? "its" : "their"} words alone.`;
  const [row] = await tx
    .update(documents)
    .set({ embeddedCount: embedded, ...(isDone ? { ...LET_GO, problem } : { heldUntil }) })
    // The title is part of what was embedded.
    .where(and(stillHeld(held), eq(documents.title, held.title), eq(documents.embeddingModel, model)))
    .returning({ id: documents.id });
  return row !== undefined;
}

/** Lets go of a document without a word: another one may go on with it. */
export async function letGo(tx: Tx, { id, worker }: Pick<Held, "id" | "worker">): Promise<void> {
  await tx
    .update(documents)
    .set({ worker: null, heldUntil: null, tries: sql`greatest(${documents.tries} - 1, 0)`, status: sql`case when ${documents.status} = 'reading' then 'queued' else ${documents.status} end` })
    .where(and(eq(documents.id, id), eq(documents.worker, worker)));
}
