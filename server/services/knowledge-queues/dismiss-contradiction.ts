import { eq } from "drizzle-orm";
import { MANAGERS } from "#db/policies.ts";
import { documentContradictions } from "#db/schema/index.ts";
import { AppError } from "../../errors.ts";
import { recordActivities } from "../activity/record-activity.ts";
import { requireRoles, type ServiceContext } from "../context.ts";

/** Says that two places do not contradict each other, and why; or takes that back. Managers may. Throws NOT_FOUND. */
export async function dismissContradiction({ tx, person, now, requestId }: ServiceContext, { id, dismissed, note }: { id: string; dismissed: boolean; note: string | null }): Promise<void> {
  requireRoles(person, MANAGERS, "Managers and admins decide what contradicts.");
  const decided = dismissed ? { dismissedBy: person.id, dismissedAt: now, note } : { dismissedBy: null, dismissedAt: null, note: null };
  const [changed] = await tx.update(documentContradictions).set(decided).where(eq(documentContradictions.id, id)).returning({ id: documentContradictions.id });
  if (!changed) throw new AppError("NOT_FOUND", "One of the two documents has changed, so this contradiction is gone.");
  await recordActivities(tx, [{ at: now, actor: { kind: "person", id: person.id }, action: dismissed ? "contradiction.dismissed" : "contradiction.reopened", category: "knowledge", object: { type: "contradiction", id }, fields: ["note"], requestId }]);
}
