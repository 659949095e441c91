import { and, eq, gt, inArray, isNotNull, lt, or, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { outboxEmails, outboxPace } from "#db/schema/index.ts";
import type { GuardedOutcome } from "../../ports/email/guarded-transport.ts";
import { recordActivities } from "../activity/record-activity.ts";

/** After so many tries a mail is left for a person to look at. */
export const MOST_ATTEMPTS = 8;
/** How long the link of an identity mail is worth keeping: none is valid for longer. */
export const LINK_LIVES_MS = 24 * 3_600_000;

/** No lease is that long: one that seems so was given before the clock was set back. */
const LONGEST_LEASE_MS = 3_600_000;
const FIRST_WAIT_MS = 30_000;
const MOST_WAIT_MS = 3_600_000;

/** A mail in the hands of this process. */
export interface ClaimedEmail {
  id: string;
  leaseToken: string;
  attempts: number;
  recipient: string;
  subject: string;
}

/** Both clocks: the shop's, in which people read, and the machine's, in which leases and waits run (the first may stand still in a demo). */
export interface Clocks {
  shop: Date;
  machine: Date;
}

/**
 * How long to wait before the next try, in ms: twice as long each time, a quarter more or less by
 * chance (`random` in [0, 1)) so that mails do not come back all at once, and never shorter than the provider asks.
 */
export function waitBeforeRetry(attempts: number, retryAfterMs: number | null, random: number): number {
  const wait = Math.min(FIRST_WAIT_MS * 2 ** (attempts - 1), MOST_WAIT_MS) * (0.75 + random / 2);
  return Math.round(Math.max(wait, retryAfterMs ?? 0));
}

/** The system's word in the activity log on what became of a mail; who it was for lies in the erasable details. */
const recordFate = (tx: Tx, email: { id: string; recipient: string; subject: string }, action: string, failed: boolean, at: Date, details: Record<string, unknown> = {}) =>
  recordActivities(tx, [
    { at, actor: { kind: "system", id: null }, action, category: "mail", result: failed ? "failed" : "succeeded", object: { type: "email", id: email.id }, details: { recipient: email.recipient, subject: email.subject, ...details } },
  ]);

/**
 * Writes down what came of a mail, if it is still in this process's hands (it also is while nobody has
 * decided about it after its lease ran out). True when it was written down.
 */
export async function settleEmail(tx: Tx, email: ClaimedEmail, outcome: GuardedOutcome, clocks: Clocks, random: number): Promise<boolean> {
  const { transport, redirectedTo } = outcome;
  const free = { leaseToken: null, leaseUntil: null, transport, redirectedTo };
  const mine = and(eq(outboxEmails.id, email.id), eq(outboxEmails.leaseToken, email.leaseToken), inArray(outboxEmails.status, ["sending", "unknown"]));
  const write = async (values: Partial<typeof outboxEmails.$inferInsert>) => (await tx.update(outboxEmails).set(values).where(mine).returning({ id: outboxEmails.id })).length > 0;

  if (outcome.outcome === "sent" || outcome.outcome === "written") {
    const done = await write({ ...free, status: outcome.outcome, sentAt: clocks.shop, providerAnswer: outcome.answer, error: null, nextAttemptAt: null });
    if (done) await recordFate(tx, email, `email.${outcome.outcome}`, false, clocks.shop, redirectedTo === null ? {} : { redirectedTo });
    return done;
  }
  if (outcome.outcome === "unknown") {
    const done = await write({ status: "unknown", transport, redirectedTo, error: outcome.reason, nextAttemptAt: null });
    if (done) await recordFate(tx, email, "email.lost", true, clocks.shop);
    return done;
  }
  const isLast = outcome.outcome === "refused" || email.attempts >= MOST_ATTEMPTS;
  if (isLast) {
    const done = await write({ ...free, status: "failed", error: outcome.reason, nextAttemptAt: null });
    if (done) await recordFate(tx, email, "email.failed", true, clocks.shop);
    return done;
  }
  const wait = waitBeforeRetry(email.attempts, outcome.retryAfterMs, random);
  // A provider that asks for time means all mails, not this one.
  if (outcome.retryAfterMs !== null) await tx.update(outboxPace).set({ nextAt: new Date(clocks.machine.getTime() + outcome.retryAfterMs) });
  return write({ ...free, status: "queued", error: outcome.reason, nextAttemptAt: new Date(clocks.machine.getTime() + wait) });
}

/** Puts a mail back that was claimed and surely not begun. */
export async function releaseEmail(tx: Tx, email: ClaimedEmail, reason: string, nextAttemptAt: Date): Promise<void> {
  await tx
    .update(outboxEmails)
    .set({ status: "queued", leaseToken: null, leaseUntil: null, error: reason, nextAttemptAt, attempts: sql`${outboxEmails.attempts} - 1` })
    .where(and(eq(outboxEmails.id, email.id), eq(outboxEmails.leaseToken, email.leaseToken), eq(outboxEmails.status, "sending")));
}

/**
 * Mails whose sender is gone become `unknown`: nobody can say whether they left. `everyLease` also takes
 * leases that still run, where no other process can hold one. Returns how many.
 */
export async function giveUpLost(tx: Tx, clocks: Clocks, everyLease = false): Promise<number> {
  const lost = await tx
    .update(outboxEmails)
    .set({ status: "unknown", error: "The program ended while this mail was on its way. It may have arrived.", nextAttemptAt: null })
    .where(and(eq(outboxEmails.status, "sending"), everyLease ? undefined : or(lt(outboxEmails.leaseUntil, clocks.machine), gt(outboxEmails.leaseUntil, new Date(clocks.machine.getTime() + LONGEST_LEASE_MS)))))
    .returning({ id: outboxEmails.id, recipient: outboxEmails.recipient, subject: outboxEmails.subject });
  for (const email of lost) await recordFate(tx, email, "email.lost", true, clocks.shop);
  return lost.length;
}

/** Erases links whose time is over in mails that did not leave. Returns how many. */
export async function eraseOldLinks(tx: Tx, now: Date): Promise<number> {
  const erased = await tx
    .update(outboxEmails)
    .set({ sealedLink: null })
    .where(and(isNotNull(outboxEmails.sealedLink), lt(outboxEmails.queuedAt, new Date(now.getTime() - LINK_LIVES_MS))))
    .returning({ id: outboxEmails.id });
  return erased.length;
}
