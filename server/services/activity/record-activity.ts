import { createHash, randomBytes } from "node:crypto";
import { v7 } from "uuid";
import type { Tx } from "#db/client.ts";
import type { ActivityCategory, ActivityResult, ActorKind } from "#db/enums.ts";
import { activityDetails, activityLogs } from "#db/schema/index.ts";

/** One act, as it is written down. */
export interface Activity {
  at: Date;
  actor: { kind: ActorKind; id: string | null };
  /** `object.verb`, e.g. `order.created`. */
  action: string;
  category: ActivityCategory;
  result?: ActivityResult;
  object?: { type: string; id: string };
  /** Names of the fields that changed; never values. */
  fields?: string[];
  requestId?: string | undefined;
  /** Values with personal data (addresses, old and new names): kept apart, erasable, bound by a salted hash. */
  details?: Record<string, unknown>;
}

/** JSON with sorted keys: jsonb keeps no order, and the hash must come out the same when it is checked. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === "object" && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

/** Writes activities inside the caller's transaction, so that an act and its trace stand or fall together. Returns their ids. */
export async function recordActivities(tx: Tx, activities: readonly Activity[]): Promise<string[]> {
  if (activities.length === 0) return [];
  const rows = activities.map((activity) => {
    const salt = activity.details ? randomBytes(16) : null;
    const hash = salt ? createHash("sha256").update(salt).update(canonicalJson(activity.details)).digest() : null;
    return { id: v7(), salt, hash, activity };
  });
  await tx.insert(activityLogs).values(
    rows.map(({ id, hash, activity }) => ({
      id,
      occurredAt: activity.at,
      actorKind: activity.actor.kind,
      actorId: activity.actor.id,
      action: activity.action,
      category: activity.category,
      result: activity.result ?? "succeeded",
      objectType: activity.object?.type ?? null,
      objectId: activity.object?.id ?? null,
      fields: activity.fields ?? [],
      requestId: activity.requestId ?? null,
      detailsHash: hash,
    })),
  );
  const details = rows.flatMap(({ id, salt, activity }) => (salt ? [{ activityId: id, salt, details: activity.details }] : []));
  if (details.length > 0) await tx.insert(activityDetails).values(details);
  return rows.map((row) => row.id);
}
