import { createUIMessageStreamResponse } from "ai";
import { v7 } from "uuid";
import { ConnectionLostError, withRls } from "#db/rls.ts";
import { AppError } from "#server/errors.ts";
import type { RequestContext } from "#server/http/load-context.ts";
import { saveAnswer } from "#server/services/conversations/save-answer.ts";
import { saveQuestion } from "#server/services/conversations/save-question.ts";
import { askBody, type AskBody } from "../contracts/messages.ts";
import { findAgent } from "./agents.ts";
import { runTurn } from "./run-turn.ts";
import { fromStored } from "./stored-messages.ts";

const STATUS: Partial<Record<AppError["code"], number>> = { UNAUTHORIZED: 401, PAYMENT_REQUIRED: 402, FORBIDDEN: 403, NOT_FOUND: 404, CONFLICT: 409, TOO_MANY_REQUESTS: 429, SERVICE_UNAVAILABLE: 503 };
/** An answer that was stopped is being saved for a moment: the next question waits for that so long. */
const PATIENCE_MS = 3_000;

/** What a browser is asked to wait when the database is away, in seconds. */
const RETRY_AFTER = "5";

const refuse = (status: number, sentence: string): Response =>
  new Response(`${sentence}\n`, { status, headers: { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store", ...(status === 503 ? { "Retry-After": RETRY_AFTER } : {}) } });

/** Tries again while the conversation's last turn is still being put away. */
async function patiently<T>(work: () => Promise<T>): Promise<T> {
  const until = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof AppError && error.code === "CONFLICT") || performance.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
  }
}

async function readBody(request: Request): Promise<AskBody> {
  const parsed = askBody.safeParse(await request.json().catch(() => null));
  if (!parsed.success) throw new AppError("BAD_REQUEST", parsed.error.issues[0]?.message ?? "The question could not be read.");
  return parsed.data;
}

/** Answers `POST /api/agents/:agentId`: saves the question, streams the turn. Refusals are one sentence as text. */
export async function runTurnRequest(request: Request, agentId: string, context: RequestContext): Promise<Response> {
  const { runtime } = context;
  try {
    if (request.method !== "POST") return refuse(405, "Questions are sent with POST.");
    const person = await context.person();
    if (!person) throw new AppError("UNAUTHORIZED", "Sign in first.");
    if (person.mustEnrol) throw new AppError("PRECONDITION_FAILED", "Admins sign in with a second step. Switch it on first, under Account.");
    const agent = findAgent(agentId);
    if (!agent) throw new AppError("NOT_FOUND", `There is no agent called "${agentId}".`);
    const body = await readBody(request);
    if (!runtime.turns.enter(person.id)) throw new AppError("TOO_MANY_REQUESTS", `You have ${runtime.turns.most} questions being answered. Wait for one of them, or stop it.`);
    try {
      const answerId = v7();
      const page = body.page ?? null;
      const service = (tx: Parameters<Parameters<typeof withRls>[2]>[0]) => ({ tx, person, now: runtime.now(), requestId: context.requestId });
      const { stream, finished } = await runTurn({
        runtime,
        agent,
        asker: { kind: "person", person: { id: person.id, role: person.role } },
        messages: (openRun) =>
          patiently(() =>
            withRls(runtime.db, person, async (tx) => {
              const stored = await saveQuestion(service(tx), { conversationId: body.conversationId, agentId: agent.id, message: body.message, replaces: body.replaces, answerId, context: page });
              await openRun(tx);
              return stored.map(fromStored);
            }),
          ),
        conversationId: body.conversationId,
        answerId,
        page,
        signal: context.signal,
        save: (answer) => withRls(runtime.db, person, (tx) => saveAnswer(service(tx), { id: answerId, conversationId: body.conversationId, parts: answer.parts, metadata: answer.metadata ?? null })),
      });
      void finished.finally(() => runtime.turns.leave(person.id));
      return createUIMessageStreamResponse({ stream, keepAliveMs: 15_000, headers: { "Cache-Control": "no-store", "Content-Encoding": "none" } });
    } catch (error) {
      runtime.turns.leave(person.id);
      throw error;
    }
  } catch (error) {
    if (error instanceof AppError) return refuse(STATUS[error.code] ?? 400, error.message);
    if (error instanceof ConnectionLostError) return refuse(503, error.message);
    runtime.logger.error({ err: error, requestId: context.requestId }, "a question could not be taken");
    return refuse(500, `Something went wrong on our side. Tell the admin this number: ${context.requestId}`);
  }
}
