import { sql } from "drizzle-orm";
import type { Database, Tx } from "#db/client.ts";
import { STOCK_DESK } from "#db/policies.ts";
import { readUpload, type UploadRow } from "#db/queries/imports/read-upload.ts";
import { readShop } from "#db/queries/shop.ts";
import { type Person, withSystem } from "#db/rls.ts";
import { IMPORTS_SENTENCE, type WorkOnUpload } from "../../../contracts/imports.ts";
import { AppError } from "../../../errors.ts";
import { requireRoles } from "../../context.ts";
import { FileFault, ImportStopped } from "../faults.ts";
import { importFile, previewImport } from "../import-file.ts";
import type { ImportInput, ImportProgress, ImportReport } from "../types.ts";
import { thisWorker } from "../worker-identity.ts";
import { toMapping } from "./mapping.ts";
import { sampleFile } from "./sample-file.ts";
import { isLost, readOptions, type UploadOptions } from "./upload-state.ts";
import { isStored, removeUploadFiles, uploadPath } from "./upload-files.ts";

/** How often the page learns how far the work is, and the work whether it is to stop. */
const TELL_MS = 1_000;
/** The page lists so many refused rows of a check; after an import all of them can be had. */
const LISTED = 200;

/** Begins work that outlives the request. */
export type StartWork = (name: string, run: (signal: AbortSignal) => Promise<void>) => void;

export interface UploadWork {
  db: Database;
  dataDir: string;
  person: Person;
  /** The shop's clock. */
  clock: () => Date;
  start: StartWork;
}

type Kind = "checking" | "importing";

/** Reads the whole file and says what an import would do; keeps nothing of it. Goes on after the request. */
export const checkUpload = (work: UploadWork, input: WorkOnUpload): Promise<{ id: string }> => beginWork(work, input, "checking");

/** Imports the file. Goes on after the request; asked for twice it happens once. */
export const startImport = (work: UploadWork, input: WorkOnUpload): Promise<{ id: string }> => beginWork(work, input, "importing");

/** Asks the work on a file to stop; nothing of it is taken then. Work that has ended meanwhile stays as it ended. */
export async function stopWork({ db, person }: Pick<UploadWork, "db" | "person">, input: { id: string }): Promise<{ id: string }> {
  requireRoles(person, STOCK_DESK, IMPORTS_SENTENCE);
  const found = await withSystem(db, "ask an import to stop", (tx) => tx.execute(sql`update import_uploads set stop_asked = stop_asked or worker is not null where id = ${input.id}::uuid returning id`));
  if (found.length === 0) throw new AppError("NOT_FOUND", "This file is not here any more.");
  return input;
}

async function beginWork(work: UploadWork, input: WorkOnUpload, kind: Kind): Promise<{ id: string }> {
  const { db, dataDir, person, clock } = work;
  requireRoles(person, STOCK_DESK, IMPORTS_SENTENCE);
  const upload = await withSystem(db, "look at an upload", (tx) => readUpload(tx, input.id), { readOnly: true });
  if (!upload) throw new AppError("NOT_FOUND", "This file is not here any more. Upload it again.");
  if (upload.state === "imported") return { id: upload.id };
  const path = uploadPath(dataDir, upload.id, upload.storedAs);
  if (!(await isStored(path))) throw new AppError("CONFLICT", "The file itself does not lie here: another machine took it, or it was removed. Upload it again.");
  const options = await settleOptions(db, upload, path, input);
  const taken = await withSystem(db, "begin to work on an upload", (tx) => takeUpload(tx, upload, kind, options, clock()));
  if (taken) work.start(`${kind} ${upload.id}`, (signal) => runWork(work, { ...upload, options }, kind, signal));
  return { id: upload.id };
}

/** What was said now, else what was said before. */
async function settleOptions(db: Database, upload: UploadRow, path: string, { mapping, tax, rate, rateCurrency }: WorkOnUpload): Promise<UploadOptions> {
  const before = readOptions(upload.options);
  if (upload.format === null && mapping === undefined && before.mapping === undefined) throw new AppError("BAD_REQUEST", "Say first which column is which.");
  const said = mapping === undefined ? before.mapping : toMapping(mapping, await sampleFile(path, { header: mapping.header, delimiter: mapping.delimiter, line: mapping.line }));
  const currency = rateCurrency ?? mapping?.currency;
  if (mapping?.currency !== undefined && rate === undefined && before.rates?.[mapping.currency] === undefined) await requireOwnCurrency(db, mapping.currency);
  return {
    ...(said === undefined ? {} : { mapping: said }),
    ...((tax ?? before.tax) ? { tax: tax ?? before.tax } : {}),
    rates: { ...before.rates, ...(rate !== undefined && currency !== undefined ? { [currency]: rate } : {}) },
  };
}

/** Without a rate every row of a foreign currency would be refused. Throws BAD_REQUEST beside the field. */
async function requireOwnCurrency(db: Database, currency: string): Promise<void> {
  const shop = await withSystem(db, "look up the shop's currency", readShop, { readOnly: true });
  if (shop.currency === currency) return;
  const sentence = `The shop counts in ${shop.currency}. Say what one ${currency} is worth.`;
  throw new AppError("BAD_REQUEST", `${sentence} Nothing was changed.`, { rate: sentence });
}

/** True when this call is the one that works on the file; false when it is done, or somebody else does it. */
async function takeUpload(tx: Tx, upload: UploadRow, kind: Kind, options: UploadOptions, now: Date): Promise<boolean> {
  const current = await readForUpdate(tx, upload.id);
  if (!current || current.state === "imported") return false;
  if (current.worker !== null && !isLost(current, now)) {
    if (current.state === kind) return false;
    throw new AppError("CONFLICT", "Somebody is working on this file. Wait until that is done, or stop it.");
  }
  await tx.execute(sql`
    update import_uploads set state = ${kind}, options = ${JSON.stringify(options)}::jsonb, progress = null, error = null, stop_asked = false, worker = ${thisWorker()}, heartbeat_at = ${now.toISOString()}::timestamptz
    where id = ${upload.id}::uuid`);
  return true;
}

async function readForUpdate(tx: Tx, id: string): Promise<UploadRow | null> {
  await tx.execute(sql`select from import_uploads where id = ${id}::uuid for update`);
  return readUpload(tx, id);
}

async function runWork({ db, dataDir, person, clock }: UploadWork, upload: UploadRow, kind: Kind, signal: AbortSignal): Promise<void> {
  const stop = new AbortController();
  const byProgram = () => stop.abort(new ImportStopped("The program was stopped, so nothing of the file was taken. Start again."));
  if (signal.aborted) byProgram();
  signal.addEventListener("abort", byProgram);
  const teller = tellProgress(db, upload.id, clock, () => stop.abort(new ImportStopped("Stopped on request; nothing of the file was taken.")));
  const { mapping, tax, rates } = readOptions(upload.options);
  const input: ImportInput = {
    db,
    actor: { kind: "person", ...person },
    path: uploadPath(dataDir, upload.id, upload.storedAs),
    fileName: upload.fileName,
    options: { as: upload.format ?? "transaction-log", mapping, tax, rates },
    now: clock,
    onProgress: (progress) => (teller.latest = progress),
    signal: stop.signal,
    ...(kind === "importing" ? { onBatch: (batchId: string) => linkBatch(db, upload.id, batchId) } : {}),
  };
  try {
    const report = await (kind === "checking" ? previewImport(input) : importFile(input));
    await teller.end();
    await endWork(db, upload.id, kind === "checking" ? "checked" : "imported", report, null);
    if (kind === "importing") await removeUploadFiles(dataDir, upload.id);
  } catch (error) {
    await teller.end();
    await endWork(db, upload.id, "failed", null, sentenceFor(error));
    if (!(error instanceof FileFault || error instanceof AppError || error instanceof ImportStopped)) throw error;
  } finally {
    signal.removeEventListener("abort", byProgram);
  }
}

const sentenceFor = (error: unknown): string =>
  error instanceof FileFault || error instanceof AppError || error instanceof ImportStopped ? error.message : "Something went wrong on our side; nothing of the file was taken. Start again, and tell the admin if it happens twice.";

const linkBatch = (db: Database, id: string, batchId: string): Promise<void> =>
  withSystem(db, "say which import a file became", async (tx) => void (await tx.execute(sql`update import_uploads set batch_id = ${batchId}::uuid where id = ${id}::uuid`)));

async function endWork(db: Database, id: string, state: "checked" | "imported" | "failed", report: ImportReport | null, error: string | null): Promise<void> {
  const kept = report && JSON.stringify({ rows: report.rows, imported: report.imported, unchanged: report.unchanged, refused: report.refused, errors: report.errors.slice(0, LISTED) });
  await withSystem(db, "end the work on an upload", (tx) =>
    tx.execute(sql`update import_uploads set state = ${state}, worker = null, progress = null, error = ${error}, report = coalesce(${kept}::jsonb, report) where id = ${id}::uuid`),
  );
}

/** Writes down now and then how far the work is, never two at a time, and hears whether it is to stop. */
function tellProgress(db: Database, id: string, clock: () => Date, onStop: () => void): { latest: ImportProgress | null; end(): Promise<void> } {
  const teller = { latest: null as ImportProgress | null, end };
  let telling: Promise<void> | null = null;
  const timer = setInterval(() => {
    telling ??= tell().finally(() => (telling = null));
  }, TELL_MS);
  timer.unref();
  async function tell(): Promise<void> {
    try {
      const [row] = await withSystem(db, "tell how far an import is", (tx) =>
        tx.execute<{ stop: boolean }>(sql`
          update import_uploads set progress = ${teller.latest && JSON.stringify(teller.latest)}::jsonb, heartbeat_at = ${clock().toISOString()}::timestamptz where id = ${id}::uuid returning stop_asked as stop`),
      );
      if (row?.stop) onStop();
    } catch {
      // The work itself will meet the same trouble and say so.
    }
  }
  async function end(): Promise<void> {
    clearInterval(timer);
    await telling;
  }
  return teller;
}
