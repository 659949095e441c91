import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Env } from "#server/env.ts";
import { createRuntime } from "#server/create-runtime.ts";
import { createLogger } from "#server/logger.ts";
import { openDatabase } from "#server/open-database.ts";
import type { Runtime } from "#server/runtime.ts";
import { EXAM_NOW } from "../assistant/exam-shop.ts";
import { fillCorpus } from "./fill-corpus.ts";

/** Opens an empty shop that has the corpus of documents and nothing else, in a directory of its own, which `close` removes. The models are those of `given`. */
export async function openAnswersShop(given: Env): Promise<{ runtime: Runtime; close: () => Promise<void> }> {
  const dataDir = mkdtempSync(join(tmpdir(), "misty-answers-"));
  const env: Env = { ...given, DATABASE_URL: undefined, DATABASE_DIRECT_URL: undefined, LANGFUSE_PUBLIC_KEY: undefined, LANGFUSE_SECRET_KEY: undefined, LANGSMITH_API_KEY: undefined, demo: true, dataDir, fixedNow: EXAM_NOW };
  const opened = await openDatabase(env, { purpose: "command", exclusive: true }).catch((error: unknown) => {
    rmSync(dataDir, { recursive: true, force: true });
    throw error;
  });
  const close = async () => {
    await opened.close();
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    const runtime = createRuntime({ env, db: opened.db, logger: createLogger("silent"), now: () => EXAM_NOW, withQueryLimit: (limitMs, fn) => opened.withQueryLimit(limitMs, fn) });
    await opened.withQueryLimit(600_000, () => fillCorpus(opened.db, runtime.models.embedder));
    return { runtime, close };
  } catch (error) {
    await close();
    throw error;
  }
}
