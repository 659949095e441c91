import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestDatabase, type TestDatabase } from "#db/testing/index.ts";
import { contents, importPath, previewPath, query, temporaryFiles } from "./testing/support.ts";

let database: TestDatabase;
const files = temporaryFiles();

beforeAll(async () => {
  database = await openTestDatabase({ settings: { currency: "EUR", timeZone: "Europe/Berlin" } });
});
afterAll(async () => {
  files.remove();
  await database.close();
});

const HEAD = "Name,Id,Email,Financial Status,Fulfillment Status,Paid at,Cancelled at,Currency,Subtotal,Shipping,Taxes,Total,Discount Amount,Refunded Amount,Outstanding Balance,Payment Method,Created at,Lineitem quantity,Lineitem name,Lineitem price";
interface Order {
  status: string;
  fulfilled?: boolean;
  paid?: string;
  cancelled?: string;
  refunded?: string;
  outstanding?: string;
  method?: string;
  price?: string;
  currency?: string;
  id?: string;
}
/** Two rows of one order of `price` + 10.00. */
const rowsOf = (number: number, { status, fulfilled = false, paid = "", cancelled = "", refunded = "0.00", outstanding = "0.00", method = "PayPal", price = "50.00", currency = "EUR", id = `77${number}` }: Order): string[] => {
  const total = `${Number(price) + 10}.00`;
  const time = (day: string) => (day === "" ? "" : `2024-${day} 10:00:00 +0000`);
  return [
    `#${number},${id},c${number}@example.test,${status},${fulfilled ? "fulfilled" : ""},${time(paid)},${time(cancelled)},${currency},${total},0.00,0.00,${total},0.00,${refunded},${outstanding},${method},${time("05-02")},1,Box,${price}`,
    `#${number},${id},,,,,,,,,,,,,,,${time("05-02")},1,Slipmat,10.00`,
  ];
};
const exportOf = (name: string, orders: Record<number, Order>): string => files.write(`${name}.csv`, [HEAD, ...Object.entries(orders).flatMap(([number, order]) => rowsOf(Number(number), order))].join("\n"));

const statuses = async () =>
  Object.fromEntries((await query<{ id: string; status: string }>(database.db, sql`select external_id as id, status from orders where external_id like '77%' order by order_number`)).map(({ id, status }) => [Number(id.slice(2)), status]));
const paymentsOf = async (number: number) =>
  (
    await query<Record<string, string>>(
      database.db,
      sql`select p.status, p.amount, p.method, (p.payment_date at time zone 'UTC')::date::text as day, coalesce(g.amount::text, '') as of
        from payments p join orders o on o.id = p.order_id left join payments g on g.id = p.refund_of where o.external_id = ${`77${number}`} order by p.refund_of is not null, p.status::text, p.amount`,
    )
  ).map(({ status, amount, method, day, of }) => `${status} ${amount} ${method} ${day}${of ? ` of ${of}` : ""}`);

const MAY: Record<number, Order> = {
  1: { status: "paid", paid: "05-03" },
  2: { status: "pending", method: "Bank Deposit" },
  3: { status: "paid", paid: "05-03" },
  4: { status: "authorized" },
  5: { status: "partially_paid", paid: "05-04", outstanding: "45.00" },
  6: { status: "voided" },
  7: { status: "paid", fulfilled: true, paid: "05-03" },
  8: { status: "paid", paid: "05-03", currency: "USD" },
};
const JUNE: Record<number, Order> = {
  1: { status: "partially_refunded", fulfilled: true, paid: "05-03", refunded: "12.50" },
  2: { status: "paid", paid: "06-04", method: "Bank Deposit" },
  3: { status: "refunded", paid: "05-03", cancelled: "06-10", refunded: "60.00" },
  4: { status: "voided", cancelled: "06-01" },
  5: { status: "paid", paid: "06-05" },
  6: { status: "paid", fulfilled: true, paid: "06-06" },
  7: { status: "paid", fulfilled: true, paid: "05-03" },
  8: { status: "refunded", paid: "05-03", currency: "USD", refunded: "60.00" },
};

describe("a later export of Shopify orders that are here", () => {
  const rates = { USD: "0.9333" };

  it("first takes them as they are in May", async () => {
    expect(await importPath(database.db, exportOf("may", MAY), { rates })).toMatchObject({ rows: 16, imported: 16, refused: 0 });
    expect(await statuses()).toEqual({ 1: "open", 2: "open", 3: "open", 4: "open", 5: "open", 6: "cancelled", 7: "completed", 8: "open" });
  });

  it("keeps nothing of a dry run", async () => {
    const before = await contents(database.db);
    expect(await previewPath(database.db, exportOf("june", JUNE), { rates })).toMatchObject({ imported: 14, unchanged: 2, refused: 0 });
    expect(await contents(database.db)).toEqual(before);
    expect(await statuses()).toMatchObject({ 1: "open", 3: "open" });
  });

  it("brings status, payments and refunds, and counts what is equal as unchanged", async () => {
    // Another rate of the day does not touch what was converted in May.
    expect(await importPath(database.db, exportOf("june", JUNE), { rates: { USD: "0.95" } })).toMatchObject({ rows: 16, imported: 14, unchanged: 2, refused: 0 });
    expect(await statuses()).toEqual({ 1: "completed", 2: "open", 3: "cancelled", 4: "cancelled", 5: "open", 6: "completed", 7: "completed", 8: "completed" });
    expect(await paymentsOf(1)).toEqual(["completed 60.00 paypal 2024-05-03", "refunded 12.50 paypal 2024-05-03 of 60.00"]);
    expect(await paymentsOf(2)).toEqual(["completed 60.00 bank_transfer 2024-06-04"]);
    expect(await paymentsOf(3)).toEqual(["completed 60.00 paypal 2024-05-03", "refunded 60.00 paypal 2024-06-10 of 60.00"]);
    expect(await paymentsOf(4)).toEqual(["cancelled 60.00 paypal 2024-05-02"]);
    expect(await paymentsOf(5)).toEqual(["completed 15.00 paypal 2024-05-04", "completed 45.00 paypal 2024-06-05"]);
    expect(await paymentsOf(6)).toEqual(["cancelled 60.00 paypal 2024-05-02", "completed 60.00 paypal 2024-06-06"]);
    expect(await paymentsOf(8)).toEqual(["completed 56.00 paypal 2024-05-03", "refunded 56.00 paypal 2024-05-03 of 56.00"]);
    expect(await contents(database.db)).toMatchObject({ orders: 8, lines: 16, customers: 8, total: "476.00", errors: [] });
  });

  it("adds only the difference when a refund grows, and nothing the second time or from an older file", async () => {
    const july = exportOf("july", { ...JUNE, 1: { status: "refunded", fulfilled: true, paid: "05-03", refunded: "60.00" } });
    expect(await importPath(database.db, july, { rates })).toMatchObject({ rows: 16, imported: 2, unchanged: 14, refused: 0 });
    expect(await paymentsOf(1)).toEqual(["completed 60.00 paypal 2024-05-03", "refunded 12.50 paypal 2024-05-03 of 60.00", "refunded 47.50 paypal 2024-05-03 of 60.00"]);
    const [before, then] = [await contents(database.db), await statuses()];
    for (const path of [july, exportOf("june", JUNE), exportOf("may", MAY)]) expect(await importPath(database.db, path, { rates })).toMatchObject({ imported: 0, unchanged: 16, refused: 0 });
    expect([await contents(database.db), await statuses()]).toEqual([before, then]);
  });

  it("refuses an order whose amounts or lines changed, and takes nothing of it", async () => {
    const report = await importPath(database.db, exportOf("edited", { 2: { status: "refunded", paid: "06-04", refunded: "50.00", price: "40.00" }, 9: { status: "paid", paid: "07-01" }, 10: { status: "paid", id: "779" } }));
    expect(report).toMatchObject({ rows: 6, imported: 2, unchanged: 0, refused: 4 });
    expect(report.errors[0]).toMatchObject({
      row: 2,
      message: "order #2 is here with lines of 60.00, shipping 0.00, tax 0.00 and total 60.00, and the file says lines of 50.00, shipping 0.00, tax 0.00 and total 50.00; lines and amounts of an order that is here are not changed by an import",
    });
    expect(report.errors[2]).toMatchObject({ row: 6, column: "Id", message: "order #10 has the same Id as order #9" });
    expect(await paymentsOf(2)).toEqual(["completed 60.00 bank_transfer 2024-06-04"]);
    expect(await contents(database.db)).toMatchObject({ orders: 9, errors: [] });
  });
});

describe("whether prices include tax", () => {
  const TAXED = "Name,Financial Status,Subtotal,Shipping,Taxes,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price";
  // A cent of tax agrees with both readings.
  const importTaxed = (number: number, tax?: "included" | "excluded") =>
    importPath(database.db, files.write("taxed.csv", `${TAXED}\n#${number},paid,10.00,0.00,0.01,10.00,2024-05-02 10:00:00 +0000,1,Box,10.00`), { tax });
  const kept = () => query(database.db, sql`select tax_included as tax from import_batches where format = 'shopify-orders' and status = 'completed' order by completed_at desc, id desc limit 1`);
  const lineOf = async (number: number) => (await query(database.db, sql`select i.line_total as line, o.tax from orders o join order_items i on i.order_id = o.id where o.external_id = ${`#${number}`}`))[0];

  it("is what was said last, until something else is said", async () => {
    expect(await kept()).toEqual([{ tax: null }]);
    expect(await importTaxed(801, "included")).toMatchObject({ imported: 1 });
    const report = await importPath(database.db, files.write("added.csv", `${TAXED}\n#802,paid,10.00,0.00,1.90,11.90,2024-05-02 10:00:00 +0000,1,Box,10.00`));
    expect(report.errors).toMatchObject([{ message: "order #802: subtotal 10.00, shipping 0.00 and taxes 1.90 do not give the total 11.90" }]);
    expect(await kept()).toEqual([{ tax: true }]);
    expect(await importPath(database.db, files.write("added.csv", `${TAXED}\n#802,paid,10.00,0.00,1.90,11.90,2024-05-02 10:00:00 +0000,1,Box,10.00`), { tax: "excluded" })).toMatchObject({ imported: 1 });
    expect(await importTaxed(803)).toMatchObject({ imported: 1 });
    expect(await kept()).toEqual([{ tax: false }]);
    expect(await lineOf(802)).toEqual({ line: "10.00", tax: "1.90" });
  });

  it("cannot be yes for a file that does not say the tax: nothing goes in", async () => {
    const before = await contents(database.db);
    const log = files.write("log.csv", "day,paid\n2024-05-01,11.90\n");
    const mapping = { source: "till", columns: { date: "day", amount: "paid" } };
    const batches = () => query(database.db, sql`select count(*)::int as n from import_batches`);
    const many = await batches();
    await expect(importPath(database.db, log, { mapping, tax: "included" })).rejects.toThrow("A transaction-log import has no column that says the tax, so it cannot be taken out of the prices; nothing was imported.");
    await expect(previewPath(database.db, files.write("cdnow.txt", " 00001 19970101  1   11.77\n"), { tax: "included" })).rejects.toThrow("A cdnow import has no column that says the tax");
    expect([await contents(database.db), await batches()]).toEqual([before, many]);
    expect(await importPath(database.db, log, { mapping, tax: "excluded" })).toMatchObject({ imported: 1 });
  });
});
