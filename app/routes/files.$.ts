import type { LoaderFunctionArgs } from "@remix-run/node";
import { requirePerson } from "#server/auth/require.ts";
import { documentFileInput } from "#server/contracts/knowledge.ts";
import { callerFor } from "#server/trpc/caller.ts";

/** Nothing of a file that somebody brought runs here, whatever a browser thinks it is. */
const NEVER_A_PAGE = { "Content-Security-Policy": "default-src 'none'; sandbox", "Cache-Control": "private, no-store" };

/** A file's name as browsers read it: plain letters for old ones, all letters for others. */
const saved = (fileName: string): string => `attachment; filename="${fileName.replace(/[^\x20-\x7e]|["\\%]/g, "_")}"; filename*=UTF-8''${encodeURIComponent(fileName).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)}`;

/**
 * `/files/documents/ID`: a document's file as it was brought, for whoever may read the document, always as a
 * download. A storage that gives files out itself is named by a signed address; `?through=1` has the bytes come from here.
 */
export async function loader({ request, context, params }: LoaderFunctionArgs): Promise<Response> {
  await requirePerson(request, context);
  const [kind, id, ...more] = (params["*"] ?? "").split("/");
  const asked = documentFileInput.safeParse({ id, through: new URL(request.url).searchParams.get("through") === "1" });
  if (kind !== "documents" || more.length > 0 || !asked.success) throw new Response("There is no such file.\n", { status: 404 });
  const caller = await callerFor(request, context);
  const file = await caller.knowledge.file(asked.data);
  if (file.bytes === null) return new Response(null, { status: 302, headers: { Location: file.link ?? "/knowledge/documents", "Cache-Control": "private, no-store", "Referrer-Policy": "no-referrer" } });
  return new Response(Buffer.from(file.bytes), { headers: { ...NEVER_A_PAGE, "Content-Type": file.type, "Content-Length": String(file.bytes.byteLength), "Content-Disposition": saved(file.fileName) } });
}
