import type { LoaderFunctionArgs } from "@remix-run/node";
import { csvResponse, type CsvTable, writeCsv } from "#server/contracts/csv.ts";
import { endWithSession } from "#server/auth/end-with-session.ts";
import type { BeginExportInput } from "#server/contracts/exports.ts";
import type { callerFor } from "#server/trpc/caller.ts";

interface RecordedCsv {
  caller: Awaited<ReturnType<typeof callerFor>>;
  context: LoaderFunctionArgs["context"];
  /** What it is written down as. */
  what: BeginExportInput["table"];
  fileName: string;
  table: CsvTable;
  /** In words, for the file's last columns and for the log. */
  filter: string;
}

/** A table as a CSV file, after it was written down that this person takes it. */
export async function recordedCsv({ caller, context, what, fileName, table, filter }: RecordedCsv): Promise<Response> {
  await caller.exports.start({ table: what, columns: [...table.columns].slice(0, 100), filter: filter.slice(0, 500) });
  // A long file is read page by page with the rights of the one who asked; it ends when these are no longer theirs.
  return csvResponse(fileName, writeCsv(table, filter, context.now), endWithSession(context, null));
}
