import { sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withSystem } from "#db/rls.ts";
import { METRIC_IDS } from "#db/metrics/registry.ts";
import { addAlbum, addCustomer, addOrder, openTestDatabase, type TestDatabase } from "#db/testing/index.ts";
import { randomHistory, writeHistory } from "#db/testing/random-history.ts";
import { callAs } from "../testing/caller.ts";

const NOW = new Date("2026-12-31T12:00:00Z");
const YEAR = { p: "custom", from: "2026-01-01", to: "2026-12-31", against: "none" };

type Caller = Awaited<ReturnType<typeof callAs>>;
type Rows = Awaited<ReturnType<Caller["rows"]["list"]>>;

async function allOrders(caller: Caller, input: Record<string, unknown>): Promise<number[]> {
  const numbers: number[] = [];
  for (let cursor: string | null = null; ; ) {
    const page: Awaited<ReturnType<Caller["orders"]["list"]>> = await caller.orders.list({ ...input, ...(cursor ? { cursor } : {}) });
    numbers.push(...page.orders.map((order) => order.orderNumber));
    cursor = page.nextCursor;
    if (!cursor) return numbers;
  }
}

async function allRows(caller: Caller, metric: string): Promise<{ ids: string[]; first: Rows; pages: NonNullable<Rows["table"]>[] }> {
  const pages: NonNullable<Rows["table"]>[] = [];
  let first: Rows | null = null;
  for (let cursor: string | null = null; ; ) {
    const page: Rows = await caller.rows.list({ metric, ...YEAR, ...(cursor ? { cursor } : {}) });
    first ??= page;
    if (!page.table) return { ids: [], first, pages };
    pages.push(page.table);
    cursor = page.table.nextCursor;
    if (!cursor) return { ids: pages.flatMap((table) => table.rows.map((row) => row.id)), first, pages };
  }
}

describe("the order list", () => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await openTestDatabase();
    await withSystem(test.db, "many orders with few different keys", async (tx) => {
      const album = await addAlbum(tx, { title: "Blue Train" });
      const customers = [await addCustomer(tx, { name: "Ann_a 100% Petrović", number: 5001 }), await addCustomer(tx, { name: "Annxa Other", number: 5002 })];
      for (let i = 0; i < 130; i += 1) {
        await addOrder(tx, {
          orderDate: new Date(Date.UTC(2026, 5, 1 + (i % 3), 12)),
          customerId: i % 4 === 3 ? null : (customers[i % 2] ?? null),
          status: i % 10 === 0 ? "cancelled" : "completed",
          channel: i % 3 === 0 ? "web" : "shop",
          lines: [{ albumId: album, unitPrice: String(10 + (i % 2)) }],
        });
      }
    });
  });
  afterAll(() => test.close());

  it.each(["date", "number", "total"] as const)("shows every order once by %s, both ways, though keys are equal", async (sort) => {
    const caller = await callAs(test.db, "staff", NOW);
    const expected = await withSystem(test.db, "the order by hand", async (tx) => {
      const column = { date: sql`order_date`, number: sql`order_number`, total: sql`total` }[sort];
      const rows = await tx.execute<{ n: number }>(sql`select order_number as n from orders order by ${column}, id`);
      return rows.map((row) => row.n);
    });
    expect(await allOrders(caller, { sort, dir: "asc" })).toEqual(expected);
    expect(await allOrders(caller, { sort, dir: "desc" })).toEqual(expected.toReversed());
  });

  it("narrows by status, channel, day, customer and what was typed", async () => {
    const caller = await callAs(test.db, "staff", NOW);
    const count = async (input: Record<string, unknown>) => (await allOrders(caller, input)).length;
    expect(await count({ status: "cancelled" })).toBe(13);
    expect(await count({ channel: "web" })).toBe(44);
    expect(await count({ p: "custom", from: "2026-06-02", to: "2026-06-02" })).toBe(43);
    expect(await count({ customer: 5001 })).toBe(65);
    expect(await count({ q: "Ann_a" })).toBe(65); // an underscore is an underscore
    expect(await count({ q: "100%" })).toBe(65);
    expect(await count({ q: "ann" })).toBe(98);
    expect(await allOrders(caller, { q: "#7" })).toEqual([7]);
    expect(await count({ q: "nobody of that name" })).toBe(0);
  });

  it("begins at the beginning for a cursor that is not ours", async () => {
    const caller = await callAs(test.db, "staff", NOW);
    for (const cursor of ["", "x", "bnVsbA", Buffer.from(JSON.stringify(["1' or 1=1 --", "x"])).toString("base64url")]) {
      expect((await caller.orders.list({ cursor })).orders).toHaveLength(50);
    }
  });

  it("opens an order with its lines, and payments only for who may see them", async () => {
    const forStaff = await (await callAs(test.db, "staff", NOW)).orders.byNumber({ number: 7 });
    expect(forStaff.lines).toMatchObject([{ title: "Blue Train", quantity: 1, lineTotal: "10.00" }]);
    expect(forStaff.payments).toBeNull();
    expect(forStaff.paymentsNote).toMatch(/Managers/);
    expect((await (await callAs(test.db, "manager", NOW)).orders.byNumber({ number: 7 })).payments).toEqual({ rows: [], money: { received: "0.00", refunded: "0.00", paid: "0.00", open: "10.00" } });
    await expect((await callAs(test.db, "staff", NOW)).orders.byNumber({ number: 999_999 })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("the rows behind a figure", () => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await openTestDatabase({ settings: { timeZone: "Europe/Berlin", lowStockThreshold: 3 } });
  });
  afterAll(() => test.close());

  /** Cents, so that adding rows in a test is exact. */
  const cents = (amount: string) => Math.round(Number(amount) * 100);

  it("add up to the tile, on pages that hold each row once", async () => {
    await fc.assert(
      fc.asyncProperty(randomHistory, async (history) => {
        await withSystem(test.db, "write a random history", (tx) => writeHistory(tx, history));
        const manager = await callAs(test.db, "manager", NOW);
        const { tiles } = await manager.dashboard.figures(YEAR);
        const tile = (metric: string) => tiles.find((found) => found.metric === metric)?.value;
        const sums: Record<string, number | string | null> = {};
        for (const metric of METRIC_IDS) {
          const { ids, first, pages } = await allRows(manager, metric);
          expect(new Set(ids).size).toBe(ids.length);
          if (tiles.some((found) => found.metric === metric)) expect(first.total).toBe(tile(metric));
          const rows = pages.flatMap((page) => (page.kind === "lines" ? page.rows.map((row) => cents(row.lineTotal)) : page.kind === "payments" ? page.rows.map((row) => cents(row.amount)) : page.rows.map(() => 1)));
          sums[metric] = rows.reduce((sum, value) => sum + value, 0);
        }
        expect(sums).toMatchObject({
          revenue: cents(tile("revenue") ?? "0"),
          refunds: cents(tile("refunds") ?? "0"),
          orders: Number(tile("orders")),
          buying_customers: Number(tile("buying_customers")),
        });
      }),
      { numRuns: Math.ceil(Number(process.env["RUNS"] ?? 25) / 6), endOnFailure: true },
    );
  });

  it("page through more than one page without losing or repeating a row", async () => {
    await withSystem(test.db, "many lines at one moment", async (tx) => {
      await writeHistory(tx, { albums: [], orders: [], reviews: [], movements: [] });
      const customer = await addCustomer(tx);
      for (let i = 0; i < 60; i += 1) await addOrder(tx, { customerId: i % 2 ? customer : await addCustomer(tx), lines: [{}, { unitPrice: "1" }, { unitPrice: "2" }] });
    });
    const staff = await callAs(test.db, "staff", NOW);
    expect((await allRows(staff, "revenue")).ids).toHaveLength(180);
    expect(new Set((await allRows(staff, "revenue")).ids).size).toBe(180);
    expect(new Set((await allRows(staff, "orders")).ids).size).toBe(60);
    expect(new Set((await allRows(staff, "buying_customers")).ids).size).toBe(31);
  });

  it("are kept from staff where they are payments, and the total is not", async () => {
    await fc.assert(
      fc.asyncProperty(randomHistory, async (history) => {
        await withSystem(test.db, "write a random history", (tx) => writeHistory(tx, history));
        const staff = await callAs(test.db, "staff", NOW);
        const manager = await callAs(test.db, "manager", NOW);
        for (const metric of METRIC_IDS) {
          const seen = await staff.rows.list({ metric, ...YEAR });
          const full = await manager.rows.list({ metric, ...YEAR });
          expect(seen.total).toBe(full.total);
          if (metric === "refunds" || metric === "payment_success_rate") {
            expect(seen.table).toBeNull();
            expect(seen.reason).toMatch(/Managers and admins/);
            expect(full.table).not.toBeNull();
          } else {
            expect(seen.table).toEqual(full.table);
          }
        }
      }),
      { numRuns: 2 },
    );
  });
});
