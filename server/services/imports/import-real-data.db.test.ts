import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { askInTerminal } from "#agents/runtime/ask.ts";
import type { Database } from "#db/client.ts";
import { openTestDatabase, type TestDatabase } from "#db/testing/index.ts";
import { createTestRuntime, TestClock } from "#server/testing/runtime.ts";
import { contents, importPath, query, temporaryFiles } from "./testing/support.ts";

/** For a machine that is busy with other things too; idle, the embedded database takes a tenth of it. */
const TIMEOUT_MS = 600_000;

/* Over the real sets in the folder named by DATA_SETS_DIR; the name of the suite says so where they are skipped. */

const folder = process.env["DATA_SETS_DIR"];
const cdnow = folder === undefined ? "" : join(folder, "cdnow/CDNOW_master.txt");
const chinook = folder === undefined ? "" : join(folder, "chinook");

const ask = (db: Database, question: string) => askInTerminal(createTestRuntime(db, new TestClock()), { agentId: "analyst", role: "manager", questions: [question] });

describe.skipIf(!existsSync(cdnow))(`the CDNOW master file${existsSync(cdnow) ? "" : " (skipped: DATA_SETS_DIR names no folder with cdnow/CDNOW_master.txt)"}`, () => {
  let database: TestDatabase;
  const files = temporaryFiles();
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(async () => {
    files.remove();
    await database.close();
  });

  it("gives its 69,659 purchases of 23,570 people, to the cent", { timeout: TIMEOUT_MS }, async () => {
    expect(await importPath(database.db, cdnow)).toMatchObject({ format: "cdnow", rows: 69_659, imported: 69_659, unchanged: 0, refused: 0 });
    expect(await contents(database.db)).toMatchObject({ orders: 69_659, lines: 69_659, customers: 23_570, total: "2500315.63", origin: "imported", errors: [] });
    expect(await query(database.db, sql`select sum(revenue)::text as revenue, sum(units)::int as units from analytics_api.order_days`)).toEqual([{ revenue: "2500315.63", units: 167_881 }]);
    expect(await query(database.db, sql`select sum(revenue)::text as revenue from analytics_api.order_days where day between '1997-03-01' and '1997-03-31'`)).toEqual([{ revenue: "393155.27" }]);
    expect(await query(database.db, sql`select count(*)::int as n from orders where total = 0`)).toEqual([{ n: 80 }]);
  });

  it("agrees with the raw file day by day", async () => {
    const cents = new Map<string, number>();
    for (const line of readFileSync(cdnow, "utf8").split("\n").slice(1)) {
      const [, day = "", , dollars = ""] = line.trim().split(/ +/);
      if (day !== "") cents.set(day, (cents.get(day) ?? 0) + Number(dollars.replace(".", "")));
    }
    const days = await query<{ day: string; cents: number }>(database.db, sql`select to_char(day, 'YYYYMMDD') as day, (sum(revenue) * 100)::int as cents from daily_order_stats group by day`);
    expect(new Map(days.map(({ day, cents: sum }) => [day, sum]))).toEqual(cents);
  });

  it("answers what it was asked over them, offline", async () => {
    const { text, numbers } = await ask(database.db, "What was revenue in March 1997?");
    expect(text).toContain("393,155.27");
    expect(numbers.find((mark) => mark.value === 393_155.27)).toMatchObject({ status: "verified" });
  });

  it("adds nothing when it comes again with its rows in another order", { timeout: TIMEOUT_MS }, async () => {
    const [head = "", ...rows] = readFileSync(cdnow, "utf8").trimEnd().split("\r\n");
    expect(await importPath(database.db, files.write("turned.txt", [head, ...rows.toReversed()].join("\r\n")))).toMatchObject({ rows: 69_659, imported: 0, unchanged: 69_659 });
  });
});

describe.skipIf(!existsSync(chinook))(`the Chinook folder${existsSync(chinook) ? "" : " (skipped: DATA_SETS_DIR names no folder with chinook/)"}`, () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.close());

  it("gives 412 orders with 2,240 lines of 59 customers, and nothing the second time", async () => {
    const report = await importPath(database.db, chinook);
    expect(report).toMatchObject({ format: "chinook", refused: 0, unchanged: 0 });
    const whole = { orders: 412, lines: 2_240, customers: 59, contacts: 59, albums: 347, artists: 275, genres: 25, total: "2328.60", errors: [] };
    expect(await contents(database.db)).toMatchObject(whole);
    expect(await query(database.db, sql`select count(*)::int as n from order_items where album_id is null`)).toEqual([{ n: 0 }]);
    expect(await importPath(database.db, chinook)).toMatchObject({ imported: 0, unchanged: report.rows });
    expect(await contents(database.db)).toMatchObject(whole);
  });

  it("answers what it was asked over them, offline", async () => {
    const { text } = await ask(database.db, "revenue and number of orders between January 2021 and December 2025");
    expect(text).toContain("2,328.60");
    expect(text).toContain("412");
  });
});
