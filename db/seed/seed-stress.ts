import type { Database } from "../client.ts";
import { withSystem } from "../rls.ts";
import { type Day, dayFromIso, isoFromDay } from "./days.ts";
import { rowsPerStatement } from "./load/insert-rows.ts";
import { loadBatch } from "./load/load-batch.ts";
import { type Origin, readOrigin, refuseUsed, reserveNumbers, writeOrigin } from "./load/settings.ts";
import { advanceGently, firstDayBefore, relive } from "./seed-database.ts";
import { Simulation } from "./simulate.ts";

export interface StressOptions {
  /** Orders over the 36 months up to `until`. */
  orders: number;
  /** The last day of the history, as `2026-06-30`. */
  until: string;
  seed: number;
  /** Orders that one transaction brings in; 5,000 unless said. */
  ordersPerPiece?: number;
  log?: (words: string) => void;
}

/**
 * Orders that one transaction brings in; bounds the memory of both sides. The triggers stay on:
 * switched off, with the read models made anew at the end, 40,000 orders cost the server as much
 * (20.6 s of CPU against 20.7 s), and a load cut short would have been wrong until it went on.
 */
const ORDERS_PER_PIECE = 5_000;
const REASON = "load the stress shop";

/** The last day that a stress load which was cut short has brought in, or null at the beginning. Refuses another shop's. */
function continueFrom(origin: Origin, options: StressOptions, firstDay: Day): Day | null {
  if (origin.demoScenario === null || origin.demoLastDay === null) return null;
  const isSame = origin.demoSeed === options.seed && origin.demoOrders === options.orders && origin.demoFirstDay === isoFromDay(firstDay);
  if (!isSame) throw new Error("this database holds part of another stress shop");
  return dayFromIso(origin.demoLastDay);
}

/**
 * Fills an unused database with a shop of the demo's shape and any size, some days at a time, in
 * bounded memory. Cut short, it goes on where it stopped when the same command is given again;
 * until it is done the database does not count as seeded.
 */
export async function seedStress(db: Database, options: StressOptions): Promise<void> {
  const log = options.log ?? (() => {});
  const { seed, orders, ordersPerPiece = ORDERS_PER_PIECE } = options;
  const firstDay = firstDayBefore(options.until);
  const lastDay = dayFromIso(options.until);
  const origin = await withSystem(db, REASON, (tx) => readOrigin(tx), { readOnly: true });
  const loaded = origin.dataOrigin === "fresh" ? continueFrom(origin, options, firstDay) : null;
  if (loaded === null) await withSystem(db, REASON, (tx) => refuseUsed(tx));
  const simulation = new Simulation({ seed, firstDay, orders, planted: false });
  const pieceSize = rowsPerStatement(db.kind);
  if (loaded !== null) {
    log(`Going on after ${isoFromDay(loaded)}`);
    await relive(simulation, loaded);
  }
  const mark = { demoScenario: "stress", demoSeed: seed, demoOrders: orders, demoFirstDay: isoFromDay(firstDay) };
  let loading = Promise.resolve();
  while (simulation.shop.day < lastDay) {
    const before = simulation.shop.orderCount;
    do await advanceGently(simulation, simulation.shop.day + 1);
    while (simulation.shop.day < lastDay && simulation.shop.orderCount - before < ordersPerPiece);
    const batch = simulation.takeBatch();
    const [day, soFar] = [isoFromDay(simulation.shop.day), simulation.shop.orderCount];
    // The next days are lived while the database takes these in.
    await loading;
    loading = withSystem(db, REASON, async (tx) => {
      await loadBatch(tx, batch, pieceSize);
      await writeOrigin(tx, { ...mark, demoLastDay: day });
    }).then(() => log(`${day}: ${soFar.toLocaleString("en")} orders`));
    // Whoever fails is heard when it is waited for, above or below.
    loading.catch(() => {});
  }
  await loading;
  await withSystem(db, REASON, async (tx) => {
    await reserveNumbers(tx, orders, simulation.shop.plan.population.customers.length);
    await writeOrigin(tx, { ...mark, demoLastDay: options.until, dataOrigin: "seeded" });
  });
  log(`Loaded the stress shop: ${simulation.shop.orderCount.toLocaleString("en")} orders`);
}
