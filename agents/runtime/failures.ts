import { APICallError, InvalidToolInputError, NoSuchToolError, RetryError } from "ai";
import type { ChosenModel, ModelState } from "./models.ts";

/** Why a turn did not come to its end. */
export interface TurnFailure {
  /** For the ledger. */
  code: "rate_limited" | "unavailable" | "timed_out" | "model_gone" | "key_refused" | "unreadable" | "too_long" | "connection_lost" | "internal";
  /** What happened, what is safe, what to do. */
  sentence: string;
  /** What is now known about the provider. */
  state?: ModelState;
}

/** The innermost errors first: the SDK wraps what a provider said, once per retry. */
function* causesOf(error: unknown): Generator<unknown> {
  const seen = new Set<unknown>();
  let current = error;
  while (current !== undefined && current !== null && !seen.has(current)) {
    seen.add(current);
    yield current;
    current = RetryError.isInstance(current) ? current.lastError : current instanceof Error ? current.cause : undefined;
  }
}

const NETWORK = new Set(["ECONNREFUSED", "ECONNRESET", "ENOTFOUND", "EAI_AGAIN", "EPIPE", "ETIMEDOUT", "UND_ERR_SOCKET", "UND_ERR_CONNECT_TIMEOUT"]);
const nothingChanged = "Nothing was changed.";

function fromStatus(status: number, model: ChosenModel): TurnFailure | null {
  const { id, provider } = model;
  switch (true) {
    case status === 429:
      return { code: "rate_limited", sentence: `The model ${id} has too much to do at the moment, and trying again did not help. ${nothingChanged} Ask again in a minute.` };
    case status === 404 || status === 410: {
      const notice = `The model ${id} is not served (any more) by ${provider === "vertex" ? "Vertex" : "the model server"}. Set AI_MODEL to one that is, and start again.`;
      return { code: "model_gone", sentence: notice, state: { state: "gone", notice } };
    }
    case status === 401 || status === 403: {
      const notice = `${provider === "vertex" ? "Vertex" : "The model server"} refused our key. An admin has to check it; without it set AI_PROVIDER=offline.`;
      return { code: "key_refused", sentence: notice, state: { state: "refused", notice } };
    }
    case status === 413:
      return { code: "too_long", sentence: `This conversation is too long for the model. ${nothingChanged} Begin a new one.` };
    case status >= 500:
      return { code: "unavailable", sentence: `The model ${id} could not answer: its server has a fault, and trying again did not help. ${nothingChanged} Ask again in a minute.` };
    case status >= 400:
      return { code: "unreadable", sentence: `The model server did not take the question (it answered ${status}). ${nothingChanged} Begin a new conversation; if that does not help, tell the admin.` };
    default:
      return null;
  }
}

const isNetwork = (cause: unknown): boolean =>
  cause instanceof Error && (("code" in cause && NETWORK.has(String(cause.code))) || (cause instanceof TypeError && /fetch failed|terminated/.test(cause.message)));

const isUnreadable = (cause: unknown): boolean => APICallError.isInstance(cause) || (cause instanceof Error && /JSONParse|TypeValidation|InvalidResponse|NoContent|NoOutput/i.test(cause.name));

/** What an error of a turn means for the person who asked. */
export function explainFailure(error: unknown, model: ChosenModel, timeoutSeconds: number): TurnFailure {
  const causes = [...causesOf(error)];
  if (causes.some((cause) => cause instanceof Error && cause.name === "TimeoutError")) {
    return { code: "timed_out", sentence: `The model said nothing for ${timeoutSeconds} seconds, so the question was ended. ${nothingChanged} Ask again.` };
  }
  for (const cause of causes) {
    const known = APICallError.isInstance(cause) && cause.statusCode !== undefined && cause.statusCode >= 400 ? fromStatus(cause.statusCode, model) : null;
    if (known) return known;
  }
  if (causes.some(isNetwork)) return { code: "connection_lost", sentence: `The connection to the model was lost. ${nothingChanged} Ask again.` };
  // Of a call that makes no sense the SDK tells the error once, and then its words alone.
  if (typeof error === "string" || causes.some((cause) => NoSuchToolError.isInstance(cause) || InvalidToolInputError.isInstance(cause))) {
    return { code: "unreadable", sentence: "The model asked for something that does not exist." };
  }
  if (causes.some(isUnreadable)) return { code: "unreadable", sentence: `What the model sent could not be read. ${nothingChanged} Ask again.` };
  return { code: "internal", sentence: `The answer could not be finished: something went wrong on our side. ${nothingChanged} Ask again.` };
}
