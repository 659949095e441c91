import type { LoaderFunctionArgs } from "@remix-run/node";
import { writeActivityJson } from "#server/contracts/activity-export.ts";
import { csvFileName, downloadResponse } from "#server/contracts/csv.ts";
import { endWithSession } from "#server/auth/end-with-session.ts";
import { openActivityExport } from "#app/lib/activity-export.server.ts";

/** `/activity.json` with the page's own parameters, for admins. */
export async function loader({ request, context }: LoaderFunctionArgs): Promise<Response> {
  const { rows, filter, from, to } = await openActivityExport(request, context);
  return downloadResponse(csvFileName(["activity", from, "to", to]).replace(/csv$/, "json"), "application/json; charset=utf-8", writeActivityJson(rows, filter, context.now), endWithSession(context, null));
}
