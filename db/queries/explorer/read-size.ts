import { sql, type SQL } from "drizzle-orm";
import type { Tx } from "../../client.ts";
import type { ExplorerTable } from "./definition.ts";
import { type ExplorerNarrowing, narrowingSql, type ShopDays } from "./filters.ts";
import { columnOf } from "./tables.ts";

/** Rows are counted one by one up to here where a filter must be tried on each. */
export const COUNTED = 100_000;

export interface TableSize {
  count: number;
  /** exact; or there are more than `count`; or the server's own estimate. */
  counted: "exact" | "more" | "about";
  /** The moment (ISO, UTC) or day of the newest row; null in an empty table. */
  newest: string | null;
}

function newestSql(table: ExplorerTable): SQL {
  const column = sql.identifier(table.newest);
  const text = columnOf(table, table.newest).kind === "day" ? sql`${column}::text` : sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
  // Not max(): through a join only this form is led by the index.
  return sql`(select ${text} from explorer.${sql.identifier(table.id)} where ${column} is not null order by ${column} desc limit 1)`;
}

/** How many rows are asked for: all of a table exactly, filtered ones exactly up to `COUNTED`. The newest row is the table's. */
export async function readExplorerSize(tx: Tx, narrowing: ExplorerNarrowing, shop: ShopDays): Promise<TableSize> {
  const { table } = narrowing;
  const view = sql`explorer.${sql.identifier(table.id)}`;
  const where = narrowingSql(narrowing, shop);
  const rows = where.length === 0 ? view : sql`(select 1 from ${view} where ${sql.join(where, sql` and `)} limit ${COUNTED + 1}) found`;
  const [row] = await tx.execute<{ count: string; newest: string | null }>(sql`select count(*)::text as count, ${newestSql(table)} as newest from ${rows}`);
  const count = Number(row?.count ?? 0);
  const isMore = where.length > 0 && count > COUNTED;
  return { count: isMore ? COUNTED : count, counted: isMore ? "more" : "exact", newest: row?.newest ?? null };
}

/** "2,713,004" is said as 2,700,000. */
const roughly = (value: number): number => {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(value)) - 1);
  return Math.round(value / unit) * unit;
};

/**
 * The size of several tables at a glance, at a price that does not grow with them: exact up to
 * `COUNTED` rows, beyond that what the server last estimated, or "more" where it never did.
 */
export async function listExplorerSizes(tx: Tx, tables: readonly ExplorerTable[]): Promise<Record<string, TableSize>> {
  if (tables.length === 0) return {};
  const one = (table: ExplorerTable) => sql`
    select ${table.id}::text as id, (select count(*) from (select 1 from explorer.${sql.identifier(table.id)} limit ${COUNTED + 1}) found)::text as count,
      (select reltuples::bigint from pg_class where oid = ${`public.${table.id}`}::regclass)::text as estimate, ${newestSql(table)} as newest`;
  const rows = await tx.execute<{ id: string; count: string; estimate: string; newest: string | null }>(sql.join(tables.map(one), sql` union all `));
  return Object.fromEntries(
    rows.map(({ id, count, estimate, newest }): [string, TableSize] => {
      if (Number(count) <= COUNTED) return [id, { count: Number(count), counted: "exact", newest }];
      if (Number(estimate) > COUNTED) return [id, { count: roughly(Number(estimate)), counted: "about", newest }];
      return [id, { count: COUNTED, counted: "more", newest }];
    }),
  );
}
