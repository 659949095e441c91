import type { LoaderFunctionArgs } from "@remix-run/node";
import { readPeriod } from "#app/lib/period.server.ts";
import { requirePerson } from "#server/auth/require.ts";
import { albumPageInput } from "#server/contracts/album-page.ts";
import { recordedCsv } from "#app/lib/recorded-csv.server.ts";
import { csvFileName } from "#server/contracts/csv.ts";
import { periodInName, sayFilter } from "#server/contracts/dashboard-csv.ts";
import { callerFor } from "#server/trpc/caller.ts";

/** `/albums/:id.csv?<period>`: what the record sold, bar by bar, exactly as its page shows it. */
export async function loader({ request, params, context }: LoaderFunctionArgs): Promise<Response> {
  await requirePerson(request, context);
  const asked = albumPageInput.safeParse({ ...readPeriod(request), id: params["id"] });
  if (!asked.success) throw Response.json({ sentence: "There is no record at this address.", fields: {}, requestId: context.requestId, unexpected: false }, { status: 404 });
  const caller = await callerFor(request, context);
  const { album, period, bars } = await caller.albums.byId(asked.data);
  const table = { columns: ["from", "to", "copies", "revenue", "copies_before"], rows: bars.map((bar) => [bar.start, bar.end, bar.units, bar.revenue, bar.before]) };
  return recordedCsv({ caller, context, what: "album", fileName: csvFileName(["record", album.title.slice(0, 60), ...periodInName(period)]), table, filter: sayFilter(period) });
}
