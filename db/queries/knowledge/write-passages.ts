import { sql } from "drizzle-orm";
import { v7 } from "uuid";
import type { Tx } from "../../client.ts";
import type { UserRole } from "../../enums.ts";

/** A passage as it is cut from a document. */
export interface NewPassage {
  documentId: string;
  /** The document's; the foreign key refuses another. */
  audience: UserRole;
  /** From 0, in the order of the text. */
  position: number;
  headings: readonly string[];
  content: string;
  startOffset: number;
  endOffset: number;
  page: number | null;
  contentHash: string;
  /** Length-1 vector and the model that made it; null until one is made. */
  embedding: readonly number[] | null;
  embeddingModel: string | null;
}

/** Adds passages, of one document or of many, in one statement. Headings count among a passage's terms. */
export async function addPassages(tx: Tx, passages: readonly NewPassage[]): Promise<void> {
  if (passages.length === 0) return;
  const column = (of: (passage: NewPassage) => unknown) => sql.param(passages.map((passage) => of(passage)));
  await tx.execute(sql`
    insert into document_chunks (id, document_id, audience, position, headings, content, start_offset, end_offset, page, content_hash, terms, term_count, embedding, embedding_model)
    select n.id, n.document_id, n.audience, n.position, h.headings, n.content, n.start_offset, n.end_offset, n.page, n.content_hash, t.terms,
      (select coalesce(sum(cardinality(positions)), 0) from unnest(t.terms)), n.embedding, n.embedding_model
    from unnest(${column(() => v7())}::text[]::uuid[], ${column((p) => p.documentId)}::text[]::uuid[], ${column((p) => p.audience)}::text[]::user_role[], ${column((p) => p.position)}::text[]::int[], ${column((p) => JSON.stringify(p.headings))}::text[], ${column((p) => p.content)}::text[],
      ${column((p) => p.startOffset)}::text[]::int[], ${column((p) => p.endOffset)}::text[]::int[], ${column((p) => p.page)}::text[]::int[], ${column((p) => p.contentHash)}::text[],
      ${column((p) => p.embedding && `[${p.embedding.join(",")}]`)}::text[]::halfvec[], ${column((p) => p.embeddingModel)}::text[])
      as n(id, document_id, audience, position, headings, content, start_offset, end_offset, page, content_hash, embedding, embedding_model)
    cross join lateral (select array(select jsonb_array_elements_text(n.headings::jsonb)) as headings) h
    cross join lateral (select to_tsvector('english', concat_ws(' ', array_to_string(h.headings, ' '), n.content)) as terms) t`);
}
