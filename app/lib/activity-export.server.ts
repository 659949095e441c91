import type { LoaderFunctionArgs } from "@remix-run/node";
import { requirePerson } from "#server/auth/require.ts";
import { callerFor } from "#server/trpc/caller.ts";

/**
 * Begins an export of the activity log: writes down that it was taken, then reads it page after page, each in a
 * short transaction of its own. The first page is read before the answer begins, so that an error is still an error page.
 */
export async function openActivityExport(request: Request, context: LoaderFunctionArgs["context"]) {
  await requirePerson(request, context);
  const { cursor: _page, ...input } = Object.fromEntries(new URL(request.url).searchParams);
  const { activity } = await callerFor(request, context);
  const started = await activity.startExport(input);
  const first = await activity.exportPage(input);
  async function* rows() {
    for (let page = first; ; page = await activity.exportPage({ ...input, cursor: page.nextCursor })) {
      yield* page.rows;
      if (page.nextCursor === null) return;
    }
  }
  return { ...started, rows: rows() };
}
