import { eq } from "drizzle-orm";
import type { EmailStatus } from "#db/enums.ts";
import { MANAGERS } from "#db/policies.ts";
import { outboxEmails } from "#db/schema/index.ts";
import type { OutboxAct } from "../../contracts/outbox.ts";
import { AppError } from "../../errors.ts";
import { recordActivities } from "../activity/record-activity.ts";
import { requireRoles, type ServiceContext } from "../context.ts";

interface Decision {
  from: readonly EmailStatus[];
  action: string;
  refused: string;
}

const DECISIONS: Readonly<Record<OutboxAct, Decision>> = {
  retry: { from: ["failed", "unknown"], action: "email.retried", refused: "Only a mail that failed, or of which nobody knows, is sent again." },
  arrived: { from: ["unknown"], action: "email.confirmed", refused: "Only a mail of which nobody knows can be said to have arrived." },
  cancel: { from: ["queued", "failed", "unknown"], action: "email.cancelled", refused: "This mail has left, or is on its way." },
};

/**
 * A person's decision about a mail: `retry` queues it once more, `arrived` takes an unknown one for sent, `cancel` keeps
 * one from leaving. Throws FORBIDDEN, NOT_FOUND, and CONFLICT when the mail is in another state by now.
 */
export async function decideEmail({ tx, person, now, requestId }: ServiceContext, { id, act }: { id: string; act: OutboxAct }): Promise<void> {
  requireRoles(person, MANAGERS, "Managers and admins decide about mails.");
  const { from, action, refused } = DECISIONS[act];
  const [mail] = await tx.select({ status: outboxEmails.status, recipient: outboxEmails.recipient, subject: outboxEmails.subject }).from(outboxEmails).where(eq(outboxEmails.id, id)).for("update");
  if (!mail) throw new AppError("NOT_FOUND", "This mail is not there.");
  if (!from.includes(mail.status)) throw new AppError("CONFLICT", refused);
  const free = { leaseToken: null, leaseUntil: null, nextAttemptAt: null };
  if (act === "retry") await tx.update(outboxEmails).set({ ...free, status: "queued", attempts: 0, error: null }).where(eq(outboxEmails.id, id));
  if (act === "arrived") await tx.update(outboxEmails).set({ ...free, status: "sent", sentAt: now, error: null }).where(eq(outboxEmails.id, id));
  if (act === "cancel") await tx.update(outboxEmails).set({ ...free, status: "cancelled" }).where(eq(outboxEmails.id, id));
  await recordActivities(tx, [
    { at: now, actor: { kind: "person", id: person.id }, action, category: "mail", object: { type: "email", id }, fields: ["status"], requestId, details: { recipient: mail.recipient, subject: mail.subject, before: mail.status } },
  ]);
}
