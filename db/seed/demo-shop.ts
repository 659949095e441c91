import type { Database } from "../client.ts";
import { withSystem } from "../rls.ts";
import { dayFromIso, isoDayAt, isoFromDay } from "./days.ts";
import { LivingDemo } from "./living-demo.ts";
import { hasOrders, readOrigin } from "./load/settings.ts";
import { seedDatabase } from "./seed-database.ts";

/**
 * What a start in demo mode does with the database: loads the demo shop, up to yesterday, into one
 * that never held anything; lets a demo shop that missed whole days grow by them; leaves every
 * other alone. Gives the shop that lives on from there (`catchUp` writes what the running day has
 * brought so far), or null outside demo mode.
 *
 * The demo people (`people-ids.ts`) should be there before: without them the history names nobody.
 */
export async function prepareDemoShop(db: Database, env: { demo: boolean }, now: Date, log: (words: string) => void): Promise<LivingDemo | null> {
  if (!env.demo) return null;
  const { origin, used } = await withSystem(
    db,
    "is there a demo shop",
    async (tx) => ({ origin: await readOrigin(tx), used: await hasOrders(tx) }),
    { readOnly: true },
  );
  const yesterday = isoFromDay(dayFromIso(isoDayAt(now, origin.timeZone)) - 1);
  if (origin.dataOrigin === "fresh" && !used) {
    const demo = new LivingDemo(db, await seedDatabase(db, { until: yesterday, log }));
    await demo.catchUp(now, log);
    return demo;
  }
  const demo = new LivingDemo(db);
  if (origin.demoLastDay !== null && origin.demoLastDay < yesterday) await demo.catchUp(now, log);
  return demo;
}
