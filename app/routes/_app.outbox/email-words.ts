import type { EmailKind, EmailStatus } from "#db/enums.ts";
import type { OutboxList } from "#app/lib/api-types.ts";

export const EMAIL_STATUS_WORDS: Readonly<Record<EmailStatus, string>> = {
  queued: "Waits",
  sending: "On its way",
  sent: "Sent",
  written: "Not sent: in a file",
  failed: "Failed",
  unknown: "Unknown",
  suppressed: "Left out",
  cancelled: "Cancelled",
};

/** Which shape marks a state: filled is done, half is under way, orange needs a person. */
export const EMAIL_STATUS_MARKS: Readonly<Record<EmailStatus, string>> = {
  queued: "state ack",
  sending: "state ack",
  sent: "state done",
  written: "state snoozed",
  failed: "state open",
  unknown: "state open",
  suppressed: "state",
  cancelled: "state",
};

export const EMAIL_KIND_WORDS: Readonly<Record<EmailKind, string>> = {
  identity: "signing in",
  campaign: "a campaign",
  review_reply: "a review",
  proposal: "a proposal",
  report: "a report",
  alert: "an alert",
  test: "a test",
};

type Email = OutboxList["emails"][number];

/** Where a mail went, or where it would go now. */
export function sayWhere(email: Email, placebo: OutboxList["placebo"]): string {
  if (email.status === "sent") return email.redirectedTo ? `to ${email.redirectedTo} (placebo)` : "to its reader";
  if (email.status === "written") return "into a file";
  if (email.status === "cancelled" || email.status === "suppressed") return "nowhere";
  if (email.redirectedTo && email.status === "unknown") return `perhaps to ${email.redirectedTo} (placebo)`;
  if (email.status === "unknown") return "perhaps to its reader";
  if (!placebo.on) return "will go to its reader";
  return placebo.address ? `will go to ${placebo.address} (placebo)` : "will go into a file (placebo)";
}
