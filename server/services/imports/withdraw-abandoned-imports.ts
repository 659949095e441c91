import { sql } from "drizzle-orm";
import type { Database, Tx } from "#db/client.ts";
import { withSystem } from "#db/rls.ts";
import { recordActivities } from "#server/services/activity/record-activity.ts";
import { isWorkerAlive } from "./worker-identity.ts";

/** A worker on another machine that was not heard of for so long is gone. */
const SILENCE_MS = 120_000;
const ROWS_PER_DELETE = 10_000;

/** Removes the staged rows of a batch, in pieces so that no statement lasts long. */
export async function removeStagedRows(db: Database, batchId: string): Promise<void> {
  for (let removed = ROWS_PER_DELETE; removed === ROWS_PER_DELETE; ) {
    removed = await withSystem(db, "remove the staged rows of an import", async (tx) => {
      const result = await tx.execute(sql`
        delete from import_rows where ctid = any(array(select ctid from import_rows where batch_id = ${batchId} limit ${ROWS_PER_DELETE}))`);
      return result.count;
    });
  }
}

/** Marks a batch as withdrawn unless it has ended meanwhile; false when it has. */
async function withdraw(tx: Tx, batchId: string, now: Date): Promise<boolean> {
  const rows = await tx.execute<{ dry: boolean }>(sql`
    update import_batches set status = 'withdrawn', error = 'The import was interrupted, so nothing of it was taken. Run it again.'
    where id = ${batchId} and status in ('staging', 'applying') returning options ? 'dryRun' as dry`);
  const [row] = rows;
  if (!row) return false;
  // A dry run is nobody's act; its batch goes with its rows below.
  if (row.dry) return true;
  await recordActivities(tx, [{ at: now, actor: { kind: "system", id: null }, action: "import.withdrawn", category: "imports", result: "failed", object: { type: "import_batch", id: batchId } }]);
  return true;
}

/**
 * Withdraws the imports whose process is gone: their orders never became visible, their staged
 * rows are removed. Call it at the server's start; every import does it first.
 * Returns the ids of the batches withdrawn.
 */
export async function withdrawAbandonedImports(db: Database, now: Date): Promise<string[]> {
  const open = await withSystem(
    db,
    "look for abandoned imports",
    (tx) =>
      tx.execute<{ id: string; worker: string | null; silent: boolean }>(sql`
        select id, worker, coalesce(heartbeat_at, created_at) < ${new Date(now.getTime() - SILENCE_MS).toISOString()}::timestamptz as silent
        from import_batches where status in ('staging', 'applying') order by id`),
    { readOnly: true },
  );
  const gone: string[] = [];
  for (const batch of open) {
    const alive = batch.worker === null ? false : (isWorkerAlive(batch.worker) ?? !batch.silent);
    if (alive) continue;
    const withdrawn = await withSystem(db, "withdraw an abandoned import", (tx) => withdraw(tx, batch.id, now));
    if (withdrawn) gone.push(batch.id);
  }
  // Also what an earlier withdrawal was killed before removing.
  const left = await withSystem(
    db,
    "look for staged rows of withdrawn imports",
    (tx) =>
      tx.execute<{ id: string }>(sql`
        select b.id from import_batches b where b.status in ('withdrawn', 'failed') and exists (select from import_rows r where r.batch_id = b.id)`),
    { readOnly: true },
  );
  for (const { id } of left) await removeStagedRows(db, id);
  await withSystem(db, "remove the batches of dry runs that were interrupted", (tx) =>
    tx.execute(sql`delete from import_batches b where b.status = 'withdrawn' and b.options ? 'dryRun' and not exists (select from import_rows r where r.batch_id = b.id)`),
  );
  return gone;
}
