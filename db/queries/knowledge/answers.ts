import { sql } from "drizzle-orm";
import type { Tx } from "../../client.ts";

/** What was asked and which documents were cited in the answer of a run of the person's own; null without one. */
export async function readAnswerOfRun(tx: Tx, runId: string): Promise<{ question: string; documentIds: string[] } | null> {
  const [row] = await tx.execute<{ question: string | null; document_ids: string[] | null }>(sql`
    select
      (select string_agg(part ->> 'text', E'\n\n') from messages q cross join lateral jsonb_array_elements(q.parts) part
       where q.conversation_id = m.conversation_id and q.role = 'user' and part ->> 'type' = 'text'
         and q.position = (select max(position) from messages b where b.conversation_id = m.conversation_id and b.role = 'user' and b.position < m.position)) as question,
      (select array_agg(distinct cited ->> 'documentId') from jsonb_array_elements(m.parts) part
       cross join lateral jsonb_array_elements(case when jsonb_typeof(part -> 'data' -> 'citations') = 'array' then part -> 'data' -> 'citations' else '[]'::jsonb end) cited
       where part ->> 'type' = 'data-passages') as document_ids
    from agent_runs r join messages m on m.conversation_id = r.conversation_id and m.role = 'assistant' and m.metadata ->> 'runId' = r.id::text
    where r.id = ${runId}::uuid limit 1`);
  if (!row || row.question === null) return null;
  return { question: row.question, documentIds: row.document_ids ?? [] };
}
