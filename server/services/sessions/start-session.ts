import { createHash, randomBytes } from "node:crypto";
import { and, eq, gt, isNull } from "drizzle-orm";
import { v7 } from "uuid";
import type { Tx } from "#db/client.ts";
import { readSessionSeconds } from "#db/queries/identity.ts";
import { sessions, users } from "#db/schema/index.ts";
import { recordActivities } from "../activity/record-activity.ts";

/** Where a request came from, for the list of sessions and the trail. */
export interface Visitor {
  address: string;
  userAgent: string | null;
  requestId?: string | undefined;
}

/** What a browser's cookie needs: the secret, which is nowhere else, and for how long it is worth something at most. */
export interface SessionSecret {
  secret: Uint8Array;
  lastsSeconds: number;
}

/** The stored half of a session's secret. */
export const hashSecret = (secret: Uint8Array): Buffer => createHash("sha256").update(secret).digest();

/** Starts a session under a new 256-bit secret, of which only the SHA-256 is stored. `with` names what let the person in besides the password. */
export async function startSession(tx: Tx, input: { userId: string; now: Date; visitor: Visitor; with?: string }): Promise<SessionSecret> {
  const { userId, now, visitor } = input;
  const secret = randomBytes(32);
  const id = v7();
  const lastsSeconds = await readSessionSeconds(tx);
  await tx.insert(sessions).values({
    id,
    userId,
    secretHash: hashSecret(secret),
    lastSeenAt: now,
    expiresAt: new Date(now.getTime() + lastsSeconds * 1000),
    reauthenticatedAt: now,
    userAgent: visitor.userAgent?.slice(0, 300) ?? null,
    address: visitor.address,
    createdAt: now,
  });
  await tx.update(users).set({ lastSignInAt: now }).where(eq(users.id, userId));
  await recordActivities(tx, [
    {
      at: now,
      actor: { kind: "person", id: userId },
      action: "session.started",
      category: "identity",
      object: { type: "session", id },
      requestId: visitor.requestId,
      details: { address: visitor.address, userAgent: visitor.userAgent?.slice(0, 300) ?? null, ...(input.with ? { with: input.with } : {}) },
    },
  ]);
  return { secret, lastsSeconds };
}

/**
 * Gives a session another secret, at once the only one it opens to: whoever had the old one has
 * nothing. `proven` notes that the person just showed who they are. Null when the session is over.
 */
export async function renewSession(tx: Tx, input: { sessionId: string; userId: string; now: Date; proven: boolean }): Promise<SessionSecret | null> {
  const secret = randomBytes(32);
  const [renewed] = await tx
    .update(sessions)
    .set({ secretHash: hashSecret(secret), ...(input.proven ? { reauthenticatedAt: input.now } : {}) })
    .where(and(eq(sessions.id, input.sessionId), eq(sessions.userId, input.userId), isNull(sessions.endedAt), gt(sessions.expiresAt, input.now)))
    .returning({ expiresAt: sessions.expiresAt });
  return renewed ? { secret, lastsSeconds: (renewed.expiresAt.getTime() - input.now.getTime()) / 1000 } : null;
}
