import { sql } from "drizzle-orm";
import type { Database, Tx } from "../client.ts";
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
  log?: (words: string) => void;
}

/** Orders that one transaction brings in; bounds the memory of both sides. */
const ORDERS_PER_PIECE = 5_000;
const REASON = "load the stress shop";

/** The tables whose triggers keep the read models; the shelf's own trigger stays on. */
const COUNTED = ["orders", "order_items", "payments"] as const;

/** Switches those triggers for this transaction's statements: its end switches them back, whatever happens. Needs to own the tables. */
async function switchCounting(tx: Tx, to: "enable" | "disable"): Promise<void> {
  for (const table of COUNTED) await tx.execute(sql.raw(`alter table ${table} ${to} trigger user`));
}

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
  const { seed, orders } = options;
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
  let customers = 0;
  while (simulation.shop.day < lastDay) {
    const before = simulation.shop.orderCount;
    do await advanceGently(simulation, simulation.shop.day + 1);
    while (simulation.shop.day < lastDay && simulation.shop.orderCount - before < ORDERS_PER_PIECE);
    const batch = simulation.takeBatch();
    customers += batch.customers.length;
    const day = isoFromDay(simulation.shop.day);
    await withSystem(db, REASON, async (tx) => {
      await switchCounting(tx, "disable");
      await loadBatch(tx, batch, pieceSize);
      await switchCounting(tx, "enable");
      await writeOrigin(tx, { ...mark, demoLastDay: day });
    });
    log(`${day}: ${simulation.shop.orderCount.toLocaleString("en")} orders`);
  }
  await withSystem(
    db,
    REASON,
    async (tx) => {
      log("Building the read models");
      await tx.execute(sql`select rebuild_read_models()`);
      await reserveNumbers(tx, orders, customers);
      await writeOrigin(tx, { ...mark, demoLastDay: options.until, dataOrigin: "seeded" });
    },
    { statementTimeoutMs: 600_000 },
  );
  log(`Loaded the stress shop: ${simulation.shop.orderCount.toLocaleString("en")} orders`);
}
