import { sql, type SQL } from "drizzle-orm";
import type { Tx } from "../../client.ts";
import type { ExplorerColumn } from "./definition.ts";
import { type ExplorerNarrowing, narrowingSql, type ShopDays } from "./filters.ts";
import { cutSql, type Direction, type Keyset, keysetOf, keyText, type Position, readPosition, writePosition } from "./keyset.ts";
import { columnOf } from "./tables.ts";

/** What is asked of a table, checked: every name in it is the table's own. */
export interface ExplorerQuestion extends ExplorerNarrowing {
  columns: readonly string[];
  sort: string;
  dir: Direction;
}

export interface PageRequest {
  size: number;
  /** A cursor of the same list; any other text begins at the beginning. */
  cursor?: string | undefined;
  /** True for the rows before the cursor instead of those after it. */
  back?: boolean | undefined;
  /** Longest text of a cell; longer ones end with "…". Unsaid: whole. */
  cutAt?: number | undefined;
}

export interface ExplorerRow {
  /** Unique in the table. */
  key: string;
  /** By column: amounts and numbers as decimal text, moments as ISO in UTC (the day alone where its time is not known), days as ISO; null where there is nothing. */
  cells: (string | null)[];
  /** By column: what names the page that the cell leads to. */
  links: (string | null)[];
}

export interface ExplorerPage {
  rows: ExplorerRow[];
  /** Cursors to the pages around this one; null where there is none. */
  next: string | null;
  previous: string | null;
}

/** Rows of a page, and of a piece of a download. */
export const EXPLORER_PAGE_SIZE = 50;
export const EXPLORER_EXPORT_SIZE = 2_000;

const of = (alias: string, column: string): SQL => sql`${sql.identifier(alias)}.${sql.identifier(column)}`;

function cellSql(column: ExplorerColumn, cutAt: number | undefined, { timeZone }: ShopDays): SQL {
  const value = of("v", column.shows ?? column.key);
  if (column.kind === "time") {
    const moment = sql`to_char(${value} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
    if (!column.ofOrder) return moment;
    // Its noon stands for a day whose time nobody knows, and is not shown as if it were one.
    return sql`case when (select o.time_known from public.orders o where o.id = ${of("v", column.ofOrder)}) then ${moment} else to_char(${value} at time zone ${timeZone}::text, 'YYYY-MM-DD') end`;
  }
  if (column.kind !== "text" || cutAt === undefined) return sql`${value}::text`;
  return sql`case when length(${value}) > ${cutAt} then left(${value}, ${cutAt}) || '…' else ${value}::text end`;
}

/** Whether a cursor belongs to the list of this question. */
export const isPlace = ({ table, sort }: Pick<ExplorerQuestion, "table" | "sort">, cursor: string): boolean => readPosition(keysetOf(table, sort), cursor) !== null;

interface Cut {
  statement: SQL;
  keyset: Keyset;
  position: Position | null;
  back: boolean;
}

/** The statement that reads a page: one row more than it holds, against the list's order where it is read backwards. */
export function explorerPageSql(question: ExplorerQuestion, shop: ShopDays, request: PageRequest): Cut {
  const { table } = question;
  const keyset = keysetOf(table, question.sort);
  const position = request.cursor === undefined ? null : readPosition(keyset, request.cursor);
  const back = position !== null && request.back === true;
  const view = sql`explorer.${sql.identifier(table.id)}`;
  const { keys, order } = cutSql(keyset, { view, where: narrowingSql(question, shop), direction: question.dir, position, back, limit: request.size + 1, identity: table.identity });
  const columns = question.columns.map((key) => columnOf(table, key));
  const same = (alias: string) => sql.join(table.identity.map((key) => sql`${of(alias, key.column)} = ${of("page", key.column)}`), sql` and `);
  const listed = [
    ...columns.map((column, at) => sql`${cellSql(column, request.cutAt, shop)} as ${sql.identifier(`c${at}`)}`),
    ...columns.flatMap((column, at) => (column.link ? [sql`${of("v", column.link.by)}::text as ${sql.identifier(`l${at}`)}`] : [])),
    ...table.identity.map((key, at) => sql`${keyText("v", key)} as ${sql.identifier(`i${at}`)}`),
    ...keyset.full.map((key, at) => sql`${keyText("v", key)} as ${sql.identifier(`k${at}`)}`),
    ...keyset.rest.map((key, at) => sql`${keyText("v", key)} as ${sql.identifier(`r${at}`)}`),
  ];
  const statement = sql`
    select ${sql.join(listed, sql`, `)} from ${keys} page join ${view} v on ${same("v")} join public.${sql.identifier(table.id)} t on ${same("t")} order by ${order("v")}`;
  return { statement, keyset, position, back };
}

/**
 * One page of a table, with cursors both ways. The page is cut in the explorer's view (see
 * migrations/0014_explorer.sql); each of its rows must then be there in the table itself under
 * the reader's rights.
 */
export async function readExplorerPage(tx: Tx, question: ExplorerQuestion, shop: ShopDays, request: PageRequest): Promise<ExplorerPage> {
  const { table, columns } = question;
  const { size } = request;
  const { statement, keyset, position, back } = explorerPageSql(question, shop, request);
  const read = await tx.execute<Record<string, string | null>>(statement);
  const placeOf = (row: Record<string, string | null>): string => {
    const isEmpty = row["k0"] === null;
    const keysHere = isEmpty ? keyset.rest : keyset.full;
    return writePosition(keyset, { isEmpty, values: keysHere.map((_, at) => row[`${isEmpty ? "r" : "k"}${at}`] ?? "") });
  };
  const hasMore = read.length > size;
  const found = read.slice(0, size);
  if (back) found.reverse();
  const [first, last] = [found[0], found.at(-1)];
  return {
    rows: found.map((row) => ({
      key: table.identity.map((_, at) => row[`i${at}`] ?? "").join(" "),
      cells: columns.map((_, at) => row[`c${at}`] ?? null),
      links: columns.map((_, at) => row[`l${at}`] ?? null),
    })),
    next: last && (back || hasMore) ? placeOf(last) : null,
    previous: first && (back ? hasMore : position !== null) ? placeOf(first) : null,
  };
}
