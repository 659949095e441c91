import { sql } from "drizzle-orm";
import type { Tx } from "./client.ts";

/** A table of our schema as backup and restore need it. */
export interface TableInfo {
  name: string;
  /** Columns of the primary key, in order. */
  key: string[];
  /** A column that points at a row of the same table, e.g. `payments.refund_of`. */
  selfReference: string | null;
  /** Columns fed by a sequence. */
  identities: string[];
}

/**
 * All tables of the schema `public`, each after the tables it points at. Throws when two
 * tables point at each other, because then no order exists.
 */
export async function listTables(tx: Tx): Promise<TableInfo[]> {
  const tables = await tx.execute<{ name: string; key: string[]; self_reference: string | null; identities: string[]; needs: string[] }>(sql`
    select c.relname as name,
      array(select a.attname::text from pg_index i cross join unnest(i.indkey) with ordinality k(attnum, n)
            join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum
            where i.indrelid = c.oid and i.indisprimary order by k.n) as key,
      (select min(a.attname::text) from pg_constraint f join pg_attribute a on a.attrelid = c.oid and a.attnum = any(f.conkey)
       where f.conrelid = c.oid and f.confrelid = c.oid and f.contype = 'f' and not a.attnotnull) as self_reference,
      array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attidentity <> '') as identities,
      array(select distinct t.relname::text from pg_constraint f join pg_class t on t.oid = f.confrelid
            where f.conrelid = c.oid and f.contype = 'f' and f.confrelid <> c.oid) as needs
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by c.relname`);
  const waiting = new Map(tables.map((table) => [table.name, table]));
  const sorted: TableInfo[] = [];
  while (waiting.size > 0) {
    const next = [...waiting.values()].filter((table) => table.needs.every((name) => !waiting.has(name)));
    if (next.length === 0) throw new Error(`These tables point at each other: ${[...waiting.keys()].join(", ")}.`);
    for (const table of next) {
      waiting.delete(table.name);
      sorted.push({ name: table.name, key: table.key, selfReference: table.self_reference, identities: table.identities });
    }
  }
  return sorted;
}

/** The order in which a table's rows are read: originals before what points at them, then by key, or by every column where there is no key. */
export function rowOrder(table: TableInfo): string {
  const quoted = table.key.map((column) => `"${column}"`);
  const self = table.selfReference ? [`("${table.selfReference}" is not null)`] : [];
  return [...self, ...(quoted.length > 0 ? quoted : ["to_jsonb(t)::text"])].join(", ");
}

/** Reads every row of `table` as the text of its jsonb form, which keeps numerics, instants and bytes exact. In pieces of `size` rows. */
export async function* readRowTexts(tx: Tx, table: TableInfo, size = 2_000): AsyncGenerator<string[]> {
  await tx.execute(sql.raw(`declare backup_rows no scroll cursor for select to_jsonb(t)::text as line from "${table.name}" t order by ${rowOrder(table)}`));
  for (;;) {
    const rows = await tx.execute<{ line: string }>(sql.raw(`fetch ${size} from backup_rows`));
    if (rows.length > 0) yield rows.map((row) => row.line);
    if (rows.length < size) break;
  }
  await tx.execute(sql.raw("close backup_rows"));
}
