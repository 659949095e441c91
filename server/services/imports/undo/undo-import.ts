import { sql } from "drizzle-orm";
import type { Database, Tx } from "#db/client.ts";
import { MANAGERS } from "#db/policies.ts";
import { errorCode, type Person, withSystem } from "#db/rls.ts";
import { refreshStaleStatistics } from "#db/statistics.ts";
import { UNDO_SENTENCE } from "../../../contracts/imports.ts";
import { AppError } from "../../../errors.ts";
import { recordActivities } from "../../activity/record-activity.ts";
import { requireRoles } from "../../context.ts";
import { IMPORT_LOCK, PIECE_ROWS, STATEMENT_TIMEOUT_MS } from "../apply/apply-import.ts";
import { activityActor } from "../permission.ts";
import type { ImportActor } from "../types.ts";
import type { StartWork } from "../uploads/work-on-upload.ts";
import { isWorkerAlive, thisWorker } from "../worker-identity.ts";
import { takeBack, type UndoReport } from "./take-back.ts";

const FOREIGN_KEY_VIOLATION = "23503";

/** Another machine's process is given up after this time without an end. */
const SILENCE_MS = 2 * STATEMENT_TIMEOUT_MS;

type BatchState = { status: string; undo_worker: string | null; seconds: number };

/** True when a process that began to take something back was not heard of for longer than that may take. */
export const isSilent = (begun: Date, now: Date): boolean => now.getTime() - begun.getTime() >= SILENCE_MS;

/** True while a process that lives takes the import back; of another machine's only its silence tells. */
export function isUndoing(worker: string | null, silent: boolean): boolean {
  return worker !== null && (isWorkerAlive(worker) ?? !silent);
}

/**
 * Takes a whole import back: begins it and returns, since it outlives the request. Asked for twice,
 * also by two people, it happens once. Throws FORBIDDEN, NOT_FOUND, and CONFLICT for an import
 * that took nothing in.
 */
export async function startUndo(work: { db: Database; person: Person; clock: () => Date; start: StartWork; requestId?: string }, input: { id: string }): Promise<{ id: string }> {
  const { db, person, clock } = work;
  requireRoles(person, MANAGERS, UNDO_SENTENCE);
  const mine = await withSystem(db, "begin to take an import back", (tx) => takeBatch(tx, input.id, person.id, clock()));
  if (mine) {
    work.start(`undo ${input.id}`, async () => {
      await undoImport({ db, actor: { kind: "person", ...person }, now: clock, requestId: work.requestId }, input.id);
    });
  }
  return input;
}

/** True when this process is the one that takes it back. */
async function takeBatch(tx: Tx, id: string, personId: string | null, now: Date): Promise<boolean> {
  const [batch] = await tx.execute<BatchState>(sql`
    select status, undo_worker, extract(epoch from updated_at)::float8 as seconds from import_batches where id = ${id}::uuid for update`);
  if (!batch) throw new AppError("NOT_FOUND", "There is no such import.");
  if (batch.status === "undone" || isUndoing(batch.undo_worker, isSilent(new Date(batch.seconds * 1000), now))) return false;
  if (batch.status !== "completed") throw new AppError("CONFLICT", "This import took nothing in, so there is nothing to take back.");
  await tx.execute(sql`update import_batches set undo_worker = ${thisWorker()}, undone_by = ${personId}::uuid, undo_error = null where id = ${id}::uuid`);
  return true;
}

/**
 * Takes an import back in one transaction: all of it, or, when the process dies, nothing. Rows
 * that somebody edited or used since stay and are listed. Null when it is taken back already.
 * Throws AppError when it cannot be.
 */
export async function undoImport(work: { db: Database; actor: ImportActor; now: () => Date; requestId?: string | undefined }, id: string): Promise<UndoReport | null> {
  const { db, actor } = work;
  if (actor.kind === "person") requireRoles(actor, MANAGERS, UNDO_SENTENCE);
  else await withSystem(db, "begin to take an import back", (tx) => takeBatch(tx, id, null, work.now()));
  try {
    return await withSystem(db, "take an import back", (tx) => undoInside(tx, work, id), { statementTimeoutMs: STATEMENT_TIMEOUT_MS });
  } catch (error) {
    const told = errorCode(error) === FOREIGN_KEY_VIOLATION ? new AppError("CONFLICT", "Somebody worked with these rows while they were taken back, so nothing was changed. Try again.", {}, { cause: error }) : error;
    const sentence = told instanceof AppError ? told.message : "Something went wrong on our side; nothing was taken back. Try again.";
    await withSystem(db, "say why an import was not taken back", (tx) => tx.execute(sql`update import_batches set undo_worker = null, undo_error = ${sentence} where id = ${id}::uuid and status = 'completed'`));
    throw told;
  }
}

async function undoInside(tx: Tx, { db, actor, now, requestId }: Parameters<typeof undoImport>[0], id: string): Promise<UndoReport | null> {
  await tx.execute(sql`select pg_advisory_xact_lock(${IMPORT_LOCK})`);
  await tx.execute(sql`select set_config('work_mem', '64MB', true)`);
  const [batch] = await tx.execute<{ status: string }>(sql`select status from import_batches where id = ${id}::uuid for update`);
  if (batch?.status === "undone") return null;
  if (batch?.status !== "completed") throw new AppError("CONFLICT", "This import took nothing in, so there is nothing to take back.");
  const report = await takeBack(tx, id, PIECE_ROWS[db.kind]);
  await tx.execute(sql`
    update import_batches set status = 'undone', undo_worker = null, undo_error = null, undone_at = ${now().toISOString()}::timestamptz, undo_report = ${JSON.stringify(report)}::jsonb where id = ${id}::uuid`);
  // A shop that is empty again begins anew.
  await tx.execute(sql`update settings set data_origin = 'fresh' where data_origin = 'imported' and not exists (select from orders) and not exists (select from albums) and not exists (select from customers)`);
  await recordActivities(tx, [{ at: now(), actor: activityActor(actor), action: "import.undone", category: "imports", object: { type: "import_batch", id }, requestId }]);
  await refreshStaleStatistics(tx);
  return report;
}
