import { setTimeout as pause } from "node:timers/promises";
import { APICallError, embedMany } from "ai";
import type { EmbeddingModelV3, SharedV3ProviderOptions } from "@ai-sdk/provider";
import { EmbeddingError, explainEmbedding } from "./embedding-failures.ts";
import { KEYLESS_MODEL, keylessEmbedder } from "./keyless-embedder.ts";

/** What every vector kept here has; models that can give others are asked for these. */
export const DIMENSIONS = 768;

/** What is known of a provider of embeddings: `away` is tried again by itself, `gone` and `refused` need a person. */
export interface EmbedderState {
  state: "ok" | "unknown" | "away" | "gone" | "refused";
  /** What is off and what to do, for people; null when nothing is. */
  notice: string | null;
  /** When it was heard, by `performance.now()`. */
  at: number;
}

/** A model that makes vectors, and what its vectors are worth in a search. */
export interface Embedder {
  model: EmbeddingModelV3;
  /** Kept with each vector: vectors of two ids are never compared. */
  id: string;
  /** What people call it. */
  name: string;
  provider: "built-in" | "vertex" | "openai-compatible";
  /** True for the built-in one, which knows words and no meaning. */
  keyless: boolean;
  /** What its half weighs in the fusion of a search; the half of words weighs 1. */
  weight: number;
  /** How many of the passages found by words are added to what is looked for. */
  feedback: number;
  /** What the provider is told of the texts, by what they are. */
  options: Readonly<Record<"document" | "question", SharedV3ProviderOptions>>;
  /** What one call carries, and how many calls go on at once. */
  batch: { texts: number; characters: number; atOnce: number };
  limits: EmbedderLimits;
  state(): EmbedderState;
  /** Told by whoever hears it from the provider. */
  report(state: Omit<EmbedderState, "at">): void;
}

/** How patient we are; tests are less so. */
export interface EmbedderLimits {
  /** For all tries of one question: somebody waits. */
  questionMs: number;
  /** For one call with passages. */
  batchMs: number;
  /** Before a call is tried again the first time; doubled each time. */
  pauseMs: number;
  /** After a failure questions are searched by words at once for so long. */
  restMs: number;
}

export const LIMITS: EmbedderLimits = { questionMs: 5_000, batchMs: 60_000, pauseMs: 1_000, restMs: 15_000 };

/** Tries of one call with passages; the job behind it tries again later. */
const TRIES = 3;
/** What a provider may ask us to wait within a call; longer waits are the job's. */
const LONGEST_WAIT_MS = 20_000;
/** Codes of a call that may be too large for the provider: it is cut in halves. */
const TOO_MUCH = new Set([400, 413, 422]);
/** No provider reads more of a question; the rest of it would only cost. */
const QUESTION_CHARACTERS = 8_000;

/**
 * The built-in embedder. It mostly repeats what the half of words knows, so it weighs less, and it looks for what
 * stands near the first three passages found by words as well, which brings in words the question does not have.
 */
export const KEYLESS: Embedder = {
  model: keylessEmbedder,
  id: KEYLESS_MODEL,
  name: KEYLESS_MODEL,
  provider: "built-in",
  keyless: true,
  weight: 0.2,
  feedback: 3,
  options: { document: {}, question: {} },
  batch: { texts: 64, characters: Number.MAX_SAFE_INTEGER, atOnce: 1 },
  limits: LIMITS,
  state: () => ({ state: "ok", notice: null, at: 0 }),
  report: () => {},
};

/** One question as a vector, within `limits.questionMs`; null for one whose words say nothing: nothing stands near to that. Throws EmbeddingError. */
export async function embedQuestion(embedder: Embedder, question: string, signal?: AbortSignal): Promise<number[] | null> {
  const { state, notice, at } = embedder.state();
  // Nobody waits again for what did not answer a moment ago.
  if (notice !== null && state !== "ok" && performance.now() - at < embedder.limits.restMs) throw new EmbeddingError(state === "unknown" ? "away" : state, notice);
  const late = AbortSignal.timeout(embedder.limits.questionMs);
  const [vector] = await call(embedder, [question.slice(0, QUESTION_CHARACTERS)], "question", signal ? AbortSignal.any([signal, late]) : late, 2, embedder.limits.questionMs);
  if (!vector) throw new EmbeddingError("unreadable", `${embedder.name} gave no vector for the question.`);
  return vector.some((value) => value !== 0) ? vector : null;
}

/** Passages as vectors of length 1, in their order, in as many calls as the provider needs; null for one that the provider does not take. Throws EmbeddingError; then no call goes on. */
export async function embedPassages(embedder: Embedder, passages: readonly string[], signal?: AbortSignal): Promise<(number[] | null)[]> {
  const batches = cut(passages, embedder.batch);
  const vectors = new Array<(number[] | null)[]>(batches.length);
  // One that fails ends the others: what they would bring is not used, and it costs.
  const ending = new AbortController();
  const stop = () => ending.abort(signal?.reason);
  if (signal?.aborted) stop();
  signal?.addEventListener("abort", stop, { once: true });
  let next = 0;
  const work = async () => {
    for (let at = next++; at < batches.length && !ending.signal.aborted; at = next++) vectors[at] = await embedBatch(embedder, batches[at] ?? [], ending.signal);
  };
  const calls = Array.from({ length: Math.min(embedder.batch.atOnce, batches.length) }, () => work());
  try {
    await Promise.all(calls);
    signal?.throwIfAborted();
  } catch (error) {
    ending.abort(error);
    await Promise.allSettled(calls);
    throw error;
  } finally {
    signal?.removeEventListener("abort", stop);
  }
  return vectors.flat();
}

function cut(passages: readonly string[], { texts, characters }: Embedder["batch"]): string[][] {
  const batches: string[][] = [];
  let held = 0;
  for (const passage of passages) {
    const last = batches.at(-1);
    if (last && last.length < texts && held + passage.length <= characters) {
      last.push(passage);
      held += passage.length;
    } else {
      batches.push([passage]);
      held = passage.length;
    }
  }
  return batches;
}

/** A call that is too much for the provider is made in two: nobody knows the limits of every server. One text that is not taken alone goes without. */
async function embedBatch(embedder: Embedder, batch: readonly string[], signal: AbortSignal): Promise<(number[] | null)[]> {
  try {
    return await call(embedder, batch, "document", signal, TRIES, embedder.limits.batchMs);
  } catch (error) {
    const cause = error instanceof EmbeddingError ? error.cause : null;
    if (!APICallError.isInstance(cause) || !TOO_MUCH.has(cause.statusCode ?? 0)) throw error;
    if (batch.length < 2) {
      // Whose fault is it? A server that takes this word takes no other text for its own sake.
      await call(embedder, ["ready"], "document", signal, TRIES, embedder.limits.batchMs);
      return [null];
    }
    const half = Math.ceil(batch.length / 2);
    return [...(await embedBatch(embedder, batch.slice(0, half), signal)), ...(await embedBatch(embedder, batch.slice(half), signal))];
  }
}

async function call(embedder: Embedder, values: readonly string[], what: "document" | "question", signal: AbortSignal | undefined, tries: number, limitMs: number): Promise<number[][]> {
  for (let tried = 1; ; tried++) {
    const late = AbortSignal.timeout(limitMs);
    try {
      const { embeddings } = await embedMany({ model: embedder.model, values: [...values], maxRetries: 0, providerOptions: embedder.options[what], abortSignal: signal ? AbortSignal.any([signal, late]) : late });
      const vectors = embeddings.map((vector) => checked(embedder, vector));
      if (vectors.length !== values.length) throw new EmbeddingError("unreadable", `${embedder.name} gave ${vectors.length} vectors for ${values.length} texts.`);
      embedder.report({ state: "ok", notice: null });
      return vectors;
    } catch (error) {
      // Who stopped it knows why.
      if (signal?.aborted && signal.reason !== undefined && !(signal.reason instanceof DOMException && signal.reason.name === "TimeoutError")) throw error;
      const failure = explainEmbedding(error, embedder);
      const waitMs = Math.max(failure.retryAfterMs ?? 0, embedder.limits.pauseMs * 2 ** (tried - 1) * (0.75 + Math.random() / 2));
      if (tried >= tries || !failure.passes || signal?.aborted || waitMs > Math.min(LONGEST_WAIT_MS, limitMs)) {
        // A text that is not taken says nothing of the next one.
        if (failure.code !== "text") embedder.report({ state: failure.code === "gone" || failure.code === "refused" ? failure.code : failure.code === "unfit" ? "gone" : "away", notice: failure.message });
        throw failure;
      }
      await pause(waitMs, undefined, signal ? { signal } : {}).catch(() => {});
    }
  }
}

/** The vector with length 1. Throws where it is no vector of ours: another number of dimensions would lie about every likeness. */
function checked(embedder: Embedder, vector: readonly number[]): number[] {
  if (vector.length !== DIMENSIONS) {
    throw new EmbeddingError("unfit", `${embedder.name} gives vectors of ${vector.length} numbers and not of ${DIMENSIONS}, so they are not used. Set AI_EMBEDDING_MODEL to a model that can give ${DIMENSIONS}.`);
  }
  const length = Math.hypot(...vector);
  // A text without a word has no direction; only the built-in embedder says so.
  if (length === 0 && embedder.keyless) return [...vector];
  if (!Number.isFinite(length) || length === 0) throw new EmbeddingError("unreadable", `${embedder.name} gave a vector that holds no numbers to compare.`);
  return vector.map((value) => value / length);
}
