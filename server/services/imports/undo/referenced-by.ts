import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";

/**
 * A condition in SQL: some row of another table points at `alias`.id of `table`. Read from the
 * database's own foreign keys, so that a table that is new is not forgotten. `except` names tables
 * whose rows go together with the row.
 */
export async function referencedBy(tx: Tx, table: string, alias: string, except: readonly string[] = []): Promise<SQL> {
  const keys = await tx.execute<{ from: string; column: string }>(sql`
    select f.relname as "from", a.attname as "column"
    from pg_constraint c join pg_class f on f.oid = c.conrelid join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    where c.contype = 'f' and c.confrelid = ${table}::regclass and array_length(c.conkey, 1) = 1 order by 1, 2`);
  const conditions = keys
    .filter(({ from }) => !except.includes(from))
    .map(({ from, column }) => sql`exists (select from ${sql.identifier(from)} x where x.${sql.identifier(column)} = ${sql.identifier(alias)}.id)`);
  return conditions.length === 0 ? sql`false` : sql`(${sql.join(conditions, sql` or `)})`;
}
