import { APICallError, RetryError } from "ai";

type Code = "rate_limited" | "away" | "timed_out" | "gone" | "refused" | "unreadable" | "unfit" | "text";

/** Why there are no vectors; the message is a sentence for people. */
export class EmbeddingError extends Error {
  constructor(
    readonly code: Code,
    message: string,
    /** Whether the same call may go well a little later. */
    readonly passes = false,
    /** What the provider asked us to wait. */
    readonly retryAfterMs: number | null = null,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = "EmbeddingError";
  }
}

function* causesOf(error: unknown): Generator<unknown> {
  const seen = new Set<unknown>();
  for (let current = error; current !== undefined && current !== null && !seen.has(current); ) {
    seen.add(current);
    yield current;
    current = RetryError.isInstance(current) ? current.lastError : current instanceof Error ? current.cause : undefined;
  }
}

/** Retry-After in seconds, in ms; null where there is none. */
function waitOf(error: APICallError): number | null {
  const seconds = Number(error.responseHeaders?.["retry-after"]);
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : null;
}

/** What an error of a call means: what happened, and what an admin can do where one has to. */
export function explainEmbedding(error: unknown, { name, provider }: { name: string; provider: string }): EmbeddingError {
  const causes = [...causesOf(error)];
  const known = causes.find((cause) => cause instanceof EmbeddingError);
  if (known) return known;
  const who = provider === "vertex" ? "Vertex" : "the model server";
  const api = causes.find((cause) => APICallError.isInstance(cause));
  const options = { cause: api ?? error };
  if (causes.some((cause) => cause instanceof Error && cause.name === "TimeoutError")) return new EmbeddingError("timed_out", `The embedding model ${name} did not answer in time.`, true, null, options);
  const status = api?.statusCode;
  if (api && status !== undefined && status >= 400) {
    if (status === 429) return new EmbeddingError("rate_limited", `The embedding model ${name} has too much to do at the moment.`, true, waitOf(api), options);
    if (status === 404 || status === 410) return new EmbeddingError("gone", `The embedding model ${name} is not served (any more) by ${who}. Set AI_EMBEDDING_MODEL to one that is, and start again.`, false, null, options);
    if (status === 401 || status === 403) return new EmbeddingError("refused", `${provider === "vertex" ? "Vertex" : "The model server"} refused our key for the embedding model ${name}. An admin has to check it.`, false, null, options);
    if (status >= 500) return new EmbeddingError("away", `The server of the embedding model ${name} has a fault (it answered ${status}).`, true, waitOf(api), options);
    return new EmbeddingError("text", `The embedding model ${name} did not take the text (its server answered ${status}).`, false, null, options);
  }
  if (api && status !== undefined) return new EmbeddingError("unreadable", `What the server of the embedding model ${name} sent could not be read.`, false, null, options);
  return new EmbeddingError("away", `The server of the embedding model ${name} could not be reached.`, true, null, options);
}
