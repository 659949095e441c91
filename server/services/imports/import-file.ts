import { createHash } from "node:crypto";
import { statSync } from "node:fs";
import { basename } from "node:path";
import { sql } from "drizzle-orm";
import { v7 } from "uuid";
import { withSystem } from "#db/rls.ts";
import { importBatches } from "#db/schema/index.ts";
import { AppError } from "#server/errors.ts";
import { applyImport } from "./apply/apply-import.ts";
import { FileFault, ImportStopped } from "./faults.ts";
import { planImport } from "./formats/recognise.ts";
import { requireImporter } from "./permission.ts";
import { TableReader } from "./reader/read-table.ts";
import { recordImport } from "./record-import.ts";
import { settleTax } from "./settle-tax.ts";
import { openStager } from "./staging/stager.ts";
import type { ImportInput, ImportPlan, ImportReport } from "./types.ts";
import { removeStagedRows, withdrawAbandonedImports } from "./withdraw-abandoned-imports.ts";
import { thisWorker } from "./worker-identity.ts";

const HEARTBEAT_MS = 20_000;

/**
 * Imports a file or a folder: reads and checks it row by row, stages the rows, and writes them in
 * one transaction, so that all of it is there or nothing. The good rows go in, the others are
 * listed. Doing it again adds nothing.
 *
 * Throws AppError when the person may not import or the input is not usable, and FileFault when
 * the file is refused as a whole; in both cases nothing went in.
 */
export function importFile(input: ImportInput): Promise<ImportReport> {
  return runImport(input, true);
}

/** The report that `importFile` would give, without keeping anything. */
export function previewImport(input: ImportInput): Promise<ImportReport> {
  return runImport(input, false);
}

async function runImport(given: ImportInput, keep: boolean): Promise<ImportReport> {
  const { db, actor, now } = given;
  await requireImporter(db, actor);
  const plan = await planImport(given.path, { ...given.options, latestDay: latestDay(now()) });
  const input = await settleTax(given, plan);
  await withdrawAbandonedImports(db, now());
  const batchId = await openBatch(input, plan, keep);
  const heartbeat = startHeartbeat(input, batchId);
  try {
    await input.onBatch?.(batchId);
    const staged = await stageFiles(input, plan, batchId);
    const applied = await applyImport(input, plan, { batchId, ...staged, keep });
    const report: ImportReport = { batch: keep ? batchId : null, format: plan.format, ...applied };
    if (!keep) await removeBatch(input, batchId);
    return report;
  } catch (error) {
    await failBatch(input, batchId, error, keep);
    throw error;
  } finally {
    heartbeat.stop();
  }
}

/** Nothing was sold after today, wherever on earth today is. */
export const latestDay = (now: Date): string => new Date(now.getTime() + 14 * 3_600_000).toISOString().slice(0, 10);

async function openBatch({ db, actor, path, fileName, options, now }: ImportInput, plan: ImportPlan, keep: boolean): Promise<string> {
  const id = v7();
  await withSystem(db, "begin an import", (tx) =>
    tx.insert(importBatches).values({
      id,
      format: plan.format,
      fileName: fileName ?? basename(path),
      status: "staging",
      options: { ...plan.options, rates: options.rates ?? {}, ...(options.tax ? { tax: options.tax } : {}), ...(keep ? {} : { dryRun: true }) },
      taxIncluded: options.tax === undefined ? null : options.tax === "included",
      startedBy: actor.kind === "person" ? actor.id : null,
      worker: thisWorker(),
      heartbeatAt: now(),
    }),
  );
  return id;
}

/** Reads every file of the plan into import_rows. */
async function stageFiles({ db, onProgress, signal }: ImportInput, plan: ImportPlan, batchId: string): Promise<{ rows: number; contentHash: string; columns: Record<string, readonly string[]> }> {
  const hash = createHash("sha256");
  const stager = openStager(db, batchId);
  const bytesInAll = plan.tables.reduce((sum, table) => sum + statSync(table.path).size, 0);
  const columns: Record<string, readonly string[]> = {};
  let bytes = 0;
  let rows = 0;
  try {
    for (const table of plan.tables) {
      const reader = new TableReader(table, stager);
      await reader.readFile(hash, (read) => {
        signal?.throwIfAborted();
        bytes += read;
        onProgress?.({ phase: "reading", done: rows + reader.rows, share: bytesInAll === 0 ? null : bytes / bytesInAll });
      });
      rows += reader.rows;
      columns[table.file] = reader.columns;
    }
    await stager.finish();
  } catch (error) {
    await stager.abandon();
    throw error;
  }
  return { rows, contentHash: hash.digest("hex"), columns };
}

/** Says now and then that this process still works on the batch; embedded that waits its turn, so never two at a time. */
function startHeartbeat({ db, now }: ImportInput, batchId: string): { stop(): void } {
  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    withSystem(db, "heartbeat of an import", (tx) => tx.execute(sql`update import_batches set heartbeat_at = ${now().toISOString()}::timestamptz where id = ${batchId}`)).then(
      () => (busy = false),
      () => (busy = false), // the import itself will meet the same trouble and say so
    );
  }, HEARTBEAT_MS);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}

async function removeBatch({ db }: ImportInput, batchId: string): Promise<void> {
  await removeStagedRows(db, batchId);
  await withSystem(db, "remove the batch of a dry run", (tx) => tx.execute(sql`delete from import_batches where id = ${batchId}`));
}

/** What went wrong, in one sentence for a person. */
function sentenceFor(error: unknown): string {
  return error instanceof FileFault || error instanceof AppError || error instanceof ImportStopped ? error.message : "The import failed; nothing of it was taken.";
}

async function failBatch(input: ImportInput, batchId: string, error: unknown, keep: boolean): Promise<void> {
  const { db } = input;
  try {
    if (!keep) return await removeBatch(input, batchId);
    const status = error instanceof ImportStopped ? "withdrawn" : "failed";
    await withSystem(db, "record that an import failed", async (tx) => {
      const failed = await tx.execute(sql`
        update import_batches set status = ${status}, error = ${sentenceFor(error)} where id = ${batchId} and status in ('staging', 'applying') returning id`);
      if (failed.length > 0) await recordImport(tx, input, batchId, `import.${status}`);
    });
    await removeStagedRows(db, batchId);
  } catch {
    // The database is away too: the next start withdraws the batch. The first error is the one to tell.
  }
}
