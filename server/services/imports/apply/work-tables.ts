import { sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";

/**
 * Makes the tables in which an import is put together, for this transaction only: orders that are
 * not here yet, their lines, payments and people. Temporary, so nothing of them reaches the disk's
 * log and a killed import leaves none of them.
 */
export async function createWorkTables(tx: Tx): Promise<void> {
  await tx.execute(sql`
    create temp table import_work_orders (
      row_number int not null, ref text not null, external_id text not null, channel text not null, order_date timestamptz not null, time_known boolean not null,
      status order_status not null, currency char(3) not null, exchange_rate numeric not null, shipping numeric not null, tax numeric not null, total numeric not null,
      quantity int, person text
    ) on commit drop`);
  await tx.execute(sql`
    create temp table import_work_lines (
      ref text not null, position int not null, album_id uuid, description text, quantity int not null, unit_price numeric not null, discount numeric not null, line_total numeric not null
    ) on commit drop`);
  await tx.execute(sql`
    create temp table import_work_payments (
      ref text not null, position int not null, status payment_status not null, method payment_method not null, amount numeric not null, payment_date timestamptz not null, external_id text
    ) on commit drop`);
  await tx.execute(sql`
    create temp table import_work_people (
      n int not null, ref text not null, source text, external_id text, name text, email text, phone text, street text, postcode text, city text, country text,
      consent boolean not null default false, consent_at timestamptz, first_date timestamptz, customer_id uuid, is_new boolean not null default false, leader int
    ) on commit drop`);
}

/** Indexes and statistics, once orders, lines and payments are in the work tables. */
export async function indexWorkTables(tx: Tx): Promise<void> {
  await tx.execute(sql`create index on import_work_orders (order_date, row_number)`);
  await tx.execute(sql`create index on import_work_lines (ref)`);
  await tx.execute(sql`create index on import_work_payments (ref)`);
  await tx.execute(sql`create index on import_work_people (ref)`);
  for (const table of ["orders", "lines", "payments", "people"]) await tx.execute(sql`analyze ${sql.identifier(`import_work_${table}`)}`);
}
