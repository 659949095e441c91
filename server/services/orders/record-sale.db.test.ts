import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { withRls, withSystem } from "#db/rls.ts";
import { addAlbum, openTestDatabase, people, type TestDatabase } from "#db/testing/index.ts";
import { recordSaleInput, type RecordSaleInput } from "../../contracts/record-sale.ts";
import { recordSale } from "./record-sale.ts";

const NOW = new Date("2026-06-30T10:00:00Z");
let database: TestDatabase;
const shelf = { priced: "", cheap: "", unpriced: "" };

beforeAll(async () => {
  database = await openTestDatabase();
  await withSystem(database.db, "shelves", async (tx) => {
    for (const [name, listPrice] of [["priced", "20.0050"], ["cheap", "3.33"], ["unpriced", null]] as const) {
      const album = await addAlbum(tx, { title: name, listPrice, unitCost: "11" });
      const [row] = await tx.execute<{ id: string }>(sql`insert into inventory (id, album_id) values (gen_random_uuid(), ${album}) returning id`);
      shelf[name] = row?.id ?? "";
    }
  });
});
afterAll(() => database.close());

const sell = (input: RecordSaleInput, role: keyof typeof people = "manager") =>
  withRls(database.db, people[role], (tx) => recordSale({ tx, person: people[role], now: NOW, requestId: "r1" }, recordSaleInput.parse(input)));

const read = <Row extends Record<string, unknown>>(query: ReturnType<typeof sql>) => withSystem(database.db, "look", (tx) => tx.execute<Row>(query));

test("a sale writes order, lines, ledger, payment and activity, and every amount adds up", async () => {
  const sale = await sell({ lines: [{ inventoryId: shelf.priced, quantity: 3, discount: "1.00" }, { inventoryId: shelf.cheap, quantity: 1 }, { inventoryId: shelf.cheap, quantity: 1 }], orderDiscount: "1.00", shipping: "4.90", tax: "12.00" });
  const lines = await read<{ discount: string; line_total: string; unit_price: string }>(sql`select discount, line_total, unit_price from order_items where order_id = ${sale.id} order by position`);
  // 3 x 20.005 = 60.02 (rounded once) - 1.00 = 59.02; shares of 1.00 over 59.02 / 3.33 / 3.33 are .90 .05 .05
  expect(lines.map((line) => [line.unit_price, line.discount, line.line_total])).toEqual([
    ["20.0050", "1.90", "58.12"],
    ["3.3300", "0.05", "3.28"],
    ["3.3300", "0.05", "3.28"],
  ]);
  expect(sale.total).toBe("81.58");
  const [rest] = await read(sql`select (select amount from payments where order_id = ${sale.id}) as paid, (select on_hand from inventory where id = ${shelf.cheap}) as on_hand,
    (select count(*)::int from activity_logs where object_id = ${sale.id} and action = 'order.created' and request_id = 'r1') as traces, (select revenue from daily_order_stats where day = '2026-06-30') as counted`);
  expect(rest).toEqual({ paid: "81.58", on_hand: -2, traces: 1, counted: "64.68" });
});

test("the remainder of a spread discount goes to the largest line", async () => {
  const sale = await sell({ lines: [1, 2, 3].map((quantity) => ({ inventoryId: shelf.cheap, quantity })), orderDiscount: "0.10" });
  const lines = await read<{ discount: string }>(sql`select discount from order_items where order_id = ${sale.id} order by position`);
  expect(lines.map((line) => line.discount)).toEqual(["0.02", "0.03", "0.05"]);
});

test.each([
  ["an unknown shelf", { lines: [{ inventoryId: "01900000-0000-7000-8000-0000000000ff", quantity: 1 }] }, /shelf that does not exist/],
  ["a discount above the amount", { lines: [{ inventoryId: "cheap", quantity: 1, discount: "4.00" }] }, /larger than its amount/],
  ["a record without a price", { lines: [{ inventoryId: "unpriced", quantity: 1 }] }, /has no price/],
] as [string, RecordSaleInput, RegExp][])("%s is refused and nothing is written", async (_what, input, sentence) => {
  const before = await read(sql`select count(*) from orders`);
  const lines = input.lines.map((line) => ({ ...line, inventoryId: shelf[line.inventoryId as keyof typeof shelf] ?? line.inventoryId }));
  await expect(sell({ ...input, lines })).rejects.toThrow(sentence);
  expect(await read(sql`select count(*) from orders`)).toEqual(before);
});

test.each(["staff", "marketing", "buyer"] as const)("%s may not record a sale", async (role) => {
  await expect(sell({ lines: [{ inventoryId: shelf.cheap, quantity: 1 }] }, role)).rejects.toThrow(/managers and admins/);
});
