import type { Database } from "../client.ts";
import { withSystem } from "../rls.ts";
import { clockOf, type Day, dayFromIso, isoDayAt, isoFromDay } from "./days.ts";
import { loadBatch } from "./load/load-batch.ts";
import { rowsPerStatement } from "./load/insert-rows.ts";
import { type Origin, readOrigin, writeOrigin } from "./load/settings.ts";
import type { Batch } from "./rows.ts";
import { advanceGently, relive } from "./seed-database.ts";
import { DEMO_ORDERS, type Scenario, Simulation } from "./simulate.ts";
import { writtenBetween } from "./written-between.ts";

const END_OF_TIME = Number.MAX_SAFE_INTEGER;

/** The scenario a seeded database was made with, or null when it has no demo shop that grows. */
function scenarioOf(origin: Origin): Scenario | null {
  if (origin.dataOrigin !== "seeded" || origin.demoScenario !== "demo" || origin.demoSeed === null || origin.demoFirstDay === null) return null;
  return { seed: origin.demoSeed, firstDay: dayFromIso(origin.demoFirstDay), orders: origin.demoOrders ?? DEMO_ORDERS, planted: true };
}

/**
 * A demo shop that lives with the clock: `catchUp` writes the days that have passed and, of the
 * running day, what has happened so far, never what is still to come. Holds the simulated shop
 * between calls, so that only the first one relives the history; the database says how far it is
 * written, so that a restart and other processes go on exactly there.
 */
export class LivingDemo {
  /** The day after the last whole one, simulated and perhaps written in part. */
  private running: { day: Day; batch: Batch } | null = null;

  /** `simulation`, when it has just been lived and its rows written, spares reliving it. */
  constructor(
    private readonly db: Database,
    private simulation: Simulation | null = null,
  ) {}

  /** Brings the shop up to `now`, in its own time zone. Gives how many orders were added; 0 where there is no demo shop. */
  async catchUp(now: Date, log: (words: string) => void = () => {}): Promise<number> {
    const origin = await withSystem(this.db, "how far is the demo shop", (tx) => readOrigin(tx), { readOnly: true });
    const scenario = scenarioOf(origin);
    if (!scenario || origin.demoLastDay === null) return 0;
    const last = dayFromIso(origin.demoLastDay);
    const today = dayFromIso(isoDayAt(now, origin.timeZone));
    if (last >= today) return 0;
    const simulation = await this.simulateFrom(scenario, last);
    let added = 0;
    for (let day = last + 1; day <= today; day++) {
      const running = await this.run(simulation, day);
      added += await this.write(running.batch, day, day < today ? END_OF_TIME : now.getTime());
    }
    if (today - last > 1) log(`The demo shop grew by ${today - last - 1} whole ${today - last === 2 ? "day" : "days"} up to ${isoFromDay(today - 1)}: ${added.toLocaleString("en")} orders`);
    return added;
  }

  /** The shop on the evening of `last`, its rows already written. */
  private async simulateFrom(scenario: Scenario, last: Day): Promise<Simulation> {
    const isAhead = this.simulation !== null && this.simulation.shop.day > last && this.running?.day !== last + 1;
    if (!this.simulation || isAhead) this.simulation = new Simulation(scenario); // ahead of the database: a backup was restored
    if (this.simulation.shop.day < last) {
      await relive(this.simulation, last);
      this.running = null;
    }
    return this.simulation;
  }

  private async run(simulation: Simulation, day: Day): Promise<{ day: Day; batch: Batch }> {
    if (this.running?.day !== day) {
      await advanceGently(simulation, day);
      this.running = { day, batch: simulation.takeBatch() };
    }
    return this.running;
  }

  /** Writes what `day` holds up to `until`, after what is written of it. A day up to the end of time is whole. */
  private write(batch: Batch, day: Day, until: number): Promise<number> {
    return withSystem(this.db, "the demo shop lives", async (tx) => {
      const origin = await readOrigin(tx, true);
      if (origin.dataOrigin !== "seeded" || origin.demoLastDay !== isoFromDay(day - 1)) return 0; // another process was faster
      const part = writtenBetween(batch, clockOf(day)(0), origin.demoWrittenUntil?.getTime() ?? 0, until);
      await loadBatch(tx, part, rowsPerStatement(this.db.kind));
      await writeOrigin(tx, until === END_OF_TIME ? { demoLastDay: isoFromDay(day), demoWrittenUntil: null } : { demoWrittenUntil: new Date(Math.max(until, origin.demoWrittenUntil?.getTime() ?? 0)) });
      return part.orders.length;
    });
  }
}
