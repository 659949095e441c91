import type { LoaderFunctionArgs } from "@remix-run/node";
import { requirePerson } from "#server/auth/require.ts";
import { blockInput } from "#server/contracts/analytics.ts";
import { recordedCsv } from "#app/lib/recorded-csv.server.ts";
import { csvFileName } from "#server/contracts/csv.ts";
import { periodInName, sayFilter } from "#server/contracts/dashboard-csv.ts";
import { callerFor } from "#server/trpc/caller.ts";

/** `/analytics/:tab.csv?block=...&by=...&<period>`: the table of the block as it is shown, column by column. */
export async function loader({ request, params, context }: LoaderFunctionArgs): Promise<Response> {
  await requirePerson(request, context);
  const asked = blockInput.safeParse({ ...Object.fromEntries(new URL(request.url).searchParams), tab: params["tab"] });
  if (!asked.success) throw Response.json({ sentence: "Say which block of which page of analytics: /analytics/sales.csv?block=revenue-over-time.", fields: {}, requestId: context.requestId, unexpected: false }, { status: 404 });
  const caller = await callerFor(request, context);
  const block = await caller.analytics.block(asked.data);
  const { period, columns } = block;
  const table = { columns: columns.map(({ key }) => key), rows: block.rows.map(({ cells }) => columns.map(({ key }) => cells[key])) };
  const isNow = block.time === "now";
  const choice = block.choices.length > 1 ? block.by : null;
  const said = [isNow ? "now" : block.time === "as-of" ? `up to ${period.to}` : sayFilter(period), choice && `by ${choice}`].filter(Boolean).join(", ");
  const name = csvFileName(["analytics", block.tab, block.id, choice, ...(isNow ? ["now"] : periodInName(period))]);
  return recordedCsv({ caller, context, what: "analytics", fileName: name, table, filter: said });
}
