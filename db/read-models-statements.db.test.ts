import { sql, type SQL } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { errorCode, withSystem } from "#db/rls.ts";
import { addAlbum, addCustomer, addOrder, addPayment, addStock, openTestDatabase, type TestDatabase } from "#db/testing/index.ts";
import { findReadModelErrors, findStockErrors, readModelRows } from "#db/testing/read-model-errors.ts";

/* Unusual statements an administrator or an import may send: counted exactly, or refused aloud. */

let test: TestDatabase;
let album: string;
let customer: string;
let first: string;
let second: string;

beforeAll(async () => {
  test = await openTestDatabase();
  await withSystem(test.db, "prepare", async (tx) => {
    album = await addAlbum(tx);
    customer = await addCustomer(tx);
  });
});
afterAll(() => test.close());

beforeEach(() =>
  withSystem(test.db, "two orders", async (tx) => {
    await tx.execute(sql`truncate orders, order_items, payments, sales, inventory restart identity cascade`);
    first = (await addOrder(tx, { customerId: customer, externalId: "a", orderDate: new Date("2026-06-01T10:00:00Z"), lines: [{ albumId: album, unitCost: "7.5" }, {}] })).id;
    second = (await addOrder(tx, { externalId: "b", channel: "web", orderDate: new Date("2026-06-02T10:00:00Z"), lines: [{ albumId: album, quantity: 3 }] })).id;
    await addPayment(tx, { orderId: first, amount: "40" });
  }),
);

const run = (...statements: SQL[]) =>
  withSystem(test.db, "a statement", async (tx) => {
    for (const statement of statements) await tx.execute(statement);
  });
const errors = () => withSystem(test.db, "compare", async (tx) => [...(await findReadModelErrors(tx)), ...(await findStockErrors(tx))]);
const revenue = () => withSystem(test.db, "look", async (tx) => (await tx.execute<{ sum: string }>(sql`select coalesce(sum(revenue), 0) as sum from daily_order_stats`))[0]?.sum);
const line = (order: SQL, position: number) =>
  sql`insert into order_items (id, order_id, position, album_id, quantity, unit_price, line_total) select gen_random_uuid(), ${order}, ${position}::int, ${album}::uuid, 1, 5, 5`;

const exact: Record<string, () => SQL[]> = {
  "update ... from": () => [sql`update orders o set order_date = x.order_date - interval '40 days' from orders x where x.id = o.id`],
  "on conflict do update that moves an order": () => [
    sql`insert into orders (id, status, channel, external_id, order_date, currency, total)
      values (gen_random_uuid(), 'open', 'shop', 'a', '2026-01-01T10:00:00Z', 'EUR', 0), (gen_random_uuid(), 'open', 'shop', 'c', '2026-01-01T10:00:00Z', 'EUR', 0)
      on conflict (channel, external_id) do update set order_date = excluded.order_date, customer_id = null`,
  ],
  "on conflict do nothing": () => [
    sql`insert into orders (id, status, channel, external_id, order_date, currency, total) values (gen_random_uuid(), 'open', 'shop', 'a', '2026-01-01T10:00:00Z', 'EUR', 0) on conflict do nothing`,
  ],
  "lines on conflict do update": () => [sql`${line(sql`${first}::uuid`, 1)} on conflict (order_id, position) do update set line_total = 99, quantity = 9`],
  merge: () => [
    sql`merge into order_items i using (values (1, 10), (2, 20), (3, 30)) v(position, total) on i.order_id = ${first}::uuid and i.position = v.position
      when matched and v.position = 1 then delete
      when matched then update set line_total = v.total
      when not matched then insert (id, order_id, position, quantity, unit_price, line_total) values (gen_random_uuid(), ${first}::uuid, v.position, 1, v.total, v.total)`,
  ],
  "orders and lines inserted by one statement": () => [
    sql`with o as (insert into orders (id, status, channel, customer_id, order_date, currency, total) values (gen_random_uuid(), 'open', 'shop', ${customer}::uuid, '2026-02-01T10:00:00Z', 'EUR', 5) returning id)
      insert into order_items (id, order_id, position, quantity, unit_price, line_total, unit_cost) select gen_random_uuid(), id, 1, 1, 5, 5, 1 from o`,
  ],
  "an order closed and its line edited by one statement": () => [
    sql`with o as (update orders set status = 'open', total = 1 where id = ${first}::uuid) update order_items set line_total = 1 where order_id = ${first}::uuid`,
  ],
  "lines inserted, edited and deleted by one statement": () => [
    sql`with a as (update order_items set line_total = 3 where order_id = ${first}::uuid and position = 1), b as (delete from order_items where order_id = ${first}::uuid and position = 2)
      ${line(sql`${second}::uuid`, 7)}`,
  ],
  "an order moved and then edited by two statements": () => [
    sql`update orders set order_date = '2025-01-01T10:00:00Z' where id = ${first}::uuid`,
    sql`update order_items set line_total = 1 where order_id = ${first}::uuid`,
  ],
  "a savepoint taken back": () => [
    sql`savepoint here`,
    sql`update orders set order_date = '2025-01-01T10:00:00Z'`,
    sql`delete from order_items where order_id = ${second}::uuid`,
    sql`rollback to savepoint here`,
    sql`update orders set channel = 'other', external_id = null`,
  ],
  "a savepoint kept": () => [sql`savepoint here`, line(sql`${first}::uuid`, 8), sql`release savepoint here`, line(sql`${first}::uuid`, 9), sql`update orders set status = 'cancelled'`],
  "truncate of everything": () => [sql`truncate orders cascade`],
  "truncate of payments": () => [sql`truncate payments`],
  "truncate of payments between writes": () => [line(sql`${first}::uuid`, 5), sql`truncate payments`, line(sql`${first}::uuid`, 6)],
  "an order without lines deleted": () => [sql`delete from order_items where order_id = ${second}::uuid`, sql`delete from orders where id = ${second}::uuid`],
  "a function that edits lines while orders are closed": () => [
    sql`create or replace function pg_temp.edit(o uuid) returns boolean language plpgsql as $$ begin update order_items set line_total = line_total + 1 where order_id = o; return true; end $$`,
    sql`update orders set status = 'open' where pg_temp.edit(id)`,
  ],
};

describe("counted exactly", () => {
  it.each(Object.keys(exact))("%s", async (name) => {
    const before = await withSystem(test.db, "look", readModelRows);
    await run(...(exact[name]?.() ?? []));
    expect(await errors()).toEqual([]);
    if (!["on conflict do nothing"].includes(name)) expect(await withSystem(test.db, "look", readModelRows)).not.toEqual(before);
  });
});

const refused: Record<string, () => SQL[]> = {
  "an order moved and its lines edited by one statement": () => [
    sql`with o as (update orders set order_date = '2025-01-01T10:00:00Z' where id = ${first}::uuid) update order_items set line_total = 1 where order_id = ${first}::uuid`,
  ],
  "lines edited and their order moved by one statement": () => [
    sql`with i as (update order_items set line_total = 1 where order_id = ${first}::uuid) update orders set order_date = '2025-01-01T10:00:00Z' where id = ${first}::uuid`,
  ],
  "an order cancelled and a line added by one statement": () => [sql`with o as (update orders set status = 'cancelled' where id = ${first}::uuid) ${line(sql`${first}::uuid`, 5)}`],
  "an order moved and a line deleted by one statement": () => [
    sql`with i as (delete from order_items where order_id = ${first}::uuid and position = 1) update orders set channel = 'x', external_id = null where id = ${first}::uuid`,
  ],
  "an import that moves an order and adds lines by one statement": () => [
    sql`with o as (insert into orders (id, status, channel, external_id, order_date, currency, total) values (gen_random_uuid(), 'open', 'shop', 'a', '2026-01-01T10:00:00Z', 'EUR', 0)
      on conflict (channel, external_id) do update set order_date = excluded.order_date returning id) ${line(sql`(select id from o)`, 5)}`,
  ],
  "a function that edits lines while orders move": () => [
    sql`create or replace function pg_temp.edit(o uuid) returns boolean language plpgsql as $$ begin update order_items set line_total = line_total + 1 where order_id = o; return true; end $$`,
    sql`update orders set order_date = order_date - interval '1 day' where pg_temp.edit(id)`,
  ],
  "an order and its lines deleted by one statement": () => [
    sql`delete from payments`,
    sql`with i as (delete from order_items where order_id = ${second}::uuid) delete from orders where id = ${second}::uuid`,
  ],
  "an order with lines deleted": () => [sql`delete from orders where id = ${second}::uuid`],
  "a rebuild inside a statement": () => [
    sql`create or replace function pg_temp.rebuild(o uuid) returns boolean language plpgsql as $$ begin perform rebuild_read_models(); return true; end $$`,
    sql`update orders set order_date = '2025-01-01T10:00:00Z' where pg_temp.rebuild(id)`,
  ],
  "the id of an order changed": () => [sql`update orders set id = gen_random_uuid() where id = ${first}::uuid`],
  "the id of a line changed": () => [sql`update order_items set id = gen_random_uuid()`],
  "a line written under an older snapshot": () => [sql`set transaction isolation level repeatable read`, line(sql`${first}::uuid`, 5)],
  "an unknown time zone": () => [sql`update settings set time_zone = 'Europe/Atlantis'`],
};

describe("refused aloud", () => {
  it.each(Object.keys(refused))("%s", async (name) => {
    const before = await revenue();
    const statements = refused[name]?.() ?? [];
    const attempt = name.includes("snapshot")
      ? test.db.client.begin("isolation level repeatable read", (tx) => tx`insert into order_items (id, order_id, position, quantity, unit_price, line_total) values (gen_random_uuid(), ${first}, 5, 1, 5, 5)`)
      : run(...statements);
    const error: unknown = await attempt.then(() => null, (reason: unknown) => reason);
    expect(errorCode(error)).toMatch(/^(0A000|23503|23514|P0001)$/);
    expect(await revenue()).toBe(before);
    expect(await errors()).toEqual([]);
  });

  it("leaves the next statement of the same transaction countable after a savepoint", async () => {
    const session = await test.db.client.reserve();
    try {
      await session`begin`;
      await session`savepoint here`;
      const refusal: unknown = await session`with o as (update orders set status = 'cancelled') update order_items set line_total = 1`.then(() => null, (reason: unknown) => reason);
      expect(errorCode(refusal)).toBe("0A000");
      await session`rollback to savepoint here`;
      await session`update order_items set line_total = 2`;
      await session`update orders set order_date = order_date + interval '3 days'`;
      await session`commit`;
    } finally {
      session.release();
    }
    expect(await revenue()).toBe("6.00");
    expect(await errors()).toEqual([]);
  });

  // PostgreSQL decides which of the two triggers comes first, so either answer is right.
  it("counts exactly or refuses a time zone changed while orders move", async () => {
    await run(sql`with z as (update settings set time_zone = 'Asia/Tokyo') update orders set order_date = '2025-01-01T23:00:00Z'`).catch((error: unknown) => expect(errorCode(error)).toBe("0A000"));
    await run(sql`with o as (update orders set order_date = '2025-01-01T22:30:00Z' returning 1) update settings set time_zone = 'Europe/Berlin' where exists (select from o)`).catch((error: unknown) =>
      expect(errorCode(error)).toBe("0A000"),
    );
    expect(await errors()).toEqual([]);
  });
});

describe("the stock ledger", () => {
  it("is what on_hand sums up, through every kind of write", async () => {
    const [shelf, other] = await withSystem(test.db, "shelves", async (tx) => [await addStock(tx, album, 10), await addStock(tx, await addAlbum(tx), 4)]);
    await run(
      sql`insert into sales (id, inventory_id, movement, quantity, reason, occurred_at) select gen_random_uuid(), v.id, 'adjustment', v.n, 'count', '2026-06-01' from (values (${shelf}::uuid, -3), (${shelf}::uuid, -9), (${other}::uuid, 5)) v(id, n)`,
    );
    expect(await withSystem(test.db, "look", (tx) => tx.execute(sql`select on_hand from inventory order by on_hand`))).toEqual([{ on_hand: -2 }, { on_hand: 9 }]);
    await run(sql`update sales set quantity = quantity + 20 where inventory_id = ${shelf}::uuid`, sql`update sales set inventory_id = ${other}::uuid where quantity > 25`);
    expect(await errors()).toEqual([]);
    await run(sql`delete from sales where inventory_id = ${other}::uuid and quantity < 5`);
    expect(await errors()).toEqual([]);
    await run(sql`truncate sales`);
    expect(await withSystem(test.db, "look", (tx) => tx.execute(sql`select distinct on_hand from inventory`))).toEqual([{ on_hand: 0 }]);
  });

  it.each<[string, () => SQL]>([
    ["update", () => sql`update inventory set on_hand = on_hand + 1`],
    ["insert", () => sql`insert into inventory (id, album_id, condition, media_grade, on_hand) values (gen_random_uuid(), ${album}::uuid, 'used', 'Mint (M)', 5)`],
    ["upsert", () => sql`insert into inventory (id, album_id) values (gen_random_uuid(), ${album}::uuid) on conflict (album_id) where condition = 'new' do update set on_hand = 77`],
  ])("cannot be bypassed by %s", async (_verb, statement) => {
    await withSystem(test.db, "a shelf", (tx) => addStock(tx, album, 10));
    const error: unknown = await run(statement()).then(() => null, (reason: unknown) => reason);
    expect(errorCode(error)).toBe("23514");
    expect(await errors()).toEqual([]);
  });
});

describe("copy", () => {
  it("is counted like any insert", async ({ skip }) => {
    skip(test.db.kind === "embedded", "COPY does not pass the embedded socket");
    const writable = await test.db.client`copy order_items (id, order_id, position, quantity, unit_price, line_total) from stdin`.writable();
    await new Promise<void>((done, fail) => {
      writable.on("finish", done).on("error", fail);
      writable.end(`01900000-0000-7000-8000-0000000000aa\t${first}\t9\t2\t10\t20\n01900000-0000-7000-8000-0000000000ab\t${second}\t9\t2\t10\t20\n`);
    });
    expect(await errors()).toEqual([]);
    expect(await revenue()).toBe("140.00");
  });
});
