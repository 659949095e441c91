import { and, eq, isNull, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { findUserById, readShopName } from "#db/queries/identity.ts";
import { sessions } from "#db/schema/index.ts";
import { describeDevice } from "../../contracts/describe-device.ts";
import { writeSessionMoved } from "../../emails/identity.ts";
import type { SecretBox } from "../../ports/secrets/secret-box.ts";
import { recordActivities } from "../activity/record-activity.ts";
import { queueIdentityMail } from "../users/queue-identity-mail.ts";
import type { Visitor } from "./start-session.ts";

/**
 * Whether a session comes from another kind of browser than last time. A newer version of the same browser is the
 * same, and so is another network: telephones and relays change theirs from one request to the next.
 */
export const hasMoved = (before: string | null, after: Visitor): boolean => before !== null && describeDevice(before) !== describeDevice(after.userAgent);

/**
 * Notes that a session turned up in another kind of browser, as `before` it was. A proof of identity counts
 * where it was given, so it is gone: sensitive acts ask again. It is written into the trail and
 * mailed to the person, once a day at most.
 */
export async function noteMove(tx: Tx, secrets: SecretBox, input: { sessionId: string; userId: string; before: string | null; visitor: Visitor; now: Date }): Promise<void> {
  const { sessionId, userId, before, visitor, now } = input;
  const { address, requestId } = visitor;
  const userAgent = visitor.userAgent?.slice(0, 300) ?? null;
  // Of the requests that a page sends at once only the first is a move.
  const [moved] = await tx
    .update(sessions)
    .set({ reauthenticatedAt: null, lastSeenAt: now, address, userAgent })
    .where(and(eq(sessions.id, sessionId), isNull(sessions.endedAt), sql`${sessions.userAgent} is not distinct from ${before}`))
    .returning({ id: sessions.id });
  if (!moved) return;
  await recordActivities(tx, [{ at: now, actor: { kind: "person", id: userId }, action: "session.moved", category: "identity", object: { type: "session", id: sessionId }, requestId, details: { address, before: describeDevice(before), after: describeDevice(userAgent) } }]);
  const user = await findUserById(tx, userId);
  if (!user || user.isDemo) return;
  const text = writeSessionMoved({ name: user.name, shopName: await readShopName(tx), device: describeDevice(userAgent), address, at: now });
  await queueIdentityMail(tx, secrets, user, text, now, { once: `moved:${sessionId}:${now.toISOString().slice(0, 10)}` });
}
