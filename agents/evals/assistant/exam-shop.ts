import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { seedDatabase } from "#db/seed/seed-database.ts";
import { ensureDemoPeople } from "#server/auth/demo-people.ts";
import { PasswordHasher } from "#server/auth/passwords.ts";
import type { Env } from "#server/env.ts";
import { createLogger } from "#server/logger.ts";
import { openDatabase } from "#server/open-database.ts";
import type { Runtime } from "#server/runtime.ts";
import { createRuntime } from "#server/create-runtime.ts";

/** The last day of the shop that every exam is held in, and the moment it is there: 20:00 in Berlin. */
const LAST_DAY = "2026-06-30";
export const EXAM_NOW = new Date("2026-06-30T18:00:00Z");

/** Opens the demo shop of 2026-06-30 in a directory of its own, which `close` removes. The models are those of `given`. */
export async function openExamShop(given: Env, log: (words: string) => void): Promise<{ runtime: Runtime; close: () => Promise<void> }> {
  const dataDir = mkdtempSync(join(tmpdir(), "misty-exam-"));
  // A shop of its own, and no traces: an exam is nobody's work.
  const env: Env = {
    ...given, DATABASE_URL: undefined, DATABASE_DIRECT_URL: undefined, LANGFUSE_PUBLIC_KEY: undefined, LANGFUSE_SECRET_KEY: undefined, LANGSMITH_API_KEY: undefined,
    demo: true, dataDir, fixedNow: EXAM_NOW,
  };
  const opened = await openDatabase(env, { purpose: "command", exclusive: true }).catch((error: unknown) => {
    rmSync(dataDir, { recursive: true, force: true });
    throw error;
  });
  const close = async () => {
    await opened.close();
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    const { db } = opened;
    const passwords = new PasswordHasher();
    await opened.withQueryLimit(600_000, async () => {
      await ensureDemoPeople({ env, db, passwords }, EXAM_NOW);
      await seedDatabase(db, { until: LAST_DAY, log });
    });
    const logger = createLogger("silent");
    const runtime = createRuntime({ env, db, logger, now: () => EXAM_NOW, passwords, withQueryLimit: (limitMs, fn) => opened.withQueryLimit(limitMs, fn) });
    return { runtime, close };
  } catch (error) {
    await close();
    throw error;
  }
}
