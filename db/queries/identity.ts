import { and, eq, gt, isNull, sql } from "drizzle-orm";
import type { Tx } from "../client.ts";
import { sessions, users, verificationTokens } from "../schema/index.ts";

/** The person behind a session that is neither over, idle nor ended and whose person may sign in; null otherwise. One statement. */
export async function findSessionPerson(tx: Tx, input: { secretHash: Buffer; now: Date; idleSince: Date; demo: boolean }) {
  const [row] = await tx
    .select({ sessionId: sessions.id, lastSeenAt: sessions.lastSeenAt, id: users.id, role: users.role, name: users.name })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(
      and(
        eq(sessions.secretHash, input.secretHash),
        isNull(sessions.endedAt),
        gt(sessions.expiresAt, input.now),
        gt(sessions.lastSeenAt, input.idleSince),
        eq(users.state, "active"),
        input.demo ? undefined : eq(users.isDemo, false),
      ),
    );
  return row ?? null;
}

/** Who has this address (case ignored), with what sign-in needs to know; null for nobody. */
export async function findUserForSignIn(tx: Tx, email: string) {
  const [row] = await tx
    .select({ id: users.id, state: users.state, isDemo: users.isDemo, passwordHash: users.passwordHash })
    .from(users)
    .where(eq(sql`lower(${users.email})`, email.toLowerCase()));
  return row ?? null;
}

/** Whether a person is active and still has the password hash that was checked; holds the row, so that a change of either waits for the end of `tx`. */
export async function holdSignInFacts(tx: Tx, input: { userId: string; passwordHash: string }): Promise<boolean> {
  const [row] = await tx
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.id, input.userId), eq(users.passwordHash, input.passwordHash), eq(users.state, "active")))
    .for("no key update");
  return row !== undefined;
}

/** Whether anybody but the demo people has ever been made. */
export async function hasRealUsers(tx: Tx): Promise<boolean> {
  const [row] = await tx.select({ id: users.id }).from(users).where(eq(users.isDemo, false)).limit(1);
  return row !== undefined;
}

/** Whether a setup link may still be used. */
export async function isSetupTokenOpen(tx: Tx, input: { tokenHash: Buffer; now: Date }): Promise<boolean> {
  const [row] = await tx
    .select({ id: verificationTokens.id })
    .from(verificationTokens)
    .where(
      and(
        eq(verificationTokens.tokenHash, input.tokenHash),
        eq(verificationTokens.purpose, "setup"),
        isNull(verificationTokens.usedAt),
        isNull(verificationTokens.revokedAt),
        gt(verificationTokens.expiresAt, input.now),
      ),
    );
  return row !== undefined;
}
