import { tool as sdkTool, type ToolSet } from "ai";
import { v7 } from "uuid";
import { type z, ZodError } from "zod/v4";
import type { Database } from "#db/client.ts";
import { readShop } from "#db/queries/shop.ts";
import { type Person, withRls } from "#db/rls.ts";
import { AppError } from "#server/errors.ts";
import { todayIn } from "#server/contracts/calendar.ts";
import type { ToolCallRecord } from "#server/services/agent-runs/keep-ledger.ts";
import { type AnswerBlock, isFailure, type ToolFailure } from "../contracts/blocks.ts";
import { mayUse, type Tool } from "../define-tool.ts";
import type { Embedder } from "./embedder.ts";

/** How long the statements of one tool call may take, each, in ms. */
const TOOL_STATEMENT_MS = 12_000;
/** Tool calls of one turn at most; a model in a loop is told so. */
const CALLS_PER_TURN = 24;

/** What tools are bound to for one turn. */
export interface ToolSession {
  db: Database;
  person: Person;
  now: Date;
  runId: string;
  messageId: string | null;
  /** Makes the vectors of questions. */
  embedder: Embedder;
  /** Fires when nobody waits for the answer any more. */
  signal: AbortSignal;
  /** Keeps one call as evidence. */
  record(call: ToolCallRecord): Promise<void>;
  /** An error nobody expected, for the log. */
  onUnexpected(error: unknown, tool: string): void;
}

/** A call that came back, in the order of return. */
export interface ToolResult {
  callId: string;
  tool: string;
  block: AnswerBlock;
}

/** Every row that a block shows: its figures as rows of their own, the places of its passages (not their text: what is deleted is gone), then the table's. */
function rowsOf(block: AnswerBlock): unknown[] {
  const figures = block.figures.map(({ key, label, unit, value, before }) => ({ figure: key, label, unit, value, ...(before === undefined ? {} : { before }) }));
  const passages = (block.passages ?? []).map(({ number, documentId, title, version, page, startOffset, endOffset }) => ({ number, document: title, documentId, version, page, from: startOffset, to: endOffset }));
  return [...figures, ...passages, ...(block.table?.rows.map(({ href: _href, ...row }) => row) ?? [])];
}

const stopped = () => new AppError("CLIENT_CLOSED_REQUEST", "The question was stopped.");

/** What `work` gives, or CLIENT_CLOSED_REQUEST as soon as nobody waits for it: a statement of many seconds must not hold up the end of a turn. */
function untilStopped<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(stopped());
    signal.addEventListener("abort", stop, { once: true });
    void work.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
  });
}

const sentenceOf = (error: unknown): string | null => {
  if (error instanceof AppError) return error.message;
  if (error instanceof ZodError) return `That could not be asked: ${error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; ")}`;
  return null;
};

/**
 * The shop's tools as the SDK calls them, for one turn of one person. The wrapper owns what no tool may
 * forget: the role, a read-only transaction with the person's rights, the statements, the time, the
 * evidence, and that an error is a result the model can work with.
 */
export function bindTools(tools: Readonly<Record<string, Tool>>, session: ToolSession): { tools: ToolSet; results: ToolResult[] } {
  const results: ToolResult[] = [];
  const numbers = new Map<string, number>();
  const numberOf = (id: string): number => {
    const number = numbers.get(id) ?? numbers.size + 1;
    numbers.set(id, number);
    return number;
  };
  let calls = 0;

  const execute = async (name: string, tool: Tool, input: unknown, callId: string): Promise<AnswerBlock | ToolFailure> => {
    const startedAt = new Date();
    const began = performance.now();
    const statements: { text: string; parameters: readonly unknown[] }[] = [];
    let status: ToolCallRecord["status"] = "succeeded";
    let output: AnswerBlock | ToolFailure;
    calls += 1;
    try {
      if (!mayUse(session.person.role, tool.minRole)) {
        status = "denied";
        throw new AppError("FORBIDDEN", "Your role may not use this.");
      }
      if (calls > CALLS_PER_TURN) throw new AppError("TOO_MANY_REQUESTS", "That were too many look-ups for one question. Answer with what is there.");
      if (session.signal.aborted) throw stopped();
      if (tool.access !== "read") throw new AppError("FORBIDDEN", "Only a person may do this.");
      const run = await untilStopped(session.signal, tool.prepare({ embedder: session.embedder, signal: session.signal }, input));
      const ran = await untilStopped(session.signal, withRls(
        session.db,
        session.person,
        async (tx) => {
          const shop = await readShop(tx);
          // The evidence is what the tool itself asks, of the attempt that counted.
          statements.length = 0;
          return run({ tx, person: session.person, now: session.now, shop, today: todayIn(shop.timeZone, session.now), numberOf });
        },
        { readOnly: true, snapshot: true, statementTimeoutMs: TOOL_STATEMENT_MS, onStatement: (text, parameters) => void statements.push({ text, parameters }) },
      ));
      output = typeof ran === "function" ? await untilStopped(session.signal, ran()) : ran;
    } catch (error) {
      const sentence = sentenceOf(error);
      if (sentence === null) session.onUnexpected(error, name);
      if (status !== "denied") status = "failed";
      output = { error: sentence ?? "This could not be looked up just now: something went wrong on our side." };
    }
    const failure = isFailure(output) ? output : null;
    const block = failure ? null : (output as AnswerBlock);
    await session.record({
      id: v7(),
      runId: session.runId,
      messageId: session.messageId,
      callId,
      tool: name,
      access: tool.access,
      input,
      status,
      statements,
      rows: block ? rowsOf(block) : [],
      rowCount: block ? block.figures.length + (block.passages?.length ?? 0) + (block.table?.total ?? 0) : 0,
      result: block,
      error: failure?.error ?? null,
      startedAt,
      durationMs: Math.round(performance.now() - began),
    });
    if (block) results.push({ callId, tool: name, block });
    return output;
  };

  const bound = Object.fromEntries(
    Object.entries(tools)
      .filter(([, tool]) => mayUse(session.person.role, tool.minRole))
      .map(([name, tool]) => [
        name,
        sdkTool<Record<string, unknown>, AnswerBlock | ToolFailure>({
          title: tool.label,
          description: tool.description,
          inputSchema: tool.input as z.ZodType<Record<string, unknown>>,
          execute: (input, { toolCallId }) => execute(name, tool, input, toolCallId),
          toModelOutput: ({ output }) =>
            isFailure(output)
              ? { type: "error-text", value: output.error }
              : { type: "text", value: tool.toModel(output), providerOptions: { misty: { described: tool.describe(output) } } },
        }),
      ]),
  );
  return { tools: bound, results };
}
