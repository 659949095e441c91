import type { AgentId, AskBody } from "#agents/contracts/messages.ts";
import type { AnswerChunk } from "./answer-draft.ts";
import { readEvents } from "./read-events.ts";

/** Why a question got no answer, and what a person can do about it. */
export const FAILURE_KINDS = ["signed-out", "forbidden", "too-many", "budget", "conflict", "away", "offline", "cut", "other"] as const;
export type FailureKind = (typeof FAILURE_KINDS)[number];

export interface Failure {
  kind: FailureKind;
  sentence: string;
}

/** A question that could not be answered, with the sentence that stands in the answer's place. */
export class AskError extends Error {
  readonly kind: FailureKind;
  constructor({ kind, sentence }: Failure) {
    super(sentence);
    this.name = "AskError";
    this.kind = kind;
  }
}

const SENTENCES: Record<FailureKind, string> = {
  "signed-out": "Your session has ended. The conversation is kept: sign in and ask again.",
  forbidden: "Your role does not allow this.",
  "too-many": "That were many questions in a short time. Wait a minute and ask again.",
  budget: "The month's budget for AI is used up. An admin can raise it.",
  conflict: "The last question of this conversation is still being answered. Stop it first, or wait.",
  away: "The assistant is away for the moment. Nothing was changed; it is usually back within seconds.",
  offline: "The shop's server cannot be reached. Check the connection and ask again.",
  cut: "The connection was lost before the answer was complete. What has come so far is kept.",
  other: "Something went wrong. Nothing was changed.",
};

const KIND_OF_STATUS: Readonly<Record<number, FailureKind>> = { 401: "signed-out", 402: "budget", 403: "forbidden", 409: "conflict", 429: "too-many", 502: "away", 503: "away", 504: "away" };

/** What any error says to the person who asked. */
export function explainFailure(error: unknown): Failure {
  if (error instanceof AskError) return { kind: error.kind, sentence: error.message };
  if (error instanceof SyntaxError) return { kind: "cut", sentence: SENTENCES.cut };
  // A browser says only "failed to fetch" when nobody answers.
  return error instanceof TypeError ? { kind: "offline", sentence: SENTENCES.offline } : { kind: "other", sentence: SENTENCES.other };
}

/** The failure of a stream that ended without its last chunk. */
export const cutShort = (): AskError => new AskError({ kind: "cut", sentence: SENTENCES.cut });

/** The server's own sentence: a line of text from the agent, a field of JSON from whoever stands before it; null without one. */
async function sentenceOf(response: Response): Promise<string | null> {
  if (response.headers.get("content-type")?.startsWith("text/plain")) return (await response.text()).trim().slice(0, 500) || null;
  const told = (await response.json()) as { sentence?: unknown } | null;
  return typeof told?.sentence === "string" ? told.sentence : null;
}

async function refusalOf(response: Response): Promise<AskError> {
  const kind = KIND_OF_STATUS[response.status] ?? "other";
  const own = kind === "signed-out" ? null : await sentenceOf(response).catch(() => null);
  return new AskError({ kind, sentence: own ?? SENTENCES[kind] });
}

/** Sends a question and gives the chunks of its answer as they come. Throws AskError when it is refused, TypeError when nobody answers. */
export async function* askAgent(agent: AgentId, body: AskBody, signal: AbortSignal): AsyncGenerator<AnswerChunk> {
  const response = await fetch(`/api/agents/${agent}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
    signal,
  });
  if (!response.ok || !response.body) throw await refusalOf(response);
  // A proxy or a sign-in page may answer in the place of the agent.
  if (!response.headers.get("content-type")?.includes("text/event-stream")) throw new AskError({ kind: response.redirected ? "signed-out" : "other", sentence: SENTENCES[response.redirected ? "signed-out" : "other"] });
  yield* readEvents(response.body);
}
