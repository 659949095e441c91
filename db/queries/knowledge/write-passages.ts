import { sql } from "drizzle-orm";
import { v7 } from "uuid";
import type { Tx } from "../../client.ts";
import type { UserRole } from "../../enums.ts";

/** A passage as it is cut from a document. */
export interface NewPassage {
  /** A new one's unless it says what a passage of the reading before said. */
  id?: string;
  documentId: string;
  /** Which reading of its document it is of; passages of the document's own `reading` are searched, and no others. The first without. */
  reading?: number;
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
  /** Length-1 vector and the model that made it; null until one is made, or for one that takes over that of the passage with its `id` in the reading before. */
  embedding: readonly number[] | null;
  embeddingModel: string | null;
}

/** A vector as PostgreSQL reads it. Half a float holds three digits and a little. */
const vectorText = (vector: readonly number[]): string => `[${vector.map((value) => Number(value.toPrecision(5))).join(",")}]`;

/**
 * What one transaction writes. On the embedded database everybody else waits for it: 1 to 2 ms for a passage, and
 * 15 to 50 ms for one that goes into the index over vectors, more on a busy machine.
 */
const AT_ONCE = 64;
const VECTORS_AT_ONCE = 2;

/** Adds passages, of one document or of many, in one statement. Headings count among a passage's terms. */
export async function addPassages(tx: Tx, passages: readonly NewPassage[]): Promise<void> {
  if (passages.length === 0) return;
  const column = (of: (passage: NewPassage) => unknown) => sql.param(passages.map((passage) => of(passage)));
  await tx.execute(sql`
    insert into document_chunks (id, reading, document_id, audience, position, headings, content, start_offset, end_offset, page, content_hash, terms, term_count, embedding, embedding_model)
    select n.id, n.reading, n.document_id, n.audience, n.position, h.headings, n.content, n.start_offset, n.end_offset, n.page, n.content_hash, t.terms,
      (select coalesce(sum(cardinality(positions)), 0) from unnest(t.terms)), coalesce(n.embedding, b.embedding), coalesce(n.embedding_model, b.embedding_model)
    from unnest(${column(({ id }) => id ?? v7())}::text[]::uuid[], ${column((p) => p.reading ?? 1)}::text[]::int[], ${column((p) => p.documentId)}::text[]::uuid[], ${column((p) => p.audience)}::text[]::user_role[], ${column((p) => p.position)}::text[]::int[], ${column((p) => JSON.stringify(p.headings))}::text[], ${column((p) => p.content)}::text[],
      ${column((p) => p.startOffset)}::text[]::int[], ${column((p) => p.endOffset)}::text[]::int[], ${column((p) => p.page)}::text[]::int[], ${column((p) => p.contentHash)}::text[],
      ${column((p) => p.embedding && vectorText(p.embedding))}::text[]::halfvec[], ${column((p) => p.embeddingModel)}::text[])
      as n(id, reading, document_id, audience, position, headings, content, start_offset, end_offset, page, content_hash, embedding, embedding_model)
    left join document_chunks b on b.id = n.id and b.reading = n.reading - 1 and b.document_id = n.document_id and b.content_hash = n.content_hash
    cross join lateral (select array(select jsonb_array_elements_text(n.headings::jsonb)) as headings) h
    cross join lateral (select to_tsvector('english', concat_ws(' ', array_to_string(h.headings, ' '), n.content)) as terms) t`);
}

/** A passage as a document was cut. */
export type CutPassage = Pick<NewPassage, "position" | "headings" | "content" | "startOffset" | "endOffset" | "page" | "contentHash">;
/** One with the id it will have. */
export type PlannedPassage = CutPassage & { id: string };

/**
 * How a document's passages become those given. What says the same as one that stands there, by its content hash,
 * keeps its id and its vector. `pieces` is what is written by a transaction each; null where all is as it stands.
 */
export async function planPassages(tx: Tx, documentId: string, passages: readonly CutPassage[]): Promise<{ pieces: PlannedPassage[][] | null }> {
  const before = await tx.execute<{ id: string; hash: string; place: string; hasVector: boolean }>(sql`
    select c.id, c.content_hash as hash, concat_ws(' ', c.position, c.start_offset, c.end_offset, coalesce(c.page, 0)) as place, c.embedding_model is not null as "hasVector"
    from document_chunks c join documents d on d.id = c.document_id and d.reading = c.reading where c.document_id = ${documentId}::uuid order by c.position`);
  const byHash = new Map<string, { id: string; place: string; hasVector: boolean }[]>();
  // From the end, so that the first of several is taken first.
  for (const { hash, ...rest } of before.toReversed()) {
    const same = byHash.get(hash);
    if (same) same.push(rest);
    else byHash.set(hash, [rest]);
  }
  const pieces: PlannedPassage[][] = [];
  let same = 0;
  let room = 0;
  for (const passage of passages) {
    const old = byHash.get(passage.contentHash)?.pop();
    if (old?.place === [passage.position, passage.startOffset, passage.endOffset, passage.page ?? 0].join(" ")) same++;
    const weight = old?.hasVector ? AT_ONCE / VECTORS_AT_ONCE : 1;
    if (room < weight) {
      pieces.push([]);
      room = AT_ONCE;
    }
    room -= weight;
    pieces.at(-1)?.push({ ...passage, id: old?.id ?? v7() });
  }
  return { pieces: same === passages.length && same === before.length ? null : pieces };
}

/** Removes passages of a document that are of no reading any more that is searched, so many that nobody waits long. False when none is left. */
export async function clearLeftPassages(tx: Tx, documentId: string): Promise<boolean> {
  const rows = await tx.execute(sql`
    delete from document_chunks c using (
      select o.id, o.reading from document_chunks o join documents d on d.id = o.document_id and d.reading <> o.reading where o.document_id = ${documentId}::uuid limit ${AT_ONCE * 2}) o
    where c.id = o.id and c.reading = o.reading returning c.id`);
  return rows.length === AT_ONCE * 2;
}

/** How many passages of a reading have a vector of a model. */
export async function countVectors(tx: Tx, { documentId, reading, model }: { documentId: string; reading: number; model: string }): Promise<number> {
  const [row] = await tx.execute<{ n: number }>(sql`select count(*)::int as n from document_chunks where document_id = ${documentId}::uuid and reading = ${reading} and embedding_model = ${model}`);
  return row?.n ?? 0;
}

/** A passage as it is embedded; `hash` is what it stands under now. */
export type PassageText = { id: string; position: number; headings: string[]; content: string; hash: string; model: string | null };

/** Up to `most` passages of a document after a place, in their order. */
export async function readPassageTexts(tx: Tx, documentId: string, { after, most }: { after: number; most: number }): Promise<PassageText[]> {
  return tx.execute<PassageText>(sql`
    select c.id, c.position, c.headings, c.content, c.content_hash as hash, c.embedding_model as model
    from document_chunks c join documents d on d.id = c.document_id and d.reading = c.reading where c.document_id = ${documentId}::uuid and c.position > ${after} order by c.position limit ${most}`);
}

/** Vectors written by one transaction. */
export const VECTORS_WRITTEN = VECTORS_AT_ONCE;

/**
 * Gives passages their vectors, where they still say what was embedded (`was`) and their document is to have vectors
 * of this model; `hash` is what they stand under from now on.
 */
export async function writeVectors(tx: Tx, documentId: string, model: string, vectors: readonly { id: string; was: string; hash: string; vector: readonly number[] }[]): Promise<void> {
  if (vectors.length === 0) return;
  const column = (of: (row: (typeof vectors)[number]) => string) => sql.param(vectors.map((row) => of(row)));
  await tx.execute(sql`
    update document_chunks c set embedding = n.embedding, embedding_model = ${model}, content_hash = n.hash
    from documents d, unnest(${column(({ id }) => id)}::text[]::uuid[], ${column(({ was }) => was)}::text[], ${column(({ hash }) => hash)}::text[], ${column(({ vector }) => vectorText(vector))}::text[]::halfvec[]) as n(id, was, hash, embedding)
    where c.id = n.id and c.document_id = ${documentId}::uuid and c.content_hash = n.was and d.id = c.document_id and d.reading = c.reading and d.embedding_model = ${model}`);
}
