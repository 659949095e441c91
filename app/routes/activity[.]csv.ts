import type { LoaderFunctionArgs } from "@remix-run/node";
import { ACTIVITY_EXPORT_COLUMNS, activityCsvRow } from "#server/contracts/activity-export.ts";
import { csvFileName, csvResponse, writeCsv } from "#server/contracts/csv.ts";
import { endWithSession } from "#server/auth/end-with-session.ts";
import { openActivityExport } from "#app/lib/activity-export.server.ts";

/** `/activity.csv` with the page's own parameters, for admins. */
export async function loader({ request, context }: LoaderFunctionArgs): Promise<Response> {
  const { rows, filter, from, to } = await openActivityExport(request, context);
  async function* cells() {
    for await (const row of rows) yield activityCsvRow(row);
  }
  return csvResponse(csvFileName(["activity", from, "to", to]), writeCsv({ columns: ACTIVITY_EXPORT_COLUMNS, rows: cells() }, filter, context.now), endWithSession(context, null));
}
