import { sql } from "drizzle-orm";
import type { Tx } from "../../client.ts";

/** BM25's two constants: how fast repetition stops to count, and how much long passages are held against. Robertson and Zaragoza (2009) name 1.2 to 2 and 0.5 to 0.8. */
const K1 = 1.2;
const B = 0.75;
/** Passages each half hands over to the fusion. */
const DEPTH = 100;
/** Passages the index looks among: measured at 100,000 (P8), 100 found 85 of 100 nearest, 200 96, 300 98.8, 400 99.5, and the scan itself went from 10 to 17 ms. */
const LOOKED_AMONG = 400;
/** The constant of reciprocal rank fusion (Cormack, Clarke and Buettcher 2009). */
const RRF = 60;
/**
 * Passages that are scored by their terms, about: the rarest terms of the question are looked up first, and once
 * they lead to so many, what stands in nearly every passage finds no further ones. It still counts in the score.
 */
const CANDIDATES = 4_000;

export interface PassageSearch {
  /** What is looked for, in words. */
  words: string;
  /** The words as a vector of the model that made the passages' vectors; null searches by words alone. */
  vector: readonly number[] | null;
  model: string;
  /** What the vector half weighs in the fusion; the half of words weighs 1. 0 leaves it out. */
  vectorWeight: number;
  /** How many of the passages found first by words are added to the vector that is looked for, as their mean (Rocchio's feedback); 0: none. */
  feedback: number;
  /** False leaves the half of words out. */
  byWords?: boolean;
  limit: number;
  /** At most so many passages of one document. */
  perDocument: number;
}

export interface FoundPassage {
  id: string;
  documentId: string;
  title: string;
  /** The one whose text this is. */
  version: number;
  headings: string[];
  content: string;
  startOffset: number;
  endOffset: number;
  page: number | null;
  /** ISO day on which the document was reviewed last, or null. */
  reviewedOn: string | null;
  /** ISO instant at which that version came in. */
  updatedAt: string;
  /** The fused score: a sum of 1 / (60 + rank). Says an order and nothing else. */
  score: number;
  /** BM25 of the words; 0 when none of them stands in the passage. */
  wordScore: number;
  /** Share of the question's weight (its terms' inverse frequencies) that stands in the passage, 0 to 1. */
  coverage: number;
  /** Cosine of question and passage, -1 to 1, without feedback; null without vectors. */
  similarity: number | null;
}

/**
 * The passages nearest to a question that the signed-in person may read, best first, in one statement: BM25 over
 * the terms of PostgreSQL's own full-text search, cosine of vectors over the HNSW index, fused by reciprocal rank.
 * The transaction should be one of `withRls`; without a person nothing is found.
 */
export async function searchPassages(tx: Tx, search: PassageSearch): Promise<FoundPassage[]> {
  const vector = search.vector && `[${search.vector.join(",")}]`;
  // A filter that keeps few rows would otherwise leave fewer than asked for (pgvector 0.8).
  await tx.execute(sql`select set_config('hnsw.iterative_scan', 'strict_order', true), set_config('hnsw.ef_search', ${String(LOOKED_AMONG)}, true)`);
  const rows = await tx.execute<{
    id: string; document_id: string; title: string; version: number; headings: string[]; content: string; start_offset: number; end_offset: number; page: number | null; reviewed_on: string | null; updated_at: string;
    score: number; word_score: number; coverage: number; similarity: number | null;
  }>(sql`
    with question as materialized (
      select ${vector}::halfvec as vector
    ), totals as materialized (
      -- Of what the reader may read: their policies leave out the rest.
      select greatest(sum(chunk_count), 1)::float8 as passages, greatest(sum(term_count), 1)::float8 / greatest(sum(chunk_count), 1) as mean_length from knowledge_totals
    ), asked as materialized (
      select k.term, coalesce(cardinality(w.positions), 1) as times, k.chunk_count,
        ln(1 + (t.passages - k.chunk_count + 0.5) / (k.chunk_count + 0.5)) as idf
      from unnest(to_tsvector('english', ${search.words}::text)) w
      cross join lateral (select term, sum(chunk_count)::float8 as chunk_count from knowledge_terms where term = w.lexeme group by term) k cross join totals t
    ), rarest as materialized (
      select string_agg(quote_literal(term), ' | ')::tsquery as query
      from (select term, sum(chunk_count) over (order by chunk_count, term) - chunk_count as before from asked) a where before < ${CANDIDATES}
    ), all_asked as materialized (
      select coalesce(array_agg(term), '{}') as words from asked
    ), by_words as materialized (
      select p.id, s.score, s.weight, row_number() over (order by s.score desc, p.id) as rank
      from readable_passages p
      cross join lateral (
        select sum(a.times * a.idf * f.tf * (${K1 + 1}::float8) / (f.tf + ${K1}::float8 * (${1 - B}::float8 + ${B}::float8 * p.term_count / t.mean_length))) as score, sum(a.idf) as weight
        -- The asked terms alone are taken out of the passage's, by weight, in one pass: to unnest all of them took six times as long.
        from (select lexeme, cardinality(positions)::float8 as tf from unnest(ts_filter(setweight(p.terms, 'A', (select words from all_asked)), '{a}'))) f join asked a on a.term = f.lexeme cross join totals t
      ) s
      where ${search.byWords ?? true} and p.terms @@ (select query from rarest)
      order by s.score desc, p.id
      limit ${DEPTH}
    ), feedback as materialized (
      select l2_normalize(avg(p.embedding)) as mean
      from by_words w join readable_passages p on p.id = w.id
      where w.rank <= ${search.feedback} and p.embedding_model = ${search.model}
    ), wanted as materialized (
      select case when f.mean is null then q.vector else l2_normalize(q.vector) + f.mean end as vector from feedback f cross join question q
    ), nearest as materialized (
      select p.id
      from readable_passages p
      where ${vector !== null && search.vectorWeight > 0} and p.embedding_model = ${search.model}
      order by p.embedding <=> (select vector from wanted)
      limit ${DEPTH}
    ), by_vector as (
      select id, row_number() over () as rank from nearest
    ), fused as (
      select id, sum(weight / (${RRF} + rank)) as score
      from (select id, rank, 1::float8 as weight from by_words union all select id, rank, ${search.vectorWeight}::float8 from by_vector) halves
      group by id
    ), best as (
      select f.id, f.score, row_number() over (partition by p.document_id order by f.score desc, p.id) as nth
      from fused f join readable_passages p on p.id = f.id
    )
    select p.id, p.document_id, d.title, coalesce(d.indexed_version, d.version) as version, p.headings, p.content, p.start_offset, p.end_offset, p.page, d.reviewed_on::text, to_char(coalesce(d.indexed_version_at, d.version_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as updated_at, b.score::float8,
      coalesce(w.score, 0)::float8 as word_score, coalesce(w.weight / nullif((select sum(idf) from asked), 0), 0)::float8 as coverage,
      case when p.embedding_model = ${search.model} then 1 - (p.embedding <=> (select vector from question)) end::float8 as similarity
    from best b join readable_passages p on p.id = b.id join documents d on d.id = p.document_id left join by_words w on w.id = b.id
    where b.nth <= ${search.perDocument}
    order by b.score desc, p.id
    limit ${search.limit}`);
  return rows.map((row) => ({
    id: row.id, documentId: row.document_id, title: row.title, version: row.version, headings: row.headings, content: row.content, startOffset: row.start_offset, endOffset: row.end_offset, page: row.page, reviewedOn: row.reviewed_on, updatedAt: row.updated_at,
    score: row.score, wordScore: row.word_score, coverage: row.coverage, similarity: row.similarity,
  }));
}
