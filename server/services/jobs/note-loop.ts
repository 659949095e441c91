import type { Tx } from "#db/client.ts";
import { jobRuns } from "#db/schema/index.ts";

export type LoopNote = Pick<typeof jobRuns.$inferInsert, "name" | "process" | "status" | "everyMs" | "startedAt" | "finishedAt" | "succeededAt" | "failedAt" | "error" | "rounds" | "failures">;

/** Keeps how a loop is doing; of several processes the last word stands. The system's right alone. */
export async function noteLoop(tx: Tx, { name, ...rest }: LoopNote): Promise<void> {
  await tx.insert(jobRuns).values({ name, ...rest }).onConflictDoUpdate({ target: jobRuns.name, set: rest });
}
