import { and, eq, sql } from "drizzle-orm";
import { findOpenToken, readShopName } from "#db/queries/identity.ts";
import { withSystem } from "#db/rls.ts";
import { users } from "#db/schema/index.ts";
import { writeAccountReady, writePasswordChanged } from "../emails/identity.ts";
import { AppError } from "../errors.ts";
import { recordActivities } from "../services/activity/record-activity.ts";
import { endSession, endSessionsOf } from "../services/sessions/end-session.ts";
import { startSession, type Visitor } from "../services/sessions/start-session.ts";
import { hashToken, revokeTokens, useToken } from "../services/users/one-use-tokens.ts";
import { queueIdentityMail } from "../services/users/queue-identity-mail.ts";
import { requireGoodPassword } from "./password-rules.ts";
import type { SignedInPerson } from "./person.ts";
import { cookiesOf, type SignInRuntime } from "./sign-in.ts";

/** The links that lead to a new password. */
export type PasswordLink = "invitation" | "password_reset";

const USED_UP: Readonly<Record<PasswordLink, string>> = {
  invitation: "This invitation was used already, has expired, or was taken back. Ask whoever invited you for a new one.",
  password_reset: "This link was used already, has expired, or was replaced by a newer one. Ask for a new one.",
};

/** Whose link it is, while it may still be used; else null. */
export async function findLinkOwner(runtime: Pick<SignInRuntime, "db" | "env">, purpose: PasswordLink, token: string, now: Date) {
  const found = await withSystem(runtime.db, "whose link is it", (tx) => findOpenToken(tx, { purpose, tokenHash: hashToken(token), now }), { readOnly: true });
  const user = found?.user;
  const fits = user && user.state === (purpose === "invitation" ? "invited" : "active") && (runtime.env.demo || !user.isDemo);
  return fits ? user : null;
}

/**
 * Sets the password that a link is for, once: of any number of parallel calls one wins. An invited
 * person becomes active and is signed in, unless a second step is on, and a session that the browser
 * had before (`previous`) ends; a reset ends all sessions and lets nobody in by itself. Returns the Set-Cookie values, none where the sign-in comes next.
 * Throws PRECONDITION_FAILED for a link that is used up, BAD_REQUEST for a password that may not be chosen.
 */
export async function setPasswordByLink(runtime: SignInRuntime, input: { purpose: PasswordLink; token: string; password: string; now: Date; visitor: Visitor; previous?: SignedInPerson | null }): Promise<string[]> {
  const { db, passwords, secrets } = runtime;
  const { purpose, token, password, now, visitor, previous } = input;
  // Looked at first, so that a made-up token costs no hash and a refused password does not use the link up.
  const owner = await findLinkOwner(runtime, purpose, token, now);
  if (!owner) throw new AppError("PRECONDITION_FAILED", USED_UP[purpose]);
  await requireGoodPassword(db, password, [owner.name, owner.email]);
  const passwordHash = await passwords.hash(password);
  const session = await withSystem(db, purpose === "invitation" ? "accept an invitation" : "reset a password by mail", async (tx) => {
    const used = await useToken(tx, { purpose, token, now });
    if (used?.userId !== owner.id) throw new AppError("PRECONDITION_FAILED", USED_UP[purpose]);
    const [changed] = await tx
      .update(users)
      .set({ passwordHash, passwordChangedAt: now, ...(purpose === "invitation" ? { state: "active" as const, adminSince: sql`case when ${users.role} = 'admin' then ${now.toISOString()}::timestamptz end` } : {}) })
      // The state as it was when the link was looked at: who is deactivated meanwhile gets no way back in.
      .where(and(eq(users.id, owner.id), eq(users.state, purpose === "invitation" ? "invited" : "active")))
      .returning({ id: users.id, name: users.name, email: users.email, totpEnabledAt: users.totpEnabledAt });
    if (!changed) throw new AppError("PRECONDITION_FAILED", USED_UP[purpose]);
    await revokeTokens(tx, { purpose: "password_reset", userId: owner.id, now });
    await endSessionsOf(tx, [owner.id], now);
    await recordActivities(tx, [
      {
        at: now,
        actor: { kind: "person", id: owner.id },
        action: purpose === "invitation" ? "invitation.accepted" : "user.password_reset",
        category: "identity",
        object: { type: "user", id: owner.id },
        fields: purpose === "invitation" ? ["password", "state"] : ["password"],
        requestId: visitor.requestId,
        details: { address: visitor.address },
      },
    ]);
    const words = { name: changed.name, shopName: await readShopName(tx) };
    await queueIdentityMail(tx, secrets, changed, purpose === "invitation" ? writeAccountReady(words) : writePasswordChanged(words), now);
    if (purpose !== "invitation" || changed.totpEnabledAt) return null;
    if (previous) await endSession(tx, { sessionId: previous.sessionId, userId: previous.id, now, requestId: visitor.requestId });
    return startSession(tx, { userId: owner.id, now, visitor });
  });
  return session ? cookiesOf(runtime, session, { id: owner.id, passwordChangedAt: now }, null) : [];
}
