import { sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { withSystem } from "#db/rls.ts";
import { refreshStaleStatistics } from "#db/statistics.ts";
import { AppError } from "#server/errors.ts";
import { recordImport } from "../record-import.ts";
import type { ApplyContext, ImportInput, ImportPlan, ImportReport, RowError, ShopSettings } from "../types.ts";
import { createWorkTables, indexWorkTables } from "./work-tables.ts";
import { writeOrders } from "./write-orders.ts";
import { writePeople } from "./write-people.ts";

/** A report lists at most so many refused rows; all of them stand in import_rows. */
export const LISTED_ERRORS = 10_000;
/** Embedded a statement must stay well under the watchdog's 15 s, also on a busy machine: 2,500 orders take about 0.5 s on an idle one. */
export const PIECE_ROWS = { embedded: 2_500, server: 50_000 } as const;
export const STATEMENT_TIMEOUT_MS = 600_000;
/** An arbitrary number: two imports into one shop write one after the other. */
export const IMPORT_LOCK = 7_317_004; // 7_317_003 belongs to the read models: holding that would stop every sale

/** What was staged, and whether it is to stay. */
export interface StagedBatch {
  batchId: string;
  rows: number;
  contentHash: string;
  columns: Record<string, readonly string[]>;
  keep: boolean;
}

type Outcome = Omit<ImportReport, "batch" | "format">;

/** Undoes a dry run's transaction and carries its report out of it. */
class DryRunEnd extends Error {
  constructor(readonly outcome: Outcome) {
    super("dry run");
  }
}

/**
 * Writes a staged batch in one transaction. A dry run does the same up to the orders themselves
 * (their numbers come from a sequence, which no rollback gives back) and is undone.
 */
export async function applyImport(input: ImportInput, plan: ImportPlan, batch: StagedBatch): Promise<Outcome> {
  const { db, now } = input;
  // In a transaction of its own: the heartbeat writes the same row meanwhile and must not wait.
  await withSystem(db, "begin to write an import", (tx) => tx.execute(sql`update import_batches set status = 'applying' where id = ${batch.batchId} and status = 'staging'`));
  try {
    return await withSystem(
      db,
      "write the rows of an import",
      async (tx) => {
        const context = await beginApply(tx, input, batch, now(), plan.currency);
        await createWorkTables(tx);
        await plan.prepare(context);
        await indexWorkTables(tx);
        await refuseSameFileReadOtherwise(tx, plan, batch);
        if (batch.keep) {
          await writePeople(context, plan.source);
          await writeOrders(context, plan.singleLine, (written, total) => {
            input.signal?.throwIfAborted();
            input.onProgress?.({ phase: "applying", done: written, share: written / total });
          });
        }
        const outcome = await countOutcome(context, plan);
        if (!batch.keep) throw new DryRunEnd(outcome);
        await completeBatch(context, input, batch, outcome);
        return outcome;
      },
      { statementTimeoutMs: STATEMENT_TIMEOUT_MS },
    );
  } catch (error) {
    if (error instanceof DryRunEnd) return error.outcome;
    throw error;
  }
}

async function beginApply(tx: Tx, { db, options }: ImportInput, batch: StagedBatch, now: Date, sourceCurrency: string | undefined): Promise<ApplyContext> {
  await tx.execute(sql`select pg_advisory_xact_lock(${IMPORT_LOCK})`);
  // Bulk statements: compiling them costs more than it saves, and sorts want memory.
  await tx.execute(sql`select set_config('jit', 'off', true), set_config('work_mem', '64MB', true)`);
  if (sourceCurrency) await takeOverCurrency(tx, sourceCurrency);
  const [shop] = await tx.execute<{ currency: string; time_zone: string }>(sql`select currency, time_zone from settings`);
  if (!shop) throw new AppError("INTERNAL_SERVER_ERROR", "The shop has no settings.");
  const settings: ShopSettings = { currency: shop.currency, timeZone: shop.time_zone };
  return { tx, batchId: batch.batchId, shop: settings, now, options, pieceRows: PIECE_ROWS[db.kind], stagedRows: batch.rows };
}

/** An empty shop that nobody has set up counts in the currency of the first history it gets. */
async function takeOverCurrency(tx: Tx, currency: string): Promise<void> {
  await tx.execute(sql`update settings set currency = ${currency} where not exists (select from orders) and not exists (select from users where not is_demo)`);
}

/**
 * A log's rows have no key but what was read of them, so the same file read in another way would
 * come in a second time. Throws CONFLICT with what to do.
 */
async function refuseSameFileReadOtherwise(tx: Tx, { format, options }: ImportPlan, { batchId, contentHash }: StagedBatch): Promise<void> {
  if (format !== "transaction-log") return;
  const [twin] = await tx.execute<{ name: string; source: string }>(sql`
    select file_name as name, options -> 'mapping' ->> 'source' as source from import_batches
    where format = ${format} and status = 'completed' and content_hash = ${contentHash} and id <> ${batchId}::uuid and imported_count > 0
      and options -> 'mapping' is distinct from ${JSON.stringify(options["mapping"])}::jsonb and exists (select from import_work_orders) limit 1`);
  if (twin) {
    throw new AppError("CONFLICT", `This very file was imported as ${twin.name} of ${twin.source}, and was read in another way then; its rows would count twice. Take that import back first, or say the same as then. Nothing was taken.`);
  }
}

async function countOutcome(context: ApplyContext, plan: ImportPlan): Promise<Outcome> {
  const { tx, batchId, stagedRows } = context;
  const [counted] = await tx.execute<{ n: number }>(sql`select count(*)::int as n from import_rows where batch_id = ${batchId} and status = 'refused'`);
  const refused = counted?.n ?? 0;
  const unchanged = await plan.countUnchanged(context);
  const errors = refused === 0 ? [] : await listErrors(context, plan.tables.length > 1);
  return { rows: stagedRows, imported: stagedRows - refused - unchanged, unchanged, refused, errors };
}

async function listErrors({ tx, batchId }: ApplyContext, withFile: boolean): Promise<RowError[]> {
  const rows = await tx.execute<{ file: string; row_number: number; error_column: string | null; error: string }>(sql`
    select file, row_number, error_column, error from import_rows where batch_id = ${batchId} and status = 'refused' order by file, row_number limit ${LISTED_ERRORS}`);
  return rows.map((row) => ({ ...(withFile ? { file: row.file } : {}), row: row.row_number, column: row.error_column, message: row.error }));
}

/** Counts, the shop's mark and the trace, in the transaction that makes the rows visible. */
async function completeBatch({ tx, batchId }: ApplyContext, input: ImportInput, batch: StagedBatch, outcome: Outcome): Promise<void> {
  const completed = await tx.execute(sql`
    update import_batches set status = 'completed', completed_at = ${input.now().toISOString()}::timestamptz, content_hash = ${batch.contentHash},
      options = options || ${JSON.stringify({ columns: batch.columns })}::jsonb,
      row_count = ${outcome.rows}, imported_count = ${outcome.imported}, unchanged_count = ${outcome.unchanged}, refused_count = ${outcome.refused}
    where id = ${batchId} and status = 'applying' returning id`);
  if (completed.length === 0) throw new AppError("CONFLICT", "The import was withdrawn while it ran; nothing of it was taken. Run it again.");
  if (outcome.imported > 0) await tx.execute(sql`update settings set data_origin = 'imported' where data_origin = 'fresh'`);
  await recordImport(tx, input, batchId, "import.completed");
  await refreshStaleStatistics(tx);
}
