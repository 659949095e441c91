import { sql, type SQL } from "drizzle-orm";
import { onDays } from "../../metrics/sources.ts";
import type { DayRange } from "../../metrics/types.ts";
import type { RowNarrowing } from "../analytics/block.ts";

/** What narrows the rows behind a figure to one bar or cell: its days and what else its block says. */
export type RowFilter = { days: DayRange } & { [Key in keyof RowNarrowing]?: RowNarrowing[Key] | undefined };

/** Rows a page holds. */
export const ROW_PAGE_SIZE = 50;

/** An instant as the shop's clock shows it. */
const onClock = (column: SQL): SQL => sql`(${column} at time zone (select time_zone from settings))`;

/** Rows of a base table whose instant `column` falls on a day of the range, as the shop counts days. */
export const inRange = (column: SQL, days: DayRange): SQL => onDays(column, sql`${onClock(column)}::date`, days);

const GROUPS = { genre: sql`genre_id`, label: sql`label_id`, artist: sql`artist_id` } as const;

/** Rows whose album `column` fits the filter's album, genre, label, artist, decade and format; "none" is what is not known. */
export function ofAlbum(column: SQL, filter: RowFilter): SQL[] {
  const found: SQL[] = [];
  if (filter.album === "none") found.push(sql`${column} is null`);
  else if (filter.album) found.push(sql`${column} = ${filter.album}::uuid`);
  for (const group of ["genre", "label", "artist"] as const) {
    const id = filter[group];
    if (id === "none") found.push(sql`not exists (select from albums ga where ga.id = ${column} and ga.${GROUPS[group]} is not null)`);
    else if (id) found.push(sql`${column} in (select ga.id from albums ga where ga.${GROUPS[group]} = ${id}::uuid)`);
  }
  if (filter.decade === "none") found.push(sql`not exists (select from albums ga where ga.id = ${column} and ga.year is not null)`);
  else if (filter.decade) found.push(sql`${column} in (select ga.id from albums ga where ga.year / 10 * 10 = ${Number(filter.decade)}::int)`);
  if (filter.format === "none") found.push(sql`not exists (select from albums ga where ga.id = ${column} and ga.format <> 'none')`);
  else if (filter.format) found.push(sql`${column} in (select ga.id from albums ga where ga.format = ${filter.format})`);
  return found;
}

/** Rows of the filter's customer; "none" is a walk-in. */
export function ofCustomer(column: SQL, filter: RowFilter): SQL[] {
  if (filter.customer === "none") return [sql`${column} is null`];
  return filter.customer ? [sql`${column} = ${filter.customer}::uuid`] : [];
}

/** Orders `o` (the table or its view): those of the days, not cancelled, that fit what orders carry. */
export function orderConditions(filter: RowFilter): SQL[] {
  const where = [inRange(sql`o.order_date`, filter.days), sql`o.status <> 'cancelled'`, ...ofCustomer(sql`o.customer_id`, filter)];
  if (filter.channel !== undefined) where.push(sql`o.channel = ${filter.channel}`);
  if (filter.weekday !== undefined) where.push(sql`extract(isodow from ${onClock(sql`o.order_date`)}) = ${filter.weekday}::int`);
  if (filter.hour !== undefined) where.push(sql`o.time_known and extract(hour from ${onClock(sql`o.order_date`)}) = ${filter.hour}::int`);
  if (filter.buyer === "walk-in") where.push(sql`o.customer_id is null`);
  else if (filter.buyer) {
    const first = sql`(select h.first_order_day from analytics_api.customer_history h where h.customer_id = o.customer_id)`;
    where.push(filter.buyer === "new" ? sql`${first} = ${onClock(sql`o.order_date`)}::date` : sql`${first} < ${onClock(sql`o.order_date`)}::date`);
  }
  return where;
}

/** Lines `l` of orders `o` that fit what lines carry. */
export function lineConditions(filter: RowFilter): SQL[] {
  return [...ofAlbum(sql`l.album_id`, filter), ...(filter.discounted ? [sql`l.discount > 0`] : [])];
}

/** Whether something narrows lines, beyond what orders carry. */
export const narrowsLines = (filter: RowFilter): boolean => lineConditions(filter).length > 0;

export const every = (conditions: readonly SQL[]): SQL => (conditions.length > 0 ? sql.join([...conditions], sql` and `) : sql`true`);
