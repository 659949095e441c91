import { and, eq, isNull, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { findUserById, readShopName } from "#db/queries/identity.ts";
import { sessions } from "#db/schema/index.ts";
import { describeDevice } from "../../contracts/describe-device.ts";
import { writeSessionMoved } from "../../emails/identity.ts";
import type { SecretBox } from "../../ports/secrets/secret-box.ts";
import { recordActivities } from "../activity/record-activity.ts";
import { queueIdentityMail } from "../users/queue-identity-mail.ts";
import { networkOf } from "./network-of.ts";
import type { Visitor } from "./start-session.ts";

/** Where a session was used last; null where that was not noted. */
interface Place {
  address: string | null;
  userAgent: string | null;
}

const isOtherBrowser = (before: Place, after: Visitor): boolean => before.userAgent !== null && describeDevice(before.userAgent) !== describeDevice(after.userAgent);

/** Whether a session comes from another network, or another kind of browser, than last time. A newer version of the same browser is the same. */
export const hasMoved = (before: Place, after: Visitor): boolean => (before.address !== null && networkOf(before.address) !== networkOf(after.address)) || isOtherBrowser(before, after);

/**
 * Notes that a session turned up elsewhere. A proof of identity counts where it was given, so it is
 * gone: sensitive acts ask again. Another network is everyday for a telephone; another kind of
 * browser is not: it is written into the trail and mailed to the person, once a day at most.
 */
export async function noteMove(tx: Tx, secrets: SecretBox, input: { sessionId: string; userId: string; before: Place; visitor: Visitor; now: Date }): Promise<void> {
  const { sessionId, userId, before, visitor, now } = input;
  const { address, requestId } = visitor;
  const userAgent = visitor.userAgent?.slice(0, 300) ?? null;
  // Of the requests that a page sends at once only the first is a move.
  const [moved] = await tx
    .update(sessions)
    .set({ reauthenticatedAt: null, lastSeenAt: now, address, userAgent })
    .where(and(eq(sessions.id, sessionId), isNull(sessions.endedAt), sql`${sessions.address} is not distinct from ${before.address} and ${sessions.userAgent} is not distinct from ${before.userAgent}`))
    .returning({ id: sessions.id });
  if (!moved || !isOtherBrowser(before, visitor)) return;
  await recordActivities(tx, [{ at: now, actor: { kind: "person", id: userId }, action: "session.moved", category: "identity", object: { type: "session", id: sessionId }, requestId, details: { address, before: describeDevice(before.userAgent), after: describeDevice(userAgent) } }]);
  const user = await findUserById(tx, userId);
  if (!user || user.isDemo) return;
  const text = writeSessionMoved({ name: user.name, shopName: await readShopName(tx), device: describeDevice(userAgent), address, at: now });
  await queueIdentityMail(tx, secrets, user, text, now, { once: `moved:${sessionId}:${now.toISOString().slice(0, 10)}` });
}
