import { sql } from "drizzle-orm";
import fc from "fast-check";
import { v7 } from "uuid";
import { afterAll, beforeAll, expect, test } from "vitest";
import { withRls, withSystem } from "#db/rls.ts";
import { addAlbum, addOrder, addStock, openTestDatabase, people, runs, type TestDatabase } from "#db/testing/index.ts";
import { adjustInput, countInput, planInput, receiveInput, returnInput, undoInput } from "../../contracts/stock.ts";
import type { ServiceContext } from "../context.ts";
import { adjustStock } from "./adjust-stock.ts";
import { countStock } from "./count-stock.ts";
import { planShelf } from "./plan-shelf.ts";
import { receiveStock } from "./receive-stock.ts";
import { returnStock } from "./return-stock.ts";
import { undoMovement } from "./undo-movement.ts";

const NOW = new Date("2026-06-30T10:00:00Z");
let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase({ max: 12 });
});
afterAll(() => database.close());

type Role = keyof typeof people;
const as = <T>(role: Role, act: (ctx: ServiceContext) => Promise<T>) => withRls(database.db, people[role], (tx) => act({ tx, person: people[role], now: NOW, requestId: "r1" }));
const system = <T>(fn: Parameters<typeof withSystem<T>>[2]) => withSystem(database.db, "look", fn);
const read = <Row extends Record<string, unknown>>(query: ReturnType<typeof sql>) => system((tx) => tx.execute<Row>(query));
const newShelf = (quantity = 0) => system(async (tx) => addStock(tx, await addAlbum(tx), quantity));
const onHand = async (shelf: string) => (await read<{ on_hand: number }>(sql`select on_hand from inventory where id = ${shelf}`))[0]?.on_hand;
const ledger = (shelf: string) => read<{ movement: string; quantity: number; reason: string | null; user_id: string | null }>(sql`select movement, quantity, reason, user_id from sales where inventory_id = ${shelf} order by occurred_at, created_at, id`);
const traces = async (shelf: string, action: string) => (await read<{ n: number }>(sql`select count(*)::int as n from activity_logs where object_id = ${shelf} and action = ${action}`))[0]?.n;

const count = (input: Record<string, unknown>, role: Role = "buyer") => as(role, (ctx) => countStock(ctx, countInput.parse({ key: v7(), ...input })));
const adjust = (input: Record<string, unknown>, role: Role = "buyer") => as(role, (ctx) => adjustStock(ctx, adjustInput.parse({ key: v7(), reason: "because", ...input })));
const receive = (input: Record<string, unknown>, role: Role = "buyer") => as(role, (ctx) => receiveStock(ctx, receiveInput.parse({ key: v7(), ...input })));
const bringBack = (input: Record<string, unknown>, role: Role = "buyer") => as(role, (ctx) => returnStock(ctx, returnInput.parse({ key: v7(), reason: "unwanted", ...input })));
const undo = (input: Record<string, unknown>, role: Role = "buyer") => as(role, (ctx) => undoMovement(ctx, undoInput.parse({ key: v7(), ...input })));
const plan = (input: Record<string, unknown>, role: Role = "buyer") => as(role, (ctx) => planShelf(ctx, planInput.parse(input)));

test("a count writes the difference with person and reason, and itself where there is none", async () => {
  const shelf = await newShelf(5);
  await count({ shelf, expected: 5, counted: 3, reason: "Shelf check" });
  expect((await ledger(shelf)).at(-1)).toEqual({ movement: "adjustment", quantity: -2, reason: "Shelf check", user_id: people.buyer.id });
  await count({ shelf, expected: 3, counted: 3 });
  expect(await ledger(shelf)).toHaveLength(2);
  expect(await onHand(shelf)).toBe(3);
  expect(await read(sql`select expected, counted, user_id from stock_counts where inventory_id = ${shelf} order by id`)).toEqual([
    { expected: 5, counted: 3, user_id: people.buyer.id },
    { expected: 3, counted: 3, user_id: people.buyer.id },
  ]);
  expect([await traces(shelf, "stock.corrected"), await traces(shelf, "stock.counted")]).toEqual([1, 1]);
});

test("a count that began before a sale is refused with both numbers, and nothing is written", async () => {
  const shelf = await newShelf(5);
  await adjust({ shelf, quantity: -1 });
  await expect(count({ shelf, expected: 5, counted: 5 })).rejects.toMatchObject({ code: "CONFLICT", message: expect.stringMatching(/said 5 copies .* say 4 copies now/) as string });
  expect(await onHand(shelf)).toBe(4);
  expect(await read(sql`select from stock_counts where inventory_id = ${shelf}`)).toEqual([]);
});

test("a record that was never counted gets its place with the first act, by the record's id", async () => {
  const album = await system((tx) => addAlbum(tx));
  const { inventoryId } = await count({ shelf: album, expected: 0, counted: 7 });
  expect(await onHand(inventoryId)).toBe(7);
  await receive({ lines: [{ shelf: album, quantity: 2 }] });
  expect(await onHand(inventoryId)).toBe(9);
});

test("more than is there cannot be taken off", async () => {
  const shelf = await newShelf(2);
  await expect(adjust({ shelf, quantity: -3 })).rejects.toMatchObject({ code: "BAD_REQUEST", message: expect.stringContaining("2 copies") as string });
  await adjust({ shelf, quantity: -2 });
  expect(await onHand(shelf)).toBe(0);
});

test("a box comes in whole: ledger, order, cost; and goes back whole", async () => {
  const [a, b] = [await newShelf(1), await newShelf()];
  await plan({ shelf: a, onOrder: 3, reorderPoint: 2, desiredLevel: 6, location: "Bin 4" });
  const supplier = v7();
  await system((tx) => tx.execute(sql`insert into suppliers (id, name, lead_time_days) values (${supplier}, 'Box supplier', 4)`));
  const key = v7();
  await receive({ key, supplierId: supplier, note: "Note 77", lines: [{ shelf: a, quantity: 5, unitCost: "11.50" }, { shelf: b, quantity: 2 }] });
  expect(await read(sql`select i.on_hand, i.on_order, a.unit_cost from inventory i join albums a on a.id = i.album_id where i.id in (${a}, ${b}) order by i.on_hand desc`)).toEqual([
    { on_hand: 6, on_order: 0, unit_cost: "11.5000" },
    { on_hand: 2, on_order: 0, unit_cost: null },
  ]);
  expect((await ledger(a)).at(-1)).toEqual({ movement: "restock", quantity: 5, reason: "Delivery from Box supplier, Note 77", user_id: people.buyer.id });
  expect(await traces(supplier, "stock.received")).toBe(1);
  await undo({ of: "act", id: key });
  expect(await read(sql`select i.on_hand, i.on_order from inventory i where i.id in (${a}, ${b}) order by i.on_hand desc`)).toEqual([{ on_hand: 1, on_order: 3 }, { on_hand: 0, on_order: 0 }]);
});

test("one bad line keeps the whole box out", async () => {
  const shelf = await newShelf(1);
  await expect(receive({ lines: [{ shelf, quantity: 5, unitCost: "3" }, { shelf: v7(), quantity: 1 }] })).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await onHand(shelf)).toBe(1);
  const [row] = await read<{ album_id: string }>(sql`select album_id from inventory where id = ${shelf}`);
  await expect(receive({ lines: [{ shelf, quantity: 5 }, { shelf: row?.album_id, quantity: 1 }] })).rejects.toThrow(/twice/);
  expect(() => receiveInput.parse({ key: v7(), lines: [{ shelf, quantity: 1 }, { shelf, quantity: 2 }] })).toThrow(/twice/);
  expect(await onHand(shelf)).toBe(1);
});

test("no more comes back than the order sold, and the movement is tied to its line", async () => {
  const { shelf, number, line } = await system(async (tx) => {
    const album = await addAlbum(tx);
    const order = await addOrder(tx, { lines: [{ albumId: album, quantity: 2 }] });
    const [row] = await tx.execute<{ order_number: number }>(sql`select order_number from orders where id = ${order.id}`);
    return { shelf: await addStock(tx, album, 1), number: row?.order_number, line: order.lineIds[0] };
  });
  await expect(bringBack({ shelf, quantity: 3, order: number })).rejects.toThrow(/Only 2 copies/);
  const back = await bringBack({ shelf, quantity: 2, order: String(number) });
  expect(await read(sql`select order_item_id, quantity from sales where act_id = ${back.act}`)).toEqual([{ order_item_id: line, quantity: 2 }]);
  await expect(bringBack({ shelf, quantity: 1, order: number })).rejects.toThrow(/came back already/);
  await expect(bringBack({ shelf, quantity: 1, order: 2_000_000 })).rejects.toThrow(/no order 2,000,000/);
  await expect(bringBack({ shelf: await newShelf(), quantity: 1, order: number })).rejects.toThrow(/does not hold this record/);
  await undo({ of: "act", id: back.act });
  await bringBack({ shelf, quantity: 1, order: number });
  expect(await onHand(shelf)).toBe(2);
});

test("a movement is undone once, by a row of the opposite sign; sales, undoings and seeded rows are not", async () => {
  const shelf = await newShelf(4);
  const { act } = await adjust({ shelf, quantity: -3, reason: "Scratched" });
  const [movement] = await read<{ id: string }>(sql`select id from sales where act_id = ${act}`);
  const undone = await undo({ of: "movement", id: movement?.id }, "manager");
  expect((await ledger(shelf)).at(-1)).toEqual({ movement: "adjustment", quantity: 3, reason: "Undone: Scratched", user_id: people.manager.id });
  await expect(undo({ of: "movement", id: movement?.id })).rejects.toMatchObject({ code: "CONFLICT", message: expect.stringContaining("undid this already") as string });
  await expect(undo({ of: "act", id: undone.act })).rejects.toThrow(/takes back another/);
  const [seeded] = await read<{ id: string }>(sql`select id from sales where inventory_id = ${shelf} and user_id is null`);
  await expect(undo({ of: "movement", id: seeded?.id })).rejects.toThrow(/No person made/);
  const sale = v7();
  await system((tx) => tx.execute(sql`insert into sales (id, inventory_id, movement, quantity, user_id, occurred_at) values (${sale}, ${shelf}, 'sale', -1, ${people.manager.id}, now())`));
  await expect(undo({ of: "movement", id: sale })).rejects.toThrow(/sale is not undone/);
  await expect(undo({ of: "movement", id: v7() })).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("copies that left since cannot be undone away", async () => {
  const shelf = await newShelf();
  const { act } = await receive({ lines: [{ shelf, quantity: 5 }] });
  await adjust({ shelf, quantity: -2 });
  await expect(undo({ of: "act", id: act })).rejects.toMatchObject({ code: "CONFLICT", message: expect.stringContaining("only 3 copies are there") as string });
  expect(await onHand(shelf)).toBe(3);
});

test("fifty equal forms at once are one act, each kind of them", async () => {
  const shelf = await newShelf(10);
  const fifty = async <T extends { again: boolean }>(act: () => Promise<T>) => (await Promise.all(Array.from({ length: 50 }, act))).filter(({ again }) => !again).length;
  const keys = [v7(), v7(), v7(), v7(), v7()];
  expect(await fifty(() => adjust({ key: keys[0], shelf, quantity: 1 }))).toBe(1);
  expect(await fifty(() => receive({ key: keys[1], lines: [{ shelf, quantity: 2 }] }))).toBe(1);
  expect(await fifty(() => bringBack({ key: keys[2], shelf, quantity: 3 }))).toBe(1);
  expect(await fifty(() => count({ key: keys[3], shelf, expected: 16, counted: 12 }))).toBe(1);
  expect(await fifty(() => undo({ key: keys[4], of: "act", id: keys[1] }))).toBe(1);
  expect(await onHand(shelf)).toBe(10);
  expect(await ledger(shelf)).toHaveLength(6);
  await expect(adjust({ key: keys[0], shelf, quantity: 2 })).rejects.toMatchObject({ code: "CONFLICT" });
  await expect(adjust({ key: keys[0], shelf: await newShelf(), quantity: 1 })).rejects.toMatchObject({ code: "CONFLICT" });
  await expect(adjust({ key: keys[0], shelf, quantity: 1 }, "manager")).rejects.toMatchObject({ code: "CONFLICT" });
}, 120_000);

test("fifty different undoings of one movement at once take it back once", async () => {
  const shelf = await newShelf(10);
  const { act } = await adjust({ shelf, quantity: 5 });
  const results = await Promise.allSettled(Array.from({ length: 50 }, () => undo({ of: "act", id: act })));
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await onHand(shelf)).toBe(10);
}, 60_000);

test("fifty people who counted the same shelf at once: one counts, the others are told", async () => {
  const shelf = await newShelf(10);
  const results = await Promise.allSettled(Array.from({ length: 50 }, (_, n) => count({ shelf, expected: 10, counted: 11 + n })));
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await ledger(shelf)).toHaveLength(2);
}, 60_000);

test("planning changes what it says, once, and keeps the stock", async () => {
  const shelf = await newShelf(4);
  const wanted = { shelf, reorderPoint: "2", desiredLevel: "8", onOrder: "3", location: " Bin 7 " };
  expect(await plan(wanted)).toMatchObject({ changed: true });
  expect(await plan(wanted)).toMatchObject({ changed: false });
  expect(await read(sql`select reorder_point, desired_level, on_order, location, on_hand from inventory where id = ${shelf}`)).toEqual([{ reorder_point: 2, desired_level: 8, on_order: 3, location: "Bin 7", on_hand: 4 }]);
  expect(await read(sql`select fields from activity_logs where object_id = ${shelf} and action = 'shelf.edited'`)).toEqual([{ fields: ["reorder_point", "desired_level", "on_order", "location"] }]);
  await expect(plan({ ...wanted, desiredLevel: "1" })).rejects.toMatchObject({ code: "BAD_REQUEST" });
  await plan({ shelf, reorderPoint: "", desiredLevel: "", onOrder: "", location: "" });
  expect(await read(sql`select reorder_point, desired_level, on_order, location from inventory where id = ${shelf}`)).toEqual([{ reorder_point: null, desired_level: null, on_order: 0, location: null }]);
});

test("a plan that says nothing makes no place on the shelf for a record that was never counted", async () => {
  const album = await system((tx) => addAlbum(tx));
  const places = () => read<{ on_order: number }>(sql`select on_order from inventory where album_id = ${album}`);
  expect(await plan({ shelf: album, reorderPoint: "", desiredLevel: "", onOrder: "", location: "" })).toEqual({ inventoryId: album, changed: false });
  expect(await places()).toEqual([]);
  expect(await plan({ shelf: album, onOrder: "4" })).toMatchObject({ changed: true });
  expect(await places()).toEqual([{ on_order: 4 }]);
});

test("a plan does not put back on order what was received since its form was opened", async () => {
  const shelf = await newShelf(0);
  await plan({ shelf, onOrder: "5" });
  await receive({ lines: [{ shelf, quantity: 5 }] });
  await expect(plan({ shelf, onOrder: "5", seenOnOrder: "5", location: "Bin 1" })).rejects.toMatchObject({ code: "CONFLICT", fields: { onOrder: expect.stringContaining("0") as string } });
  expect(await plan({ shelf, onOrder: "0", seenOnOrder: "5", location: "Bin 1" })).toMatchObject({ changed: true });
  expect(await plan({ shelf, onOrder: "2", seenOnOrder: "0", location: "Bin 1" })).toMatchObject({ changed: true });
});

test("one copy of an order that comes back at two desks at once comes back once", async () => {
  const { shelf, used, number } = await system(async (tx) => {
    const album = await addAlbum(tx);
    const order = await addOrder(tx, { lines: [{ albumId: album, quantity: 1 }] });
    const [row] = await tx.execute<{ order_number: number }>(sql`select order_number from orders where id = ${order.id}`);
    const copies = Array.from({ length: 8 }, () => v7());
    for (const copy of copies) await tx.execute(sql`insert into inventory (id, album_id, condition, media_grade) values (${copy}, ${album}, 'used', 'Mint (M)')`);
    return { shelf: await addStock(tx, album, 1), used: copies, number: row?.order_number };
  });
  const results = await Promise.allSettled([shelf, ...used].map((place) => bringBack({ shelf: place, quantity: 1, order: number })));
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
});

test.each(["staff", "marketing"] as const)("%s may do nothing to the stock, by the service and by the database", async (role) => {
  const shelf = await newShelf(3);
  const { act } = await adjust({ shelf, quantity: 1 });
  for (const attempt of [
    () => count({ shelf, expected: 4, counted: 1 }, role),
    () => adjust({ shelf, quantity: 1 }, role),
    () => receive({ lines: [{ shelf, quantity: 1 }] }, role),
    () => bringBack({ shelf, quantity: 1 }, role),
    () => undo({ of: "act", id: act }, role),
    () => plan({ shelf }, role),
  ]) {
    await expect(attempt()).rejects.toMatchObject({ code: "FORBIDDEN" });
  }
  const insert = sql`insert into sales (id, inventory_id, movement, quantity, reason, user_id, occurred_at) values (${v7()}, ${shelf}, 'restock', 1, 'by hand', ${people[role].id}, now())`;
  await expect(withRls(database.db, people[role], (tx) => tx.execute(insert))).rejects.toMatchObject({ cause: { code: "42501" } });
  const counted = sql`insert into stock_counts (id, inventory_id, expected, counted, user_id, occurred_at) values (${v7()}, ${shelf}, 4, 4, ${people[role].id}, now())`;
  await expect(withRls(database.db, people[role], (tx) => tx.execute(counted))).rejects.toMatchObject({ cause: { code: "42501" } });
  expect(await onHand(shelf)).toBe(4);
});

test("nobody writes a movement in another's name, or on_hand by itself", async () => {
  const shelf = await newShelf(3);
  const insert = sql`insert into sales (id, inventory_id, movement, quantity, user_id, occurred_at) values (${v7()}, ${shelf}, 'restock', 1, ${people.admin.id}, now())`;
  await expect(withRls(database.db, people.buyer, (tx) => tx.execute(insert))).rejects.toMatchObject({ cause: { code: "42501" } });
  await expect(withRls(database.db, people.buyer, (tx) => tx.execute(sql`update inventory set on_hand = 9 where id = ${shelf}`))).rejects.toMatchObject({ cause: { code: "42501" } });
});

const someAct = fc.oneof(
  fc.record({ kind: fc.constant("count" as const), at: fc.nat(2), stale: fc.boolean(), counted: fc.nat(12) }),
  fc.record({ kind: fc.constant("adjust" as const), at: fc.nat(2), quantity: fc.integer({ min: -6, max: 6 }).filter((n) => n !== 0) }),
  fc.record({ kind: fc.constant("receive" as const), quantities: fc.tuple(fc.nat(5), fc.nat(5), fc.nat(5)) }),
  fc.record({ kind: fc.constant("return" as const), at: fc.nat(2), quantity: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ kind: fc.constant("undo" as const), back: fc.nat(8) }),
);

test("after any acts, also at once and also refused ones, on_hand is the sum of the ledger and never below zero", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(someAct, { minLength: 1, maxLength: 14 }), fc.boolean(), async (acts, together) => {
      const shelves = [await newShelf(3), await newShelf(), await newShelf(8)];
      const at = (n: number) => shelves[n] ?? "";
      const done: string[] = [];
      const run = async (act: (typeof acts)[number]) => {
        const key = v7();
        try {
          if (act.kind === "count") await count({ key, shelf: at(act.at), expected: act.stale ? 99 : await onHand(at(act.at)), counted: act.counted });
          else if (act.kind === "adjust") await adjust({ key, shelf: at(act.at), quantity: act.quantity });
          else if (act.kind === "return") await bringBack({ key, shelf: at(act.at), quantity: act.quantity });
          else if (act.kind === "undo") await undo({ key, of: "act", id: done[act.back] ?? v7() });
          else {
            const lines = act.quantities.flatMap((quantity, n) => (quantity > 0 ? [{ shelf: at(n), quantity }] : []));
            if (lines.length > 0) await receive({ key, lines });
          }
          done.push(key);
        } catch (error) {
          expect(["CONFLICT", "BAD_REQUEST", "NOT_FOUND"]).toContain((error as { code?: string }).code);
        }
      };
      if (together) await Promise.all(acts.map(run));
      else for (const act of acts) await run(act);
      const rows = await read<{ on_hand: number; sum: number }>(sql`
        select i.on_hand, coalesce((select sum(quantity) from sales s where s.inventory_id = i.id), 0)::int as sum from inventory i where i.id in (${at(0)}, ${at(1)}, ${at(2)})`);
      for (const row of rows) expect(row.on_hand).toBe(row.sum);
      expect(Math.min(...rows.map((row) => row.on_hand))).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: runs() },
  );
}, 300_000);
