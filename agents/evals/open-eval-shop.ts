import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Env } from "#server/env.ts";
import { createRuntime } from "#server/create-runtime.ts";
import { createLogger } from "#server/logger.ts";
import { openDatabase } from "#server/open-database.ts";
import type { Runtime } from "#server/runtime.ts";

/** The moment it is in every exam: 20:00 in Berlin on the demo shop's last day. */
export const EXAM_NOW = new Date("2026-06-30T18:00:00Z");

/** A shop to be asked; `close` removes it. */
export interface EvalShop {
  runtime: Runtime;
  close: () => Promise<void>;
}

/** Opens an empty shop in a directory of its own and has it filled. The models are those of `given`; nothing is traced, since an exam is nobody's work. */
export async function openEvalShop(given: Env, fill: (runtime: Runtime) => Promise<unknown>): Promise<EvalShop> {
  const dataDir = mkdtempSync(join(tmpdir(), "misty-eval-"));
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
    await opened.withQueryLimit(600_000, () => fill(runtime));
    return { runtime, close };
  } catch (error) {
    await close();
    throw error;
  }
}
