import type { EmbeddingModelV3, SharedV3ProviderOptions } from "@ai-sdk/provider";
import { DIMENSIONS, type Embedder, type EmbedderState, LIMITS } from "./embedder.ts";

/** Vertex takes 250 texts and 20,000 tokens in a call (its documentation); three characters to a token is careful for English. */
const VERTEX_BATCH = { texts: 250, characters: 50_000, atOnce: 1 };
/** Gemini's embedding models take one text in a call. */
const GEMINI_BATCH = { texts: 1, characters: 50_000, atOnce: 4 };
/** What small servers take by default; larger ones lose little by it. */
const OPENAI_BATCH = { texts: 32, characters: 100_000, atOnce: 1 };

/** What real models are worth beside the words: as much, and they need no help from them. */
const REAL = { keyless: false, weight: 1, feedback: 0, limits: LIMITS };

function withState(rest: Omit<Embedder, "state" | "report">): Embedder {
  let known: EmbedderState = { state: "unknown", notice: null, at: 0 };
  return {
    ...rest,
    state: () => known,
    report: (state) => {
      known = { ...state, at: performance.now() };
    },
  };
}

/** An embedding model of Vertex, which is told what each text is and how many dimensions are wanted. */
export function vertexEmbedder(model: EmbeddingModelV3, name: string): Embedder {
  const asked = (taskType: string): SharedV3ProviderOptions => ({ vertex: { taskType, outputDimensionality: DIMENSIONS, autoTruncate: true } });
  return withState({
    ...REAL,
    model,
    id: `vertex/${name}@${DIMENSIONS}`,
    name,
    provider: "vertex",
    options: { document: asked("RETRIEVAL_DOCUMENT"), question: asked("RETRIEVAL_QUERY") },
    batch: name.startsWith("gemini-embedding") ? GEMINI_BATCH : VERTEX_BATCH,
  });
}

/** An embedding model of a server that speaks OpenAI's protocol, asked for our number of dimensions. */
export function openaiEmbedder(model: EmbeddingModelV3, name: string): Embedder {
  const options: SharedV3ProviderOptions = { openaiCompatible: { dimensions: DIMENSIONS } };
  return withState({ ...REAL, model, id: `openai-compatible/${name}@${DIMENSIONS}`, name, provider: "openai-compatible", options: { document: options, question: options }, batch: OPENAI_BATCH });
}
