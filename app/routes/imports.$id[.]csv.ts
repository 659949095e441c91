import type { LoaderFunctionArgs } from "@remix-run/node";
import { recordedCsv } from "#app/lib/recorded-csv.server.ts";
import { csvFileName } from "#server/contracts/csv.ts";
import { refusedRowsInput } from "#server/contracts/imports.ts";
import { requirePerson } from "#server/auth/require.ts";
import { callerFor } from "#server/trpc/caller.ts";

type Caller = Awaited<ReturnType<typeof callerFor>>;
type Page = Awaited<ReturnType<Caller["imports"]["refused"]>>;

/** Page after page, each in a short transaction of its own, so that a long download holds none open. */
async function* rowsFrom(caller: Caller, id: string, first: Page, width: number) {
  for (let page = first; ; page = await caller.imports.refused({ id, cursor: page.nextCursor })) {
    for (const { file, row, column, message, raw } of page.rows) yield [file, row, column, message, ...cellsOf(raw ?? [], width)];
    if (page.nextCursor === null) return;
  }
}

/** A broken row may have fewer or more cells than the others: the last column takes what is too much. */
const cellsOf = (raw: readonly string[], width: number): string[] => Array.from({ length: width }, (_cell, at) => (at === width - 1 ? raw.slice(at).join(" ") : (raw[at] ?? "")));

/** `/imports/ID.csv`: every row that the import left out, with why; for managers with the row's own cells. */
export async function loader({ request, context, params }: LoaderFunctionArgs): Promise<Response> {
  await requirePerson(request, context);
  const asked = refusedRowsInput.safeParse({ id: params["id"] });
  if (!asked.success) throw new Response(null, { status: 404 });
  const caller = await callerFor(request, context);
  const { batch } = await caller.imports.batch(asked.data);
  const first = await caller.imports.refused(asked.data);
  const width = Math.max(0, ...first.rows.map(({ raw }) => raw?.length ?? 0));
  const table = { columns: ["file", "row", "column", "what_is_wrong", ...Array.from({ length: width }, (_cell, at) => `cell_${at + 1}`)], rows: rowsFrom(caller, asked.data.id, first, width) };
  return recordedCsv({ caller, context, what: "import_refusals", fileName: csvFileName(["import", batch.fileName, "left-out"]), table, filter: `Rows left out of ${batch.fileName}` });
}
