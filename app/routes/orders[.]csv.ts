import type { LoaderFunctionArgs } from "@remix-run/node";
import { recordedCsv } from "#app/lib/recorded-csv.server.ts";
import { csvFileName } from "#server/contracts/csv.ts";
import { ORDER_CSV_COLUMNS, orderCsvRow, orderFilterInName, sayOrderFilter } from "#server/contracts/orders-csv.ts";
import { requirePerson } from "#server/auth/require.ts";
import { callerFor } from "#server/trpc/caller.ts";

type Caller = Awaited<ReturnType<typeof callerFor>>;
type Page = Awaited<ReturnType<Caller["orders"]["exportPage"]>>;

/** Page after page, each in a short transaction of its own, so that a long download holds none open. */
async function* rowsFrom(caller: Caller, input: Record<string, string>, first: Page) {
  for (let page = first; ; page = await caller.orders.exportPage({ ...input, cursor: page.nextCursor })) {
    for (const order of page.orders) yield orderCsvRow(order);
    if (page.nextCursor === null) return;
  }
}

/** `/orders.csv` with the list's own parameters: every order of the filter, in the list's order. */
export async function loader({ request, context }: LoaderFunctionArgs): Promise<Response> {
  await requirePerson(request, context);
  const input = Object.fromEntries(new URL(request.url).searchParams);
  delete input["cursor"]; // the whole list, not the page one is on
  const caller = await callerFor(request, context);
  // The first page is read before the answer begins, so that an error is still an error page.
  const first = await caller.orders.exportPage(input);
  const table = { columns: ORDER_CSV_COLUMNS, rows: rowsFrom(caller, input, first) };
  return recordedCsv({ caller, context, what: "orders", fileName: csvFileName(["orders", ...orderFilterInName(first)]), table, filter: sayOrderFilter(first) });
}
