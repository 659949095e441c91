import { sql } from "drizzle-orm";
import type { Tx } from "../../client.ts";

/** Rows of a queue that are shown at most; more wait behind them. */
const MOST = 200;

const dateOf = (seconds: string): Date => new Date(Number(seconds) * 1000);

/** What people said about answers, the unhelpful ones first, newest first. Row-level security leaves others' words to managers. */
export async function listFeedback(tx: Tx) {
  const rows = await tx.execute<{ id: string; question: string; is_helpful: boolean; reason: string | null; person: string | null; seconds: string; documents: { id: string; title: string }[] | null }>(sql`
    select f.id, f.question, f.is_helpful, f.reason, p.name as person, extract(epoch from f.updated_at)::text as seconds,
      (select jsonb_agg(jsonb_build_object('id', d.id, 'title', d.title) order by d.title) from documents d where d.id = any (f.document_ids)) as documents
    from knowledge_feedback f left join people p on p.id = f.user_id
    order by f.is_helpful, f.updated_at desc, f.id desc limit ${MOST}`);
  return rows.map((row) => ({ id: row.id, question: row.question, isHelpful: row.is_helpful, reason: row.reason, person: row.person, at: dateOf(row.seconds), documents: row.documents ?? [] }));
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
      (select count(*)::int from knowledge_feedback where not is_helpful) as feedback,
      (select count(*)::int from documents where review_due_on < ${today}::date) as stale,
      (select count(*)::int from document_contradictions c join documents a on a.id = c.one_document_id and a.indexed_version = c.one_version
        join documents b on b.id = c.other_document_id and b.indexed_version = c.other_version where c.dismissed_at is null) as contradictions`);
  return row ?? { unanswered: 0, feedback: 0, stale: 0, contradictions: 0 };
}

/** The documents of the program's corpus that are indexed and that the person may read, by their names there. */
export async function listCorpusNames(tx: Tx): Promise<Set<string>> {
  const rows = await tx.execute<{ name: string }>(sql`select corpus_name as name from documents where corpus_name is not null and indexed_version is not null`);
  return new Set(rows.map(({ name }) => name));
}
