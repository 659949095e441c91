import type { ColumnKind, ExplorerColumn, ExplorerTable } from "./definition.ts";
import { type ExplorerFilter, FILTER_OPS, type FilterOp, readRange } from "./filters.ts";
import type { Direction } from "./keyset.ts";
import type { ExplorerQuestion } from "./read-page.ts";
import { columnOf, findColumn, firstColumns } from "./tables.ts";

/** A question as it came: any words at all. */
export interface RawQuestion {
  columns: readonly string[];
  sort?: string | undefined;
  dir?: Direction | undefined;
  filters: readonly { column: string; op: string; value: string }[];
  search: string;
}

export const MOST_FILTERS = 12;
const MOST_DAYS = 3_660;

/** The operators that a column can be asked with. */
export const opsOf = (column: ExplorerColumn): FilterOp[] =>
  column.filter === false ? [] : [...FILTER_OPS[column.kind], ...(column.nullable ? (["empty", "filled"] as const) : [])];

/** "1,200.50" -> "1200.50"; null for what is no number, or too long for one. */
function readNumber(text: string, whole: boolean): string | null {
  const plain = text.trim().replaceAll(/(?<=\d)[, ](?=\d{3}(\D|$))/g, "").replace("−", "-");
  return (whole ? /^-?\d{1,15}$/ : /^-?\d{1,15}(\.\d{1,6})?$/).test(plain) ? plain : null;
}

/** A day between 1900 and 2200 that is in the calendar. */
function readDay(text: string): string | null {
  const plain = text.trim();
  if (!/^(19|20|21)\d\d-\d\d-\d\d$/.test(plain)) return null;
  const ms = Date.parse(`${plain}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().slice(0, 10) === plain ? plain : null;
}

/** Both ends in order, each read by `read`; null where an end cannot be read or both are missing. */
function readEnds(value: string, read: (end: string) => string | null, inOrder: (from: string, to: string) => boolean): string | null {
  const ends = readRange(value).map((end) => (end === null ? "" : read(end)));
  const [from, to] = ends;
  if (from === null || from === undefined || to === null || to === undefined || (from === "" && to === "")) return null;
  return from !== "" && to !== "" && !inOrder(from, to) ? `${to}..${from}` : `${from}..${to}`;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const isDays = (kind: ColumnKind): boolean => kind === "day" || kind === "time";

/** The value as the operator takes it, or null where it cannot be read. */
function readValue(column: ExplorerColumn, op: FilterOp, value: string): string | null {
  const whole = column.whole ?? false;
  switch (op) {
    case "empty":
    case "filled":
      return "";
    case "contains":
    case "starts":
      return value.trim() || null;
    case "is":
      if (column.kind === "id") return UUID.test(value.trim().toLowerCase()) ? value.trim().toLowerCase() : null;
      return value.trim() || null;
    case "eq":
    case "lt":
    case "gt":
      return readNumber(value, whole);
    case "last": {
      const days = Number(readNumber(value, true) ?? 0);
      return days >= 1 && days <= MOST_DAYS ? String(days) : null;
    }
    case "in": {
      const known = column.values ?? ["true", "false"];
      const chosen = known.filter((word) => value.split(",").includes(word));
      return chosen.length > 0 ? chosen.join(",") : null;
    }
    case "between":
      return isDays(column.kind)
        ? readEnds(value, readDay, (from, to) => from <= to)
        : readEnds(value, (end) => readNumber(end, whole), (from, to) => Number(from) <= Number(to));
  }
}

const plainWords = (column: ExplorerColumn, value: string): string =>
  column.kind === "boolean" ? value.replace("true", "yes").replace("false", "no").replace(",", " or ") : value.replaceAll("_", " ").split(",").join(" or ");

/** A filter as people say it: "Total from 50 to 100". */
export function sayFilter(table: ExplorerTable, filter: ExplorerFilter): string {
  const column = columnOf(table, filter.column);
  const { value } = filter;
  const [from, to] = readRange(value);
  switch (filter.op) {
    case "empty":
      return `${column.label} is empty`;
    case "filled":
      return `${column.label} is filled`;
    case "contains":
      return `${column.label} holds “${value}”`;
    case "is":
      return column.kind === "id" ? `${column.label} is ${value}` : `${column.label} is “${value}”`;
    case "starts":
      return `${column.label} begins with “${value}”`;
    case "eq":
      return `${column.label} is ${value}`;
    case "lt":
      return `${column.label} under ${value}`;
    case "gt":
      return `${column.label} over ${value}`;
    case "last":
      return `${column.label} ${value === "1" ? "today" : `in the last ${value} days`}`;
    case "in":
      return `${column.label}: ${plainWords(column, value)}`;
    case "between":
      if (from && to) return `${column.label} ${from === to ? `${isDays(column.kind) ? "on" : "is"} ${from}` : `from ${from} to ${to}`}`;
      if (from) return isDays(column.kind) ? `${column.label} since ${from}` : `${column.label} ${from} or more`;
      return isDays(column.kind) ? `${column.label} up to ${to}` : `${column.label} ${to} or less`;
  }
}

/** A filter as it was typed, checked; or the sentence why it is left out. */
export function readFilter(table: ExplorerTable, raw: { column: string; op: string; value: string }): ExplorerFilter | string {
  const column = findColumn(table, raw.column);
  if (!column) return `${table.label} have no column “${raw.column.slice(0, 40)}”, so that filter is left out.`;
  const op = opsOf(column).find((known) => known === raw.op);
  if (!op) return `${column.label} cannot be filtered like that, so that filter is left out.`;
  const value = readValue(column, op, raw.value);
  if (value !== null) return { column: column.key, op, value };
  const wanted: Readonly<Record<ColumnKind, string>> = {
    text: "some text",
    number: column.whole ? "a whole number" : "a number",
    money: "an amount",
    day: "a day",
    time: "a day",
    boolean: "yes or no",
    enum: "one of its values",
    id: "an id",
  };
  return `${column.label} needs ${op === "last" ? "a number of days" : wanted[column.kind]}, so that filter is left out.`;
}

/**
 * A question about a table, made of any words: what cannot be read is left out and told in
 * `notices`, never an error.
 */
export function resolveQuestion(table: ExplorerTable, raw: RawQuestion): { question: ExplorerQuestion; notices: string[] } {
  const notices: string[] = [];
  const known = [...new Set(raw.columns)].filter((key) => findColumn(table, key));
  const unknown = raw.columns.filter((key) => !findColumn(table, key));
  if (unknown.length > 0) notices.push(`${table.label} have no column “${(unknown[0] ?? "").slice(0, 40)}”, so it is not shown.`);
  const filters: ExplorerFilter[] = [];
  for (const one of raw.filters.slice(0, MOST_FILTERS)) {
    const read = readFilter(table, one);
    if (typeof read === "string") notices.push(read);
    else if (!filters.some((filter) => filter.column === read.column && filter.op === read.op && filter.value === read.value)) filters.push(read);
  }
  if (raw.filters.length > MOST_FILTERS) notices.push(`More than ${MOST_FILTERS} filters at once are too many; the rest is left out.`);
  const sortable = raw.sort !== undefined && findColumn(table, raw.sort)?.sort !== undefined;
  if (raw.sort !== undefined && !sortable) notices.push(`${table.label} cannot be sorted by “${raw.sort.slice(0, 40)}”.`);
  const sort = sortable && raw.sort !== undefined ? raw.sort : table.start.column;
  return {
    question: {
      table,
      columns: known.length > 0 ? known : firstColumns(table),
      sort,
      dir: raw.dir ?? (sort === table.start.column ? table.start.dir : "asc"),
      filters,
      search: raw.search,
    },
    notices,
  };
}
