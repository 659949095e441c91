import { sql } from "drizzle-orm";
import type { Tx } from "../../client.ts";

/** Rows of a queue that are shown at most; more wait behind them. */
const MOST = 200;

const dateOf = (seconds: string): Date => new Date(Number(seconds) * 1000);

const FEEDBACK = { open: sql`not f.is_helpful and f.settled_at is null`, helpful: sql`f.is_helpful and f.settled_at is null`, settled: sql`f.settled_at is not null` } as const;

/**
 * What people said about answers, newest first: what did not help and waits, what helped, or what somebody saw to. Of the cited
 * documents the reader sees those they may read, with the cited places while the version that was cited is the one that is read.
 * Row-level security leaves others' words to managers.
 */
export async function listFeedback(tx: Tx, view: keyof typeof FEEDBACK) {
  const rows = await tx.execute<{
    id: string; question: string; is_helpful: boolean; reason: string | null; person: string | null; said: string; settled_by: string | null; settled: string | null; note: string | null;
    documents: { id: string; title: string; places: { number: number; start: number; end: number }[] }[] | null;
  }>(sql`
    select f.id, f.question, f.is_helpful, f.reason, p.name as person, extract(epoch from f.created_at)::text as said, s.name as settled_by, extract(epoch from f.settled_at)::text as settled, f.note,
      (select jsonb_agg(jsonb_build_object('id', d.id, 'title', d.title, 'places', (
          select coalesce(jsonb_agg(place - 'documentId' - 'version' order by (place -> 'start')::int), '[]'::jsonb) from jsonb_array_elements(f.places) place
          where place ->> 'documentId' = d.id::text and (place -> 'version')::int = d.indexed_version)) order by d.title)
       from documents d where d.id = any (f.document_ids)) as documents
    from knowledge_feedback f left join people p on p.id = f.user_id left join people s on s.id = f.settled_by
    where ${FEEDBACK[view]}
    order by ${view === "settled" ? sql`f.settled_at` : sql`f.created_at`} desc, f.id desc limit ${MOST}`);
  return rows.map((row) => ({
    id: row.id, question: row.question, isHelpful: row.is_helpful, reason: row.reason, person: row.person, at: dateOf(row.said), documents: row.documents ?? [],
    settledBy: row.settled_by, settledAt: row.settled === null ? null : dateOf(row.settled), note: row.note,
  }));
}

/** What a person said about the answers of one of their conversations. */
export async function listGivenFeedback(tx: Tx, personId: string, conversationId: string) {
  const rows = await tx.execute<{ run_id: string; is_helpful: boolean; reason: string | null }>(sql`
    select f.run_id, f.is_helpful, f.reason from knowledge_feedback f join agent_runs r on r.id = f.run_id
    where f.user_id = ${personId}::uuid and r.conversation_id = ${conversationId}::uuid`);
  return rows.map((row) => ({ runId: row.run_id, isHelpful: row.is_helpful, reason: row.reason }));
}

/** Questions that the documents did not answer: those that wait, asked most first, or those somebody decided, newest first. */
export async function listUnanswered(tx: Tx, decided: boolean) {
  const rows = await tx.execute<{ id: string; question: string; asked_count: number; asked_by: string | null; asked: string; state: "open" | "answered" | "dismissed"; decided_by: string | null; decided: string | null; note: string | null }>(sql`
    select u.id, u.question, u.asked_count, a.name as asked_by, extract(epoch from u.last_asked_at)::text as asked, u.state::text as state,
      b.name as decided_by, extract(epoch from u.decided_at)::text as decided, u.note
    from unanswered_questions u left join people a on a.id = u.asked_by left join people b on b.id = u.decided_by
    where (u.state = 'open') = ${!decided}
    order by ${decided ? sql`u.decided_at desc` : sql`u.asked_count desc, u.last_asked_at desc`}, u.id limit ${MOST}`);
  return rows.map((row) => ({
    id: row.id, question: row.question, askedCount: row.asked_count, askedBy: row.asked_by, lastAskedAt: dateOf(row.asked), state: row.state,
    decidedBy: row.decided_by, decidedAt: row.decided === null ? null : dateOf(row.decided), note: row.note,
  }));
}

/** Documents whose review was due before `today`, those behind most answers since `since` first. */
export async function listStaleDocuments(tx: Tx, today: string, since: Date) {
  const rows = await tx.execute<{ id: string; title: string; owner: string | null; reviewed_on: string | null; review_due_on: string; days_over: number; answers: number }>(sql`
    select d.id, d.title, d.owner, d.reviewed_on::text as reviewed_on, d.review_due_on::text as review_due_on, (${today}::date - d.review_due_on) as days_over, coalesce(c.answers, 0) as answers
    from documents d left join document_citation_counts(${since.toISOString()}::timestamptz) c on c.document_id = d.id
    where d.review_due_on < ${today}::date
    order by answers desc, d.review_due_on, d.id limit ${MOST}`);
  return rows.map((row) => ({ id: row.id, title: row.title, owner: row.owner, reviewedOn: row.reviewed_on, reviewDueOn: row.review_due_on, daysOver: row.days_over, answers: row.answers }));
}

/** How many rows wait in each queue. */
export async function countQueues(tx: Tx, today: string) {
  const [row] = await tx.execute<{ unanswered: number; feedback: number; stale: number; contradictions: number }>(sql`
    select (select count(*)::int from unanswered_questions where state = 'open') as unanswered,
      (select count(*)::int from knowledge_feedback where not is_helpful and settled_at is null) as feedback,
      (select count(*)::int from documents where review_due_on < ${today}::date) as stale,
      (select count(*)::int from document_contradictions c join documents a on a.id = c.one_document_id and a.indexed_version = c.one_version
        join documents b on b.id = c.other_document_id and b.indexed_version = c.other_version where c.dismissed_at is null) as contradictions`);
  return row ?? { unanswered: 0, feedback: 0, stale: 0, contradictions: 0 };
}

const ENTRIES = {
  unanswered: (id: string) => sql`select question as words, null as other, state::text as state from unanswered_questions where id = ${id}::uuid`,
  feedback: (id: string) => sql`select question as words, null as other, case when settled_at is null then 'open' else 'settled' end as state from knowledge_feedback where id = ${id}::uuid`,
  contradictions: (id: string) => sql`select a.title as words, b.title as other, case when c.dismissed_at is null then 'open' else 'dismissed' end as state
    from document_contradictions c join documents a on a.id = c.one_document_id join documents b on b.id = c.other_document_id where c.id = ${id}::uuid`,
} as const;

/** One row of a queue, whatever became of it: its question, or the two documents; null where it is gone. */
export async function readQueueEntry(tx: Tx, queue: keyof typeof ENTRIES, id: string) {
  const [row] = await tx.execute<{ words: string; other: string | null; state: "open" | "answered" | "dismissed" | "settled" }>(ENTRIES[queue](id));
  return row ?? null;
}

/** How many documents the person may read can be asked, and how many are on their way. */
export async function countAskable(tx: Tx): Promise<{ ready: number; waiting: number }> {
  const [row] = await tx.execute<{ ready: number; waiting: number }>(sql`
    select count(*) filter (where indexed_version is not null)::int as ready, count(*) filter (where indexed_version is null and status in ('queued', 'reading'))::int as waiting from documents`);
  return row ?? { ready: 0, waiting: 0 };
}

/** A heading of each of the shop's own documents that the person may read, the newest first: what can be asked of them. */
export async function listHeadings(tx: Tx, limit: number): Promise<{ title: string; heading: string }[]> {
  return tx.execute<{ title: string; heading: string }>(sql`
    select d.title, h.heading from documents d
    cross join lateral (select c.headings[cardinality(c.headings)] as heading from document_chunks c where c.document_id = d.id and cardinality(c.headings) > 0 and c.headings[cardinality(c.headings)] <> d.title order by c.position limit 1) h
    where d.corpus_name is null and d.indexed_version is not null and length(h.heading) between 3 and 80
    order by d.indexed_at desc, d.id limit ${limit}`);
}

/** The documents of the program's corpus that are indexed and that the person may read, by their names there. */
export async function listCorpusNames(tx: Tx): Promise<Set<string>> {
  const rows = await tx.execute<{ name: string }>(sql`select corpus_name as name from documents where corpus_name is not null and indexed_version is not null`);
  return new Set(rows.map(({ name }) => name));
}
