import type { DocumentToRead, ShownDocument } from "#app/components/knowledge/shown-document.ts";
import { todayIn } from "#server/contracts/calendar.ts";
import { documentInput } from "#server/contracts/knowledge.ts";
import type { callerFor } from "#server/trpc/caller.ts";
import { showDocument } from "./show-document.server.ts";

/** No conversation is read: what an answer quoted and its document does not say, nobody is told. */
type Caller = Pick<Awaited<ReturnType<typeof callerFor>>, "knowledge" | "session">;

/** The document of an address with what the address asks to be shown of it, and the shop's day. Throws what a loader throws. */
export async function viewDocument(caller: Caller, id: string | undefined, request: Request, { requestId, now }: { requestId: string; now: Date }) {
  const asked = documentInput.safeParse({ id });
  if (!asked.success) throw Response.json({ sentence: "There is no such document, or it was removed.", fields: {}, requestId, unexpected: false }, { status: 404 });
  const [document, shop] = await Promise.all([caller.knowledge.document(asked.data), caller.session.shop()]);
  return { document: showDocument(document, new URL(request.url).searchParams), today: todayIn(shop.timeZone, now), shop };
}

/** What is read of a document, without what only its desk needs. */
export function toRead({ id, title, kind, status, failure, version, owner, reviewedOn, reviewDueOn, isStale, isFileOfText, hasText, textVersion, drawn, marks, places, current, isLost, citedVersion, conversationId, page, pageCount, pageSpans }: ShownDocument): DocumentToRead {
  return { id, title, kind, status, failure, version, owner, reviewedOn, reviewDueOn, isStale, isFileOfText, hasText, textVersion, drawn, marks, places, current, isLost, citedVersion, conversationId, page, pageCount, pageSpans };
}
