import { setImmediate } from "node:timers/promises";
import type { Database } from "../client.ts";
import { withSystem } from "../rls.ts";
import { GENRES } from "./catalogue/types.ts";
import { type Day, dayFromIso, isoFromDay } from "./days.ts";
import { idOf } from "./ids.ts";
import { insertRows, rowsPerStatement } from "./load/insert-rows.ts";
import { loadBatch } from "./load/load-batch.ts";
import { type Origin, readOrigin, refuseUsed, reserveNumbers, writeOrigin } from "./load/settings.ts";
import * as tables from "./load/tables.ts";
import { DEMO_ORDERS, FIRST_STRETCH_DAYS, type Scenario, Simulation } from "./simulate.ts";

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
 * nothing. Throws DatabaseInUseError.
 */
export async function seedDatabase(db: Database, options: SeedOptions): Promise<void> {
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
  });
  log(`Loaded the demo shop: ${batch.orders.length.toLocaleString("en")} orders, ${batch.items.length.toLocaleString("en")} lines, ${batch.customers.length.toLocaleString("en")} customers`);
}

/** The scenario a seeded database was made with, or null when it has no demo shop that grows. */
function scenarioOf(origin: Origin): Scenario | null {
  if (origin.dataOrigin !== "seeded" || origin.demoScenario !== "demo" || origin.demoSeed === null || origin.demoFirstDay === null) return null;
  return { seed: origin.demoSeed, firstDay: dayFromIso(origin.demoFirstDay), orders: origin.demoOrders ?? DEMO_ORDERS, planted: true };
}

/**
 * Adds the days up to `until` to a demo shop, and what they change in earlier ones. Gives how many
 * days were added: 0 when there is nothing to add, or no demo shop.
 */
export async function extendDatabase(db: Database, until: string, log: (words: string) => void = () => {}): Promise<number> {
  const origin = await withSystem(db, "does the demo shop need to grow", (tx) => readOrigin(tx), { readOnly: true });
  const scenario = scenarioOf(origin);
  if (!scenario || origin.demoLastDay === null || origin.demoLastDay >= until) return 0;
  const lastLoaded = origin.demoLastDay;
  // What the shop was on that evening follows from the days before; its rows are there already.
  const simulation = new Simulation(scenario);
  await relive(simulation, dayFromIso(lastLoaded));
  await advanceGently(simulation, dayFromIso(until));
  const batch = simulation.takeBatch();
  const added = await withSystem(db, "grow the demo shop", async (tx) => {
    const now = await readOrigin(tx, true);
    if (now.dataOrigin !== "seeded" || now.demoLastDay !== lastLoaded) return false; // another process was faster
    await loadBatch(tx, batch, rowsPerStatement(db.kind));
    await writeOrigin(tx, { demoLastDay: until });
    return true;
  });
  if (!added) return 0;
  const days = dayFromIso(until) - dayFromIso(lastLoaded);
  log(`The demo shop grew by ${days} ${days === 1 ? "day" : "days"} to ${until}: ${batch.orders.length.toLocaleString("en")} orders`);
  return days;
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
