import type { Tx } from "#db/client.ts";
import { recordActivities } from "#server/services/activity/record-activity.ts";
import { activityActor } from "./permission.ts";
import type { ImportInput } from "./types.ts";

/** Writes down how an import ended, in the transaction that ends it. */
export async function recordImport(tx: Tx, { actor, now }: Pick<ImportInput, "actor" | "now">, batchId: string, action: "import.completed" | "import.failed" | "import.withdrawn"): Promise<void> {
  await recordActivities(tx, [
    { at: now(), actor: activityActor(actor), action, category: "imports", result: action === "import.completed" ? "succeeded" : "failed", object: { type: "import_batch", id: batchId } },
  ]);
}
