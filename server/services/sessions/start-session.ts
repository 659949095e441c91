import { createHash, randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import { v7 } from "uuid";
import type { Tx } from "#db/client.ts";
import { sessions, users } from "#db/schema/index.ts";
import { recordActivities } from "../activity/record-activity.ts";

/** A session ends this long after its start, whatever happens. */
export const ABSOLUTE_LIMIT_SECONDS = 30 * 24 * 3600;
/** A session ends when it was not used for this long. */
export const IDLE_LIMIT_SECONDS = 7 * 24 * 3600;

/** Where a request came from, for the list of sessions and the trail. */
export interface Visitor {
  address: string;
  userAgent: string | null;
  requestId?: string | undefined;
}

/** The stored half of a session's secret. */
export const hashSecret = (secret: Uint8Array): Buffer => createHash("sha256").update(secret).digest();

/** Starts a session under a new 256-bit secret, of which only the SHA-256 is stored. Returns the secret for the cookie. */
export async function startSession(tx: Tx, input: { userId: string; now: Date; visitor: Visitor }): Promise<Uint8Array> {
  const { userId, now, visitor } = input;
  const secret = randomBytes(32);
  const id = v7();
  await tx.insert(sessions).values({
    id,
    userId,
    secretHash: hashSecret(secret),
    lastSeenAt: now,
    expiresAt: new Date(now.getTime() + ABSOLUTE_LIMIT_SECONDS * 1000),
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
      details: { address: visitor.address, userAgent: visitor.userAgent?.slice(0, 300) ?? null },
    },
  ]);
  return secret;
}
