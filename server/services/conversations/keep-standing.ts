import { z } from "zod/v4";
import type { StoredMessage } from "#db/queries/agents/conversations.ts";
import { type QuotedWords, readStandingWords } from "#db/queries/knowledge/standing-words.ts";
import type { Tx } from "#db/client.ts";

/** What an answer says whose words are not shown any more. */
export const WITHDRAWN = "This answer stood on a document that has been removed, changed or closed to you since. Ask again to hear what holds now.";

const said = z.looseObject({ documentId: z.string(), quote: z.string() });
const side = z.looseObject({ place: said });
const passages = z.looseObject({
  type: z.literal("data-passages"),
  data: z.looseObject({ citations: z.array(said), uncited: z.array(z.unknown()), nearest: z.array(said), clashes: z.array(z.looseObject({ one: side, other: side })).optional() }),
});
const lookedUp = z.looseObject({ output: z.looseObject({ passages: z.array(z.looseObject({ documentId: z.string(), version: z.number().nullable().catch(null) })) }) });

/** The words of documents in one answer: what it cites, what it shows beside, and the documents it was shown. */
function readAnswer(parts: readonly unknown[]) {
  const found = parts.flatMap((part) => passages.safeParse(part).data ?? []);
  const data = found.map((part) => part.data);
  const given = parts.flatMap((part) => lookedUp.safeParse(part).data?.output.passages ?? []);
  return {
    isFromDocuments: found.length > 0,
    // What disagrees with a citation as well: the answer says that it does, and may say what it says.
    said: data.flatMap(({ citations, clashes = [] }) => [...citations, ...clashes.flatMap(({ one, other }) => [one.place, other.place])]),
    beside: data.flatMap(({ nearest }) => nearest),
    given,
    hasUncited: data.some(({ uncited }) => uncited.length > 0),
  };
}

const EMPTY = { citations: [], marks: [], uncited: [], declined: false, nearest: [], withdrawn: true };

/** An answer without what stands nowhere any more; itself where all of it does. */
function withoutGone(parts: readonly unknown[], stands: (words: QuotedWords) => boolean, documents: ReadonlyMap<string, number | null>): readonly unknown[] {
  const answer = readAnswer(parts);
  if (!answer.isFromDocuments) return parts;
  const isThere = ({ documentId }: { documentId: string }): boolean => documents.has(documentId);
  // A sentence that cites nothing may be of any document that was shown, as it was then.
  const isAsShown = (shown: { documentId: string; version: number | null }): boolean => isThere(shown) && documents.get(shown.documentId) === shown.version;
  if (!answer.said.every(stands) || (answer.hasUncited && !answer.given.every(isAsShown))) {
    return [{ type: "text", text: WITHDRAWN }, { type: "data-passages", id: "passages", data: EMPTY }];
  }
  if (answer.beside.every(stands) && answer.given.every(isThere)) return parts;
  return parts.map((part) => {
    const kept = passages.safeParse(part).data;
    if (kept) return { ...kept, data: { ...kept.data, nearest: kept.data.nearest.filter(stands) } };
    const call = lookedUp.safeParse(part).data;
    return call ? { ...call, output: { ...call.output, passages: call.output.passages.filter(isThere) } } : part;
  });
}

/**
 * Messages with the words of documents that still stand there, for who may still read them: an answer that cites others, or
 * says that they disagree, is withdrawn whole, as what it says besides may be of them too. Those that keep all their words are the same objects.
 */
export async function keepStanding(tx: Tx, messages: readonly StoredMessage[]): Promise<StoredMessage[]> {
  const read = messages.map(({ role, parts }) => (role === "assistant" && Array.isArray(parts) ? readAnswer(parts as unknown[]) : null));
  const key = ({ documentId, quote }: QuotedWords) => `${documentId} ${quote}`;
  const asked = new Map<string, QuotedWords>();
  for (const answer of read) {
    if (!answer?.isFromDocuments) continue;
    for (const words of [...answer.said, ...answer.beside, ...answer.given.map(({ documentId }) => ({ documentId, quote: "" }))]) asked.set(key(words), { documentId: words.documentId, quote: words.quote });
  }
  if (asked.size === 0) return [...messages];
  const list = [...asked.values()];
  const { documents, standing } = await readStandingWords(tx, list);
  const kept = new Set(list.flatMap((words, at) => (standing.has(at) ? [key(words)] : [])));
  return messages.map((message, at) => {
    if (!read[at]?.isFromDocuments) return message;
    const parts = withoutGone(message.parts as unknown[], (words) => kept.has(key(words)), documents);
    return parts === message.parts ? message : { ...message, parts };
  });
}
