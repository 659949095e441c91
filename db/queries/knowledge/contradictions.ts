import { sql } from "drizzle-orm";
import type { Tx } from "../../client.ts";

const MOST = 200;
const dateOf = (seconds: string): Date => new Date(Number(seconds) * 1000);

/** A passage as it is compared; its characters count from `startOffset` in the document's body. */
export interface StoredPassage {
  id: string;
  documentId: string;
  title: string;
  headings: string[];
  content: string;
  startOffset: number;
}

interface PassageRow extends Record<string, unknown> {
  id: string;
  document_id: string;
  title: string;
  headings: string[];
  content: string;
  start_offset: number;
}
const passageOf = (row: PassageRow): StoredPassage => ({ id: row.id, documentId: row.document_id, title: row.title, headings: row.headings, content: row.content, startOffset: row.start_offset });
const PASSAGE = sql.raw("c.id, c.document_id, d.title, c.headings, c.content, c.start_offset");

/** Documents that were indexed and not compared with the others since, longest ago first. The system's. */
export async function listUncompared(tx: Tx, limit: number) {
  const rows = await tx.execute<{ id: string; audience: string; version: number; seconds: string }>(sql`
    select d.id, d.audience::text as audience, d.indexed_version as version, extract(epoch from d.indexed_at)::text as seconds
    from documents d left join document_comparisons c on c.document_id = d.id
    where d.indexed_version is not null and d.indexed_at is not null and c.indexed_at is distinct from d.indexed_at
    order by d.indexed_at, d.id limit ${limit}`);
  return rows.map(({ id, audience, version, seconds }) => ({ id, audience, version, indexedAt: seconds }));
}

/** A sample of all passages, the same for the same passages, to count words in. The system's. */
export async function samplePassages(tx: Tx, limit: number): Promise<StoredPassage[]> {
  return (await tx.execute<PassageRow>(sql`select ${PASSAGE} from document_chunks c join documents d on d.id = c.document_id order by hashtextextended(c.id::text, 18) limit ${limit}`)).map(passageOf);
}

/** The passages of a document in their order, a piece at a time. The system's. */
export async function listDocumentPassages(tx: Tx, documentId: string, from: number, limit: number): Promise<StoredPassage[]> {
  return (await tx.execute<PassageRow>(sql`select ${PASSAGE} from document_chunks c join documents d on d.id = c.document_id where c.document_id = ${documentId}::uuid order by c.position offset ${from} limit ${limit}`)).map(passageOf);
}

/** A statement is looked for by so many of its rarest words, and held against so many passages that have them. */
const WORDS = 8;
const CANDIDATES = 12;

/**
 * Passages of other documents that share rare words with one of `texts`, for each the likest. By the terms of the
 * full-text index, so that it does not matter how many passages there are. The system's.
 */
export async function findLikePassages(tx: Tx, documentId: string, texts: readonly string[]): Promise<StoredPassage[]> {
  if (texts.length === 0) return [];
  const rows = await tx.execute<PassageRow>(sql`
    with asked as materialized (
      select s.n, w.lexeme, k.chunk_count, ln(1 + t.chunk_count / (0.5 + k.chunk_count)) as idf
      from unnest(${sql.param([...texts])}::text[]) with ordinality s(said, n)
      cross join lateral unnest(to_tsvector('english', s.said)) w
      join knowledge_terms k on k.term = w.lexeme cross join knowledge_totals t
      where k.chunk_count > 1
    ), wanted as materialized (
      select n, string_agg(quote_literal(lexeme), ' | ')::tsquery as query
      from (select n, lexeme, row_number() over (partition by n order by chunk_count, lexeme) as nth from asked) r where nth <= ${WORDS} group by n
    ), found as materialized (
      select distinct l.id from wanted q cross join lateral (
        select c.id from document_chunks c
        where c.terms @@ q.query and c.document_id <> ${documentId}::uuid
        order by (select sum(a.idf) from asked a where a.n = q.n and a.lexeme = any (tsvector_to_array(c.terms))) desc, c.id
        limit ${CANDIDATES}) l
    )
    select ${PASSAGE} from found f join document_chunks c on c.id = f.id join documents d on d.id = c.document_id order by c.id`);
  return rows.map(passageOf);
}

/** Passages of other documents that are known to contradict one of this document: what was found from their side has to be found again. The system's. */
export async function listKnownOpposites(tx: Tx, documentId: string): Promise<StoredPassage[]> {
  const rows = await tx.execute<PassageRow>(sql`
    select distinct on (c.id) ${PASSAGE}
    from (
      select other_document_id as id, other_version as version, other_start as first, other_end as last from document_contradictions where one_document_id = ${documentId}::uuid
      union all select one_document_id, one_version, one_start, one_end from document_contradictions where other_document_id = ${documentId}::uuid
    ) k
    join documents d on d.id = k.id and d.indexed_version = k.version
    join document_chunks c on c.document_id = k.id and c.start_offset <= k.first and c.end_offset >= k.last
    order by c.id`);
  return rows.map(passageOf);
}

/** The audience and the indexed version of documents, as they are now. The system's. */
export async function readIndexed(tx: Tx, ids: readonly string[]) {
  const rows = await tx.execute<{ id: string; audience: string; version: number; seconds: string }>(sql`
    select id, audience::text as audience, indexed_version as version, extract(epoch from indexed_at)::text as seconds from documents
    where id = any (${sql.param([...ids])}::text[]::uuid[]) and indexed_version is not null order by id for share`);
  return new Map(rows.map(({ id, audience, version, seconds }) => [id, { audience, version, indexedAt: seconds }]));
}

interface Place {
  documentId: string;
  title: string;
  owner: string | null;
  reviewedOn: string | null;
  headings: string[];
  page: number | null;
  /** Of the body. */
  start: number;
  end: number;
  /** The statement and where in it the difference is. */
  text: string;
  markStart: number;
  markEnd: number;
}

const SIDES = ["one", "other"] as const;

/** Contradictions between documents the person may read, the likest first; or those that were dismissed. Places of an older version are left out. */
export async function listContradictions(tx: Tx, dismissed: boolean) {
  const side = (name: (typeof SIDES)[number]) => sql.raw(`
    join documents d_${name} on d_${name}.id = c.${name}_document_id and d_${name}.indexed_version = c.${name}_version
    join lateral (select p.headings, p.page, p.content, p.start_offset from document_chunks p where p.document_id = c.${name}_document_id and p.start_offset <= c.${name}_start and p.end_offset >= c.${name}_end order by p.position limit 1) p_${name} on true`);
  const columns = sql.raw(SIDES.map((name) => `jsonb_build_object('documentId', d_${name}.id, 'title', d_${name}.title, 'owner', d_${name}.owner, 'reviewedOn', d_${name}.reviewed_on::text, 'headings', p_${name}.headings, 'page', p_${name}.page,
    'start', c.${name}_start, 'end', c.${name}_end, 'content', p_${name}.content, 'from', p_${name}.start_offset, 'markStart', c.${name}_mark_start, 'markEnd', c.${name}_mark_end) as ${name}`).join(", "));
  type Stored = Omit<Place, "text"> & { content: string; from: number };
  const rows = await tx.execute<{ id: string; kind: "number" | "rule"; likeness: number; note: string | null; person: string | null; dismissed: string | null; one: Stored; other: Stored }>(sql`
    select c.id, c.kind, c.likeness, c.note, u.name as person, extract(epoch from c.dismissed_at)::text as dismissed, ${columns}
    from document_contradictions c ${side("one")} ${side("other")} left join people u on u.id = c.dismissed_by
    where (c.dismissed_at is not null) = ${dismissed}
    order by ${dismissed ? sql`c.dismissed_at desc` : sql`c.likeness desc`}, c.id limit ${MOST}`);
  const placeOf = ({ content, from, ...stored }: Stored): Place => ({ ...stored, text: content.slice(stored.start - from, stored.end - from), markStart: stored.markStart - stored.start, markEnd: stored.markEnd - stored.start });
  return rows.map((row) => ({ id: row.id, kind: row.kind, likeness: row.likeness, note: row.note, dismissedBy: row.person, dismissedAt: row.dismissed === null ? null : dateOf(row.dismissed), one: placeOf(row.one), other: placeOf(row.other) }));
}
