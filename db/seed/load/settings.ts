import { eq, sql } from "drizzle-orm";
import type { Tx } from "../../client.ts";
import { orders, settings } from "../../schema/index.ts";

/** The database already holds something; the message says what, for people. */
export class DatabaseInUseError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "DatabaseInUseError";
  }
}

/** What the settings row says about where the rows came from. */
export type Origin = Pick<typeof settings.$inferSelect, "dataOrigin" | "demoScenario" | "demoSeed" | "demoOrders" | "demoFirstDay" | "demoLastDay" | "demoWrittenUntil" | "timeZone">;

/** Reads the mark; with `lock` nobody else may change it before this transaction ends. */
export async function readOrigin(tx: Tx, lock = false): Promise<Origin> {
  const query = tx
    .select({
      dataOrigin: settings.dataOrigin,
      demoScenario: settings.demoScenario,
      demoSeed: settings.demoSeed,
      demoOrders: settings.demoOrders,
      demoFirstDay: settings.demoFirstDay,
      demoLastDay: settings.demoLastDay,
      demoWrittenUntil: settings.demoWrittenUntil,
      timeZone: settings.timeZone,
    })
    .from(settings);
  const [row] = lock ? await query.for("update") : await query;
  if (!row) throw new Error("the settings row is missing: the database is not migrated");
  return row;
}

/** Changes the mark and what is kept beside it. */
export async function writeOrigin(tx: Tx, changes: Partial<typeof settings.$inferInsert>): Promise<void> {
  await tx.update(settings).set(changes).where(eq(settings.singleton, true));
}

/** True when somebody has already sold something here. */
export async function hasOrders(tx: Tx): Promise<boolean> {
  return (await tx.select({ id: orders.id }).from(orders).limit(1)).length > 0;
}

/** Leaves numbers free for the generated rows to come, so that rows people make meanwhile do not collide with them. */
export async function reserveNumbers(tx: Tx, orderCount: number, customerCount: number): Promise<void> {
  const roomFor = (count: number) => 10 ** Math.ceil(Math.log10(Math.max(count, 1) * 20));
  await tx.execute(sql`select setval(pg_get_serial_sequence('orders', 'order_number'), ${roomFor(orderCount)}),
    setval(pg_get_serial_sequence('customers', 'number'), ${roomFor(customerCount)})`);
}

/** Refuses, in words for people, a database that holds anything. */
export async function refuseUsed(tx: Tx): Promise<Origin> {
  const origin = await readOrigin(tx, true);
  const held: Record<Exclude<Origin["dataOrigin"], "fresh">, string> = {
    seeded: "This database already holds a seeded shop",
    imported: "This database already holds imported data",
    empty: "This database was declared empty, to be used for a real shop",
  };
  if (origin.dataOrigin !== "fresh") throw new DatabaseInUseError(`${held[origin.dataOrigin]}. Nothing was changed. Use another data directory or database.`);
  if (await hasOrders(tx)) throw new DatabaseInUseError("This database already holds orders. Nothing was changed. Use another data directory or database.");
  return origin;
}
