import type { CitedPlace } from "./passage-link.ts";
import type { DocumentToRead, ShownDocument } from "#app/components/knowledge/shown-document.ts";
import { todayIn } from "#server/contracts/calendar.ts";
import { documentInput } from "#server/contracts/knowledge.ts";
import type { callerFor } from "#server/trpc/caller.ts";
import { printOf } from "./quote-print.ts";
import { showDocument } from "./show-document.server.ts";

type Caller = Awaited<ReturnType<typeof callerFor>>;

/** What the answer quoted there, as its conversation keeps it; null where that is not the reader's, or gone. */
async function readQuote({ conversations }: Caller, conversationId: string, documentId: string, { print }: CitedPlace): Promise<string | null> {
  try {
    const { messages } = await conversations.read({ id: conversationId });
    const cited = messages.flatMap(({ parts }) => parts.flatMap((part) => (part.type === "data-passages" ? [...part.data.citations, ...part.data.nearest] : [])));
    return cited.find((one) => one.documentId === documentId && printOf(one.quote) === print)?.quote ?? null;
  } catch (error) {
    if (error instanceof Response && error.status === 404) return null;
    throw error;
  }
}

/** The document of an address with what the address asks to be shown of it, and the shop's day. Throws what a loader throws. */
export async function viewDocument(caller: Caller, id: string | undefined, request: Request, { requestId, now }: { requestId: string; now: Date }) {
  const asked = documentInput.safeParse({ id });
  if (!asked.success) throw Response.json({ sentence: "There is no such document, or it was removed.", fields: {}, requestId, unexpected: false }, { status: 404 });
  const [document, shop] = await Promise.all([caller.knowledge.document(asked.data), caller.session.shop()]);
  const shown = showDocument(document, new URL(request.url).searchParams);
  const place = shown.places[(shown.current ?? 0) - 1];
  if (shown.lost && shown.conversationId && place) shown.lost = { quote: await readQuote(caller, shown.conversationId, shown.id, place) };
  return { document: shown, today: todayIn(shop.timeZone, now), shop };
}

/** What is read of a document, without what only its desk needs. */
export function toRead({ id, title, kind, status, failure, version, owner, reviewedOn, reviewDueOn, isStale, isFileOfText, hasText, textVersion, drawn, marks, places, current, lost, citedVersion, conversationId, page, pageCount, pageSpans }: ShownDocument): DocumentToRead {
  return { id, title, kind, status, failure, version, owner, reviewedOn, reviewDueOn, isStale, isFileOfText, hasText, textVersion, drawn, marks, places, current, lost, citedVersion, conversationId, page, pageCount, pageSpans };
}
