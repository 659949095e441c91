import { sql } from "drizzle-orm";
import type { Tx } from "../../client.ts";

/*
 * Files in storage. One is held while a document names it; what no document names is to go, unless it is just
 * arriving. So it does not matter at which moment a process that brings or removes one dies.
 */

const isHeld = sql`exists (select from documents d where f.key in (d.storage_key, d.indexed_storage_key))`;

/** Writes down that a file is about to arrive, before it is written. */
export async function announceFile(tx: Tx, key: string, removeAfter: Date): Promise<void> {
  await tx.execute(sql`insert into stored_files (key, remove_after) values (${key}, ${removeAfter.toISOString()}::timestamptz)`);
}

/** Files that are nobody's any more, at most `most`; and lets those that have arrived stay. `keys` are looked at whenever they came. */
export async function listStrayFiles(tx: Tx, { now, most, keys }: { now: Date; most: number; keys: readonly string[] }): Promise<string[]> {
  await tx.execute(sql`update stored_files f set remove_after = null where f.remove_after is not null and ${isHeld}`);
  const rows = await tx.execute<{ key: string }>(sql`
    select f.key from stored_files f
    where (f.remove_after is null or f.remove_after <= ${now.toISOString()}::timestamptz or f.key = any(${sql.param(keys)}::text[])) and not ${isHeld}
    order by f.created_at, f.key limit ${most}`);
  return rows.map(({ key }) => key);
}

/** Forgets files that were removed. */
export async function forgetFiles(tx: Tx, keys: readonly string[]): Promise<void> {
  await tx.execute(sql`delete from stored_files f where f.key = any(${sql.param(keys)}::text[]) and not ${isHeld}`);
}
