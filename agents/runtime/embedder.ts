import { embed, embedMany } from "ai";
import type { EmbeddingModelV3 } from "@ai-sdk/provider";
import { KEYLESS_MODEL, keylessEmbedder } from "./keyless-embedder.ts";

/** A model that makes vectors, and what its vectors are worth in a search. */
export interface Embedder {
  model: EmbeddingModelV3;
  /** Kept with each vector. */
  id: string;
  /** True for the built-in one, which knows words and no meaning. */
  keyless: boolean;
  /** What its half weighs in the fusion of a search; the half of words weighs 1. */
  weight: number;
  /** How many of the passages found by words are added to what is looked for. */
  feedback: number;
}

/**
 * The built-in embedder. It mostly repeats what the half of words knows, so it weighs less, and it looks for what
 * stands near the first three passages found by words as well, which brings in words the question does not have.
 */
export const KEYLESS: Embedder = { model: keylessEmbedder, id: KEYLESS_MODEL, keyless: true, weight: 0.2, feedback: 3 };

/** One question as a vector. Throws what the provider answered. */
export async function embedQuestion(embedder: Embedder, question: string, signal?: AbortSignal): Promise<number[]> {
  const { embedding } = await embed({ model: embedder.model, value: question, maxRetries: 2, ...(signal ? { abortSignal: signal } : {}) });
  return embedding;
}

/** Passages as vectors, in their order, in as many calls as the provider needs. Throws what the provider answered. */
export async function embedPassages(embedder: Embedder, passages: readonly string[], signal?: AbortSignal): Promise<number[][]> {
  const { embeddings } = await embedMany({ model: embedder.model, values: [...passages], maxRetries: 2, ...(signal ? { abortSignal: signal } : {}) });
  return embeddings;
}
