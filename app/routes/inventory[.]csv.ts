import type { LoaderFunctionArgs } from "@remix-run/node";
import { recordedCsv } from "#app/lib/recorded-csv.server.ts";
import { csvFileName } from "#server/contracts/csv.ts";
import { SHELF_CSV_COLUMNS, sayShelfFilter, shelfCsvRow } from "#server/contracts/shelf-csv.ts";
import { shelfListInput } from "#server/contracts/stock.ts";
import { requirePerson } from "#server/auth/require.ts";
import { callerFor } from "#server/trpc/caller.ts";

type Caller = Awaited<ReturnType<typeof callerFor>>;
type Page = Awaited<ReturnType<Caller["stock"]["exportPage"]>>;

/** Page after page, each in a short transaction of its own, so that a long download holds none open. */
async function* rowsFrom(caller: Caller, first: Page) {
  for (let page = first; ; page = await caller.stock.exportPage({ ...first.view, cursor: page.nextCursor })) {
    for (const row of page.rows) yield shelfCsvRow(row);
    if (page.nextCursor === null) return;
  }
}

/** `/inventory.csv` with the list's own parameters: every row of the filter, in the list's order. */
export async function loader({ request, context }: LoaderFunctionArgs): Promise<Response> {
  await requirePerson(request, context);
  const { cursor: _page, ...input } = shelfListInput.parse(Object.fromEntries(new URL(request.url).searchParams));
  const caller = await callerFor(request, context);
  // The first page is read before the answer begins, so that an error is still an error page.
  const first = await caller.stock.exportPage(input);
  const table = { columns: SHELF_CSV_COLUMNS, rows: rowsFrom(caller, first) };
  return recordedCsv({ caller, context, what: "inventory", fileName: csvFileName(["inventory", input.band, input.copies === "shelf" ? null : input.copies, input.q]), table, filter: sayShelfFilter(first.view) });
}
