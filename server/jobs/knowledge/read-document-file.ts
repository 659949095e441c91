import { setImmediate as breathe } from "node:timers/promises";
import { CUT_VERSION } from "#kb/ingest/cut-version.ts";
import { readFile } from "#kb/ingest/read-file.ts";
import type { TakenDocument } from "#db/queries/knowledge/work.ts";
import { type CutPassage, planPassages } from "#db/queries/knowledge/write-passages.ts";
import { withSystem } from "#db/rls.ts";
import { AppError } from "../../errors.ts";
import { addText, beginText, settleDetails, takeText } from "../../services/knowledge/settle-work.ts";
import { hashOf, removedNow, storageOf } from "../../services/knowledge/stored-files.ts";
import { clearDocument } from "./clear-document.ts";
import type { DocumentWork } from "./document-work.ts";
import { passageHash } from "./passage-text.ts";

/** Passages between which others get their turn. */
const AT_A_TIME = 200;

/**
 * Reads a document's file and puts its text and passages in the place of what stood there. Vectors are made when all
 * can be found by their words. Throws what reading and storage say.
 */
export async function readDocumentFile(work: DocumentWork, taken: TakenDocument): Promise<void> {
  const { db, storage, embedder, now, machineNow, worker, signal } = work;
  const bytes = await (await storageOf(work, taken.storageKey)).open(taken.storageKey);
  if (hashOf(bytes) !== taken.contentHash) throw new AppError("UNPROCESSABLE_CONTENT", "What the storage gave is not the file that was brought: it was changed or damaged there. Bring it again.");
  const read = await readFile(bytes, taken.fileName, { signal });
  const { title } = settleDetails(taken, read);
  if (read.audience === "admin" && !taken.given.includes("audience") && taken.uploaderRole !== null && taken.uploaderRole !== "admin") {
    throw new AppError("UNPROCESSABLE_CONTENT", "The file says that only admins may read it, and it was not an admin who brought it. Let an admin bring it, or change its front matter.");
  }
  const passages: CutPassage[] = [];
  for (const [position, { headings, content, startOffset, endOffset, page }] of read.passages.entries()) {
    passages.push({ position, headings, content, startOffset, endOffset, page, contentHash: passageHash(title, headings, content) });
    if (position % AT_A_TIME === 0) await breathe();
  }
  const held = { ...taken, worker };
  if (!(await withSystem(db, "begin with the text of a document", (tx) => beginText(tx, held, read)))) return;
  // What a process left that died in the midst of it.
  if (!(await clearDocument(work, taken))) return;
  const { pieces } = await withSystem(db, "see which passages stay", (tx) => planPassages(tx, taken.id, passages), { readOnly: true });
  for (const piece of pieces ?? []) {
    signal.throwIfAborted();
    if (!(await withSystem(db, "add passages of a document", (tx) => addText(tx, held, piece)))) return;
  }
  signal.throwIfAborted();
  const isTaken = await withSystem(db, "take the text of a document", (tx) => takeText(tx, held, { read, title, passages: passages.length, isSame: pieces === null, model: embedder.id, cutVersion: CUT_VERSION, now: now() }));
  // The file of the version before has no document any more; a storage that is away is asked again by the job that looks after files.
  if (isTaken && taken.indexedStorageKey !== null && taken.indexedStorageKey !== taken.storageKey) await removedNow({ db, storage, machineNow }, [taken.indexedStorageKey]);
}
