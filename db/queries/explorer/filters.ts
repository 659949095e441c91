import { sql, type SQL } from "drizzle-orm";
import { containingFolded, folded } from "../fold-text.ts";
import { containing, readOrderNumber } from "../orders/list-orders.ts";
import type { ColumnKind, ExplorerTable, SearchPlace } from "./definition.ts";
import { columnOf, findTable } from "./tables.ts";

export type FilterOp = "contains" | "is" | "starts" | "eq" | "lt" | "gt" | "between" | "last" | "in" | "empty" | "filled";

/** One condition on one column, checked: its value is what the operator takes. */
export interface ExplorerFilter {
  column: string;
  op: FilterOp;
  /** Text as typed, a number, "from..to" (either may be missing), a number of days, or words of an enumeration with commas between. */
  value: string;
}

/** What each kind of column can be asked, the first is offered first. "empty" and "filled" go with any column that may be empty. */
export const FILTER_OPS: Readonly<Record<ColumnKind, readonly FilterOp[]>> = {
  text: ["contains", "is", "starts"],
  number: ["eq", "lt", "gt", "between"],
  money: ["between", "eq", "lt", "gt"],
  day: ["between", "last"],
  time: ["between", "last"],
  boolean: ["in"],
  enum: ["in"],
  id: ["is"],
};

/** Where "today" and the bounds of days lie. */
export interface ShopDays {
  timeZone: string;
  /** The shop's calendar day now. */
  today: string;
}

const name = (key: string): SQL => sql`${sql.identifier(key)}`;

/** The two ends of "from..to"; an end that is not said is null. */
export function readRange(value: string): [from: string | null, to: string | null] {
  const [from = "", to = ""] = value.split("..");
  return [from || null, to || null];
}

/** A calendar day earlier than `day` by `days`. */
function daysBefore(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
}

/** The first and last day that a condition on days allows. */
function dayBounds({ op, value }: ExplorerFilter, today: string): [from: string | null, to: string | null] {
  return op === "last" ? [daysBefore(today, Number(value) - 1), today] : readRange(value);
}

function onDays(column: SQL, kind: ColumnKind, [from, to]: [string | null, string | null], timeZone: string): SQL {
  // Bounds are turned into moments, not the column into days: so an index on it serves, and days of 23 hours are right.
  const parts: SQL[] = [];
  if (from) parts.push(kind === "day" ? sql`${column} >= ${from}::date` : sql`${column} >= (${from}::date::timestamp at time zone ${timeZone}::text)`);
  if (to) parts.push(kind === "day" ? sql`${column} <= ${to}::date` : sql`${column} < ((${to}::date + 1)::timestamp at time zone ${timeZone}::text)`);
  return sql.join(parts, sql` and `);
}

function filterSql(table: ExplorerTable, filter: ExplorerFilter, shop: ShopDays): SQL {
  const { kind, whole } = columnOf(table, filter.column);
  const column = name(filter.column);
  const { value } = filter;
  // An index on whole numbers is of no use for a comparison with decimals.
  const amount = (text: string): SQL => (whole ? sql`${text}::bigint` : sql`${text}::numeric`);
  switch (filter.op) {
    case "empty":
      return sql`${column} is null`;
    case "filled":
      return sql`${column} is not null`;
    case "contains":
      return sql`${column} ilike ${containing(value)}`;
    case "is":
      return kind === "id" ? sql`${column} = ${value}::uuid` : sql`${column} ilike ${containing(value).slice(1, -1)}`;
    case "starts":
      return sql`${column} ilike ${containing(value).slice(1)}`;
    case "eq":
      return sql`${column} = ${amount(value)}`;
    case "lt":
      return sql`${column} < ${amount(value)}`;
    case "gt":
      return sql`${column} > ${amount(value)}`;
    case "in":
      return sql`${column}::text in (${sql.join(value.split(",").map((word) => sql`${word}`), sql`, `)})`;
    case "last":
      return onDays(column, kind, dayBounds(filter, shop.today), shop.timeZone);
    case "between": {
      if (kind === "day" || kind === "time") return onDays(column, kind, readRange(value), shop.timeZone);
      const [least, most] = readRange(value);
      return sql.join([...(least ? [sql`${column} >= ${amount(least)}`] : []), ...(most ? [sql`${column} <= ${amount(most)}`] : [])], sql` and `);
    }
  }
}

function placeSql(place: SearchPlace, words: string, number: number | null): SQL | null {
  if ("number" in place) return number === null ? null : sql`${name(place.number)} = ${number}`;
  if ("through" in place) {
    const other = findTable(place.through);
    if (!other) throw new Error(`there is no table ${place.through}`);
    // A number that the table has a place for is that number, not a part of somebody's name.
    return number === null ? sql`${name(place.column)} in (select id from explorer.${sql.identifier(other.id)} where ${searchSql(other, words) ?? sql`false`})` : null;
  }
  if (!place.fold) return sql`${name(place.text)} ilike ${containing(words)}`;
  return sql`${folded(name(place.text))} like ${containingFolded(words)}`;
}

/** True for rows that hold what was typed, in any of the places that the table is searched in. */
export function searchSql(table: ExplorerTable, words: string): SQL | null {
  const number = table.search.some((place) => "number" in place) ? readOrderNumber(words) : null;
  const found = table.search.flatMap((place) => placeSql(place, words, number) ?? []);
  return found.length === 0 ? null : sql`(${sql.join(found, sql` or `)})`;
}

/** Which rows of a table are asked for. */
export interface ExplorerNarrowing {
  table: ExplorerTable;
  filters: readonly ExplorerFilter[];
  /** Empty where nothing is searched. */
  search: string;
}

/** The conditions on the table's view. */
export function narrowingSql({ table, filters, search }: ExplorerNarrowing, shop: ShopDays): SQL[] {
  const found = search === "" ? null : searchSql(table, search);
  return [...filters.map((filter) => filterSql(table, filter, shop)), ...(found ? [found] : [])];
}
