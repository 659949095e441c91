import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openTestDatabase, people, type TestDatabase } from "#db/testing/index.ts";
import { openDesk } from "../testing/desk.ts";
import { contents, fixture, importPath, NOW, query, temporaryFiles } from "../testing/support.ts";
import { isSilent, isUndoing, startUndo, undoImport } from "./undo-import.ts";

const LOG = [" customer_id  date number_of_cds  dollar_value", " 00001 19970101  1   11.77", " 00002 19970112  1   12.00", " 00002 19970112  5   77.00", " 00003 19970102  2    0.00"].join("\r\n");

let database: TestDatabase;
let manager: ReturnType<typeof openDesk>;
const files = temporaryFiles();
let path = "";
beforeAll(async () => {
  database = await openTestDatabase({ settings: { currency: "EUR", timeZone: "Europe/Berlin" } });
  manager = openDesk(database.db, "manager");
  path = files.write("log.txt", LOG);
});
afterAll(async () => {
  manager.remove();
  files.remove();
  await database.close();
});

const undo = (id: string) => undoImport({ db: database.db, actor: { kind: "command_line" }, now: () => NOW }, id);
const importLog = async (): Promise<string> => (await importPath(database.db, path)).batch ?? "";
const everything = () => contents(database.db);

describe("taking an import back", () => {
  let empty: Awaited<ReturnType<typeof everything>>;
  beforeEach(async () => {
    empty = await everything();
  });

  it("leaves the shop as it was before, to the cent, and the file can come again", async () => {
    const first = await importLog();
    const full = await everything();
    expect(await undo(first)).toMatchObject({ orders: 4, customers: 3, kept: { orders: 0, customers: 0 }, list: [] });
    expect(await everything()).toEqual(empty);
    expect(await query(database.db, sql`select status, undo_worker from import_batches where id = ${first}::uuid`)).toEqual([{ status: "undone", undo_worker: null }]);
    expect(await query(database.db, sql`select count(*)::int as n from import_rows where batch_id = ${first}::uuid`)).toEqual([{ n: 4 }]);
    expect(await query(database.db, sql`select actor_kind, result from activity_logs where action = 'import.undone'`)).toEqual([{ actor_kind: "command_line", result: "succeeded" }]);
    const second = await importLog();
    expect(await everything()).toEqual(full);
    await undo(second);
  });

  it("happens once when two people ask at once, and again is nothing new", async () => {
    const id = await importLog();
    const other = openDesk(database.db, "manager");
    await Promise.all([startUndo(manager.work, { id }), startUndo(other.work, { id }), startUndo(manager.work, { id })]);
    await Promise.all([manager.background.settled(), other.background.settled()]);
    await startUndo(manager.work, { id });
    await manager.background.settled();
    other.remove();
    expect(await everything()).toEqual(empty);
    expect(await query(database.db, sql`select count(*)::int as n from activity_logs where object_id = ${id}::uuid and action = 'import.undone'`)).toEqual([{ n: 1 }]);
    expect(await query(database.db, sql`select undone_by from import_batches where id = ${id}::uuid`)).toEqual([{ undone_by: people.manager.id }]);
  });

  it("dates customers who were here as they were dated before, and calls that no edit", async () => {
    const since = () => query(database.db, sql`select number, customer_since::text as since from customers order by number`);
    await query(database.db, sql`insert into customers (id, name, customer_since) values (gen_random_uuid(), 'Regular', '2026-05-01T00:00:00Z') returning id`);
    await query(database.db, sql`insert into customer_contacts (customer_id, email) select id, 'regular@example.test' from customers where name = 'Regular' returning customer_id`);
    const first = await importLog();
    const before = await since();
    const mapping = { source: "cdnow", columns: { customer: "who", email: "mail", date: "day", amount: "sum" } };
    const second = await importPath(database.db, files.write("older.csv", "who,mail,day,sum\n00002,,1995-01-01,3.00\n00099,regular@example.test,1995-01-02,4.00\n"), { mapping });
    expect(second).toMatchObject({ imported: 2, refused: 0 });
    expect((await since()).filter(({ since: day }) => String(day).startsWith("1995"))).toHaveLength(2);
    await undo(second.batch ?? "");
    expect(await since()).toEqual(before);
    expect(await undo(first)).toMatchObject({ customers: 3, kept: { customers: 0 } });
    await query(database.db, sql`delete from customer_contacts`);
    await query(database.db, sql`delete from customers`);
    expect(await everything()).toMatchObject({ orders: 0, customers: 0, errors: [] });
  });

  it("counts somebody on another machine who was not heard of for long as gone", () => {
    const elsewhere = JSON.stringify({ host: "elsewhere", boot: "b", pid: 1, start: "1" });
    const later = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);
    expect([isUndoing(elsewhere, isSilent(NOW, later(1))), isUndoing(elsewhere, isSilent(NOW, later(30))), isUndoing(null, false)]).toEqual([true, false, false]);
  });

  it("keeps what was edited or used since, and says why", async () => {
    const id = await importLog();
    const [edited] = await query<{ order_number: number }>(database.db, sql`update orders set shipping = 0, status = 'open' where import_batch_id = ${id}::uuid and total = 11.77 returning order_number`);
    await query(database.db, sql`update customers set name = 'Ann' where import_batch_id = ${id}::uuid and external_id = '00003' returning id`);
    await query(database.db, sql`insert into payments (id, order_id, status, method, amount, payment_date) select gen_random_uuid(), id, 'completed', 'cash', 77, order_date from orders where total = 77 returning id`);
    const report = await undo(id);
    expect(report).toMatchObject({ orders: 2, customers: 0, kept: { orders: 2, customers: 3, records: 0, payments: 0 } });
    expect(report?.list.map(({ kind, reason }) => `${kind}: ${reason}`).sort()).toEqual([
      "customer: other orders, reviews or notes are theirs",
      "customer: other orders, reviews or notes are theirs",
      "customer: the customer was edited since",
      "order: a payment came or changed since",
      "order: the order was edited since",
    ]);
    expect(report?.list.some(({ name }) => name === String(edited?.order_number))).toBe(true);
    expect((await everything()).errors).toEqual([]);
    expect(await query(database.db, sql`select data_origin from settings`)).toEqual([{ data_origin: "imported" }]);
    for (const table of ["payments", "order_items", "orders", "customers"]) await query(database.db, sql`delete from ${sql.identifier(table)}`);
  });

  it("takes payments and contacts with a Shopify export's orders", async () => {
    const { batch } = await importPath(database.db, fixture("shopify-orders.csv"));
    const report = await undo(batch ?? "");
    expect(report?.kept).toEqual({ orders: 0, customers: 0, records: 0, payments: 0 });
    expect(await everything()).toMatchObject({ orders: 0, lines: 0, payments: 0, customers: 0, contacts: 0, errors: [] });
  });

  it("is for managers and admins, and for imports that took something in", async () => {
    const id = await importLog();
    await expect(startUndo(openDesk(database.db).work, { id })).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(startUndo(manager.work, { id: people.manager.id })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await query(database.db, sql`update import_batches set status = 'failed', completed_at = null where id = ${id}::uuid returning id`);
    await expect(startUndo(manager.work, { id })).rejects.toMatchObject({ code: "CONFLICT" });
  });

  it("can be begun again when the process that began it is gone", async () => {
    const [last] = await query<{ id: string }>(database.db, sql`update import_batches set status = 'completed', completed_at = now(), undo_worker = '{"host":"gone"}' where status = 'failed' returning id`);
    await query(database.db, sql`update import_batches set undo_worker = ${JSON.stringify({ host: (await import("node:os")).hostname(), boot: "another", pid: 1, start: "1" })} where id = ${last?.id ?? ""}::uuid returning id`);
    await startUndo(manager.work, { id: last?.id ?? "" });
    await manager.background.settled();
    expect(await query(database.db, sql`select status from import_batches where id = ${last?.id ?? ""}::uuid`)).toEqual([{ status: "undone" }]);
  });
});
