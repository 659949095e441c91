import { sql } from "drizzle-orm";
import type { Tx } from "../../client.ts";

export interface ConversationEntry {
  id: string;
  title: string | null;
  updatedAt: Date;
}

const LISTED = 200;

/** The person's own conversations with an agent, newest first, at most 200. */
export async function listConversations(tx: Tx, agentId: string): Promise<ConversationEntry[]> {
  const rows = await tx.execute<{ id: string; title: string | null; updated_at: string }>(sql`
    select id, title, updated_at::text as updated_at from conversations where agent_id = ${agentId} and archived_at is null order by updated_at desc, id desc limit ${LISTED}`);
  return rows.map((row) => ({ id: row.id, title: row.title, updatedAt: new Date(row.updated_at) }));
}

/** A message as it is kept: content and metadata are the AI SDK's, checked by who shows them. */
export interface StoredMessage {
  id: string;
  position: number;
  role: "user" | "assistant" | "system";
  parts: unknown;
  metadata: unknown;
}

/** The messages of a conversation in order; under a person's rights those of their own only. */
export async function listMessages(tx: Tx, conversationId: string): Promise<StoredMessage[]> {
  const rows = await tx.execute<{ id: string; position: number; role: StoredMessage["role"]; parts: unknown; metadata: unknown }>(sql`
    select id, position, role::text as role, parts, metadata from messages where conversation_id = ${conversationId} order by position`);
  return [...rows];
}

/** One conversation of the person, or null. */
export async function readConversation(tx: Tx, id: string): Promise<{ id: string; agentId: string; title: string | null } | null> {
  const [row] = await tx.execute<{ id: string; agent_id: string; title: string | null }>(sql`select id, agent_id, title from conversations where id = ${id}`);
  return row ? { id: row.id, agentId: row.agent_id, title: row.title } : null;
}

export interface Evidence {
  tool: string;
  input: unknown;
  status: string;
  sql: string | null;
  parameters: unknown;
  rows: unknown;
  rowCount: number | null;
  error: string | null;
  startedAt: Date;
  durationMs: number | null;
}

/** What a tool call of the person's own run was asked and got; null when there is none. */
export async function readEvidence(tx: Tx, runId: string, callId: string): Promise<Evidence | null> {
  const [row] = await tx.execute<{ tool: string; input: unknown; status: string; sql: string | null; parameters: unknown; rows: unknown; row_count: number | null; error: string | null; started_at: string; duration_ms: number | null }>(sql`
    select tool, input, status::text as status, sql, parameters, rows, row_count, error, started_at::text as started_at, duration_ms from tool_calls where run_id = ${runId} and call_id = ${callId}`);
  if (!row) return null;
  const { row_count, started_at, duration_ms, ...rest } = row;
  return { ...rest, rowCount: row_count, startedAt: new Date(started_at), durationMs: duration_ms };
}
