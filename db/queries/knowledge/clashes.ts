import { sql } from "drizzle-orm";
import type { Tx } from "../../client.ts";

/** A span of a document's body. */
interface Span {
  documentId: string;
  startOffset: number;
  endOffset: number;
}

/** One side of a contradiction: the statement, and what differs in it. */
export interface ClashPlace extends Span {
  passageId: string;
  title: string;
  version: number;
  headings: string[];
  page: number | null;
  reviewedOn: string | null;
  quote: string;
  words: string;
}

/** Two statements that contradict each other. */
export interface FoundClash {
  kind: "number" | "rule";
  one: ClashPlace;
  other: ClashPlace;
}

/** Open contradictions that one of these spans stands in, the likest first, `most` of them: those alone whose two documents the signed-in person may read, as they are read now. */
export async function listClashes(tx: Tx, spans: readonly Span[], most: number): Promise<FoundClash[]> {
  if (spans.length === 0) return [];
  const side = (name: "one" | "other") => sql.raw(`
    join documents d_${name} on d_${name}.id = c.${name}_document_id and d_${name}.indexed_version = c.${name}_version
    join lateral (select p.id, p.headings, p.page, p.content, p.start_offset from document_chunks p where p.document_id = c.${name}_document_id and p.start_offset <= c.${name}_start and p.end_offset >= c.${name}_end order by p.position limit 1) p_${name} on true`);
  const columns = sql.raw(["one", "other"].map((name) => `jsonb_build_object('documentId', d_${name}.id, 'title', d_${name}.title, 'version', c.${name}_version, 'reviewedOn', d_${name}.reviewed_on::text, 'passageId', p_${name}.id, 'headings', p_${name}.headings, 'page', p_${name}.page,
    'startOffset', c.${name}_start, 'endOffset', c.${name}_end, 'content', p_${name}.content, 'from', p_${name}.start_offset, 'markStart', c.${name}_mark_start, 'markEnd', c.${name}_mark_end) as ${name}`).join(", "));
  type Stored = Omit<ClashPlace, "quote" | "words"> & { content: string; from: number; markStart: number; markEnd: number };
  const meets = (name: "one" | "other") => sql.raw(`(c.${name}_document_id = a.id and c.${name}_start < a.last and c.${name}_end > a.first)`);
  const rows = await tx.execute<{ kind: "number" | "rule"; one: Stored; other: Stored }>(sql`
    select c.kind, ${columns}
    from document_contradictions c ${side("one")} ${side("other")}
    where c.dismissed_at is null and exists (
      select from unnest(${sql.param(spans.map(({ documentId }) => documentId))}::text[]::uuid[], ${sql.param(spans.map(({ startOffset }) => startOffset))}::int[], ${sql.param(spans.map(({ endOffset }) => endOffset))}::int[]) a(id, first, last)
      where ${meets("one")} or ${meets("other")})
    order by c.likeness desc, c.id limit ${most}`);
  // Characters are counted as JavaScript does.
  const placeOf = ({ content, from, markStart, markEnd, ...place }: Stored): ClashPlace => ({ ...place, quote: content.slice(place.startOffset - from, place.endOffset - from), words: content.slice(markStart - from, markEnd - from) });
  return rows.map(({ kind, one, other }) => ({ kind, one: placeOf(one), other: placeOf(other) }));
}
