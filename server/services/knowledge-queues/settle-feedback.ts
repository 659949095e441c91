import { eq } from "drizzle-orm";
import { MANAGERS } from "#db/policies.ts";
import { knowledgeFeedback } from "#db/schema/index.ts";
import { AppError } from "../../errors.ts";
import { recordActivities } from "../activity/record-activity.ts";
import { requireRoles, type ServiceContext } from "../context.ts";

/** Says that somebody saw to what a person said of an answer, and what was done; or takes that back. Managers may. Throws NOT_FOUND. */
export async function settleFeedback({ tx, person, now, requestId }: ServiceContext, { id, settled, note }: { id: string; settled: boolean; note: string | null }): Promise<void> {
  requireRoles(person, MANAGERS, "Managers and admins see to what people say of answers.");
  const becomes = settled ? { settledBy: person.id, settledAt: now, note } : { settledBy: null, settledAt: null, note: null };
  const [changed] = await tx.update(knowledgeFeedback).set(becomes).where(eq(knowledgeFeedback.id, id)).returning({ id: knowledgeFeedback.id });
  if (!changed) throw new AppError("NOT_FOUND", "This is not there any more: its answer was deleted.");
  await recordActivities(tx, [{ at: now, actor: { kind: "person", id: person.id }, action: settled ? "feedback.settled" : "feedback.reopened", category: "knowledge", object: { type: "knowledge_feedback", id }, fields: ["note"], requestId }]);
}
