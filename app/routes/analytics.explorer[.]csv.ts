import type { LoaderFunctionArgs } from "@remix-run/node";
import { requirePerson } from "#server/auth/require.ts";
import { csvFileName, csvResponse, writeCsv } from "#server/contracts/csv.ts";
import { readExplorerSearch } from "#server/contracts/explorer.ts";
import { callerFor } from "#server/trpc/caller.ts";

type Caller = Awaited<ReturnType<typeof callerFor>>;
type Input = Parameters<Caller["explorer"]["exportPage"]>[0];
type Page = Awaited<ReturnType<Caller["explorer"]["exportPage"]>>;

/** Piece after piece, each in a short transaction of its own, so that a long download holds none open and lies nowhere whole. */
async function* rowsFrom(caller: Caller, input: Input, first: Page): AsyncGenerator<(string | null)[]> {
  for (let page = first; ; page = await caller.explorer.exportPage({ ...input, after: page.next ?? undefined })) {
    yield* page.rows;
    if (page.next === null) return;
  }
}

/** `/analytics/explorer.csv` with the page's own parameters: every row of the filter, in the page's order, its columns and no others. */
export async function loader({ request, context }: LoaderFunctionArgs): Promise<Response> {
  await requirePerson(request, context);
  const { after: _after, before: _before, ...input } = readExplorerSearch(new URL(request.url).searchParams);
  const caller = await callerFor(request, context);
  // Both are done before the answer begins, so that an error is still an error page.
  const { table, columns, filter } = await caller.explorer.startExport(input);
  const first = await caller.explorer.exportPage(input);
  return csvResponse(csvFileName(["explorer", table, filter]), writeCsv({ columns, rows: rowsFrom(caller, input, first) }, filter, context.now), context.signal);
}
