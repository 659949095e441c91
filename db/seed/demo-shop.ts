import type { Database } from "../client.ts";
import { withSystem } from "../rls.ts";
import { isoDayAt } from "./days.ts";
import { hasOrders, readOrigin } from "./load/settings.ts";
import { extendDatabase, seedDatabase } from "./seed-database.ts";

/**
 * What a start in demo mode does with the database: loads the demo shop into one that never held
 * anything, lets a demo shop grow by the days since it last did (up to `now`, in the shop's time
 * zone), and leaves every other alone. Nothing happens outside demo mode.
 *
 * The demo people (`people-ids.ts`) should be there before: without them the history names nobody.
 */
export async function prepareDemoShop(db: Database, env: { demo: boolean }, now: Date, log: (words: string) => void): Promise<void> {
  if (!env.demo) return;
  const { origin, used } = await withSystem(
    db,
    "is there a demo shop",
    async (tx) => ({ origin: await readOrigin(tx), used: await hasOrders(tx) }),
    { readOnly: true },
  );
  const today = isoDayAt(now, origin.timeZone);
  if (origin.dataOrigin === "fresh" && !used) await seedDatabase(db, { until: today, log });
  else await extendDatabase(db, today, log);
}
