import type { Database } from "#db/client.ts";
import { seedStress as seedStressShop } from "#db/seed/seed-stress.ts";
import { sql } from "drizzle-orm";
import { withSystem } from "#db/rls.ts";
import { addManager } from "./people.ts";

/** The last day of every shop that is measured. */
export const STRESS_LAST_DAY = "2026-06-30";

/** Fills an empty database with a shop of `orders` orders, and lets the planner know it. */
export async function seedStress(db: Database, orders: number): Promise<void> {
  const start = performance.now();
  await addManager(db);
  await seedStressShop(db, { orders, until: STRESS_LAST_DAY, seed: 1957 });
  await withSystem(db, "bench: statistics", (tx) => tx.execute(sql`analyze`));
  process.stderr.write(`  loaded ${orders.toLocaleString("en")} orders in ${Math.round((performance.now() - start) / 1000)} s\n`);
}
