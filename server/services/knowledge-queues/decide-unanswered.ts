import { eq } from "drizzle-orm";
import { MANAGERS } from "#db/policies.ts";
import { unansweredQuestions } from "#db/schema/index.ts";
import { AppError } from "../../errors.ts";
import { recordActivities } from "../activity/record-activity.ts";
import { requireRoles, type ServiceContext } from "../context.ts";

interface Decision {
  id: string;
  state: "open" | "answered" | "dismissed";
  note: string | null;
}

/** Says what becomes of a question that the documents did not answer; `open` takes it back. Managers may. Throws NOT_FOUND. */
export async function decideUnanswered({ tx, person, now, requestId }: ServiceContext, { id, state, note }: Decision): Promise<void> {
  requireRoles(person, MANAGERS, "Managers and admins decide what becomes of a question.");
  const decided = state === "open" ? { state, note: null, decidedBy: null, decidedAt: null } : { state, note, decidedBy: person.id, decidedAt: now };
  const [changed] = await tx.update(unansweredQuestions).set(decided).where(eq(unansweredQuestions.id, id)).returning({ id: unansweredQuestions.id });
  if (!changed) throw new AppError("NOT_FOUND", "This question is not there any more.");
  const action = state === "open" ? "unanswered.reopened" : `unanswered.${state}`;
  await recordActivities(tx, [{ at: now, actor: { kind: "person", id: person.id }, action, category: "knowledge", object: { type: "unanswered_question", id }, fields: ["state", "note"], requestId }]);
}
