import { setImmediate } from "node:timers/promises";
import type { Database } from "../client.ts";
import { withSystem } from "../rls.ts";
import { refreshStatistics } from "../statistics.ts";
import { GENRES } from "./catalogue/types.ts";
import { type Day, dayFromIso, isoFromDay } from "./days.ts";
import { idOf } from "./ids.ts";
import { insertRows, rowsPerStatement } from "./load/insert-rows.ts";
import { loadBatch } from "./load/load-batch.ts";
import { refuseUsed, reserveNumbers, writeOrigin } from "./load/settings.ts";
import * as tables from "./load/tables.ts";
import { DEMO_ORDERS, FIRST_STRETCH_DAYS, Simulation } from "./simulate.ts";

/** The seed of the demo shop when none is named. */
export const DEFAULT_SEED = 1957;
const DEMO_SHOP_NAME = "Misty Records";

export interface SeedOptions {
  /** The last day of the history, as `2026-06-30`. */
  until: string;
  seed?: number;
  /** First day, when it is not 36 months before `until`. */
  firstDay?: string;
  log?: (words: string) => void;
}

const REASON = "load the demo shop";

/** The first day of a history whose planted end is `until`. */
export const firstDayBefore = (until: string): Day => dayFromIso(until) - (FIRST_STRETCH_DAYS - 1);

/** Lives up to `day`, letting other work in between: the server may be serving meanwhile. */
export async function advanceGently(simulation: Simulation, day: Day): Promise<void> {
  for (let today = simulation.shop.day + 1; today <= day; today++) {
    simulation.advanceTo(today);
    if (today % 4 === 0) await setImmediate();
  }
}

/** Lives up to `day` without keeping the rows, which are in the database already. */
export async function relive(simulation: Simulation, day: Day): Promise<void> {
  while (simulation.shop.day < day) {
    await advanceGently(simulation, Math.min(day, simulation.shop.day + 20));
    simulation.takeBatch();
  }
}

/**
 * Fills an unused database with the demo shop, in one transaction: a kill in the middle leaves
 * nothing. Gives the simulated shop on the evening of the last day. Throws DatabaseInUseError.
 */
export async function seedDatabase(db: Database, options: SeedOptions): Promise<Simulation> {
  const log = options.log ?? (() => {});
  const seed = options.seed ?? DEFAULT_SEED;
  const firstDay = options.firstDay ? dayFromIso(options.firstDay) : firstDayBefore(options.until);
  const lastDay = dayFromIso(options.until);
  await withSystem(db, REASON, (tx) => refuseUsed(tx));
  const simulation = new Simulation({ seed, firstDay, orders: DEMO_ORDERS, planted: true });
  await advanceGently(simulation, lastDay);
  const batch = simulation.takeBatch();
  log(`Loading ${batch.orders.length.toLocaleString("en")} orders from ${isoFromDay(firstDay)} to ${options.until}`);
  await withSystem(db, REASON, async (tx) => {
    await refuseUsed(tx);
    await loadBatch(tx, batch, rowsPerStatement(db.kind));
    await reserveNumbers(tx, DEMO_ORDERS, batch.customers.length);
    await writeOrigin(tx, { dataOrigin: "seeded", demoScenario: "demo", demoSeed: seed, demoOrders: DEMO_ORDERS, demoFirstDay: isoFromDay(firstDay), demoLastDay: options.until, shopName: DEMO_SHOP_NAME });
    await refreshStatistics(tx);
  });
  log(`Loaded the demo shop: ${batch.orders.length.toLocaleString("en")} orders, ${batch.items.length.toLocaleString("en")} lines, ${batch.customers.length.toLocaleString("en")} customers`);
  return simulation;
}

/** Declares an unused database empty: genres and settings only, for a real shop. Throws DatabaseInUseError. */
export async function declareEmpty(db: Database, seed = DEFAULT_SEED): Promise<void> {
  await withSystem(db, "declare the shop empty", async (tx) => {
    await refuseUsed(tx);
    // The ids only need to be different; their time is the beginning of the product's own history.
    const at = dayFromIso("2026-01-01") * 86_400_000;
    await insertRows(tx, tables.genres.map, GENRES.map((name, index) => ({ id: idOf(seed, "genre", index, at), name, at })), rowsPerStatement(db.kind));
    await writeOrigin(tx, { dataOrigin: "empty" });
  });
}
