import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { EnvError, loadDotEnv, readEnv } from "#server/env.ts";
import { AppError } from "#server/errors.ts";
import { openDatabase } from "#server/open-database.ts";
import { FileFault } from "#server/services/imports/faults.ts";
import { importFile, previewImport } from "#server/services/imports/import-file.ts";
import type { UndoReport } from "#server/services/imports/undo/take-back.ts";
import { undoImport } from "#server/services/imports/undo/undo-import.ts";
import type { ImportOptions, ImportProgress, ImportReport } from "#server/services/imports/types.ts";

const USAGE = "Usage: npm run import -- PATH [--as FORMAT] [--map FILE] [--tax included|excluded] [--rate CUR=N] [--dry-run] [--json], or npm run import -- --undo BATCH";
/** On a terminal at most so many refused rows are printed. */
const PRINTED_ERRORS = 50;

interface Arguments {
  /** The import to take back, instead of a path. */
  undo?: string | undefined;
  path: string;
  options: ImportOptions;
  dryRun: boolean;
  json: boolean;
}

const usage = (message: string): AppError => new AppError("BAD_REQUEST", `${message}\n${USAGE}`);

function readArguments(): Arguments {
  let parsed;
  try {
    parsed = parseArgs({
      allowPositionals: true,
      options: {
        as: { type: "string" },
        map: { type: "string" },
        tax: { type: "string" },
        rate: { type: "string", multiple: true },
        "dry-run": { type: "boolean", default: false },
        json: { type: "boolean", default: false },
        undo: { type: "string" },
      },
    });
  } catch (error) {
    throw usage(error instanceof Error ? error.message : "The arguments are not right.");
  }
  const { values, positionals } = parsed;
  if (values.undo !== undefined) {
    if (positionals.length > 0 || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(values.undo)) throw usage("--undo takes the id of one import and nothing else.");
    return { undo: values.undo, path: "", options: {}, dryRun: false, json: values.json };
  }
  const [path, ...more] = positionals;
  if (path === undefined || more.length > 0) throw usage(path === undefined ? "Say which file or folder to import." : "Import one file or folder at a time.");
  const { tax } = values;
  if (tax !== undefined && tax !== "included" && tax !== "excluded") throw usage(`--tax is included or excluded, not "${tax}".`);
  return {
    path,
    options: { as: values.as, mapping: values.map === undefined ? undefined : readMapping(values.map), tax, rates: readRates(values.rate ?? []) },
    dryRun: values["dry-run"],
    json: values.json,
  };
}

function readMapping(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    throw usage(`The mapping ${path} is not there or is no JSON.`);
  }
}

/** `USD=0.92` means: one USD is worth 0.92 of the shop's currency. Kept as text, money is never a float. */
function readRates(given: string[]): Record<string, string> {
  return Object.fromEntries(
    given.map((text) => {
      const match = /^([A-Z]{3})=(\d{1,9}(?:\.\d{1,8})?)$/.exec(text);
      if (!match?.[1] || !match[2] || Number(match[2]) === 0) throw usage(`--rate is written like USD=0.92, not "${text}".`);
      return [match[1], match[2]];
    }),
  );
}

function progressPrinter(): { show(progress: ImportProgress): void; end(): void } {
  const live = process.stderr.isTTY;
  let shown = "";
  return {
    show({ phase, done, share }) {
      const percent = share === null ? "" : ` ${Math.floor(share * 100)} %`;
      const text = phase === "reading" ? `Reading${percent}, ${done.toLocaleString("en")} rows` : `Writing${percent}, ${done.toLocaleString("en")} orders`;
      const step = `${phase}${share === null ? "" : Math.floor(share * (live ? 100 : 4))}`;
      if (step === shown) return;
      shown = step;
      process.stderr.write(live ? `\r${text.padEnd(60)}` : `${text}\n`);
    },
    end() {
      if (live && shown !== "") process.stderr.write(`\r${" ".repeat(60)}\r`);
    },
  };
}

function printReport(report: ImportReport, dryRun: boolean): void {
  const count = (n: number): string => n.toLocaleString("en");
  const lead = dryRun ? "Dry run, nothing was kept. Would import" : "Imported";
  process.stdout.write(`${lead} ${count(report.imported)} of ${count(report.rows)} rows (${report.format}); ${count(report.unchanged)} were here already, ${count(report.refused)} refused.\n`);
  for (const error of report.errors.slice(0, PRINTED_ERRORS)) {
    process.stdout.write(`  ${error.file ? `${error.file} ` : ""}row ${error.row}${error.column === null ? "" : `, ${error.column}`}: ${error.message}\n`);
  }
  if (report.refused > PRINTED_ERRORS) process.stdout.write(`  and ${count(report.refused - Math.min(PRINTED_ERRORS, report.errors.length))} more\n`);
}

function sayUndo(report: UndoReport | null): string {
  if (report === null) return "This import was taken back before.\n";
  const { kept } = report;
  const lines = report.list.map(({ kind, name, reason }) => `  ${kind} ${name} stays: ${reason}\n`);
  return `Took back ${report.orders} orders, ${report.customers} customers and ${report.records} records; ${kept.orders + kept.customers + kept.records + kept.payments} rows stay.\n${lines.join("")}`;
}

/** The file as a whole was refused, or the command was not right: nothing went in. */
function printRefusal(message: string, json: boolean): void {
  if (json) {
    const refused: ImportReport = { batch: null, format: null, rows: 0, imported: 0, unchanged: 0, refused: 0, errors: [{ row: null, column: null, message }] };
    process.stdout.write(`${JSON.stringify(refused)}\n`);
  }
  process.stderr.write(`${message}\n`);
}

async function run(): Promise<number> {
  const json = process.argv.includes("--json");
  const progress = progressPrinter();
  try {
    const { undo, path, options, dryRun } = readArguments();
    loadDotEnv();
    const env = readEnv();
    const opened = await openDatabase(env, { purpose: "command" });
    try {
      if (undo !== undefined) {
        const report = await undoImport({ db: opened.db, actor: { kind: "command_line" }, now: () => env.fixedNow ?? new Date() }, undo);
        process.stdout.write(json ? `${JSON.stringify(report)}\n` : sayUndo(report));
        return 0;
      }
      const work = dryRun ? previewImport : importFile;
      const report = await work({ db: opened.db, actor: { kind: "command_line" }, path, options, now: () => env.fixedNow ?? new Date(), onProgress: (step) => progress.show(step) });
      progress.end();
      if (json) process.stdout.write(`${JSON.stringify(report)}\n`);
      else printReport(report, dryRun);
      return report.refused > 0 ? 2 : 0;
    } finally {
      await opened.close();
    }
  } catch (error) {
    progress.end();
    if (error instanceof AppError || error instanceof FileFault || error instanceof EnvError) printRefusal(error.message, json);
    else {
      printRefusal("The import failed; nothing of it was taken.", json);
      // The innermost cause: what wraps it repeats the statement with its values, which may be people's.
      let cause = error;
      while (cause instanceof Error && cause.cause !== undefined) cause = cause.cause;
      process.stderr.write(`${cause instanceof Error ? cause.message : String(cause)}\n`);
    }
    return 1;
  }
}

process.exitCode = await run();
