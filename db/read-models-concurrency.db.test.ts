import { sql, type SQL } from "drizzle-orm";
import { v7 } from "uuid";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Database, Tx } from "#db/client.ts";
import { withSystem } from "#db/rls.ts";
import { between, pick, type Random, randomFrom } from "#db/seed/random.ts";
import { addAlbum, addCustomer, addStock, openTestDatabase, runs, type TestDatabase } from "#db/testing/index.ts";
import { findReadModelErrors, findStockErrors, readModelRows } from "#db/testing/read-model-errors.ts";

/* Eight writers on the same three days, three albums and two customers: what they collide on is the point. */

const WRITERS = 8;
const DAYS = ["2026-06-30T21:59:00Z", "2026-06-30T22:01:00Z", "2026-07-02T10:00:00Z"];

let test: TestDatabase;
let albums: string[];
let shelves: string[];
let customers: (string | null)[];

beforeAll(async () => {
  test = await openTestDatabase();
  await withSystem(test.db, "prepare", async (tx) => {
    albums = [await addAlbum(tx), await addAlbum(tx), await addAlbum(tx)];
    shelves = [];
    for (const album of albums) shelves.push(await addStock(tx, album, 1000));
    customers = [await addCustomer(tx), await addCustomer(tx), null];
  });
});
afterAll(() => test.close());

/** A sale as the shop records it: order, lines, stock, payment, each a statement, in one transaction. */
async function sell(tx: Tx, random: Random, id: string): Promise<void> {
  const at = pick(random, DAYS);
  await tx.execute(sql`insert into orders (id, status, channel, customer_id, order_date, currency, shipping, total) values (${id}::uuid, 'completed', ${pick(random, ["shop", "web"])}, ${pick(random, customers)}::uuid, ${at}::timestamptz, 'EUR', 4, 100)`);
  const count = between(random, 1, 3);
  const lines = Array.from({ length: count }, (_, index) => ({ id: v7(), position: index + 1, shelf: between(random, 0, 2), quantity: between(random, 1, 3) }));
  for (const line of lines) Object.assign(line, { album: albums[line.shelf], inventory: shelves[line.shelf], movement: v7() });
  const rows = JSON.stringify(lines);
  await tx.execute(sql`insert into order_items (id, order_id, position, album_id, quantity, unit_price, line_total, unit_cost)
    select id, ${id}::uuid, position, album, quantity, 10, quantity * 10, 6 from jsonb_to_recordset(${rows}::jsonb) as x(id uuid, position int, album uuid, quantity int)`);
  await tx.execute(sql`insert into sales (id, inventory_id, movement, quantity, order_item_id, occurred_at)
    select movement, inventory, 'sale', -quantity, id, ${at}::timestamptz from jsonb_to_recordset(${rows}::jsonb) as x(id uuid, inventory uuid, movement uuid, quantity int)`);
  await tx.execute(sql`insert into payments (id, order_id, status, method, amount, payment_date) values (gen_random_uuid(), ${id}::uuid, 'completed', 'cash', 104, ${at}::timestamptz)`);
}

const anyOrder = (random: Random): SQL => sql`(select id from orders order by id offset ${between(random, 0, 12)}::int limit 1)`;
const edits: ((random: Random) => SQL[])[] = [
  (random) => [sql`update orders set status = case status when 'cancelled' then 'completed' else 'cancelled' end::order_status where id = ${anyOrder(random)}`],
  (random) => [sql`update orders set order_date = ${pick(random, DAYS)}::timestamptz, customer_id = ${pick(random, customers)}::uuid where id in (${anyOrder(random)}, ${anyOrder(random)})`],
  (random) => [sql`update order_items set quantity = ${between(random, 1, 9)}::int, line_total = ${between(random, 1, 90)}::int, album_id = ${pick(random, albums)}::uuid where order_id = ${anyOrder(random)}`],
  (random) => [sql`update order_items set line_total = line_total + 1 where album_id = ${pick(random, albums)}::uuid`],
  (random) => [
    sql`insert into order_items (id, order_id, position, quantity, unit_price, line_total)
      select gen_random_uuid(), o.id, ${between(random, 10, 30_000)}::int, 1, 5, 5 from orders o where o.id = ${anyOrder(random)} on conflict (order_id, position) do update set line_total = excluded.line_total + 1`,
  ],
  (random) => [
    sql`insert into payments (id, order_id, status, method, amount, payment_date, refund_of)
      select gen_random_uuid(), order_id, 'refunded', method, 1, ${pick(random, DAYS)}::timestamptz, id from payments where refund_of is null and order_id = ${anyOrder(random)}`,
  ],
  (random) => [sql`update payments set status = 'failed' where refund_of is null and order_id = ${anyOrder(random)}`],
  (random) => [sql`delete from order_items i where order_id = ${anyOrder(random)} and not exists (select from sales s where s.order_item_id = i.id)`],
  // Two statements in one transaction, in an order that others cross: these deadlock and are tried again.
  (random) => [
    sql`update order_items set line_total = line_total + 2 where order_id = ${anyOrder(random)}`,
    sql`update orders set order_date = order_date + interval '2 minutes' where id = ${anyOrder(random)}`,
  ],
];

async function write(db: Database, random: Random, steps: number): Promise<string[]> {
  const sold: string[] = [];
  for (let n = 0; n < steps; n++) {
    if (random() < 0.4) {
      const id = v7();
      await withSystem(db, "sell", (tx) => sell(tx, random, id));
      sold.push(id);
      continue;
    }
    const edit = pick(random, edits);
    await withSystem(db, "edit", async (tx) => {
      for (const statement of edit(random)) await tx.execute(statement);
    });
  }
  return sold;
}

it("lose nothing and count nothing wrong with eight writers at once", async () => {
  const steps = test.db.kind === "embedded" ? 8 : runs();
  const writers = Array.from({ length: WRITERS }, (_, n) => ({ db: test.connect({ max: 1 }), random: randomFrom("writer", n) }));
  const administrator = test.connect({ max: 1 });
  const work = writers.map(({ db, random }) => write(db, random, steps));
  for (const zone of ["America/New_York", "Europe/Berlin"]) {
    await new Promise((resolve) => setTimeout(resolve, 150));
    await withSystem(administrator, "another time zone meanwhile", (tx) => tx.execute(sql`update settings set time_zone = ${zone}`));
  }
  const sold = (await Promise.all(work)).flat();
  expect(sold.length).toBeGreaterThan(WRITERS);

  await withSystem(test.db, "compare", async (tx) => {
    expect(await tx.execute(sql`select id from orders order by id`)).toEqual(sold.sort().map((id) => ({ id })));
    expect(await findReadModelErrors(tx)).toEqual([]);
    expect(await findStockErrors(tx)).toEqual([]);
    const rows = await readModelRows(tx);
    await tx.execute(sql`select rebuild_read_models()`);
    expect(await readModelRows(tx)).toEqual(rows);
  });
});
