import { and, eq, isNull } from "drizzle-orm";
import { findUserById, readShopName } from "#db/queries/identity.ts";
import { withSystem } from "#db/rls.ts";
import { users } from "#db/schema/index.ts";
import { writePasswordChanged } from "../emails/identity.ts";
import { AppError } from "../errors.ts";
import { recordActivities } from "../services/activity/record-activity.ts";
import { endOtherSessions, endSessionsOf } from "../services/sessions/end-session.ts";
import { renewSession, startSession, type Visitor } from "../services/sessions/start-session.ts";
import { settleSuccess, throttleKeys } from "../services/sessions/throttle-sign-in.ts";
import { confirmEnrolment, type OwnSignIn, renewRecoveryCodes, switchOffSecondStep } from "../services/users/second-step/enrol.ts";
import { requireProof } from "../services/users/hold-people.ts";
import { revokeTokens } from "../services/users/one-use-tokens.ts";
import { queueIdentityMail } from "../services/users/queue-identity-mail.ts";
import { requireGoodPassword } from "./password-rules.ts";
import type { SignedInPerson } from "./person.ts";
import { noteProof } from "./prove.ts";
import { admit, checkPassword, cookiesOf, type SignInRuntime } from "./sign-in.ts";

interface Own {
  person: SignedInPerson;
  now: Date;
  visitor: Visitor;
}

const ownOf = ({ person, now, visitor }: Own): OwnSignIn => ({ userId: person.id, sessionId: person.sessionId, now, requestId: visitor.requestId });

/**
 * Replaces a person's own password by the current one: every session ends, and this browser gets a
 * new one. Whoever has a second step must have shown a code within ten minutes. Returns the
 * Set-Cookie values. Throws BAD_REQUEST beside the field, PRECONDITION_FAILED, ThrottledError.
 */
export async function changePassword(runtime: SignInRuntime, input: Own & { current: string; password: string }): Promise<string[]> {
  const { db, secrets } = runtime;
  const { person, now, visitor, current, password } = input;
  const user = await withSystem(db, "whose password is changed", (tx) => findUserById(tx, person.id), { readOnly: true });
  if (user?.state !== "active" || user.passwordHash === null) throw new AppError("UNAUTHORIZED", "Sign in first.");
  if (user.isDemo) throw new AppError("PRECONDITION_FAILED", "The demo's passwords are set by MISTY_DEMO_PASSWORD.");
  // Before anything is said about a password: with a session alone nobody may find out whether they guessed it.
  if (user.totpEnabledAt) await withSystem(db, "was a code given", (tx) => requireProof(tx, ownOf(input)), { readOnly: true });
  await requireGoodPassword(db, password, [user.name, user.email]);
  const keys = { ...throttleKeys(user.email, visitor.address, "proof"), address: null };
  await admit(runtime, keys, now);
  const { passwordHash: before } = user;
  const wrong = "That is not your current password.";
  if (!(await checkPassword(runtime, before, current))) {
    await withSystem(db, "note a wrong password", (tx) => noteProof(tx, { userId: user.id, fits: false, now, visitor }));
    throw new AppError("BAD_REQUEST", wrong, { current: wrong });
  }
  const same = "That is the password you have. Choose another.";
  if (password.normalize("NFC") === current.normalize("NFC")) throw new AppError("BAD_REQUEST", same, { password: same });
  const passwordHash = await runtime.passwords.hash(password);
  const session = await withSystem(db, "change one's password", async (tx) => {
    if (user.totpEnabledAt) await requireProof(tx, ownOf(input));
    const [changed] = await tx
      .update(users)
      .set({ passwordHash, passwordChangedAt: now })
      .where(and(eq(users.id, user.id), eq(users.passwordHash, before), eq(users.state, "active"), user.totpEnabledAt ? undefined : isNull(users.totpEnabledAt)))
      .returning({ id: users.id });
    if (!changed) throw new AppError("CONFLICT", "Your sign-in was changed by somebody else meanwhile. Load the page again.");
    await settleSuccess(tx, keys);
    await revokeTokens(tx, { purpose: "password_reset", userId: user.id, now });
    await endSessionsOf(tx, [user.id], now);
    await recordActivities(tx, [{ at: now, actor: { kind: "person", id: user.id }, action: "user.password_changed", category: "identity", object: { type: "user", id: user.id }, fields: ["password"], requestId: visitor.requestId }]);
    await queueIdentityMail(tx, secrets, user, writePasswordChanged({ name: user.name, shopName: await readShopName(tx) }), now);
    return startSession(tx, { userId: user.id, now, visitor });
  });
  return cookiesOf(runtime, session, { id: user.id, passwordChangedAt: now }, null);
}

/** The acts on one's own second step that change what lets a person in. */
export type SecondStepAct = { kind: "confirm"; code: string } | { kind: "renew codes" } | { kind: "switch off" };

/**
 * Changes a person's own second step. Other sessions end when it is switched on or off, and this
 * one gets another secret. Returns the Set-Cookie value and the recovery codes, shown this once.
 * Throws as the services of `second-step`.
 */
export async function changeSecondStep(runtime: SignInRuntime, input: Own & { act: SecondStepAct }): Promise<{ cookie: string; codes: string[] }> {
  const { db, secrets } = runtime;
  const { person, now, act } = input;
  const own = ownOf(input);
  const { session, codes } = await withSystem(db, `second step: ${act.kind}`, async (tx) => {
    let made: string[] = [];
    if (act.kind === "confirm") made = await confirmEnrolment(tx, secrets, { ...own, code: act.code });
    else if (act.kind === "renew codes") made = await renewRecoveryCodes(tx, secrets, own);
    else await switchOffSecondStep(tx, secrets, own);
    if (act.kind !== "renew codes") await endOtherSessions(tx, own);
    const renewed = await renewSession(tx, { sessionId: person.sessionId, userId: person.id, now, proven: true });
    if (!renewed) throw new AppError("UNAUTHORIZED", "Sign in first.");
    return { session: renewed, codes: made };
  });
  return { cookie: await runtime.sessionCookies.seal(session.secret, session.lastsSeconds), codes };
}
