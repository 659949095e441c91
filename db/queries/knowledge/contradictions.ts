import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "../../client.ts";
import type { UserRole } from "../../enums.ts";

const MOST = 200;
const dateOf = (seconds: string): Date => new Date(Number(seconds) * 1000);

/** A passage as it is compared; its characters count from `startOffset` in the document's body. */
export interface StoredPassage {
  id: string;
  documentId: string;
  /** The version of the document that it is of. */
  version: number;
  title: string;
  headings: string[];
  content: string;
  startOffset: number;
}

interface PassageRow extends Record<string, unknown> {
  id: string;
  document_id: string;
  version: number;
  title: string;
  headings: string[];
  content: string;
  start_offset: number;
}
const passageOf = (row: PassageRow): StoredPassage => ({ id: row.id, documentId: row.document_id, version: row.version, title: row.title, headings: row.headings, content: row.content, startOffset: row.start_offset });
const PASSAGE = sql.raw("c.id, c.document_id, d.indexed_version as version, d.title, c.headings, c.content, c.start_offset");

/** Times that comparing the same text may fail before it is left to its next version. */
const MOST_TRIES = 5;

/** Which reading of a document's text is meant: the same version cut another way has other passages. */
export interface Reading {
  version: number;
  cutVersion: number;
}

/** Documents whose text was not compared with the others, those that failed before last; without `tried`. The system's. */
export async function listUncompared(tx: Tx, limit: number, tried: readonly string[]): Promise<(Reading & { id: string })[]> {
  const rows = await tx.execute<{ id: string; version: number; cut_version: number }>(sql`
    select d.id, d.indexed_version as version, coalesce(d.cut_version, 0) as cut_version
    from documents d left join document_comparisons c on c.document_id = d.id and c.version = d.indexed_version and c.cut_version = coalesce(d.cut_version, 0)
    where d.indexed_version is not null and d.id <> all (${sql.param([...tried])}::text[]::uuid[]) and (c.document_id is null or c.tries between 1 and ${MOST_TRIES - 1})
    order by coalesce(c.tries, 0), d.indexed_at, d.id limit ${limit}`);
  return rows.map(({ id, version, cut_version: cutVersion }) => ({ id, version, cutVersion }));
}

/** A sample of all passages, the same for the same passages, to count words in. The system's. */
export async function samplePassages(tx: Tx, limit: number): Promise<StoredPassage[]> {
  return (await tx.execute<PassageRow>(sql`select ${PASSAGE} from document_chunks c join documents d on d.id = c.document_id and d.reading = c.reading order by hashtextextended(c.id::text, 18) limit ${limit}`)).map(passageOf);
}

/** The passages of a document in their order, a piece at a time. The system's. */
export async function listDocumentPassages(tx: Tx, documentId: string, from: number, limit: number): Promise<StoredPassage[]> {
  return (await tx.execute<PassageRow>(sql`select ${PASSAGE} from document_chunks c join documents d on d.id = c.document_id and d.reading = c.reading where c.document_id = ${documentId}::uuid order by c.position offset ${from} limit ${limit}`)).map(passageOf);
}

/** A statement is looked for by so many of its rarest words, and held against so many passages that have them. */
const WORDS = 8;
const CANDIDATES = 12;

/**
 * Passages of other documents that share rare words with one of `texts`, for each (by its place among them) the likest. By
 * the terms of the full-text index, so that it does not matter how many passages there are. The system's.
 */
export async function findLikePassages(tx: Tx, documentId: string, texts: readonly string[]): Promise<{ of: number; id: string }[]> {
  if (texts.length === 0) return [];
  const rows = await tx.execute<{ of: number; id: string }>(sql`
    with asked as materialized (
      select s.n, w.lexeme, k.chunk_count, ln(1 + t.chunk_count / (0.5 + k.chunk_count)) as idf
      from unnest(${sql.param([...texts])}::text[]) with ordinality s(said, n)
      cross join lateral unnest(to_tsvector('english', s.said)) w
      cross join lateral (select sum(chunk_count)::float8 as chunk_count from knowledge_terms where term = w.lexeme) k
      cross join (select sum(chunk_count)::float8 as chunk_count from knowledge_totals) t
      where k.chunk_count > 1
    ), wanted as materialized (
      select n, string_agg(quote_literal(lexeme), ' | ')::tsquery as query
      from (select n, lexeme, row_number() over (partition by n order by chunk_count, lexeme) as nth from asked) r where nth <= ${WORDS} group by n
    )
    select q.n::int - 1 as of, l.id from wanted q cross join lateral (
      select c.id from document_chunks c
      where c.terms @@ q.query and c.document_id <> ${documentId}::uuid
      order by (select sum(a.idf) from asked a where a.n = q.n and a.lexeme = any (tsvector_to_array(c.terms))) desc, c.id
      limit ${CANDIDATES}) l`);
  return [...rows];
}

/** These passages, as far as they are still there. The system's. */
export async function readPassages(tx: Tx, ids: readonly string[]): Promise<StoredPassage[]> {
  return (await tx.execute<PassageRow>(sql`select ${PASSAGE} from document_chunks c join documents d on d.id = c.document_id and d.reading = c.reading where c.id = any (${sql.param([...ids])}::text[]::uuid[]) order by c.id`)).map(passageOf);
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
    join document_chunks c on c.document_id = k.id and c.reading = d.reading and c.start_offset <= k.first and c.end_offset >= k.last
    order by c.id`);
  return rows.map(passageOf);
}

/** The audience and the reading of documents, as they are now; they stay so until the transaction ends. The system's. */
export async function readIndexed(tx: Tx, ids: readonly string[]): Promise<Map<string, Reading & { audience: UserRole }>> {
  const rows = await tx.execute<{ id: string; audience: UserRole; version: number; cut_version: number }>(sql`
    select id, audience::text as audience, indexed_version as version, coalesce(cut_version, 0) as cut_version from documents
    where id = any (${sql.param([...ids])}::text[]::uuid[]) and indexed_version is not null order by id for share`);
  return new Map(rows.map(({ id, audience, version, cut_version: cutVersion }) => [id, { audience, version, cutVersion }]));
}

/** The dismissed contradictions of a document, by their fingerprints. The system's. */
export async function listDismissed(tx: Tx, documentId: string): Promise<Set<string>> {
  const rows = await tx.execute<{ fingerprint: string }>(sql`select fingerprint from document_contradictions where dismissed_at is not null and ${documentId}::uuid in (one_document_id, other_document_id)`);
  return new Set(rows.map(({ fingerprint }) => fingerprint));
}

/** Writes down that a reading of a document was compared with the others, or why it could not be: then it is tried some more times. The system's. */
export async function noteComparison(tx: Tx, { id, version, cutVersion }: Reading & { id: string }, failure: string | null): Promise<void> {
  await tx.execute(sql`
    insert into document_comparisons as c (document_id, version, cut_version, tries, failure)
    select id, ${version}, ${cutVersion}, ${failure === null ? 0 : 1}, ${failure} from documents where id = ${id}::uuid
    on conflict (document_id) do update set version = excluded.version, cut_version = excluded.cut_version, failure = excluded.failure,
      tries = case when excluded.tries = 0 then 0 when (c.version, c.cut_version) = (excluded.version, excluded.cut_version) then c.tries + 1 else 1 end`);
}

/** Of a row of `document_contradictions`: whether the document that is not `documentId` was compared as it is indexed now. */
export const oppositeIsCompared = (documentId: string): SQL => sql`exists (
  select from documents d join document_comparisons k on k.document_id = d.id and k.version = d.indexed_version and k.cut_version = coalesce(d.cut_version, 0) and k.failure is null
  where d.id = case when document_contradictions.one_document_id = ${documentId}::uuid then document_contradictions.other_document_id else document_contradictions.one_document_id end)`;

/** Documents that the person may read and that could not be compared with the others. */
export async function listNotCompared(tx: Tx): Promise<{ id: string; title: string }[]> {
  return [...(await tx.execute<{ id: string; title: string }>(sql`
    select d.id, d.title from document_comparisons c join documents d on d.id = c.document_id and d.indexed_version = c.version where c.failure is not null order by d.title, d.id limit ${MOST}`))];
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
