import { inArray, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { readChainHead, readUnsealed } from "#db/queries/activity/read-chain.ts";
import { activitySeals, activityUnsealed } from "#db/schema/index.ts";
import { chainInstant, GENESIS, hashActivity, hashSeal } from "./chain.ts";

/** How many activities one seal holds at most. */
export const BATCH = 1_000;
const SEALER_LOCK = 7_317_005;

/** What a step of the sealer did. */
interface Sealed {
  count: number;
  /** The new end of the chain. */
  position: number;
  /** Hex. */
  hash: string;
}

/**
 * Seals the activities that are committed and in no seal yet, up to BATCH of them. Null when there are none or
 * another process is at it: then there is nothing to do here. Nobody who writes activities waits for it.
 */
export async function sealActivities(tx: Tx, now: Date): Promise<Sealed | null> {
  const [lock] = await tx.execute<{ mine: boolean }>(sql`select pg_try_advisory_xact_lock(${SEALER_LOCK}::bigint) as mine`);
  if (!lock?.mine) return null;
  const rows = await readUnsealed(tx, BATCH);
  if (rows.length === 0) return null;
  const head = await readChainHead(tx);
  const seal = {
    position: (head?.position ?? 0) + 1,
    previousHash: head?.hash ?? GENESIS,
    sealedAt: chainInstant(now),
    activityIds: rows.map((row) => row.id),
    rowHashes: rows.map(hashActivity),
  };
  const hash = hashSeal(seal);
  await tx.insert(activitySeals).values({
    position: seal.position,
    previousHash: Buffer.from(seal.previousHash, "hex"),
    activityIds: seal.activityIds,
    rowHashes: Buffer.from(seal.rowHashes.join(""), "hex"),
    hash: Buffer.from(hash, "hex"),
    sealedAt: now,
  });
  await tx.delete(activityUnsealed).where(inArray(activityUnsealed.activityId, seal.activityIds));
  return { count: rows.length, position: seal.position, hash };
}
