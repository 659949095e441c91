import { createHash } from "node:crypto";
import type { SealableActivity, StoredSeal } from "#db/queries/activity/read-chain.ts";

/** What the first seal goes on from. */
export const GENESIS = "0".repeat(64);

const sha256 = (text: string): string => createHash("sha256").update(text, "utf8").digest("hex");

/**
 * SHA-256 of an activity's canonical text, in hex. The text is a JSON array of strings, nulls and one array,
 * in this order, with "misty activity 1" in front: id, occurred at, actor kind, actor id, action, category,
 * result, object type, object id, fields, request id, hash of the details in hex, created at. Instants are in
 * UTC to the microsecond (2026-06-30T12:00:00.000000Z). JSON as JSON.stringify writes it, without blanks.
 */
export function hashActivity(row: SealableActivity): string {
  const parts = [row.id, row.occurredAt, row.actorKind, row.actorId, row.action, row.category, row.result, row.objectType, row.objectId, row.fields, row.requestId, row.detailsHash, row.createdAt];
  return sha256(JSON.stringify(["misty activity 1", ...parts]));
}

/**
 * SHA-256 of a seal, in hex: over the JSON array ["misty seal 1", position, hash of the seal before, sealed at,
 * ids of the activities, hashes of the activities], so that each seal vouches for all before it.
 */
export function hashSeal(seal: Omit<StoredSeal, "hash">): string {
  return sha256(JSON.stringify(["misty seal 1", seal.position, seal.previousHash, seal.sealedAt, seal.activityIds, seal.rowHashes]));
}

/** An instant as the chain writes it. */
export const chainInstant = (at: Date): string => at.toISOString().replace("Z", "000Z");
