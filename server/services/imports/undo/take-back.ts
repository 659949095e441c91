import { sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { referencedBy } from "./referenced-by.ts";

/*
 * What an import brought goes away again, except what somebody has worked with since. A row that
 * the import wrote has the same moment in created_at and updated_at, that of its one transaction; a
 * trigger moves updated_at with every later change, so a row that differs was edited.
 */

const LISTED = 200;

/** A row that stays although its import is taken back. */
export type KeptRow = { kind: "order" | "customer" | "record" | "payment"; id: string; name: string; reason: string };

export interface UndoReport {
  orders: number;
  customers: number;
  records: number;
  /** Artists and genres that nothing uses any more. */
  names: number;
  kept: { orders: number; customers: number; records: number; payments: number };
  /** At most 200 of the kept rows. */
  list: KeptRow[];
}

/** Removes what the batch brought, in pieces of `pieceRows` so that no statement lasts long. */
export async function takeBack(tx: Tx, batchId: string, pieceRows: number): Promise<UndoReport> {
  await findOrders(tx, batchId);
  const stamps = await findStamps(tx, batchId);
  const payments = await listStrayPayments(tx, batchId);
  const orders = await removeOrders(tx, pieceRows);
  const people = await removeCustomers(tx, batchId, pieceRows);
  const records = await removeAlbums(tx, batchId, pieceRows);
  const names = await removeNames(tx, stamps);
  await dateCustomersBack(tx, batchId);
  const keptOrders = await tx.execute<KeptRow>(sql`select 'order' as kind, id, order_number::text as name, reason from undo_orders where reason is not null order by order_number limit ${LISTED}`);
  const [kept] = await tx.execute<{ n: number }>(sql`select count(*)::int as n from undo_orders where reason is not null`);
  return {
    orders,
    customers: people.removed,
    records: records.removed,
    names,
    kept: { orders: kept?.n ?? 0, customers: people.kept, records: records.kept, payments: payments.count },
    list: [...keptOrders, ...payments.list, ...people.list, ...records.list].slice(0, LISTED),
  };
}

/** Orders of the batch, with why one has to stay. */
async function findOrders(tx: Tx, batchId: string): Promise<void> {
  const lines = await referencedBy(tx, "order_items", "i");
  await tx.execute(sql`
    create temp table undo_orders on commit drop as
    select o.id, o.order_number, row_number() over (order by o.id)::int as n,
      case when o.updated_at > o.created_at then 'the order was edited since'
        when exists (select from payments p where p.order_id = o.id and (p.import_batch_id is distinct from ${batchId}::uuid or p.updated_at > p.created_at)) then 'a payment came or changed since'
        when exists (select from order_items i where i.order_id = o.id and i.updated_at > o.created_at) then 'its lines were edited since'
        when exists (select from order_items i where i.order_id = o.id and ${lines}) then 'copies left the shelf for it'
      end as reason
    from orders o where o.import_batch_id = ${batchId}::uuid`);
  await tx.execute(sql`create index on undo_orders (n)`);
  await tx.execute(sql`analyze undo_orders`);
}

/** The moments at which the import wrote: those of its rows. */
async function findStamps(tx: Tx, batchId: string): Promise<string[]> {
  const rows = await tx.execute<{ at: string }>(sql`
    select created_at::text as at from orders where import_batch_id = ${batchId}::uuid union select created_at::text from customers where import_batch_id = ${batchId}::uuid
    union select created_at::text from albums where import_batch_id = ${batchId}::uuid`);
  return rows.map(({ at }) => at);
}

/** What the batch paid on orders that were here before it: their state was brought forward with it, so it stays. */
async function listStrayPayments(tx: Tx, batchId: string): Promise<{ count: number; list: KeptRow[] }> {
  const stray = sql`from payments p join orders o on o.id = p.order_id where p.import_batch_id = ${batchId}::uuid and o.import_batch_id is distinct from ${batchId}::uuid`;
  const [count] = await tx.execute<{ n: number }>(sql`select count(*)::int as n ${stray}`);
  const list = await tx.execute<KeptRow>(sql`select 'payment' as kind, o.id, o.order_number::text as name, 'it belongs to an order that was here before' as reason ${stray} order by o.order_number limit ${LISTED}`);
  return { count: count?.n ?? 0, list };
}

/** Lines and payments before their orders, each in a statement of its own: the read models ask for that. */
async function removeOrders(tx: Tx, pieceRows: number): Promise<number> {
  const [last] = await tx.execute<{ n: number }>(sql`select coalesce(max(n), 0)::int as n from undo_orders`);
  let removed = 0;
  for (let from = 0; from < (last?.n ?? 0); from += pieceRows) {
    const piece = sql`select id from undo_orders where n > ${from} and n <= ${from + pieceRows} and reason is null`;
    await tx.execute(sql`delete from payments where order_id in (${piece})`);
    await tx.execute(sql`delete from order_items where order_id in (${piece})`);
    removed += (await tx.execute(sql`delete from orders where id in (${piece})`)).count;
  }
  return removed;
}

async function removeCustomers(tx: Tx, batchId: string, pieceRows: number): Promise<{ removed: number; kept: number; list: KeptRow[] }> {
  const used = await referencedBy(tx, "customers", "c", ["customer_contacts"]);
  // Another import that only dated the customer earlier, or gave that back, is no edit: it has the same moment.
  const byAnImport = sql`exists (select from import_batches b where b.updated_at = c.updated_at and b.options -> 'customersSince' ? c.id::text)`;
  await tx.execute(sql`
    create temp table undo_customers on commit drop as
    select c.id, coalesce(c.name, 'Customer ' || c.number) as name, row_number() over (order by c.id)::int as n,
      case when c.updated_at > c.created_at and not ${byAnImport} then 'the customer was edited since'
        when exists (select from customer_contacts k where k.customer_id = c.id and (k.updated_at > k.created_at or k.created_at > c.created_at)) then 'the contact was edited since'
        when ${used} then 'other orders, reviews or notes are theirs'
      end as reason
    from customers c where c.import_batch_id = ${batchId}::uuid`);
  return removePieces(tx, "customer", "undo_customers", pieceRows, [
    ["customer_contacts", "customer_id"],
    ["customers", "id"],
  ]);
}

async function removeAlbums(tx: Tx, batchId: string, pieceRows: number): Promise<{ removed: number; kept: number; list: KeptRow[] }> {
  const used = await referencedBy(tx, "albums", "a", ["album_prices"]);
  await tx.execute(sql`
    create temp table undo_albums on commit drop as
    select a.id, a.title as name, row_number() over (order by a.id)::int as n,
      case when a.updated_at > a.created_at then 'the record was edited since' when ${used} then 'it is on the shelf, in another order or reviewed' end as reason
    from albums a where a.import_batch_id = ${batchId}::uuid`);
  return removePieces(tx, "record", "undo_albums", pieceRows, [
    ["album_prices", "album_id"],
    ["albums", "id"],
  ]);
}

/** Customers whom the import had dated earlier are customers since when they were before, unless something changed that again. */
async function dateCustomersBack(tx: Tx, batchId: string): Promise<void> {
  await tx.execute(sql`
    update customers c set customer_since = (k.value ->> 0)::timestamptz
    from import_batches b, jsonb_each(b.options -> 'customersSince') k
    where b.id = ${batchId}::uuid and c.id = k.key::uuid and c.customer_since = (k.value ->> 1)::timestamptz
      and not exists (select from orders o where o.customer_id = c.id and o.order_date = c.customer_since)`);
}

/** Removes the rows of `found` without a reason to stay, table by table. */
async function removePieces(tx: Tx, kind: KeptRow["kind"], found: string, pieceRows: number, tables: readonly (readonly [string, string])[]): Promise<{ removed: number; kept: number; list: KeptRow[] }> {
  const rows = sql.identifier(found);
  const [last] = await tx.execute<{ n: number; kept: number }>(sql`select coalesce(max(n), 0)::int as n, (count(*) filter (where reason is not null))::int as kept from ${rows}`);
  for (let from = 0; from < (last?.n ?? 0); from += pieceRows) {
    for (const [table, column] of tables) {
      await tx.execute(sql`delete from ${sql.identifier(table)} where ${sql.identifier(column)} in (select id from ${rows} where n > ${from} and n <= ${from + pieceRows} and reason is null)`);
    }
  }
  const list = await tx.execute<KeptRow>(sql`select ${kind}::text as kind, id, name, reason from ${rows} where reason is not null order by n limit ${LISTED}`);
  return { removed: (last?.n ?? 0) - (last?.kept ?? 0), kept: last?.kept ?? 0, list };
}

/** Artists and genres have no batch of their own: those of its moment that nothing uses. */
async function removeNames(tx: Tx, stamps: readonly string[]): Promise<number> {
  if (stamps.length === 0) return 0;
  let removed = 0;
  for (const table of ["artists", "genres"]) {
    const used = await referencedBy(tx, table, "t");
    const gone = await tx.execute(sql`
      delete from ${sql.identifier(table)} t where t.created_at = any(${sql.param(`{${stamps.map((stamp) => `"${stamp}"`).join(",")}}`)}::timestamptz[]) and t.updated_at = t.created_at and not ${used}`);
    removed += gone.count;
  }
  return removed;
}
