import { sql } from "drizzle-orm";
import type { Tx } from "../../client.ts";
import type { DocumentKind } from "../../enums.ts";

/*
 * Files in storage. One is held while a document names it; what no document names is to go, unless it is just
 * arriving. So it does not matter at which moment a process that brings or removes one dies. A file that is being
 * removed is marked by an end of its time before all time: no document may name it any more.
 */

const isHeld = sql`exists (select from documents d where f.key in (d.storage_key, d.indexed_storage_key))`;

/** Writes down that a file is about to arrive in a storage, before it is written. */
export async function announceFile(tx: Tx, { key, place, removeAfter }: { key: string; place: string; removeAfter: Date }): Promise<void> {
  await tx.execute(sql`insert into stored_files (key, place, remove_after) values (${key}, ${place}, ${removeAfter.toISOString()}::timestamptz)`);
}

/** Lets a file stay, in the transaction that saves the document that names it. False when it took so long that it is being removed. */
export async function keepArrived(tx: Tx, key: string): Promise<boolean> {
  const [row] = await tx.execute<{ stays: boolean }>(sql`select stored_file_arrives(${key}) as stays`);
  return row?.stays ?? false;
}

/** In which storage a file lies; null for one that came before that was written down. */
export async function readPlace(tx: Tx, key: string): Promise<string | null> {
  const [row] = await tx.execute<{ place: string | null }>(sql`select place from stored_files where key = ${key}`);
  return row?.place ?? null;
}

/**
 * Takes files that are nobody's any more to be removed, at most `most` and none of the storages `except`; `keys` are looked at
 * whenever they came. Those without a storage are of `here`. What a document takes at this moment is left alone.
 */
export async function takeStrayFiles(tx: Tx, { now, most, keys, here, except }: { now: Date; most: number; keys: readonly string[]; here: string; except: readonly string[] }): Promise<{ key: string; place: string }[]> {
  const locked = await tx.execute<{ key: string }>(sql`
    select f.key from stored_files f
    where (f.remove_after is null or f.remove_after <= ${now.toISOString()}::timestamptz or f.key = any(${sql.param([...keys])}::text[]))
      and coalesce(f.place, ${here}) <> all(${sql.param([...except])}::text[]) and not ${isHeld}
    order by f.created_at, f.key limit ${most} for update skip locked`);
  // Once more, as documents stand now: until the lock was ours one may have come.
  const rows = await tx.execute<{ key: string; place: string }>(sql`
    update stored_files f set remove_after = '-infinity' where f.key = any(${sql.param(locked.map(({ key }) => key))}::text[]) and not ${isHeld} returning f.key, coalesce(f.place, ${here}) as place`);
  return [...rows];
}

/** How many of these files are still in storage, as far as is known. */
export async function countFiles(tx: Tx, keys: readonly string[]): Promise<number> {
  const [row] = await tx.execute<{ count: number }>(sql`select count(*)::int as count from stored_files where key = any(${sql.param([...keys])}::text[])`);
  return row?.count ?? 0;
}

/** Forgets files that were removed. */
export async function forgetFiles(tx: Tx, keys: readonly string[]): Promise<void> {
  await tx.execute(sql`delete from stored_files f where f.key = any(${sql.param([...keys])}::text[]) and not ${isHeld}`);
}

/** A file that a document names, and where it lies. */
export interface DocumentFile {
  key: string;
  place: string | null;
  kind: DocumentKind;
}

/** The files that documents name. */
export async function listDocumentFiles(tx: Tx): Promise<DocumentFile[]> {
  return [...(await tx.execute<DocumentFile & Record<string, unknown>>(sql`
    select distinct on (k.key) k.key, f.place, d.kind::text as kind
    from documents d cross join lateral (values (d.storage_key), (d.indexed_storage_key)) k(key) join stored_files f on f.key = k.key
    order by k.key`))];
}

/** Writes down that files lie in another storage than before. */
export async function moveFiles(tx: Tx, keys: readonly string[], place: string): Promise<void> {
  await tx.execute(sql`update stored_files set place = ${place} where key = any(${sql.param([...keys])}::text[])`);
}
