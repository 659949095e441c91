import { seedDatabase } from "#db/seed/seed-database.ts";
import { ensureDemoPeople } from "#server/auth/demo-people.ts";
import type { Env } from "#server/env.ts";
import { EXAM_NOW, type EvalShop, openEvalShop } from "../open-eval-shop.ts";

/** The last day of the shop that every exam is held in. */
const LAST_DAY = "2026-06-30";

/** Opens the demo shop of that day. */
export const openExamShop = (given: Env, log: (words: string) => void): Promise<EvalShop> =>
  openEvalShop(given, async ({ env, db, passwords }) => {
    await ensureDemoPeople({ env, db, passwords }, EXAM_NOW);
    await seedDatabase(db, { until: LAST_DAY, log });
  });
