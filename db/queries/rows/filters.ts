import { sql, type SQL } from "drizzle-orm";
import type { DayRange } from "../../metrics/types.ts";
import { onDays } from "../../metrics/sources.ts";

/** What narrows the rows behind a figure to one bar of a chart. */
export interface RowFilter {
  days: DayRange;
  /** A genre's id, or "none" for lines without an album or a genre. */
  genre?: string | undefined;
  album?: string | undefined;
  customer?: string | undefined;
  stars?: number | undefined;
}

/** Rows a page holds. */
export const ROW_PAGE_SIZE = 50;

/** Rows of a base table whose instant `column` falls on a day of the range, as the shop counts days. */
export const inRange = (column: SQL, days: DayRange): SQL => onDays(column, sql`(${column} at time zone (select time_zone from settings))::date`, days);

/** Rows whose album `column` fits the filter's album and genre. */
export function ofAlbum(column: SQL, filter: RowFilter): SQL[] {
  const found: SQL[] = [];
  if (filter.album) found.push(sql`${column} = ${filter.album}::uuid`);
  if (filter.genre === "none") found.push(sql`not exists (select from albums ga where ga.id = ${column} and ga.genre_id is not null)`);
  else if (filter.genre) found.push(sql`${column} in (select ga.id from albums ga where ga.genre_id = ${filter.genre}::uuid)`);
  return found;
}

export const every = (conditions: readonly SQL[]): SQL => (conditions.length > 0 ? sql.join([...conditions], sql` and `) : sql`true`);
