import { and, eq, notInArray, or, sql } from "drizzle-orm";
import { v7 } from "uuid";
import type { Tx } from "#db/client.ts";
import type { UserRole } from "#db/enums.ts";
import { readIndexed } from "#db/queries/knowledge/contradictions.ts";
import { documentComparisons, documentContradictions, documents } from "#db/schema/index.ts";

/** One side, in characters of its document's body. */
export interface Place {
  documentId: string;
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
 * Puts what was found of a document in the place of what was known of it; what was dismissed stays dismissed. `indexedAt` is the
 * indexing that was compared: when there was another one since, nothing is changed and false comes back. The system's, no person's.
 */
export async function keepContradictions(tx: Tx, document: { id: string; indexedAt: string }, found: readonly FoundContradiction[]): Promise<boolean> {
  const known = await readIndexed(tx, [...new Set([document.id, ...found.flatMap(({ one, other }) => [one.documentId, other.documentId])])]);
  if (known.get(document.id)?.indexedAt !== document.indexedAt) return false;
  const rows = found.flatMap(({ one, other, ...rest }) => {
    const [a, b] = [known.get(one.documentId), known.get(other.documentId)];
    if (!a || !b) return [];
    const first = { oneDocumentId: one.documentId, oneAudience: a.audience as UserRole, oneVersion: a.version, oneStart: one.start, oneEnd: one.end, oneMarkStart: one.markStart, oneMarkEnd: one.markEnd };
    const second = { otherDocumentId: other.documentId, otherAudience: b.audience as UserRole, otherVersion: b.version, otherStart: other.start, otherEnd: other.end, otherMarkStart: other.markStart, otherMarkEnd: other.markEnd };
    return [{ id: v7(), ...rest, ...first, ...second }];
  });
  const fingerprints = rows.map(({ fingerprint }) => fingerprint);
  const ofIt = or(eq(documentContradictions.oneDocumentId, document.id), eq(documentContradictions.otherDocumentId, document.id));
  await tx.delete(documentContradictions).where(fingerprints.length > 0 ? and(ofIt, notInArray(documentContradictions.fingerprint, fingerprints)) : ofIt);
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
  await tx.insert(documentComparisons).select(tx.select({ documentId: documents.id, indexedAt: sql<Date>`${documents.indexedAt}`.as("indexed_at"), createdAt: sql<Date>`${documents.indexedAt}`.as("created_at"), updatedAt: sql<Date>`${documents.indexedAt}`.as("updated_at") }).from(documents).where(eq(documents.id, document.id))).onConflictDoUpdate({ target: documentComparisons.documentId, set: { indexedAt: sql.raw("excluded.indexed_at") } });
  return true;
}
