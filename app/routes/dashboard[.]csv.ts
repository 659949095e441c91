import type { LoaderFunctionArgs } from "@remix-run/node";
import { recordedCsv } from "#app/lib/recorded-csv.server.ts";
import { csvFileName, type CsvTable } from "#server/contracts/csv.ts";
import {
  type CsvBlock,
  figuresTable,
  isCsvBlock,
  periodInName,
  ratingsTable,
  revenueByGenreTable,
  revenueOverTimeTable,
  sayFilter,
  stockTable,
  topAlbumsTable,
  topCustomersTable,
} from "#server/contracts/dashboard-csv.ts";
import type { PeriodParams } from "#server/contracts/period.ts";
import { requirePerson } from "#server/auth/require.ts";
import { callerFor } from "#server/trpc/caller.ts";

type Caller = Awaited<ReturnType<typeof callerFor>>;

async function tableOf(block: Exclude<CsvBlock, "figures">, { dashboard }: Caller, params: PeriodParams): Promise<CsvTable> {
  switch (block) {
    case "revenue-over-time":
      return revenueOverTimeTable((await dashboard.revenueOverTime(params)).points);
    case "revenue-by-genre":
      return revenueByGenreTable(await dashboard.revenueByGenre(params));
    case "ratings":
      return ratingsTable((await dashboard.ratings(params)).stars);
    case "stock":
      return stockTable(await dashboard.stock());
    case "top-albums":
      return topAlbumsTable(await dashboard.topAlbums(params));
    case "top-customers":
      return topCustomersTable(await dashboard.topCustomers(params));
  }
}

/** `/dashboard.csv?block=...&<period>`: exactly what the block shows. A tile goes by its metric's id, all six are `figures`. */
export async function loader({ request, context }: LoaderFunctionArgs): Promise<Response> {
  await requirePerson(request, context);
  const search = new URL(request.url).searchParams;
  const params = { p: search.get("p") ?? undefined, from: search.get("from") ?? undefined, to: search.get("to") ?? undefined, against: search.get("against") ?? undefined };
  const caller = await callerFor(request, context);
  const block = search.get("block") ?? "figures";
  const { period, tiles } = await caller.dashboard.figures(params);
  const shown = block === "figures" ? tiles : tiles.filter((tile) => tile.metric === block);
  if (shown.length === 0 && !isCsvBlock(block)) {
    throw Response.json({ sentence: "The dashboard has no block of that name.", fields: {}, requestId: context.requestId, unexpected: false }, { status: 404 });
  }
  const table = isCsvBlock(block) && block !== "figures" ? await tableOf(block, caller, params) : figuresTable(shown);
  // The shelf is as it is now, whatever period the page shows.
  const filter = block === "stock" ? "now" : sayFilter(period);
  const name = csvFileName(["dashboard", block, ...(block === "stock" ? ["now"] : periodInName(period))]);
  return recordedCsv({ caller, context, what: "dashboard", fileName: name, table, filter });
}
