import { sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withRls, withSystem } from "#db/rls.ts";
import { asRole, openTestDatabase, runs, type TestDatabase } from "#db/testing/index.ts";
import type { Tx } from "#db/client.ts";
import type { ShopDays } from "./filters.ts";
import type { Direction } from "./keyset.ts";
import { type ExplorerPage, type ExplorerQuestion, isPlace, readExplorerPage } from "./read-page.ts";
import { listExplorerSizes, readExplorerSize } from "./read-size.ts";
import { opsOf, resolveQuestion } from "./resolve-question.ts";
import { columnOf, EXPLORER_TABLES, findTable } from "./tables.ts";
import { BY_HAND, handWritten } from "./testing/by-hand.ts";
import { addOddShop, ODD_NAMES } from "./testing/odd-shop.ts";

const SHOP: ShopDays = { timeZone: "Europe/Berlin", today: "2026-06-05" };

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase({ settings: { timeZone: SHOP.timeZone } });
  await withSystem(test.db, "a small shop with odd names", (tx) => addOddShop(tx));
});
afterAll(() => test.close());

const asManager = <T>(work: (tx: Tx) => Promise<T>) => withRls(test.db, asRole("manager"), work, { readOnly: true });

/** All rows by paging on, then all rows by paging back from the last page. */
async function pageThrough(tx: Tx, question: ExplorerQuestion, size: number) {
  const forward: ExplorerPage[] = [];
  for (let cursor: string | undefined; ; cursor = forward.at(-1)?.next ?? undefined) {
    const page: ExplorerPage = await readExplorerPage(tx, question, SHOP, { size, cursor });
    forward.push(page);
    if (page.next === null || forward.length > 500) break;
  }
  const backward: ExplorerPage[] = [];
  for (let page = forward.at(-1); page?.previous; ) {
    page = await readExplorerPage(tx, question, SHOP, { size, cursor: page.previous, back: true });
    backward.unshift(page);
  }
  return { forward, backward };
}

const word = fc.oneof(fc.constantFrom(...ODD_NAMES.map((name) => name.slice(0, 6)), "an", "%", "_", "\\", "'", "", "🎷", "7", "12", "Same Name", "SAME", "web", "é"), fc.string({ unit: "grapheme", maxLength: 4 }));
const amount = fc.oneof(fc.integer({ min: -3, max: 60 }).map(String), fc.integer({ min: 0, max: 6000 }).map((cents) => (cents / 100).toFixed(2)));
const someDay = fc.integer({ min: 0, max: 50 }).map((n) => new Date(Date.UTC(2026, 3, 28 + n)).toISOString().slice(0, 10));
const ends = (one: fc.Arbitrary<string>) => fc.tuple(fc.option(one, { nil: "" }), fc.option(one, { nil: "" })).map((pair) => pair.join(".."));

/** A table that is also written by hand, and a question about it made of real columns and mostly sensible values. */
const question = fc.constantFrom(...Object.keys(BY_HAND)).chain((id) => {
  const table = findTable(id);
  if (!table) throw new Error(`the explorer has no ${id}`);
  const known = Object.keys(BY_HAND[id]?.columns ?? {});
  const filter = fc.constantFrom(...known).chain((key) => {
    const column = columnOf(table, key);
    return fc.constantFrom(...opsOf(column)).chain((op) => {
      const value =
        op === "between"
          ? ends(column.kind === "day" || column.kind === "time" ? someDay : amount)
          : op === "last"
            ? fc.integer({ min: 1, max: 60 }).map(String)
            : op === "in"
              ? fc.subarray([...(column.values ?? ["true", "false"])]).map((words) => words.join(","))
              : column.kind === "text" ? word : amount;
      return value.map((text) => ({ column: key, op, value: text }));
    });
  });
  return fc.record({
    table: fc.constant(table),
    columns: fc.shuffledSubarray(known, { minLength: 1 }),
    sort: fc.constantFrom(...known.filter((key) => columnOf(table, key).sort)),
    dir: fc.constantFrom<Direction>("asc", "desc"),
    filters: fc.array(filter, { maxLength: 3 }),
    search: fc.option(word, { nil: "", freq: 3 }).map((text) => text.replaceAll("\0", "").trim()),
    size: fc.integer({ min: 1, max: 30 }),
  });
});

describe("a table of the explorer", () => {
  it("gives, page after page in both directions, the rows of one statement written by hand", async () => {
    let rows = 0;
    await fc.assert(
      fc.asyncProperty(question, async ({ table, size, filters, ...asked }) => {
        const raw = { ...asked, filters: filters.map((filter) => ({ ...filter, value: filter.value.replaceAll("\0", "") })) };
        const { question: resolved } = resolveQuestion(table, raw);
        const expected = await withSystem(test.db, "the rows by hand", (tx) => tx.execute<Record<string, string | null>>(sql.raw(handWritten(table.id, resolved, SHOP.today))));
        const { forward, backward } = await asManager((tx) => pageThrough(tx, resolved, size));
        const found = forward.flatMap((page) => page.rows);
        const wanted = expected.map((row) => ({ key: row["key"], cells: resolved.columns.map((_, at) => row[`c${at}`]) }));
        expect(found.map(({ key, cells }) => ({ key, cells }))).toEqual(wanted);
        expect(backward.flatMap((page) => page.rows)).toEqual(forward.slice(0, -1).flatMap((page) => page.rows));
        expect(forward[0]?.previous ?? null).toBeNull();
        expect(forward.slice(0, -1).every((page) => page.rows.length === size)).toBe(true);
        const counted = await asManager((tx) => readExplorerSize(tx, resolved, SHOP));
        expect(counted).toMatchObject({ count: wanted.length, counted: "exact" });
        rows += wanted.length;
      }),
      { numRuns: runs() * 2, endOnFailure: true },
    );
    expect(rows).toBeGreaterThan(runs());
  });

  it("pages through every table by every column that sorts it, each row once", async () => {
    for (const table of EXPLORER_TABLES) {
      const [total] = await withSystem(test.db, "count", (tx) => tx.execute<{ n: number }>(sql`select count(*)::int as n from ${sql.identifier(table.id)}`));
      for (const { key, sort } of table.columns) {
        if (!sort) continue;
        for (const dir of ["asc", "desc"] as const) {
          const { question: resolved } = resolveQuestion(table, { columns: table.columns.map((column) => column.key), sort: key, dir, filters: [], search: "" });
          const { forward, backward } = await asManager((tx) => pageThrough(tx, resolved, 17));
          const keys = forward.flatMap((page) => page.rows.map((row) => row.key));
          expect({ table: table.id, sort: key, rows: new Set(keys).size }).toEqual({ table: table.id, sort: key, rows: total?.n });
          expect(keys).toHaveLength(total?.n ?? 0);
          expect(backward.flatMap((page) => page.rows.map((row) => row.key))).toEqual(forward.slice(0, -1).flatMap((page) => page.rows.map((row) => row.key)));
        }
      }
    }
  });

  it("asks every column with everything it can be asked", async () => {
    const values: Record<string, string> = { contains: "a", is: "a", starts: "a", eq: "1", lt: "1", gt: "1", last: "30", empty: "", filled: "" };
    for (const table of EXPLORER_TABLES) {
      for (const column of table.columns) {
        for (const op of opsOf(column)) {
          const days = column.kind === "day" || column.kind === "time";
          const value = op === "between" ? (days ? "2026-05-01..2026-06-30" : "1..50") : op === "in" ? (column.values?.[0] ?? "true") : column.kind === "id" ? "01900000-0000-7000-8000-000000000001" : (values[op] ?? "");
          const { question: resolved, notices } = resolveQuestion(table, { columns: [], filters: [{ column: column.key, op, value }], search: "" });
          expect(notices).toEqual([]);
          const page = await asManager((tx) => readExplorerPage(tx, resolved, SHOP, { size: 5 }));
          expect(page.rows.length).toBeLessThanOrEqual(5);
        }
      }
      const { question: searched } = resolveQuestion(table, { columns: [], filters: [], search: "Ann" });
      await asManager((tx) => readExplorerSize(tx, searched, SHOP));
    }
  });

  it("begins at the beginning for a cursor of another list or of nobody", async () => {
    const orders = EXPLORER_TABLES[0];
    if (!orders) throw new Error("no tables");
    const { question: byDate } = resolveQuestion(orders, { columns: [], filters: [], search: "" });
    const first = await asManager((tx) => readExplorerPage(tx, byDate, SHOP, { size: 5 }));
    const next = first.next ?? "";
    const forged = (parts: unknown) => Buffer.from(JSON.stringify(parts)).toString("base64url");
    const uuid = "01900000-0000-7000-8000-000000000001";
    const broken = ["", "x", "bnVsbA", forged(["orders.order_date", "at", "2026-02-31T00:00:00.000000Z", uuid]), forged(["orders.order_date", "at", "2026-13-01T00:00:00.000000Z", uuid]), forged(["orders.order_date", "empty", uuid]), forged(["orders.total", "at", "1", uuid]), forged(["orders.order_date", "at", "' or 1=1 --", uuid]), next.slice(0, -3)];
    expect(isPlace(byDate, next)).toBe(true);
    for (const cursor of broken) {
      expect(isPlace(byDate, cursor)).toBe(false);
      expect(await asManager((tx) => readExplorerPage(tx, byDate, SHOP, { size: 5, cursor }))).toEqual(first);
    }
    expect(isPlace({ ...byDate, sort: "total" }, next)).toBe(false);
  });

  it("gives no row to a role that may not read the table, whatever the page asks", async () => {
    for (const table of EXPLORER_TABLES.filter(({ roles }) => !roles.includes("staff"))) {
      const { question: resolved } = resolveQuestion(table, { columns: [], filters: [], search: "" });
      const { page, size } = await withRls(test.db, asRole("staff"), async (tx) => ({ page: await readExplorerPage(tx, resolved, SHOP, { size: 5 }), size: await readExplorerSize(tx, resolved, SHOP) }));
      expect(page.rows).toEqual([]);
      expect(size).toEqual({ count: 0, counted: "exact", newest: null });
    }
  });

  it("knows the size and the newest row of every table", async () => {
    const sizes = await asManager((tx) => listExplorerSizes(tx, EXPLORER_TABLES));
    for (const table of EXPLORER_TABLES) {
      const [row] = await withSystem(test.db, "size by hand", (tx) => tx.execute<{ n: number }>(sql`select count(*)::int as n from ${sql.identifier(table.id)}`));
      expect({ table: table.id, size: sizes[table.id] }).toMatchObject({ table: table.id, size: { count: row?.n, counted: "exact", newest: expect.stringMatching(/^\d{4}-\d\d-\d\d/) as string } });
    }
    const [newest] = await withSystem(test.db, "newest by hand", (tx) => tx.execute<{ at: string }>(sql`select to_char(max(order_date) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at from orders`));
    expect(sizes["orders"]?.newest).toBe(newest?.at);
    expect(sizes["order_items"]?.newest).toBe(newest?.at);
  });
});
