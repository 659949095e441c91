import { and, eq, inArray, isNull, lt, or } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { sessions, verificationTokens } from "#db/schema/index.ts";
import { recordActivities } from "../activity/record-activity.ts";
import { IDLE_LIMIT_SECONDS } from "./start-session.ts";

/** Ends one session; out on the next request. Ending an ended one changes nothing. */
export async function endSession(tx: Tx, input: { sessionId: string; userId: string; now: Date; requestId?: string | undefined }): Promise<void> {
  const ended = await tx
    .update(sessions)
    .set({ endedAt: input.now })
    .where(and(eq(sessions.id, input.sessionId), eq(sessions.userId, input.userId), isNull(sessions.endedAt)))
    .returning({ id: sessions.id });
  if (ended.length === 0) return;
  await recordActivities(tx, [
    { at: input.now, actor: { kind: "person", id: input.userId }, action: "session.ended", category: "identity", object: { type: "session", id: input.sessionId }, requestId: input.requestId },
  ]);
}

/** Ends every session of these people. */
export async function endSessionsOf(tx: Tx, userIds: readonly string[], now: Date): Promise<void> {
  if (userIds.length === 0) return;
  await tx.update(sessions).set({ endedAt: now }).where(and(inArray(sessions.userId, [...userIds]), isNull(sessions.endedAt)));
}

/** Notes that a session is in use. */
export async function touchSession(tx: Tx, input: { sessionId: string; now: Date }): Promise<void> {
  await tx.update(sessions).set({ lastSeenAt: input.now }).where(and(eq(sessions.id, input.sessionId), lt(sessions.lastSeenAt, input.now)));
}

/** Removes sessions that are over or idle, ended ones after a day, and tokens that are used, revoked or expired for a day. Returns how many of each. */
export async function purgeExpired(tx: Tx, now: Date): Promise<{ sessions: number; tokens: number }> {
  const dayAgo = new Date(now.getTime() - 24 * 3600 * 1000);
  const idleSince = new Date(now.getTime() - IDLE_LIMIT_SECONDS * 1000);
  const goneSessions = await tx
    .delete(sessions)
    .where(or(lt(sessions.expiresAt, now), lt(sessions.lastSeenAt, idleSince), lt(sessions.endedAt, dayAgo)))
    .returning({ id: sessions.id });
  const goneTokens = await tx
    .delete(verificationTokens)
    .where(or(lt(verificationTokens.expiresAt, dayAgo), lt(verificationTokens.usedAt, dayAgo), lt(verificationTokens.revokedAt, dayAgo)))
    .returning({ id: verificationTokens.id });
  return { sessions: goneSessions.length, tokens: goneTokens.length };
}
