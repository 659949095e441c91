import { and, eq, inArray, isNull, not, or, sql } from "drizzle-orm";
import { v7 } from "uuid";
import type { Tx } from "#db/client.ts";
import { noteComparison, oppositeIsCompared, readIndexed, type Reading } from "#db/queries/knowledge/contradictions.ts";
import { documentContradictions } from "#db/schema/index.ts";

/** One side, in characters of its document's body. */
export interface Place {
  documentId: string;
  version: number;
  start: number;
  end: number;
  markStart: number;
  markEnd: number;
}

export interface FoundContradiction {
  fingerprint: string;
  kind: "number" | "rule";
  likeness: number;
  one: Place;
  other: Place;
}

const ROWS_AT_ONCE = 200;

/**
 * Puts what was found of a document in the place of what was known of it. What was dismissed stays dismissed, and is forgotten
 * only once both documents were compared as they are and neither finds it. Where another reading of the document is indexed
 * by now than the one that was compared, nothing is changed and false comes back. The system's, no person's.
 */
export async function keepContradictions(tx: Tx, document: Reading & { id: string }, found: readonly FoundContradiction[]): Promise<boolean> {
  const known = await readIndexed(tx, [...new Set([document.id, ...found.flatMap(({ one, other }) => [one.documentId, other.documentId])])]);
  const now = known.get(document.id);
  if (now?.version !== document.version || now.cutVersion !== document.cutVersion) return false;
  const rows = found.flatMap(({ one, other, ...rest }) => {
    const [a, b] = [known.get(one.documentId), known.get(other.documentId)];
    // The other one may have a new text since it was held against this one; it is compared by itself then.
    if (a?.version !== one.version || b?.version !== other.version) return [];
    const first = { oneDocumentId: one.documentId, oneAudience: a.audience, oneVersion: one.version, oneStart: one.start, oneEnd: one.end, oneMarkStart: one.markStart, oneMarkEnd: one.markEnd };
    const second = { otherDocumentId: other.documentId, otherAudience: b.audience, otherVersion: other.version, otherStart: other.start, otherEnd: other.end, otherMarkStart: other.markStart, otherMarkEnd: other.markEnd };
    return [{ id: v7(), ...rest, ...first, ...second }];
  });
  const ofIt = or(eq(documentContradictions.oneDocumentId, document.id), eq(documentContradictions.otherDocumentId, document.id));
  const isFound = inArray(documentContradictions.fingerprint, rows.map(({ fingerprint }) => fingerprint));
  await tx.delete(documentContradictions).where(and(ofIt, rows.length > 0 ? not(isFound) : undefined, or(isNull(documentContradictions.dismissedAt), oppositeIsCompared(document.id))));
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    const taken = (column: string) => sql.raw(`excluded.${column}`);
    await tx.insert(documentContradictions).values(rows.slice(from, from + ROWS_AT_ONCE)).onConflictDoUpdate({
      target: documentContradictions.fingerprint,
      set: {
        likeness: taken("likeness"), kind: taken("kind"),
        oneVersion: taken("one_version"), oneStart: taken("one_start"), oneEnd: taken("one_end"), oneMarkStart: taken("one_mark_start"), oneMarkEnd: taken("one_mark_end"), oneAudience: taken("one_audience"), oneDocumentId: taken("one_document_id"),
        otherVersion: taken("other_version"), otherStart: taken("other_start"), otherEnd: taken("other_end"), otherMarkStart: taken("other_mark_start"), otherMarkEnd: taken("other_mark_end"), otherAudience: taken("other_audience"), otherDocumentId: taken("other_document_id"),
      },
    });
  }
  await noteComparison(tx, document, null);
  return true;
}
