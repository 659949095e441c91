import { sql, type SQL } from "drizzle-orm";
import type { Tx } from "../../client.ts";

/** An activity as its hash is made of it: every column as text that is the same on every server; instants in UTC to the microsecond. */
export interface SealableActivity {
  id: string;
  occurredAt: string;
  actorKind: string;
  actorId: string | null;
  action: string;
  category: string;
  result: string;
  objectType: string | null;
  objectId: string | null;
  fields: string[];
  requestId: string | null;
  /** Hex. */
  detailsHash: string | null;
  createdAt: string;
}

/** A seal; hashes in hex, `rowHashes` one per activity. */
export interface StoredSeal {
  position: number;
  previousHash: string;
  activityIds: string[];
  rowHashes: string[];
  hash: string;
  sealedAt: string;
}

/** The details that lie beside an activity, for their salted hash. */
export interface StoredDetails {
  activityId: string;
  salt: Buffer;
  details: unknown;
}

const instant = (column: string): SQL => sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`);

const ACTIVITY = sql`a.id, ${instant("a.occurred_at")} as "occurredAt", a.actor_kind::text as "actorKind", a.actor_id as "actorId", a.action, a.category::text as category, a.result::text as result,
  a.object_type as "objectType", a.object_id as "objectId", a.fields, a.request_id as "requestId", encode(a.details_hash, 'hex') as "detailsHash", ${instant("a.created_at")} as "createdAt"`;

type Row<T> = T & Record<string, unknown>;

/** The activities that no seal holds, by id, at most `limit`. */
export async function readUnsealed(tx: Tx, limit: number): Promise<SealableActivity[]> {
  return [...(await tx.execute<Row<SealableActivity>>(sql`select ${ACTIVITY} from activity_unsealed u join activity_logs a on a.id = u.activity_id order by u.activity_id limit ${limit}`))];
}

/** These activities, in no order; those that are gone are left out. */
export async function readSealable(tx: Tx, ids: readonly string[]): Promise<SealableActivity[]> {
  return [...(await tx.execute<Row<SealableActivity>>(sql`select ${ACTIVITY} from activity_logs a where a.id in (select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb)::uuid)`))];
}

/** What is left of the details of these activities. */
export async function readStoredDetails(tx: Tx, ids: readonly string[]): Promise<StoredDetails[]> {
  return [
    ...(await tx.execute<Row<StoredDetails>>(sql`
      select activity_id as "activityId", salt, details from activity_details where activity_id in (select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb)::uuid)`)),
  ];
}

/* Positions come out as text: "order by" names the column with its table, or it would sort that text, 10 before 9. */

/** Seals after `position`, in order, at most `limit`. */
export async function readSeals(tx: Tx, after: number, limit: number): Promise<StoredSeal[]> {
  const rows = await tx.execute<{ position: string; previous: string; ids: string[]; hashes: string; hash: string; sealed_at: string }>(sql`
    select position::text, encode(previous_hash, 'hex') as previous, activity_ids as ids, encode(row_hashes, 'hex') as hashes, encode(hash, 'hex') as hash, ${instant("sealed_at")} as sealed_at
    from activity_seals s where s.position > ${after} order by s.position limit ${limit}`);
  return rows.map((row) => ({
    position: Number(row.position),
    previousHash: row.previous,
    activityIds: row.ids,
    rowHashes: row.hashes.match(/.{64}/g) ?? [],
    hash: row.hash,
    sealedAt: row.sealed_at,
  }));
}

/** The end of the chain: the last seal, or the last archive where it took all seals; null before the first seal. */
export async function readChainHead(tx: Tx): Promise<{ position: number; hash: string; sealedAt: Date } | null> {
  const [row] = await tx.execute<{ position: string; hash: string; seconds: string }>(sql`
    select position::text, encode(hash, 'hex') as hash, extract(epoch from at)::text as seconds from (
      (select position, hash, sealed_at as at from activity_seals order by position desc limit 1)
      union all (select to_position, last_hash, archived_at from activity_archives order by to_position desc limit 1)) ends
    order by ends.position desc limit 1`);
  return row ? { position: Number(row.position), hash: row.hash, sealedAt: new Date(Number(row.seconds) * 1000) } : null;
}

/** Whether the chain reaches to `position`, and the hash it has there; null inside an archive, whose file alone knows it. */
export async function readHashAt(tx: Tx, position: number): Promise<{ reaches: boolean; hash: string | null }> {
  const [row] = await tx.execute<{ hash: string | null }>(sql`
    select encode(hash, 'hex') as hash from activity_seals where position = ${position}
    union all select case when to_position = ${position} then encode(last_hash, 'hex') end from activity_archives where ${position} between from_position and to_position`);
  return { reaches: row !== undefined, hash: row?.hash ?? null };
}

/** When the activity was written that waits longest for a seal, by the database's clock; null when none waits. */
export async function readOldestUnsealed(tx: Tx): Promise<Date | null> {
  const [row] = await tx.execute<{ seconds: string }>(sql`
    select extract(epoch from a.created_at)::text as seconds from activity_unsealed u join activity_logs a on a.id = u.activity_id order by u.activity_id limit 1`);
  return row ? new Date(Number(row.seconds) * 1000) : null;
}

/** How many activities wait for a seal. */
export async function countUnsealed(tx: Tx): Promise<number> {
  const [row] = await tx.execute<{ n: number }>(sql`select count(*)::int as n from activity_unsealed`);
  return row?.n ?? 0;
}

/** An activity that is in the log without a seal and without waiting for one, and one that waits and is not in the log. Reads the whole log. */
export async function findStrays(tx: Tx): Promise<{ inserted: string | null; deleted: string | null }> {
  const [row] = await tx.execute<{ inserted: string | null; deleted: string | null }>(sql`
    select
      (select min(a.id::text) from activity_logs a
       where not exists (select from (select unnest(activity_ids) as id from activity_seals) s where s.id = a.id) and not exists (select from activity_unsealed u where u.activity_id = a.id)) as inserted,
      (select min(u.activity_id::text) from activity_unsealed u where not exists (select from activity_logs a where a.id = u.activity_id)) as deleted`);
  return row ?? { inserted: null, deleted: null };
}

/** The archives, in the order of the chain. */
export async function readArchives(tx: Tx) {
  const rows = await tx.execute<{ from_position: string; to_position: string; count: number; file_name: string; file_hash: string; previous_hash: string; last_hash: string }>(sql`
    select from_position::text, to_position::text, activity_count as count, file_name, encode(file_hash, 'hex') as file_hash, encode(previous_hash, 'hex') as previous_hash, encode(last_hash, 'hex') as last_hash
    from activity_archives a order by a.from_position`);
  return rows.map((row) => ({
    from: Number(row.from_position),
    to: Number(row.to_position),
    count: row.count,
    fileName: row.file_name,
    fileHash: row.file_hash,
    previousHash: row.previous_hash,
    lastHash: row.last_hash,
  }));
}
