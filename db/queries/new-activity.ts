import { asc, gte } from "drizzle-orm";
import type { Tx } from "../client.ts";
import { activityLogs } from "../schema/index.ts";

/**
 * Ids of activities at or after `fromId`, oldest first, at most `limit`. Ids are UUID v7, so
 * they follow the time of writing and the primary key answers this.
 */
export async function listActivityIdsFrom(tx: Tx, input: { fromId: string; limit: number }): Promise<string[]> {
  const rows = await tx.select({ id: activityLogs.id }).from(activityLogs).where(gte(activityLogs.id, input.fromId)).orderBy(asc(activityLogs.id)).limit(input.limit);
  return rows.map((row) => row.id);
}
