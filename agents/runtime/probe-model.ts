import { generateText } from "ai";
import type { Logger } from "#server/logger.ts";
import { embedPassages } from "./embedder.ts";
import { explainFailure } from "./failures.ts";
import type { Models } from "./models.ts";

const PROBE_MS = 15_000;

/**
 * Asks the chat model for one word, so that a model that is no longer served, or a key that is refused,
 * is said at the start and not to the first person who asks. Never throws; the offline model is not asked.
 */
export async function probeModel(models: Models, logger: Logger): Promise<void> {
  const { chat } = models;
  if (chat.offline) return;
  try {
    await generateText({ model: chat.model, prompt: "Answer with the word ready.", maxOutputTokens: 16, maxRetries: 0, abortSignal: AbortSignal.timeout(PROBE_MS) });
    models.report({ state: "ok", notice: null });
  } catch (error) {
    const { code, sentence, state } = explainFailure(error, chat, PROBE_MS / 1000);
    models.report(state ?? { state: "unknown", notice: `The model ${chat.id} did not answer when it was last tried. Everything else works, and each question tries it again.` });
    logger.warn({ model: chat.id, provider: chat.provider, code }, sentence);
  }
}

/** Asks the embedding model for one vector, for the same reason. Never throws; the built-in one is not asked. */
export async function probeEmbedder({ embedder }: Pick<Models, "embedder">, logger: Logger): Promise<void> {
  if (embedder.keyless) return;
  try {
    await embedPassages({ ...embedder, limits: { ...embedder.limits, batchMs: PROBE_MS } }, ["ready"]);
  } catch (error) {
    logger.warn({ model: embedder.name, provider: embedder.provider }, error instanceof Error ? error.message : "The embedding model gave no vector.");
  }
}
