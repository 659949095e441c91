import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestDatabase, people, type TestDatabase } from "#db/testing/index.ts";
import { FileFault } from "./faults.ts";
import { contents, importPath, NOW, previewPath, query, strayRows, temporaryFiles } from "./testing/support.ts";

const HEADER = " customer_id  date number_of_cds  dollar_value";
const LOG = [HEADER, " 00001 19970101  1   11.77", " 00002 19970112  1   12.00", " 00002 19970112  5   77.00", " 00002 19970112  1   12.00", " 00003 19970102  2    0.00"];
const text = (lines: string[]): string => lines.map((line) => `${line}\r\n`).join("");

let database: TestDatabase;
const files = temporaryFiles();
const write = (lines: string[], name = "log.txt"): string => files.write(name, text(lines));
const importLines = (lines: string[]) => importPath(database.db, write(lines));

beforeAll(async () => {
  database = await openTestDatabase({ settings: { currency: "EUR", timeZone: "America/New_York" } });
});
afterAll(async () => {
  files.remove();
  await database.close();
});

describe("importing a transaction log", () => {
  it("says in a dry run what it would do, and changes nothing", async () => {
    const before = await contents(database.db);
    const report = await previewPath(database.db, write(LOG));
    expect(report).toEqual({ batch: null, format: "cdnow", rows: 5, imported: 5, unchanged: 0, refused: 0, errors: [] });
    expect(await contents(database.db)).toEqual(before);
    expect(await query(database.db, sql`select count(*)::int as n from import_batches`)).toEqual([{ n: 0 }]);
    expect(await query(database.db, sql`select count(*)::int as n from import_rows`)).toEqual([{ n: 0 }]);
    expect(await query(database.db, sql`select count(*)::int as n from activity_logs`)).toEqual([{ n: 0 }]);
  });

  it("takes equal rows and free ones as purchases of their own, at noon of the shop's day", async () => {
    const report = await importLines(LOG);
    expect(report).toMatchObject({ format: "cdnow", rows: 5, imported: 5, unchanged: 0, refused: 0, errors: [] });
    expect(await contents(database.db)).toMatchObject({ orders: 5, lines: 5, payments: 0, customers: 3, contacts: 0, total: "112.77", origin: "imported", errors: [] });
    const orders = await query(
      database.db,
      sql`select o.order_number as number, c.external_id as customer, c.name, (o.order_date at time zone 'America/New_York')::text as at, o.time_known as known, o.status, o.channel, o.currency,
        o.total, i.quantity, i.unit_price as price, i.line_total as paid, i.album_id as album
      from orders o join order_items i on i.order_id = o.id join customers c on c.id = o.customer_id order by o.order_number`,
    );
    expect(orders.map(({ at, customer, quantity, price, paid }) => [at, customer, quantity, price, paid])).toEqual([
      ["1997-01-01 12:00:00", "00001", 1, "11.7700", "11.77"],
      ["1997-01-02 12:00:00", "00003", 2, "0.0000", "0.00"],
      ["1997-01-12 12:00:00", "00002", 1, "12.0000", "12.00"],
      ["1997-01-12 12:00:00", "00002", 5, "15.4000", "77.00"],
      ["1997-01-12 12:00:00", "00002", 1, "12.0000", "12.00"],
    ]);
    // The dry run before took no number, so the first order is number 1.
    expect(orders[0]).toMatchObject({ number: 1, name: null, known: false, status: "completed", channel: "import", currency: "EUR", album: null });
  });

  it("keeps the raw row, the batch's counts and a trace", async () => {
    const [batch] = await query<Record<string, unknown>>(database.db, sql`select * from import_batches`);
    expect(batch).toMatchObject({ format: "cdnow", file_name: "log.txt", status: "completed", started_by: null, error: null });
    expect([batch?.["row_count"], batch?.["imported_count"], batch?.["refused_count"]].map(Number)).toEqual([5, 5, 0]);
    const rows = await query(database.db, sql`select row_number, raw, data from import_rows order by row_number limit 1`);
    expect(rows).toEqual([{ row_number: 2, raw: ["00001", "19970101", "1", "11.77"], data: { customer: "00001", day: "1997-01-01", quantity: 1, amount: "11.77" } }]);
    expect(await query(database.db, sql`select actor_kind, action, result, object_id from activity_logs`)).toEqual([{ actor_kind: "command_line", action: "import.completed", result: "succeeded", object_id: batch?.["id"] }]);
  });

  it("adds nothing the second time, in whatever order the rows stand, also without the header", async () => {
    const before = await contents(database.db);
    const [head = "", ...rows] = LOG;
    for (const lines of [LOG, [head, ...rows.toReversed()], rows]) {
      expect(await importLines(lines)).toMatchObject({ rows: 5, imported: 0, unchanged: 5, refused: 0 });
      expect(await contents(database.db)).toEqual(before);
    }
  });

  it("adds only what is more: a third purchase equal to two", async () => {
    expect(await importLines([...LOG, " 00002 19970112  1   12.00", " 00009 19961224  1   5.00"])).toMatchObject({ rows: 7, imported: 2, unchanged: 5 });
    expect(await contents(database.db)).toMatchObject({ orders: 7, customers: 4, total: "129.77", errors: [] });
  });

  it("keeps no address where every role may read it, and knows the person again", async () => {
    const path = files.write("addresses.txt", `${HEADER}\n Ann@Example.test 19970301 1 5.00\n ann@example.test 19970302 1 6.00\n`);
    const before = await contents(database.db);
    expect(await importPath(database.db, path)).toMatchObject({ imported: 2, refused: 0 });
    expect((await contents(database.db)).customers).toBe(Number(before.customers) + 1);
    expect(await query(database.db, sql`select count(*)::int as n from customers where external_id like '%@%' or external_id ilike '%example%'`)).toEqual([{ n: 0 }]);
    expect(await importPath(database.db, path)).toMatchObject({ imported: 0, unchanged: 2 });
  });

  it("dates a customer from the earliest purchase, also when it comes later", async () => {
    await importLines([HEADER, " 00003 19960105  1   5.00"]);
    expect(await query(database.db, sql`select (customer_since at time zone 'America/New_York')::date::text as day from customers where external_id = '00003'`)).toEqual([{ day: "1996-01-05" }]);
  });
});

describe("rows that are refused", () => {
  it("lists them by row and column, and the good ones are in", async () => {
    const before = await contents(database.db);
    const report = await importLines([HEADER, " 10001 19970230 1 5.00", " 10001 19970301 0 5.00", " 10001 19970301 1 -5.00", " 10001 19970301 1", ' "10001 19970301 1 5.00', " 10001 19970301 1 6.50"]);
    expect(report).toMatchObject({ rows: 6, imported: 1, unchanged: 0, refused: 5 });
    expect(report.errors).toEqual([
      { row: 2, column: "date", message: '"19970230" is not a date like yyyymmdd' },
      { row: 3, column: "number_of_cds", message: '"0" is not a quantity of 1 or more' },
      { row: 4, column: "dollar_value", message: 'the amount "-5.00" is below zero' },
      { row: 5, column: null, message: "the row has 3 cells, the header 4" },
      { row: 6, column: "customer_id", message: "the quotes are broken" },
    ]);
    expect(await contents(database.db)).toMatchObject({ orders: Number(before["orders"]) + 1, errors: [] });
  });

  it("refuses a cell of 10 MB, and a NUL, without losing the rows after it", async () => {
    const report = await importLines([HEADER, ` 10002 19970301 1 ${"9".repeat(10 * 1_048_576)}`, " 10002 199\u00007031 1 1.00", " 10002 19970302 1 7.50"]);
    expect(report).toMatchObject({ rows: 3, imported: 1, refused: 2 });
    expect(report.errors.map(({ row, message }) => [row, message])).toEqual([[2, "a cell is larger than 1 MB"], [3, "the cell holds a NUL character, which no text has"]]);
  });
});

describe("files that are refused", () => {
  const refused: [string, string | Uint8Array, RegExp][] = [
    ["a missing column", text([" customer_id date dollar_value", " 1 19970101 5.00"]), /no column "number_of_cds"/],
    ["a doubled column", text([" customer_id date date number_of_cds dollar_value", " 1 19970101 19970101 1 5.00"]), /"date" twice/],
    ["a second header", text([...LOG, HEADER, " 1 19970101 1 5.00"]), /its header a second time, in line 7/],
    ["Latin-1", Buffer.from(text([...LOG, " Jos\u00e9 19970101 1 5.00"]), "latin1"), /not text in UTF-8/],
    ["UTF-16 without its mark", Buffer.from(text(LOG), "utf16le"), /not text in UTF-8/],
    ["a header with broken quotes", text([' customer_id date number_of_cds "dollar_value', " 1 19970101 1 5.00"]), /first line/],
  ];

  it.each(refused)("takes nothing of one with %s", async (_name, content, message) => {
    const before = await contents(database.db);
    await expect(importPath(database.db, files.write("refused.txt", content), { as: "cdnow" })).rejects.toThrow(expect.objectContaining({ name: FileFault.name, message: expect.stringMatching(message) as string }) as Error);
    expect(await contents(database.db)).toEqual(before);
    expect(await strayRows(database.db)).toBe(0);
    const [batch] = await query<{ status: string; error: string }>(database.db, sql`select status, error from import_batches order by id desc limit 1`);
    expect(batch).toMatchObject({ status: "failed", error: expect.stringMatching(message) as string });
  });

  it("takes nothing of a long one whose last line is at fault", async () => {
    const before = await contents(database.db);
    const rows = Array.from({ length: 20_000 }, (_, row) => ` ${row} 19980101 1 ${row % 90}.50`);
    await expect(importLines([HEADER, ...rows, HEADER])).rejects.toThrow("its header a second time, in line 20002");
    expect(await contents(database.db)).toEqual(before);
    expect(await strayRows(database.db)).toBe(0);
    expect(await importLines(LOG)).toMatchObject({ rows: 5, unchanged: 5 });
  });

  it("reads UTF-16 that says so", async () => {
    expect(await importPath(database.db, files.write("utf16.txt", Buffer.from(`\ufeff${text(LOG)}`, "utf16le")), { as: "cdnow" })).toMatchObject({ rows: 5, unchanged: 5, refused: 0 });
  });

  it("says so where there is nothing, nothing known, or no mapping", async () => {
    await expect(importPath(database.db, `${files.folder}/none.csv`)).rejects.toThrow("There is no file or folder none.csv.");
    await expect(importPath(database.db, files.write("what.csv", "a,b\n1,2\n"))).rejects.toThrow("in no format that is recognised");
    await expect(importPath(database.db, files.write("what.csv", "a,b\n1,2\n"), { as: "transaction-log" })).rejects.toThrow("needs a mapping");
    await expect(importPath(database.db, files.write("what.csv", "a,b\n1,2\n"), { as: "nonsense" })).rejects.toThrow('no format "nonsense"');
  });
});

describe("a log read by a mapping", () => {
  const mapping = { source: "till-1", columns: { customer: "who", date: "when", quantity: "n", amount: "paid" }, delimiter: ";", date: "dd.mm.yyyy hh:mi", timeZone: "Europe/Berlin", currency: "USD" };
  const log = 'paid;who;when;n;note\n10.00;"A ""1""";31.03.2024 01:30;3;x\n7.35;;01.04.2024 23:30;1;y\n';

  it("refuses another currency without a rate, and says which", async () => {
    const report = await importPath(database.db, files.write("till.csv", log), { mapping });
    expect(report).toMatchObject({ format: "transaction-log", rows: 2, imported: 0, refused: 2 });
    expect(report.errors[0]?.message).toMatch(/in USD and the shop counts in EUR; .* --rate USD=/);
  });

  it("converts by the rate, which stays with the order, and knows the time of day", async () => {
    expect(await importPath(database.db, files.write("till.csv", log), { mapping, rates: { USD: "0.925" } })).toMatchObject({ imported: 2, refused: 0 });
    const orders = await query(
      database.db,
      sql`select order_date at time zone 'UTC' as at, time_known as known, o.currency, exchange_rate as rate, total, i.unit_price as price, c.external_id as customer
        from orders o join order_items i on i.order_id = o.id left join customers c on c.id = o.customer_id where o.currency = 'USD' order by order_date`,
    );
    expect(orders).toEqual([
      { at: "2024-03-31 00:30:00", known: true, currency: "USD", rate: "0.92500000", total: "9.25", price: "3.0833", customer: 'A "1"' },
      { at: "2024-04-01 21:30:00", known: true, currency: "USD", rate: "0.92500000", total: "6.80", price: "6.8000", customer: null },
    ]);
  });

  it("says what is wrong with a mapping", async () => {
    const path = files.write("till.csv", log);
    await expect(importPath(database.db, path, { mapping: { ...mapping, date: "dd.mm" } })).rejects.toThrow("date must hold yyyy, mm and dd");
    await expect(importPath(database.db, path, { mapping: { ...mapping, timeZone: "Mars" } })).rejects.toThrow("timeZone must be a time zone");
    await expect(importPath(database.db, path, { mapping: { ...mapping, columns: { ...mapping.columns, amount: "total" } } })).rejects.toThrow('has no column "total"');
  });
});

describe("who may import", () => {
  it.each(["buyer", "manager", "admin"] as const)("lets a %s", async (role) => {
    const report = await importPath(database.db, write(LOG), { actor: { kind: "person", ...people[role] } });
    expect(await query(database.db, sql`select started_by from import_batches where id = ${report.batch}`)).toEqual([{ started_by: people[role].id }]);
    expect(await query(database.db, sql`select actor_kind, actor_id, occurred_at at time zone 'UTC' as at from activity_logs where object_id = ${report.batch}`)).toEqual([
      { actor_kind: "person", actor_id: people[role].id, at: NOW.toISOString().replace("T", " ").replace(".000Z", "") },
    ]);
  });

  it.each(["staff", "marketing"] as const)("refuses %s, whatever role they claim", async (role) => {
    const before = await contents(database.db);
    await expect(importPath(database.db, write(LOG), { actor: { kind: "person", id: people[role].id, role: "admin" } })).rejects.toThrow("Importing is for buyers, managers and admins.");
    expect(await contents(database.db)).toEqual(before);
  });
});
