import { and, asc, eq, gt, isNull, lte, or, sql } from "drizzle-orm";
import { v4 } from "uuid";
import type { Database, Tx } from "#db/client.ts";
import { withSystem } from "#db/rls.ts";
import { outboxEmails, outboxPace, settings } from "#db/schema/index.ts";
import type { GuardedOutcome, GuardedTransport, OutboxLetter } from "../../ports/email/guarded-transport.ts";
import type { SecretBox } from "../../ports/secrets/secret-box.ts";
import { type ClaimedEmail, type Clocks, LINK_LIVES_MS, releaseEmail, settleEmail } from "./settle-email.ts";

/** Longer than any transport takes to answer. A lease that ran out means the sender is gone. */
const LEASE_MS = 30_000;
/** A process that was held up this long between claim and request does not send any more: its lease may be over. */
const BEGIN_WITHIN_MS = LEASE_MS / 3;
/** By the clock on the wall a request that lasts its longest is over within the lease. */
const BEGIN_WITHIN_WALL_MS = (LEASE_MS / 3) * 2;

/** By both clocks: one stands still while the machine sleeps, the other may be set. */
const isHeldUp = (claimedAt: number, machineThen: Date, machineNow: Date): boolean => performance.now() - claimedAt > BEGIN_WITHIN_MS || Math.abs(machineNow.getTime() - machineThen.getTime()) > BEGIN_WITHIN_WALL_MS;

/** What the next mail may wait at most; a longer wait stems from a clock that was set back. */
const MOST_PACE_MS = 3_600_000;
/** Beyond the longest wait of one mail: an hour and a quarter by chance. */
const MOST_WAIT_MS = 2 * 3_600_000;

interface Sender {
  db: Database;
  secrets: SecretBox;
  transport: GuardedTransport;
  clocks: () => Clocks;
  /** In [0, 1); spreads retries. */
  random: () => number;
  signal: AbortSignal;
}

/** What a step of the sender did: a mail that was handed over, or how long there is nothing to do (null: until one is queued). */
type Step = { id: string; outcome: GuardedOutcome["outcome"] | "put back" } | { waitMs: number | null };

/** Takes the next mail that is due into this process's hands: one statement of one transaction decides whose it is. */
async function claimNext(tx: Tx, { transport, secrets, clocks }: Sender): Promise<{ waitMs: number | null } | { claimed: ClaimedEmail; letter: OutboxLetter }> {
  const { shop, machine } = clocks();
  const claimedAt = performance.now();
  // A wait that is longer than any there is stems from a clock that was set back.
  const due = and(eq(outboxEmails.status, "queued"), or(isNull(outboxEmails.nextAttemptAt), lte(outboxEmails.nextAttemptAt, machine), gt(outboxEmails.nextAttemptAt, new Date(machine.getTime() + MOST_WAIT_MS))));
  const first = [sql`(${outboxEmails.kind} <> 'identity')`, sql`${outboxEmails.nextAttemptAt} nulls first`, asc(outboxEmails.id)];
  // Looked at before the pace is locked: an idle outbox costs one read.
  const [waiting] = await tx.select({ id: outboxEmails.id }).from(outboxEmails).where(due).orderBy(...first).limit(1);
  if (!waiting) return { waitMs: await untilNextRetry(tx, machine) };

  // Files need no pace. Whoever holds this row decides which mail is next, whatever the process.
  const [pace] = await tx.select({ nextAt: outboxPace.nextAt }).from(outboxPace).for("update");
  const pause = (pace?.nextAt.getTime() ?? 0) - machine.getTime();
  if (transport.kind !== "file" && pause > 0 && pause <= MOST_PACE_MS) return { waitMs: pause };
  const [mail] = await tx.select().from(outboxEmails).where(due).orderBy(...first).limit(1).for("update", { skipLocked: true });
  if (!mail) return { waitMs: null };
  const [shopSettings] = await tx
    .select({ shopName: settings.shopName, fromName: settings.mailFromName, replyTo: settings.mailReplyTo, timeZone: settings.timeZone, perSecond: settings.emailsPerSecond })
    .from(settings);
  if (!shopSettings) throw new Error("The database holds no settings: it was not migrated.");
  await tx.update(outboxPace).set({ nextAt: new Date(machine.getTime() + Math.ceil(1000 / shopSettings.perSecond)) });
  const claimed = { id: mail.id, leaseToken: v4(), attempts: mail.attempts + 1, recipient: mail.recipient, subject: mail.subject };
  await tx
    .update(outboxEmails)
    .set({ status: "sending", leaseToken: claimed.leaseToken, leaseUntil: new Date(machine.getTime() + LEASE_MS), attempts: claimed.attempts })
    .where(eq(outboxEmails.id, mail.id));
  const isLinkOver = shop.getTime() - mail.queuedAt.getTime() > LINK_LIVES_MS;
  return {
    claimed,
    letter: {
      id: mail.id,
      recipient: mail.recipient,
      subject: mail.subject,
      bodyText: mail.bodyText,
      bodyHtml: mail.bodyHtml,
      fromName: shopSettings.fromName ?? shopSettings.shopName,
      replyTo: shopSettings.replyTo,
      at: shop,
      timeZone: shopSettings.timeZone,
      mayBegin: () => !isHeldUp(claimedAt, machine, clocks().machine),
      openLink: () => (mail.sealedLink && !isLinkOver ? secrets.open("mailed link", mail.id, mail.sealedLink) : null),
    },
  };
}

/** How long until a mail that waits for its next try is due, in ms; null when none waits. */
async function untilNextRetry(tx: Tx, machine: Date): Promise<number | null> {
  const [row] = await tx.select({ at: sql<Date | null>`min(${outboxEmails.nextAttemptAt})`.mapWith(outboxEmails.nextAttemptAt) }).from(outboxEmails).where(eq(outboxEmails.status, "queued"));
  return row?.at ? Math.max(row.at.getTime() - machine.getTime(), 0) : null;
}

/**
 * Sends the next mail that is due, if there is one and its time has come. Claimed and committed first,
 * handed over then, settled last: whatever dies in between, no mail is handed over twice by itself.
 */
export async function sendNext(sender: Sender): Promise<Step> {
  const { db, transport, clocks, random, signal } = sender;
  const next = await withSystem(db, "claim the next mail", (tx) => claimNext(tx, sender));
  if ("waitMs" in next) return next;
  const { claimed, letter } = next;
  const putBack = async (reason: string): Promise<Step> => {
    await withSystem(db, "put a mail back", (tx) => releaseEmail(tx, claimed, reason, new Date(clocks().machine.getTime() + BEGIN_WITHIN_MS)));
    return { id: claimed.id, outcome: "put back" };
  };
  if (signal.aborted) return putBack("The program was stopped before this mail left.");
  if (!letter.mayBegin()) return putBack("The program was held up before this mail left.");
  let outcome: GuardedOutcome;
  try {
    outcome = await transport.send(letter, signal);
  } catch (error) {
    // Thrown only before anything was handed over: placebo mode could not be looked up.
    await putBack("Whether placebo mode is on could not be looked up.");
    throw error;
  }
  await withSystem(db, "settle a mail", (tx) => settleEmail(tx, claimed, outcome, clocks(), random()));
  return { id: claimed.id, outcome: outcome.outcome };
}
