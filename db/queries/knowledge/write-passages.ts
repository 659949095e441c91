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

/** A vector as PostgreSQL reads it. Half a float holds three digits and a little. */
const vectorText = (vector: readonly number[]): string => `[${vector.map((value) => Number(value.toPrecision(5))).join(",")}]`;

/** Passages written by one statement, so that no statement holds the thread for long. */
const AT_ONCE = 16;
/** Added to places while passages change theirs: two never have the same. */
const ASIDE = 1_000_000_000;

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
      ${column((p) => p.embedding && vectorText(p.embedding))}::text[]::halfvec[], ${column((p) => p.embeddingModel)}::text[])
      as n(id, document_id, audience, position, headings, content, start_offset, end_offset, page, content_hash, embedding, embedding_model)
    cross join lateral (select array(select jsonb_array_elements_text(n.headings::jsonb)) as headings) h
    cross join lateral (select to_tsvector('english', concat_ws(' ', array_to_string(h.headings, ' '), n.content)) as terms) t`);
}

/** A passage as it is to stand in a document now, with its vector of the document's model where it has one already. */
export type PassageNow = Omit<NewPassage, "documentId" | "audience" | "embeddingModel">;

/**
 * Makes a document's passages those given. What stands there already, by its content hash, keeps its id and its
 * vector and only moves; the rest goes, with its terms and vectors. Returns how many have a vector of `model`.
 */
export async function replacePassages(tx: Tx, document: { id: string; audience: UserRole; model: string }, passages: readonly PassageNow[]): Promise<{ embedded: number }> {
  const before = await tx.execute<{ id: string; hash: string; place: string }>(sql`
    select id, content_hash as hash, concat_ws(' ', position, start_offset, end_offset, coalesce(page, 0)) as place from document_chunks where document_id = ${document.id}::uuid order by position for update`);
  const byHash = new Map<string, { id: string; place: string }[]>();
  for (const { hash, ...rest } of before) byHash.set(hash, [...(byHash.get(hash) ?? []), rest]);
  const added: PassageNow[] = [];
  const kept: string[] = [];
  const moved: { id: string; passage: PassageNow }[] = [];
  for (const passage of passages) {
    const old = byHash.get(passage.contentHash)?.shift();
    if (!old) added.push(passage);
    else {
      kept.push(old.id);
      if (old.place !== [passage.position, passage.startOffset, passage.endOffset, passage.page ?? 0].join(" ")) moved.push({ id: old.id, passage });
    }
  }
  await tx.execute(sql`delete from document_chunks where document_id = ${document.id}::uuid and id <> all(${sql.param(kept)}::text[]::uuid[])`);
  if (moved.length > 0) {
    await tx.execute(sql`update document_chunks set position = position + ${ASIDE} where id = any(${sql.param(moved.map(({ id }) => id))}::text[]::uuid[])`);
    const column = (of: (passage: PassageNow) => number | null) => sql.param(moved.map(({ passage }) => of(passage)));
    await tx.execute(sql`
      update document_chunks c set position = n.position, start_offset = n.start_offset, end_offset = n.end_offset, page = n.page
      from unnest(${sql.param(moved.map(({ id }) => id))}::text[]::uuid[], ${column((p) => p.position)}::text[]::int[], ${column((p) => p.startOffset)}::text[]::int[], ${column((p) => p.endOffset)}::text[]::int[], ${column((p) => p.page)}::text[]::int[])
        as n(id, position, start_offset, end_offset, page) where c.id = n.id`);
  }
  for (let from = 0; from < added.length; from += AT_ONCE) {
    await addPassages(tx, added.slice(from, from + AT_ONCE).map((passage) => ({ ...passage, documentId: document.id, audience: document.audience, embeddingModel: passage.embedding && document.model })));
  }
  const [count] = await tx.execute<{ embedded: number }>(sql`select count(*)::int as embedded from document_chunks where document_id = ${document.id}::uuid and embedding_model = ${document.model}`);
  return { embedded: count?.embedded ?? 0 };
}

/** A passage as it is embedded; `hash` is what it stands under now. */
export type PassageText = { id: string; position: number; headings: string[]; content: string; hash: string; model: string | null };

/** Up to `most` passages of a document after a place, in their order. */
export async function readPassageTexts(tx: Tx, documentId: string, { after, most }: { after: number; most: number }): Promise<PassageText[]> {
  return tx.execute<PassageText>(sql`
    select id, position, headings, content, content_hash as hash, embedding_model as model from document_chunks where document_id = ${documentId}::uuid and position > ${after} order by position limit ${most}`);
}

/** Gives passages their vectors, where they still say what was embedded (`was`); `hash` is what they stand under from now on. */
export async function writeVectors(tx: Tx, documentId: string, model: string, vectors: readonly { id: string; was: string; hash: string; vector: readonly number[] }[]): Promise<void> {
  if (vectors.length === 0) return;
  const column = (of: (row: (typeof vectors)[number]) => string) => sql.param(vectors.map((row) => of(row)));
  await tx.execute(sql`
    update document_chunks c set embedding = n.embedding, embedding_model = ${model}, content_hash = n.hash
    from unnest(${column(({ id }) => id)}::text[]::uuid[], ${column(({ was }) => was)}::text[], ${column(({ hash }) => hash)}::text[], ${column(({ vector }) => vectorText(vector))}::text[]::halfvec[]) as n(id, was, hash, embedding)
    where c.id = n.id and c.document_id = ${documentId}::uuid and c.content_hash = n.was`);
}
