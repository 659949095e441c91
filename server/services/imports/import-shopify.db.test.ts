import { readFileSync } from "node:fs";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestDatabase, type TestDatabase } from "#db/testing/index.ts";
import { contents, fixture, importPath, previewPath, query, temporaryFiles } from "./testing/support.ts";

let database: TestDatabase;
const files = temporaryFiles();

beforeAll(async () => {
  database = await openTestDatabase({ settings: { currency: "EUR", timeZone: "Europe/Berlin" } });
});
afterAll(async () => {
  files.remove();
  await database.close();
});

const orders = () =>
  query<Record<string, unknown>>(
    database.db,
    sql`select o.external_id as id, o.status, c.name as customer, o.shipping, o.tax, o.total, o.order_date at time zone 'UTC' as at,
        array_agg(i.line_total::text order by i.position) as lines, array_agg(i.discount::text order by i.position) as discounts
      from orders o left join customers c on c.id = o.customer_id join order_items i on i.order_id = o.id where o.channel = 'shopify' group by o.id, c.id order by o.order_number`,
  );
const orderOf = async (id: string) => (await orders()).find((order) => order["id"] === id);
const paymentsOf = (id: string) =>
  query(
    database.db,
    sql`select p.status, p.method, p.amount, p.refund_of is not null as refund, p.payment_date at time zone 'UTC' as at from payments p join orders o on o.id = p.order_id
      where o.external_id = ${id} order by p.refund_of is not null`,
  );

describe("importing Shopify's orders", () => {
  it("reads all rows, with a byte order mark, CRLF, line breaks in cells and orders split over the file", async () => {
    expect(await previewPath(database.db, fixture("shopify-orders.csv"))).toMatchObject({ batch: null, format: "shopify-orders", rows: 16, imported: 16, refused: 0 });
    expect(await importPath(database.db, fixture("shopify-orders.csv"))).toMatchObject({ format: "shopify-orders", rows: 16, imported: 16, unchanged: 0, refused: 0 });
    expect(await contents(database.db)).toMatchObject({ orders: 10, lines: 16, customers: 5, payments: 12, errors: [] });
    expect(await orderOf("5550001008")).toMatchObject({ customer: "Jo Park", lines: ["20.00", "25.00"], total: "45.00" });
  });

  it("adds lines, shipping and tax to the total of every order", async () => {
    expect(await query(database.db, sql`select o.external_id from orders o where total <> shipping + tax + (select sum(line_total) from order_items where order_id = o.id)`)).toEqual([]);
    expect(await orderOf("5550001001")).toMatchObject({ shipping: "4.90", tax: "14.99", total: "93.89", lines: ["29.00", "45.00"], at: "2024-05-01 10:00:00" });
  });

  it("spreads an order's discount over its lines, and takes a line's own as it is", async () => {
    expect(await orderOf("5550001002")).toMatchObject({ lines: ["30.00", "30.00", "30.00"], discounts: ["3.33", "3.33", "3.34"], total: "90.00" });
    expect(await orderOf("5550001009")).toMatchObject({ lines: ["25.00", "17.00"], discounts: ["5.00", "3.00"], shipping: "4.90", total: "46.90" });
  });

  it("takes the tax out of lines and shipping where prices include it", async () => {
    // 9.50 of 59.50 is tax: 19 % on each of 30.00, 20.00 and 9.50.
    expect(await orderOf("5550001003")).toMatchObject({ lines: ["25.21", "16.81"], shipping: "7.98", tax: "9.50", total: "59.50", at: "2024-05-03 07:00:00" });
  });

  it("knows paid, refunded, cancelled, voided and pending orders", async () => {
    expect(await orderOf("5550001004")).toMatchObject({ status: "completed", total: "60.00" });
    expect(await paymentsOf("5550001004")).toMatchObject([{ status: "completed", method: "cash", amount: "60.00", refund: false }, { status: "refunded", amount: "20.00", refund: true }]);
    expect(await orderOf("5550001005")).toMatchObject({ status: "cancelled" });
    expect(await paymentsOf("5550001005")).toMatchObject([{ status: "completed", amount: "25.00" }, { status: "refunded", amount: "25.00", at: "2024-05-07 08:00:00" }]);
    expect(await orderOf("5550001006")).toMatchObject({ status: "cancelled" });
    expect(await paymentsOf("5550001006")).toMatchObject([{ status: "cancelled", amount: "18.00" }]);
    expect(await orderOf("5550001010")).toMatchObject({ status: "open", customer: null });
    expect(await paymentsOf("5550001010")).toMatchObject([{ status: "pending", method: "bank_transfer", amount: "12.00" }]);
    expect(await paymentsOf("5550001002")).toMatchObject([{ method: "paypal" }]);
  });

  it("knows people by email in any case, else by name, and keeps what it is told of them apart", async () => {
    const people = await query(
      database.db,
      sql`select c.name, c.source, c.external_id like 'name:%' as by_name, k.email, k.phone, k.postcode, k.marketing_consent as consent, k.consent_source as told_by
        from customers c left join customer_contacts k on k.customer_id = c.id order by c.number`,
    );
    expect(people).toEqual([
      { name: "Maria Huber", source: null, by_name: null, email: "Maria.Huber@Example.test", phone: "+49 221 555", postcode: "01067", consent: true, told_by: "shopify" },
      { name: "Jo Park", source: null, by_name: null, email: "jo@example.test", phone: null, postcode: null, consent: false, told_by: null },
      { name: "Lee Stone", source: null, by_name: null, email: "lee@example.test", phone: null, postcode: null, consent: false, told_by: null },
      { name: 'Walter "Wally" Ohm', source: "shopify", by_name: true, email: null, phone: null, postcode: null, consent: false, told_by: null },
      { name: "Nia Cole", source: null, by_name: null, email: "nia@example.test", phone: null, postcode: null, consent: false, told_by: null },
    ]);
  });

  it("adds nothing the second time, nor from an older export without Ids", async () => {
    const before = await contents(database.db);
    expect(await importPath(database.db, fixture("shopify-orders.csv"))).toMatchObject({ rows: 16, imported: 0, unchanged: 16 });
    expect(await contents(database.db)).toEqual(before);
    expect(await importPath(database.db, fixture("shopify-orders-older.csv"))).toMatchObject({ rows: 4, imported: 2, unchanged: 2, refused: 0 });
    expect(await orderOf("#2002")).toMatchObject({ status: "completed", total: "15.00" });
    expect(await paymentsOf("#2002")).toMatchObject([{ status: "completed" }, { status: "refunded", amount: "15.00" }]);
    expect(await contents(database.db)).toMatchObject({ orders: 12, customers: 6, errors: [] });
  });

  it("adds nothing when the rows stand in another order", async () => {
    const lines = readFileSync(fixture("shopify-orders-older.csv"), "utf8").trimEnd().split("\n");
    const [head = "", ...rows] = lines;
    expect(await importPath(database.db, files.write("turned.csv", [head, ...rows.toReversed()].join("\n")))).toMatchObject({ rows: 4, imported: 0, unchanged: 4 });
  });
});

describe("Shopify orders that are refused", () => {
  it("leaves out whole orders and says why, with the figures", async () => {
    const report = await importPath(database.db, fixture("shopify-orders-faulty.csv"));
    expect(report).toMatchObject({ rows: 9, imported: 1, unchanged: 0, refused: 8 });
    expect(report.errors.map(({ row, column, message }) => [row, column, message])).toEqual([
      [3, null, "order #3002 is left out as a whole, because its row 4 was refused"],
      [4, "Lineitem quantity", '"many" is not a quantity of 1 or more'],
      [5, null, "order #3003: subtotal 30.00, shipping 5.00 and taxes 0.00 do not give the total 40.00"],
      [6, "Currency", "order #3004 is in USD and the shop counts in EUR; say what one USD is worth with --rate USD=…"],
      [7, null, "order #3005: its lines come to 40.00, its discounts to 0.00, and the subtotal says 44.00"],
      [8, null, "order #3006: 11.00 was refunded of a total of 10.00"],
      [9, null, "order #3007 has no row with its totals"],
      [10, "Created at", '"yesterday" is not a time like 2024-05-01 10:00:00 +0000'],
    ]);
    expect(await contents(database.db)).toMatchObject({ orders: 13, errors: [] });
  });

  it("converts another currency by the rate given", async () => {
    expect(await importPath(database.db, fixture("shopify-orders-faulty.csv"), { rates: { USD: "0.92" } })).toMatchObject({ imported: 1, unchanged: 1, refused: 7 });
    expect(await query(database.db, sql`select currency, exchange_rate as rate, total from orders where external_id = '3004'`)).toEqual([{ currency: "USD", rate: "0.92000000", total: "9.20" }]);
    expect(await paymentsOf("3004")).toMatchObject([{ amount: "9.20" }]);
  });

  const HEAD = "Name,Email,Financial Status,Currency,Subtotal,Shipping,Taxes,Total,Discount Amount,Created at,Lineitem quantity,Lineitem name,Lineitem price";
  const importRows = (rows: string[], options = {}) => importPath(database.db, files.write("orders.csv", [HEAD, ...rows].join("\n")), options);

  it("takes the person's word on tax over the file's, and refuses what then does not add up", async () => {
    const included = "#4001,z@example.test,paid,EUR,119.00,0.00,19.00,119.00,0,2024-05-01 10:00:00 +0000,1,Box,119.00";
    const report = await importRows([included], { tax: "excluded" });
    expect(report).toMatchObject({ imported: 0, refused: 1 });
    expect(report.errors[0]?.message).toBe("order #4001: subtotal 119.00, shipping 0.00 and taxes 19.00 do not give the total 119.00");
    expect(await importRows([included], { tax: "included" })).toMatchObject({ imported: 1 });
    expect(await orderOf("#4001")).toMatchObject({ lines: ["100.00"], tax: "19.00", total: "119.00" });
  });

  it("knows a discount that was for the shipping", async () => {
    expect(await importRows(["#4002,z@example.test,paid,EUR,40.00,5.00,0,40.00,5.00,2024-05-02 10:00:00 +0000,1,Box,40.00"])).toMatchObject({ imported: 1, refused: 0 });
    expect(await orderOf("#4002")).toMatchObject({ lines: ["40.00"], discounts: ["0.00"], shipping: "0.00", total: "40.00" });
  });

  it("takes an order whose sums differ by a cent, and keeps its lines equal to its total", async () => {
    expect(await importRows(["#4003,z@example.test,paid,EUR,10.00,0.00,1.90,11.91,0,2024-05-03 10:00:00 +0000,1,Box,10.00"], { tax: "excluded" })).toMatchObject({ imported: 1, refused: 0 });
    expect(await orderOf("#4003")).toMatchObject({ lines: ["10.01"], tax: "1.90", total: "11.91" });
  });

  it("refuses a file without a required column, or with one twice", async () => {
    await expect(importPath(database.db, files.write("less.csv", `${HEAD.replace(",Total", "")}\n`))).rejects.toThrow('no column "Total"');
    await expect(importPath(database.db, files.write("more.csv", `${HEAD},Total\n`))).rejects.toThrow('"Total" twice');
  });

  it("refuses an order with a broken row as a whole where its name can be read, and by its totals where not", async () => {
    const report = await importRows([
      "#4004,z@example.test,paid,EUR,30.00,0.00,0,30.00,0,2024-05-04 10:00:00 +0000,1,Box,10.00",
      '#4004,,,,,,,,,2024-05-04 10:00:00 +0000,1,"Bro"ken,20.00',
      "#4005,z@example.test,paid,EUR,12.00,0.00,0,12.00,0,2024-05-05 10:00:00 +0000,1,Fine,12.00",
    ]);
    expect(report).toMatchObject({ rows: 3, imported: 1, refused: 2 });
    expect(report.errors.map(({ row, message }) => [row, message])).toEqual([
      [2, "order #4004: its lines come to 10.00, its discounts to 0.00, and the subtotal says 30.00"],
      [3, "the quotes are broken"],
    ]);
  });
});
