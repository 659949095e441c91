import { createHash } from "node:crypto";
import { and, eq, lte, or } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import type { ToolAccess, UserRole } from "#db/enums.ts";
import { priceTokens } from "#db/queries/agents/prices.ts";
import { agentRuns, toolCalls } from "#db/schema/index.ts";
import { AppError } from "../../errors.ts";
import { canonicalJson, recordActivities } from "../activity/record-activity.ts";
import type { ServiceContext } from "../context.ts";
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
export async function finishRun(tx: Tx, run: Pick<NewRun, "id" | "userId" | "model" | "provider" | "startedAt">, end: RunEnd): Promise<void> {
  const { inputTokens, outputTokens } = end;
  const priced = end.status === "completed";
  const costUsd = run.provider === "offline" ? "0" : !priced ? null : await priceTokens(tx, { model: run.model, at: run.startedAt, inputTokens, outputTokens });
  // Written a second time when nobody knows whether the first arrived; the log is told once.
  const open = or(eq(agentRuns.status, "running"), eq(agentRuns.errorCode, PROCESS_LOST));
  const ended = await tx.update(agentRuns).set({ ...end, costUsd }).where(and(eq(agentRuns.id, run.id), open)).returning({ id: agentRuns.id });
  if (ended.length > 0) await noteRuns(tx, [run], end.status, end.finishedAt);
}

/** That somebody asked, and how it ended; never what was said. */
const noteRuns = (tx: Tx, runs: readonly Pick<NewRun, "id" | "userId">[], status: RunEnd["status"], at: Date) =>
  recordActivities(tx, runs.map(({ id, userId }) => ({ at, actor: { kind: userId === null ? ("command_line" as const) : ("person" as const), id: userId }, action: `agent_run.${status}`, category: "agents" as const, result: status === "failed" ? ("failed" as const) : ("succeeded" as const), object: { type: "agent_run", id } })));

const PROCESS_LOST = "process_lost";

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
    .set({ status: "failed", errorCode: PROCESS_LOST, finishedAt: now })
    .where(and(eq(agentRuns.status, "running"), lte(agentRuns.startedAt, new Date(now.getTime() - olderThanMs))))
    .returning({ id: agentRuns.id, userId: agentRuns.userId });
  await noteRuns(tx, closed, "failed", now);
  return closed.length;
}

/** What the person thought of an answer; null takes it back. Throws NOT_FOUND for a run that is not theirs. */
export async function rateRun({ tx, person, now, requestId }: ServiceContext, { runId, wasHelpful }: { runId: string; wasHelpful: boolean | null }): Promise<{ traceId: string | null }> {
  const [run] = await tx
    .update(agentRuns)
    .set({ wasHelpful })
    .where(and(eq(agentRuns.id, runId), eq(agentRuns.userId, person.id)))
    .returning({ traceId: agentRuns.traceId });
  if (!run) throw new AppError("NOT_FOUND", "This answer is not there any more.");
  await recordActivities(tx, [{ at: now, actor: { kind: "person", id: person.id }, action: "answer.rated", category: "agents", object: { type: "agent_run", id: runId }, fields: ["was_helpful"], requestId }]);
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
