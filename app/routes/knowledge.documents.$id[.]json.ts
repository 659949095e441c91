import type { LoaderFunctionArgs } from "@remix-run/node";
import { toRead, viewDocument } from "#app/lib/view-document.server.ts";
import { requirePerson } from "#server/auth/require.ts";
import { callerFor } from "#server/trpc/caller.ts";

/** `/knowledge/documents/:id.json` with the page's own parameters: the document as the column beside an answer draws it. */
export async function loader({ request, params, context }: LoaderFunctionArgs): Promise<Response> {
  await requirePerson(request, context);
  const { document } = await viewDocument(await callerFor(request, context), params["id"], request, context);
  return Response.json(toRead(document), { headers: { "Cache-Control": "private, no-store" } });
}
