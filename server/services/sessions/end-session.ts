import { and, eq, inArray, isNull, lt, ne, or, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { sessions, settings, verificationTokens } from "#db/schema/index.ts";
import { recordActivities } from "../activity/record-activity.ts";

interface OwnSession {
  sessionId: string;
  userId: string;
  now: Date;
  requestId?: string | undefined;
}

/** Ends one session; out on the next request. Ending an ended one changes nothing. Returns whether it did. */
export async function endSession(tx: Tx, input: OwnSession): Promise<boolean> {
  const ended = await tx
    .update(sessions)
    .set({ endedAt: input.now })
    .where(and(eq(sessions.id, input.sessionId), eq(sessions.userId, input.userId), isNull(sessions.endedAt)))
    .returning({ id: sessions.id });
  await noteEnds(tx, input, ended);
  return ended.length > 0;
}

/** Ends every session of a person but the one named; returns how many. */
export async function endOtherSessions(tx: Tx, input: OwnSession): Promise<number> {
  const ended = await tx
    .update(sessions)
    .set({ endedAt: input.now })
    .where(and(eq(sessions.userId, input.userId), ne(sessions.id, input.sessionId), isNull(sessions.endedAt)))
    .returning({ id: sessions.id });
  await noteEnds(tx, input, ended);
  return ended.length;
}

/** One line of the trail per session; news of it also closes their open streams. */
async function noteEnds(tx: Tx, input: OwnSession, ended: readonly { id: string }[]): Promise<void> {
  await recordActivities(
    tx,
    ended.map(({ id }) => ({ at: input.now, actor: { kind: "person" as const, id: input.userId }, action: "session.ended", category: "identity" as const, object: { type: "session", id }, requestId: input.requestId })),
  );
}

/** Ends every session of these people. The caller writes the trail: its news is what closes open streams. */
export async function endSessionsOf(tx: Tx, userIds: readonly string[], now: Date): Promise<void> {
  if (userIds.length === 0) return;
  await tx.update(sessions).set({ endedAt: now }).where(and(inArray(sessions.userId, [...userIds]), isNull(sessions.endedAt)));
}

/** Notes that a session is in use, and from where. */
export async function touchSession(tx: Tx, input: { sessionId: string; now: Date; address?: string | undefined; userAgent?: string | null | undefined }): Promise<void> {
  const from = { ...(input.address === undefined ? {} : { address: input.address }), ...(input.userAgent ? { userAgent: input.userAgent.slice(0, 300) } : {}) };
  await tx.update(sessions).set({ lastSeenAt: input.now, ...from }).where(and(eq(sessions.id, input.sessionId), lt(sessions.lastSeenAt, input.now)));
}

/** Removes sessions that are over or idle, ended ones after a day, and tokens that are used, revoked or expired for a day. Returns how many of each. */
export async function purgeExpired(tx: Tx, now: Date): Promise<{ sessions: number; tokens: number }> {
  const dayAgo = new Date(now.getTime() - 24 * 3600 * 1000);
  const idle = sql`${sessions.lastSeenAt} + (select make_interval(mins => ${settings.sessionIdleMinutes}) from ${settings}) <= ${now.toISOString()}::timestamptz`;
  const goneSessions = await tx
    .delete(sessions)
    .where(or(lt(sessions.expiresAt, now), idle, lt(sessions.endedAt, dayAgo)))
    .returning({ id: sessions.id });
  const goneTokens = await tx
    .delete(verificationTokens)
    .where(or(lt(verificationTokens.expiresAt, dayAgo), lt(verificationTokens.usedAt, dayAgo), lt(verificationTokens.revokedAt, dayAgo)))
    .returning({ id: verificationTokens.id });
  return { sessions: goneSessions.length, tokens: goneTokens.length };
}
