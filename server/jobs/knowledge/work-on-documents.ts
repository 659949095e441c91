import { holdDocument, nextDue, takeDocument, type TakenDocument } from "#db/queries/knowledge/work.ts";
import { withSystem } from "#db/rls.ts";
import { AppError } from "../../errors.ts";
import { failDocument, letGo, noteCleared, postponeDocument } from "../../services/knowledge/settle-work.ts";
import { clearDocument } from "./clear-document.ts";
import { type DocumentWork, HELD_MS } from "./document-work.ts";
import { embedDocument } from "./embed-document.ts";
import { readDocumentFile } from "./read-document-file.ts";

const HOLD_EVERY_MS = 20_000;
/** After a failure that passes: doubled each time, up to the second. */
const FIRST_WAIT_MS = 15_000;
const LONGEST_WAIT_MS = 15 * 60_000;
/** Times a program may end while it reads one document before the document is to blame. */
const MOST_DEATHS = 3;
/** Times that reading may fail for a reason nobody foresaw. */
const MOST_SURPRISES = 5;

const waitAfter = (tries: number): number => Math.min(FIRST_WAIT_MS * 2 ** Math.max(0, tries - 1), LONGEST_WAIT_MS);

/**
 * Takes the next document and does what stands to be done on it: reads its file, or makes vectors for its passages.
 * Returns null when it did something, else for how long nothing is to be done (in ms; null: until something comes in).
 */
export async function workOnNext(work: DocumentWork): Promise<{ waitMs: number | null } | null> {
  const { db, embedder, machineNow, worker } = work;
  const now = machineNow();
  const taken = await withSystem(db, "take a document to work on", (tx) => takeDocument(tx, { worker, model: embedder.id, now, heldUntil: new Date(now.getTime() + HELD_MS) }));
  if (!taken) {
    const due = await withSystem(db, "when the next document is due", (tx) => nextDue(tx, embedder.id), { readOnly: true });
    return { waitMs: due && Math.max(0, due.getTime() - machineNow().getTime()) };
  }
  await withHold(work, taken, (signal) => doTask({ ...work, signal }, taken));
  return null;
}

async function doTask(work: DocumentWork, taken: TakenDocument): Promise<void> {
  const { db, now, machineNow, logger, signal } = work;
  const held = { ...taken, worker: work.worker };
  try {
    if (taken.task === "read" && taken.deaths >= MOST_DEATHS) {
      return await withSystem(db, "give up a document", (tx) => failDocument(tx, held, "The program ended each time it read this file, so it is not read again by itself. Bring another version of it.", now()));
    }
    if (taken.task === "read") await readDocumentFile(work, taken);
    else if (taken.task === "embed") await embedDocument(work, taken);
    else if (await clearDocument(work, taken)) await withSystem(db, "nothing is left of an older text", (tx) => noteCleared(tx, held));
  } catch (error) {
    if (signal.aborted) return withSystem(db, "let go of a document", (tx) => letGo(tx, held)).catch(() => {});
    const known = error instanceof AppError || (error instanceof Error && error.name === "EmbeddingError");
    const passes = !(error instanceof AppError) || error.code === "SERVICE_UNAVAILABLE" || error.code === "INTERNAL_SERVER_ERROR";
    if (!known) logger.error({ err: error, document: taken.id }, "the work on a document failed");
    const sentence = known ? (error).message : "Something went wrong on our side.";
    await withSystem(db, "say what became of a document", (tx) =>
      passes && (known || taken.task !== "read" || taken.tries < MOST_SURPRISES)
        ? postponeDocument(tx, held, `${sentence} It is tried again by itself.${taken.task === "embed" ? " Until then its passages are found by their words." : ""}`, new Date(machineNow().getTime() + waitAfter(taken.tries)))
        : failDocument(tx, held, known ? sentence : `${sentence} Tell the admin, then let it be read anew.`, now()),
    );
  }
}

/** Says again and again that the document is worked on, and ends the work once it is somebody else's or gone. */
async function withHold(work: DocumentWork, { id, version }: TakenDocument, run: (signal: AbortSignal) => Promise<void>): Promise<void> {
  const lost = new AbortController();
  const timer = setInterval(() => {
    const heldUntil = new Date(work.machineNow().getTime() + HELD_MS);
    withSystem(work.db, "hold a document", (tx) => holdDocument(tx, { id, worker: work.worker, version, heldUntil })).then(
      (isHeld) => void (isHeld || lost.abort(new Error("The document was replaced or removed."))),
      () => {},
    );
  }, HOLD_EVERY_MS);
  timer.unref();
  // Not AbortSignal.any: the signal of the process lives on, and would keep every one that was made of it.
  const stop = () => lost.abort(work.signal.reason);
  work.signal.addEventListener("abort", stop, { once: true });
  if (work.signal.aborted) stop();
  try {
    await run(lost.signal);
  } finally {
    work.signal.removeEventListener("abort", stop);
    clearInterval(timer);
  }
}
