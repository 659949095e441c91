import { and, eq, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import type { DocumentKind, UserRole } from "#db/enums.ts";
import type { TakenDocument } from "#db/queries/knowledge/work.ts";
import { type PassageNow, replacePassages } from "#db/queries/knowledge/write-passages.ts";
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
const LET_GO = { worker: null, heldUntil: null, tries: 0, nextTryAt: null, problem: null } as const;

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

/**
 * Puts what was read in the place of what stood there, in the caller's one transaction: whoever searches finds the
 * old passages or the new ones. `title` is what the passages were hashed under. Passages that did not change keep their vectors. False when the document was
 * replaced or removed meanwhile; then nothing is written.
 */
export async function takeText(
  tx: Tx,
  held: Held & Pick<TakenDocument, "fileName">,
  { read, title, passages, model, cutVersion, now }: { read: ReadText; title: string; passages: readonly PassageNow[]; model: string; cutVersion: number; now: Date },
): Promise<boolean> {
  const [there] = await tx.select({ title: documents.title, audience: documents.audience, given: documents.given, indexedVersion: documents.indexedVersion }).from(documents).where(stillHeld(held)).for("update");
  if (!there) return false;
  // As they stand now: somebody may have said who reads it while its file was read.
  const details = settleDetails({ ...there, fileName: held.fileName }, read);
  // First, as passages carry the document's audience.
  await tx
    .update(documents)
    .set({ kind: read.kind, ...details, body: read.body, pageStarts: read.pageStarts, status: "indexed", failure: null, indexedVersion: held.version, indexedAt: now, chunkCount: passages.length, embeddedCount: 0, embeddingModel: model, cutVersion, ...LET_GO })
    .where(eq(documents.id, held.id));
  const { embedded } = await replacePassages(tx, { id: held.id, audience: details.audience, model }, passages);
  // Under another title each passage is embedded anew.
  await tx.update(documents).set({ embeddedCount: details.title === title ? embedded : 0 }).where(eq(documents.id, held.id));
  return true;
}

/** Writes down that a document cannot be read, and why. What was indexed of it before stays. */
export async function failDocument(tx: Tx, held: Held, failure: string, now: Date): Promise<void> {
  const [row] = await tx.update(documents).set({ status: "failed", failure, ...LET_GO }).where(stillHeld(held)).returning({ id: documents.id });
  if (row) await recordActivities(tx, [{ at: now, actor: { kind: "system", id: null }, action: "document.failed", category: "knowledge", result: "failed", object: { type: "document", id: row.id } }]);
}

/** Puts the work on a document off: it is tried again by itself, and `problem` says what holds it up. */
export async function postponeDocument(tx: Tx, held: Held & Pick<TakenDocument, "task">, problem: string | null, nextTryAt: Date): Promise<void> {
  await tx.update(documents).set({ worker: null, heldUntil: null, problem, nextTryAt, ...(held.task === "read" ? { status: "queued" as const } : {}) }).where(stillHeld(held));
}

/** How many passages of a document have their vector now; with all of them it is let go. False when somebody else has it. */
export async function noteEmbedded(tx: Tx, held: Held & { title: string }, { embedded, isDone, heldUntil }: { embedded: number; isDone: boolean; heldUntil: Date }): Promise<boolean> {
  const [row] = await tx
    .update(documents)
    .set({ embeddedCount: embedded, ...(isDone ? LET_GO : { heldUntil }) })
    // The title is part of what was embedded.
    .where(and(stillHeld(held), eq(documents.title, held.title)))
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
