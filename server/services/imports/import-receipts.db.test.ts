import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestDatabase, type TestDatabase } from "#db/testing/index.ts";
import { contents, importPath, previewPath, query, temporaryFiles } from "./testing/support.ts";

/* A till that says which receipt, what, who and which tax: rows become orders with lines. */

const HEAD = "bon;dag;klant;mail;naam;plaat;stuks;prijs;btw";
const ROWS = [
  "B-1;03-01-2026;K7;an@example.test;An Jansen;Blue Train;1;24,90;4,32",
  "B-1;03-01-2026;K7;an@example.test;An Jansen;Kind of Blue;2;49,80;8,64",
  "B-2;03-01-2026;;Bo@Example.test;Bo;Moanin';1;22,00;3,82",
  "B-3;04-01-2026;;;;Maiden Voyage;1;19,00;",
];
const mapping = { source: "kassa", columns: { order: "bon", date: "dag", customer: "klant", email: "mail", name: "naam", title: "plaat", quantity: "stuks", amount: "prijs", tax: "btw" }, tax: "included", delimiter: ";", date: "dd-mm-yyyy", decimal: "," };

let database: TestDatabase;
const files = temporaryFiles();
const write = (rows: string[], head = HEAD): string => files.write("kassa.csv", [head, ...rows].join("\r\n"));
const take = (rows: string[], changes: object = {}) => importPath(database.db, write(rows), { mapping: { ...mapping, ...changes } });

beforeAll(async () => {
  database = await openTestDatabase({ settings: { currency: "EUR", timeZone: "Europe/Amsterdam" } });
});
afterAll(async () => {
  files.remove();
  await database.close();
});

describe("rows with an order number", () => {
  it("become orders with lines, titles and tax, the tax taken out of the amounts", async () => {
    expect(await previewPath(database.db, write(ROWS), { mapping })).toMatchObject({ rows: 4, imported: 4, refused: 0 });
    expect(await take(ROWS)).toMatchObject({ rows: 4, imported: 4, unchanged: 0, refused: 0 });
    const orders = await query(
      database.db,
      sql`select o.external_id as id, o.tax, o.total, c.name, k.email, array_agg(i.description || ' ' || i.quantity || ' ' || i.line_total order by i.position) as lines
        from orders o join order_items i on i.order_id = o.id left join customers c on c.id = o.customer_id left join customer_contacts k on k.customer_id = c.id group by o.id, c.name, k.email order by o.external_id`,
    );
    expect(orders).toEqual([
      { id: "kassa:B-1", tax: "12.96", total: "74.70", name: "An Jansen", email: "an@example.test", lines: ["Blue Train 1 20.58", "Kind of Blue 2 41.16"] },
      { id: "kassa:B-2", tax: "3.82", total: "22.00", name: "Bo", email: "Bo@Example.test", lines: ["Moanin' 1 18.18"] },
      { id: "kassa:B-3", tax: "0.00", total: "19.00", name: null, email: null, lines: ["Maiden Voyage 1 19.00"] },
    ]);
    expect(await query(database.db, sql`select count(*)::int as n from customers where external_id like '%@%'`)).toEqual([{ n: 0 }]);
    expect(await query(database.db, sql`select count(*)::int as n from customer_contacts where marketing_consent`)).toEqual([{ n: 0 }]);
    expect((await contents(database.db)).errors).toEqual([]);
  });

  it("add nothing the second time, in whatever order they stand, and only what is new", async () => {
    const before = await contents(database.db);
    expect(await take(ROWS.toReversed())).toMatchObject({ imported: 0, unchanged: 4, refused: 0 });
    expect(await contents(database.db)).toEqual(before);
    expect(await take([...ROWS, "B-4;05-01-2026;;bo@example.test;Bo;Giant Steps;1;20,00;3,47"])).toMatchObject({ imported: 1, unchanged: 4 });
    expect(await contents(database.db)).toMatchObject({ orders: 4, customers: 2, errors: [] });
  });

  it("are left out as a whole when one of them is refused", async () => {
    const report = await take(["B-9;05-01-2026;;;;A;1;10,00;", "B-9;05-01-2026;;;;B;0;10,00;", "B-10;05-01-2026;;;;C;1;9,00;9,01", "B-11;05-01-2026;;nobody;;C;1;9,00;"]);
    expect(report).toMatchObject({ imported: 0, refused: 4 });
    expect(report.errors.map(({ row, message }) => [row, message])).toEqual([
      [2, "order B-9 is left out as a whole, because its row 3 was refused"],
      [3, '"0" is not a quantity of 1 or more'],
      [4, "the tax is larger than the amount that holds it"],
      [5, '"nobody" is not an email address'],
    ]);
  });

  it("are no order on several days, of several customers, or with no number", async () => {
    const report = await take(["1;05-01-2026;;;;A;1;10,00;", "1;06-01-2026;;;;B;1;10,00;", "2;05-01-2026;K1;;;C;1;9,00;", "2;05-01-2026;K2;;;C;1;9,00;", ";05-01-2026;K2;;;C;1;9,00;"]);
    expect(report).toMatchObject({ imported: 0, refused: 5 });
    expect(report.errors[0]?.message).toBe("order 1 has rows on several days, 2026-01-05 and 2026-01-06; where numbers begin anew they name no order, so leave that column out");
    expect(report.errors[2]?.message).toBe("order 2 has rows of different customers");
    expect(report.errors[4]).toMatchObject({ column: "bon", message: "the value is missing" });
  });

  it("change no order that is here", async () => {
    const before = await contents(database.db);
    const report = await take(["B-3;04-01-2026;;;;Maiden Voyage;1;20,00;"]);
    expect(report).toMatchObject({ imported: 0, refused: 1 });
    expect(report.errors[0]?.message).toMatch(/^order B-3 is here with lines of 19.00 and tax 0.00 on 2026-01-04, and the file says lines of 20.00/);
    expect(await contents(database.db)).toEqual(before);
  });
});

describe("rows that are an order each", () => {
  it("keep their keys when more of their columns are said later, so that nothing comes twice", async () => {
    const plain = { source: "boek", columns: { date: "dag", email: "mail", quantity: "stuks", amount: "prijs" } };
    expect(await take(ROWS.toReversed(), { ...plain, columns: { date: "dag", customer: "mail", quantity: "stuks", amount: "prijs" }, tax: "excluded" })).toMatchObject({ imported: 4 });
    const before = await contents(database.db);
    expect(await take(ROWS.toReversed(), { ...plain, columns: { ...plain.columns, title: "plaat", tax: "btw" } })).toMatchObject({ imported: 0, unchanged: 4 });
    expect(await contents(database.db)).toEqual(before);
  });

  it("count an amount for one copy as often as there are copies, and put the tax on top", async () => {
    const report = await take(["x;07-01-2026;;;;A;3;10,00;6,30"], { source: "stuk", columns: { date: "dag", quantity: "stuks", amount: "prijs", tax: "btw" }, amountIs: "copy", tax: "excluded" });
    expect(report).toMatchObject({ imported: 1 });
    expect(await query(database.db, sql`select o.total, o.tax, i.quantity, i.unit_price, i.line_total from orders o join order_items i on i.order_id = o.id where o.total = 36.30`)).toEqual([{ total: "36.30", tax: "6.30", quantity: 3, unit_price: "10.0000", line_total: "30.00" }]);
  });

  it("refuse days to come, and read a time that says its own zone", async () => {
    const own = { source: "zone", columns: { date: "dag", amount: "prijs" }, date: "yyyy-mm-ddThh:mi:sstz", tax: "excluded" };
    const report = await take(["x;2026-02-01T23:30:00-05:00;;;;A;1;10,01;", "x;2062-02-01T23:30:00Z;;;;A;1;10,00;"], own);
    expect(report).toMatchObject({ imported: 1, refused: 1, errors: [{ row: 3, column: "dag", message: "the day 2062-02-01 lies in the future" }] });
    expect(await query(database.db, sql`select order_date at time zone 'UTC' as at, time_known from orders where total = 10.01`)).toEqual([{ at: "2026-02-02 04:30:00", time_known: true }]);
  });

  it("read a table that begins in a later line", async () => {
    const report = await importPath(database.db, files.write("titel.csv", `Verkoop 2026\n\n${HEAD}\nx;07-02-2026;;;;A;1;11,11;;;\n`), { mapping: { ...mapping, source: "titel", columns: { date: "dag", amount: "prijs" }, tax: "excluded", skipLines: 2 } });
    expect(report).toMatchObject({ imported: 1, refused: 0 });
    expect(await query(database.db, sql`select row_number from import_rows where batch_id = ${report.batch}::uuid`)).toEqual([{ row_number: 4 }]);
  });
});
