import { createHash } from "node:crypto";
import { and, eq, lte } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import type { ToolAccess, UserRole } from "#db/enums.ts";
import { priceTokens } from "#db/queries/agents/prices.ts";
import { agentRuns, toolCalls } from "#db/schema/index.ts";
import { AppError } from "../../errors.ts";
import { canonicalJson } from "../activity/record-activity.ts";
import { storableJson } from "../storable-json.ts";

/** A run as it begins. `userId` is null for the command line. */
export interface NewRun {
  id: string;
  userId: string | null;
  askedAs: UserRole;
  agentId: string;
  conversationId: string | null;
  model: string;
  provider: string;
  promptVersion: string;
  startedAt: Date;
}

/** Writes a run down before its model is asked anything. */
export async function beginRun(tx: Tx, run: NewRun): Promise<void> {
  await tx.insert(agentRuns).values({ ...run, actorKind: run.userId === null ? "command_line" : "person", status: "running" });
}

export interface RunEnd {
  status: "completed" | "failed" | "stopped";
  inputTokens: number;
  outputTokens: number;
  stepCount: number;
  firstTokenAt: Date | null;
  finishedAt: Date;
  errorCode: string | null;
  traceId: string | null;
}

/**
 * Closes a run with what it used. Tokens of the built-in model cost nothing, another's cost by the price list.
 * The cost is unknown (null) without a price, and for a run that was cut: no provider says what it counted until then.
 */
export async function finishRun(tx: Tx, run: Pick<NewRun, "id" | "model" | "provider" | "startedAt">, end: RunEnd): Promise<void> {
  const { inputTokens, outputTokens } = end;
  const priced = end.status === "completed";
  const costUsd = run.provider === "offline" ? "0" : !priced ? null : await priceTokens(tx, { model: run.model, day: run.startedAt.toISOString().slice(0, 10), inputTokens, outputTokens });
  await tx.update(agentRuns).set({ ...end, costUsd }).where(eq(agentRuns.id, run.id));
}

/** A turn is ended after so long, whatever its model says. */
export const LONGEST_TURN_MS = 240_000;
/** A run that is open for so long has lost its process: a turn's longest time, and a minute to put it away. */
export const LOST_AFTER_MS = LONGEST_TURN_MS + 60_000;

/**
 * Closes the runs whose process died before it could: those open for `olderThanMs`, or all (0) where
 * nobody else can have one open. Returns how many there were.
 */
export async function closeLostRuns(tx: Tx, now: Date, olderThanMs = LOST_AFTER_MS): Promise<number> {
  const closed = await tx
    .update(agentRuns)
    .set({ status: "failed", errorCode: "process_lost", finishedAt: now })
    .where(and(eq(agentRuns.status, "running"), lte(agentRuns.startedAt, new Date(now.getTime() - olderThanMs))))
    .returning({ id: agentRuns.id });
  return closed.length;
}

/** What the person thought of an answer; null takes it back. Throws NOT_FOUND for a run that is not theirs. */
export async function rateRun(tx: Tx, { runId, wasHelpful }: { runId: string; wasHelpful: boolean | null }, personId: string): Promise<{ traceId: string | null }> {
  const [run] = await tx
    .update(agentRuns)
    .set({ wasHelpful })
    .where(and(eq(agentRuns.id, runId), eq(agentRuns.userId, personId)))
    .returning({ traceId: agentRuns.traceId });
  if (!run) throw new AppError("NOT_FOUND", "This answer is not there any more.");
  return run;
}

/** Rows of evidence that are kept at most, and their size as JSON. */
export const EVIDENCE_ROWS = 1_000;
export const EVIDENCE_BYTES = 256 * 1024;

/** One tool call with all it was asked and all it got. */
export interface ToolCallRecord {
  id: string;
  runId: string;
  messageId: string | null;
  callId: string;
  tool: string;
  access: ToolAccess;
  input: unknown;
  status: "succeeded" | "failed" | "denied";
  statements: readonly { text: string; parameters: readonly unknown[] }[];
  rows: readonly unknown[];
  rowCount: number;
  /** What the hash is taken of; null when the call failed. */
  result: unknown;
  error: string | null;
  startedAt: Date;
  durationMs: number;
}

/** The first rows that fit into the limits. */
export function capRows(rows: readonly unknown[]): unknown[] {
  const kept: unknown[] = [];
  let bytes = 0;
  for (const row of rows.slice(0, EVIDENCE_ROWS)) {
    bytes += Buffer.byteLength(JSON.stringify(row)) + 1;
    if (bytes > EVIDENCE_BYTES) break;
    kept.push(row);
  }
  return kept;
}

/** Keeps a tool call as evidence: SQL with parameters, capped rows, time, and the SHA-256 of the whole result. */
export async function recordToolCall(tx: Tx, call: ToolCallRecord): Promise<void> {
  const { statements, result, rows, ...rest } = call;
  await tx.insert(toolCalls).values({
    ...rest,
    input: storableJson(rest.input),
    sql: statements.length > 0 ? statements.map(({ text }) => text.trim()).join(";\n\n") : null,
    parameters: statements.length > 0 ? statements.map(({ parameters }) => storableJson(parameters)) : null,
    rows: capRows(rows),
    resultHash: result === null ? null : createHash("sha256").update(canonicalJson(result)).digest(),
  });
}
