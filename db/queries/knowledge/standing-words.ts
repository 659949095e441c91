import { sql } from "drizzle-orm";
import type { Tx } from "../../client.ts";
import type { StoredMessage } from "../agents/conversations.ts";

/** Words as a document had them. Without words it asks for the document alone. */
export interface QuotedWords {
  documentId: string;
  quote: string;
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Which of these words still stand in their documents, among those that the signed-in person may read; by place in the
 * list, with the documents themselves and the version that each is read in. Words of a document that is gone, or closed to the person, stand nowhere.
 */
export async function readStandingWords(tx: Tx, words: readonly QuotedWords[]): Promise<{ documents: Map<string, number | null>; standing: Set<number> }> {
  const asked = words.flatMap(({ documentId, quote }, at) => (UUID.test(documentId) ? [{ documentId, quote, at }] : []));
  const rows = asked.length === 0 ? [] : await tx.execute<{ id: string; version: number | null; at: number; stands: boolean }>(sql`
    select d.id, d.indexed_version as version, q.at, strpos(coalesce(d.body, ''), q.quote) > 0 as stands
    from unnest(${sql.param(asked.map(({ documentId }) => documentId))}::text[]::uuid[], ${sql.param(asked.map(({ quote }) => quote))}::text[], ${sql.param(asked.map(({ at }) => at))}::int[]) q(id, quote, at)
    join documents d on d.id = q.id`);
  return { documents: new Map(rows.map(({ id, version }) => [id, version])), standing: new Set(rows.flatMap(({ at, stands }) => (stands ? [at] : []))) };
}

/** Answers with words of a document that is gone or was read anew since they were looked through, locked. The system's. */
export async function listUnsettledMessages(tx: Tx, limit: number): Promise<StoredMessage[]> {
  return [...(await tx.execute<{ id: string; position: number; role: StoredMessage["role"]; parts: unknown; metadata: unknown }>(sql`
    select m.id, m.position, m.role::text as role, m.parts, m.metadata from messages m
    where m.id in (
      select c.message_id from message_documents c left join documents d on d.id = c.document_id
      where d.id is null or d.indexed_version <> c.version
      limit ${limit})
    order by m.id for update of m`))];
}

/** Notes that these answers have no words left but those that stand: titles of documents that are gone leave their evidence as well. The system's. */
export async function settleMessages(tx: Tx, ids: readonly string[]): Promise<void> {
  const these = sql`any (${sql.param([...ids])}::text[]::uuid[])`;
  await tx.execute(sql`
    update tool_calls t set rows = (
      select coalesce(jsonb_agg(case when r.said ? 'documentId' and not exists (select from documents d where d.id::text = r.said ->> 'documentId') then r.said - 'document' else r.said end order by r.nth), '[]'::jsonb)
      from jsonb_array_elements(t.rows) with ordinality r(said, nth))
    where t.message_id = ${these} and jsonb_typeof(t.rows) = 'array' and exists (select from jsonb_array_elements(t.rows) r(said) where r.said ? 'documentId' and r.said ? 'document')`);
  await tx.execute(sql`delete from message_documents c where c.message_id = ${these} and not exists (select from documents d where d.id = c.document_id)`);
  await tx.execute(sql`update message_documents c set version = d.indexed_version from documents d where c.message_id = ${these} and d.id = c.document_id and d.indexed_version <> c.version`);
}
