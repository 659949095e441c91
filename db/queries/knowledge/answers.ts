import { sql } from "drizzle-orm";
import type { Tx } from "../../client.ts";

/** A place in a document that an answer cited, by the number it had there. */
interface CitedSpot {
  documentId: string;
  version: number;
  number: number;
  /** Of the document's body as it was in that version. */
  start: number;
  end: number;
}

type Stored = { [name in keyof CitedSpot]: CitedSpot[name] | null };
const isSpot = (spot: Stored): spot is CitedSpot => Object.values(spot).every((value) => value !== null);

/** What was asked and what was cited in the answer of a run of the person's own; null without one. */
export async function readAnswerOfRun(tx: Tx, runId: string): Promise<{ question: string; documentIds: string[]; places: CitedSpot[] } | null> {
  const [row] = await tx.execute<{ question: string | null; cited: Stored[] | null }>(sql`
    select
      (select string_agg(part ->> 'text', E'\n\n') from messages q cross join lateral jsonb_array_elements(q.parts) part
       where q.conversation_id = m.conversation_id and q.role = 'user' and part ->> 'type' = 'text'
         and q.position = (select max(position) from messages b where b.conversation_id = m.conversation_id and b.role = 'user' and b.position < m.position)) as question,
      (select jsonb_agg(jsonb_build_object('documentId', cited -> 'documentId', 'version', cited -> 'version', 'number', cited -> 'number', 'start', cited -> 'startOffset', 'end', cited -> 'endOffset') order by nth)
       from jsonb_array_elements(m.parts) part
       cross join lateral jsonb_array_elements(case when jsonb_typeof(part -> 'data' -> 'citations') = 'array' then part -> 'data' -> 'citations' else '[]'::jsonb end) with ordinality as c(cited, nth)
       where part ->> 'type' = 'data-passages') as cited
    from agent_runs r join messages m on m.conversation_id = r.conversation_id and m.role = 'assistant' and m.metadata ->> 'runId' = r.id::text
    where r.id = ${runId}::uuid limit 1`);
  if (!row || row.question === null) return null;
  const cited = row.cited ?? [];
  return { question: row.question, documentIds: [...new Set(cited.flatMap(({ documentId }) => documentId ?? []))], places: cited.filter(isSpot) };
}
