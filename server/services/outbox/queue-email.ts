import { eq } from "drizzle-orm";
import { v7 } from "uuid";
import type { Tx } from "#db/client.ts";
import type { EmailKind } from "#db/enums.ts";
import { outboxEmails } from "#db/schema/index.ts";
import { LINK_PLACE } from "../../ports/email/guarded-transport.ts";
import type { SecretBox } from "../../ports/secrets/secret-box.ts";

export { LINK_PLACE } from "../../ports/email/guarded-transport.ts";

/** A mail as it is put into the outbox. */
export interface EmailDraft {
  kind: EmailKind;
  /** The same key never makes a second mail. */
  dedupeKey: string;
  recipient: string;
  userId?: string;
  customerId?: string;
  subject: string;
  bodyText: string;
  bodyHtml?: string;
  /**
   * One-use address of an identity mail: sealed at rest, put in place of LINK_PLACE in `bodyText`
   * when the mail is sent, erased from the row once it has left or can no longer leave, and never
   * sent in placebo mode.
   */
  link?: string;
}

/**
 * Puts a mail into the outbox, from where a job sends it. With a `dedupeKey` that exists nothing is
 * queued; the mail that exists is given back. Needs a manager's rights or the system's. The activity
 * row is the caller's: it knows what the mail is for.
 */
export async function queueEmail(tx: Tx, secrets: SecretBox, draft: EmailDraft, now: Date): Promise<{ id: string }> {
  if ((draft.link !== undefined) !== draft.bodyText.includes(LINK_PLACE)) throw new Error(`A mail's text says ${LINK_PLACE} if, and only if, there is a link.`);
  if (draft.link !== undefined && draft.kind !== "identity") throw new Error("Only identity mails hold a link of one use.");
  const id = v7();
  const [queued] = await tx
    .insert(outboxEmails)
    .values({
      id,
      kind: draft.kind,
      status: "queued",
      dedupeKey: draft.dedupeKey,
      recipient: draft.recipient,
      userId: draft.userId ?? null,
      customerId: draft.customerId ?? null,
      subject: draft.subject,
      bodyText: draft.bodyText,
      bodyHtml: draft.bodyHtml ?? null,
      sealedLink: draft.link === undefined ? null : secrets.seal("mailed link", id, draft.link),
      queuedAt: now,
    })
    .onConflictDoNothing({ target: outboxEmails.dedupeKey })
    .returning({ id: outboxEmails.id });
  if (queued) return queued;
  const [there] = await tx.select({ id: outboxEmails.id }).from(outboxEmails).where(eq(outboxEmails.dedupeKey, draft.dedupeKey));
  if (!there) throw new Error("A mail with this key was queued and cannot be read.");
  return there;
}
