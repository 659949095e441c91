import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import type { ApplyContext } from "../types.ts";
import { writeChinookCatalogue } from "./chinook-catalogue.ts";
import { refuseRows } from "./refuse-rows.ts";

/*
 * Chinook's files -> our orders. The staged rows are copied into one temporary table, where each
 * row that points at a missing or refused one is refused too: a sale is whole or not there. Once
 * the file is mended, a second import brings what was left out.
 */

/** Which row points at which, by the name of the value that holds the other's key; in an order in which refusals travel. */
const POINTERS = [
  { kind: "album", value: "artist", to: "artist", column: "ArtistId", file: "Artist.csv" },
  { kind: "track", value: "album", to: "album", column: "AlbumId", file: "Album.csv" },
  { kind: "track", value: "genre", to: "genre", column: "GenreId", file: "Genre.csv" },
  { kind: "invoice", value: "customer", to: "customer", column: "CustomerId", file: "Customer.csv" },
  { kind: "invoice_line", value: "track", to: "track", column: "TrackId", file: "Track.csv" },
  { kind: "invoice_line", value: "invoice", to: "invoice", column: "InvoiceId", file: "Invoice.csv" },
] as const;

/** Fills the work tables from a staged Chinook folder. */
export async function fillFromChinook(context: ApplyContext): Promise<void> {
  const { tx, batchId } = context;
  await tx.execute(sql`
    create temp table import_chinook (kind text not null, key text not null, file text not null, row_number int not null, data jsonb not null, known boolean not null default false,
      error_column text, error text) on commit drop`);
  await tx.execute(sql`
    insert into import_chinook (kind, key, file, row_number, data, error)
    select kind, key, file, row_number, data, case when row_number() over (partition by kind, key order by row_number) > 1 then 'the number ' || key || ' appears a second time' end
    from import_rows where batch_id = ${batchId} and status = 'accepted'`);
  await tx.execute(sql`create index on import_chinook (kind, key)`);
  await tx.execute(sql`create index on import_chinook ((data ->> 'invoice'))`);
  await tx.execute(sql`analyze import_chinook`);
  for (const pointer of POINTERS) await refuseDangling(tx, pointer);
  await refuseUnequalInvoices(tx);
  // Lines of invoices that fell just now.
  await refuseDangling(tx, POINTERS[5]);
  await refuseRows(tx, batchId, sql`select file, row_number, error_column, error from import_chinook where error is not null`);
  await writeChinookCatalogue(context);
  await markKnown(tx);
  await fillOrders(context);
}

const accepted = (alias: string): SQL => sql`${sql.identifier(alias)}.error is null`;

async function refuseDangling(tx: Tx, { kind, value, to, column, file }: (typeof POINTERS)[number]): Promise<void> {
  await tx.execute(sql`
    update import_chinook r set error_column = ${column}, error = ${`${to} `} || (data ->> ${value}::text) || ${` is not in ${file}, or was refused there`}
    where r.kind = ${kind} and r.error is null and r.data ->> ${value}::text is not null
      and not exists (select from import_chinook x where x.kind = ${to} and x.key = r.data ->> ${value}::text and ${accepted("x")})`);
}

/** An invoice with a refused line would be half an order; one whose lines do not come to its total is missing something. */
async function refuseUnequalInvoices(tx: Tx): Promise<void> {
  await tx.execute(sql`
    update import_chinook r set error = 'the invoice is left out as a whole, because its line in row ' || x.row_number || ' of ' || x.file || ' was refused'
    from (select distinct on (data ->> 'invoice') data ->> 'invoice' as invoice, row_number, file from import_chinook where kind = 'invoice_line' and error is not null order by 1, row_number) x
    where r.kind = 'invoice' and r.error is null and r.key = x.invoice`);
  await tx.execute(sql`
    update import_chinook r set error_column = 'Total', error = 'the total is ' || (r.data ->> 'total') || ' and its lines come to ' || coalesce(x.lines, 0.00)
    from import_chinook i left join (
      select data ->> 'invoice' as invoice, sum(round((data ->> 'price')::numeric * (data ->> 'quantity')::int, 2)) as lines
      from import_chinook where kind = 'invoice_line' and error is null group by 1
    ) x on x.invoice = i.key
    where r.kind = 'invoice' and r.error is null and i.kind = 'invoice' and i.key = r.key and i.row_number = r.row_number
      and abs((r.data ->> 'total')::numeric - coalesce(x.lines, 0)) > 0.01`);
}

/** What was here before this import. The catalogue's rows are marked where they are written. */
async function markKnown(tx: Tx): Promise<void> {
  await tx.execute(sql`
    update import_chinook r set known = true where r.kind = 'customer'
      and (exists (select from customers c where c.source = 'chinook' and c.external_id = r.key)
        or exists (select from customer_contacts c where lower(c.email) = lower(r.data ->> 'email')))`);
  await tx.execute(sql`
    update import_chinook r set known = true where r.kind = 'invoice' and exists (select from orders o where o.channel = 'import' and o.external_id = 'chinook:' || r.key)`);
  for (const [kind, value, to] of [["invoice_line", "invoice", "invoice"], ["track", "album", "album"]] as const) {
    await tx.execute(sql`
      update import_chinook r set known = true where r.kind = ${kind} and exists (select from import_chinook x where x.kind = ${to} and x.key = r.data ->> ${value}::text and x.known)`);
  }
}

async function fillOrders({ tx, shop }: ApplyContext): Promise<void> {
  // Midnight is how Chinook writes a day without a time.
  await tx.execute(sql`
    insert into import_work_orders (row_number, ref, external_id, channel, order_date, time_known, status, currency, exchange_rate, shipping, tax, total, person)
    select row_number, key, 'chinook:' || key, 'import',
      ((data ->> 'day')::date + case when data ->> 'time' = '00:00:00' then time '12:00' else (data ->> 'time')::time end) at time zone ${shop.timeZone}, data ->> 'time' <> '00:00:00',
      'completed', ${shop.currency}, 1, 0, 0, (data ->> 'total')::numeric, data ->> 'customer'
    from import_chinook where kind = 'invoice' and error is null and not known`);
  await tx.execute(sql`
    insert into import_work_lines (ref, position, album_id, description, quantity, unit_price, discount, line_total)
    select l.data ->> 'invoice', row_number() over (partition by l.data ->> 'invoice' order by l.row_number), a.album_id, t.data ->> 'name',
      (l.data ->> 'quantity')::int, (l.data ->> 'price')::numeric, 0, round((l.data ->> 'price')::numeric * (l.data ->> 'quantity')::int, 2)
    from import_chinook l join import_chinook t on t.kind = 'track' and t.key = l.data ->> 'track' and t.error is null
      left join import_chinook_albums a on a.key = t.data ->> 'album'
    where l.kind = 'invoice_line' and l.error is null and not l.known`);
  await tx.execute(sql`
    insert into import_work_people (n, ref, source, external_id, name, email, phone, street, postcode, city, country, first_date)
    select row_number() over (order by first_date, key::bigint), key, 'chinook', key, data ->> 'name', data ->> 'email', data ->> 'phone', data ->> 'street', data ->> 'postcode', data ->> 'city', data ->> 'country', first_date
    from (select c.key, c.data, (select min(o.order_date) from import_work_orders o where o.person = c.key) as first_date from import_chinook c where c.kind = 'customer' and c.error is null) c`);
}

/** Accepted rows whose record, person or sale was here before. */
export async function countUnchangedChinook({ tx }: ApplyContext): Promise<number> {
  const [row] = await tx.execute<{ n: number }>(sql`select count(*)::int as n from import_chinook where known and error is null`);
  return row?.n ?? 0;
}
