import { sql, type SQL } from "drizzle-orm";
import { CURSOR_PARTS, decodeCursor, encodeCursor } from "../cursor.ts";
import type { ExplorerSort, ExplorerTable, KeyCast, SortKey } from "./definition.ts";
import { columnOf } from "./tables.ts";

/*
 * Pages are cut by the keys of a row, so the millionth costs what the first does. Rows whose first
 * key is empty come last whichever way the others run: they are a second part of the list, each
 * part read by the same index, and the parts are joined.
 */

export type Direction = "asc" | "desc";

/** A place in a sorted list: the keys of the row there. `values` are those after the first key where `isEmpty`. */
export interface Position {
  isEmpty: boolean;
  values: readonly string[];
}

export interface Keyset {
  /** Says which list a cursor belongs to. */
  tag: string;
  /** What orders rows that have the first key, and rows that have not. */
  full: readonly SortKey[];
  rest: readonly SortKey[];
  /** Whether there are rows without the first key. */
  nullable: boolean;
  /** Whether the first key must be called filled, so that PostgreSQL begins with its table. */
  through: boolean;
}

/** The keys that a column of the table is sorted by. Throws for a column that cannot be. */
export function keysetOf(table: ExplorerTable, column: string): Keyset {
  const sort: ExplorerSort | undefined = columnOf(table, column).sort;
  if (!sort) throw new Error(`${table.id} cannot be sorted by ${column}`);
  return {
    tag: `${table.id}.${column}`,
    full: sort.keys,
    rest: sort.keys.length > 1 ? sort.keys.slice(1) : table.identity,
    nullable: sort.nullable ?? false,
    through: sort.through ?? false,
  };
}

export const nameOf = (key: SortKey): SQL => sql`${sql.identifier(key.column)}`;

/** A key as the text that a cursor carries; moments to the microsecond, whatever the session's settings. */
export const keyText = (of: string, key: SortKey): SQL => {
  const column = sql`${sql.identifier(of)}.${sql.identifier(key.column)}`;
  return key.cast === "timestamptz" ? sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')` : sql`${column}::text`;
};

const CASTS: Readonly<Record<KeyCast, SQL>> = { uuid: sql`uuid`, int: sql`int`, numeric: sql`numeric`, text: sql`text`, timestamptz: sql`timestamptz`, date: sql`date` };
const SHAPES: Readonly<Record<KeyCast, RegExp>> = {
  uuid: CURSOR_PARTS.uuid,
  int: /^-?\d{1,10}$/,
  numeric: CURSOR_PARTS.number,
  text: /^[^\0]*$/,
  timestamptz: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/,
  date: /^\d{4}-\d\d-\d\d$/,
};

/** False for what has the shape of a moment, day or number and is none, such as 31 February. */
function exists(cast: KeyCast, value: string): boolean {
  if (cast === "int") return Math.abs(Number(value)) <= 2_147_483_647;
  if (cast !== "timestamptz" && cast !== "date") return true;
  const ms = Date.parse(value);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(value.slice(0, cast === "date" ? 10 : 19));
}

/** The place that a cursor of this list names; null for any other text. */
export function readPosition(keyset: Keyset, cursor: string): Position | null {
  for (const isEmpty of keyset.nullable ? [false, true] : [false]) {
    const keys = isEmpty ? keyset.rest : keyset.full;
    const parts = decodeCursor(cursor, [/^[\w.]+$/, isEmpty ? /^empty$/ : /^at$/, ...keys.map((key) => SHAPES[key.cast])]);
    const values = parts?.slice(2) ?? [];
    if (parts?.[0] === keyset.tag && keys.every((key, at) => exists(key.cast, values[at] ?? ""))) return { isEmpty, values };
  }
  return null;
}

/** The cursor that names the place of a row by its keys' texts. */
export const writePosition = (keyset: Keyset, { isEmpty, values }: Position): string => encodeCursor([keyset.tag, isEmpty ? "empty" : "at", ...values]);

/** True for rows past the place, in the direction that is read. */
function past(keys: readonly SortKey[], values: readonly string[], direction: Direction): SQL {
  const bound = keys.map((key, at) => sql`${values[at] ?? ""}::${CASTS[key.cast]}`);
  const sign = direction === "asc" ? sql`>` : sql`<`;
  const [first, firstValue] = [keys[0], bound[0]];
  if (keys.length === 1 || !first || !firstValue) return sql`${nameOf(first as SortKey)} ${sign} ${firstValue as SQL}`;
  // Keys of two tables are no condition on either's index, so the first stands there once more by itself.
  return sql`(${nameOf(first)} ${sign}= ${firstValue} and (${sql.join(keys.map(nameOf), sql`, `)}) ${sign} (${sql.join(bound, sql`, `)}))`;
}

const orderBy = (keys: readonly SortKey[], direction: Direction): SQL => sql.join(keys.map((key) => sql`${nameOf(key)} ${direction === "asc" ? sql`asc` : sql`desc`}`), sql`, `);

export interface Cut {
  view: SQL;
  where: readonly SQL[];
  /** How the list runs. */
  direction: Direction;
  /** Where to begin; null at the beginning, or with `back` at the end. */
  position: Position | null;
  /** True to read towards the beginning. The rows then come in the opposite order. */
  back: boolean;
  limit: number;
  /** Columns to give besides the keys. */
  identity: readonly SortKey[];
}

const opposite = (direction: Direction): Direction => (direction === "asc" ? "desc" : "asc");
const every = (where: readonly SQL[]): SQL => (where.length > 0 ? sql` where ${sql.join([...where], sql` and `)}` : sql``);

/** The SQL of one page's keys, and how they are ordered (names of columns only, so that the rows around can be ordered likewise). */
export function cutSql(keyset: Keyset, cut: Cut): { keys: SQL; order: (of: string) => SQL } {
  const { position, back, limit } = cut;
  const direction = back ? opposite(cut.direction) : cut.direction;
  const names = [...new Set([...keyset.full, ...keyset.rest, ...cut.identity].map((key) => key.column))].map((column) => sql`${sql.identifier(column)}`);
  const first = nameOf(keyset.full[0] as SortKey);
  const part = (isEmpty: boolean): SQL => {
    const keys = isEmpty ? keyset.rest : keyset.full;
    const where = [...cut.where];
    if (keyset.nullable) where.push(isEmpty ? sql`${first} is null` : sql`${first} is not null`);
    else if (keyset.through) where.push(sql`${first} is not null`);
    if (position?.isEmpty === isEmpty) where.push(past(keys, position.values, direction));
    return sql`(select ${sql.join(names, sql`, `)} from ${cut.view}${every(where)} order by ${orderBy(keys, direction)} limit ${limit})`;
  };
  const order = (of: string): SQL => {
    const column = (key: SortKey) => sql`${sql.identifier(of)}.${sql.identifier(key.column)} ${direction === "asc" ? sql`asc` : sql`desc`}`;
    const tail = sql.join([...new Set([...keyset.full, ...keyset.rest])].map(column), sql`, `);
    if (!keyset.nullable) return tail;
    return sql`(${sql.identifier(of)}.${first} is null) ${back ? sql`desc` : sql`asc`}, ${tail}`;
  };
  const parts = keyset.nullable ? [false, true].filter((isEmpty) => position === null || isEmpty === position.isEmpty || isEmpty !== back) : [false];
  if (parts.length === 1) return { keys: part(parts[0] ?? false), order };
  return { keys: sql`(select * from (${sql.join(parts.map(part), sql` union all `)}) parts order by ${order("parts")} limit ${limit})`, order };
}
