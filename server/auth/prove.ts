import { findUserById } from "#db/queries/identity.ts";
import { withSystem } from "#db/rls.ts";
import { AppError } from "../errors.ts";
import { recordActivities } from "../services/activity/record-activity.ts";
import { renewSession, type Visitor } from "../services/sessions/start-session.ts";
import { settleSuccess, throttleKeys } from "../services/sessions/throttle-sign-in.ts";
import { checkSecondStep } from "../services/users/second-step/check-second-step.ts";
import type { SignedInPerson } from "./person.ts";
import { admit, checkPassword, type SignInRuntime } from "./sign-in.ts";

const WRONG = { password: "That is not your password.", code: "That code does not fit, or was used already." } as const;

/**
 * Shows once more that it is this person: by their password, or by a code where the second step is
 * on. The session gets another secret. Returns its Set-Cookie value. Throws BAD_REQUEST beside the
 * field `proof` for a wrong one, UNAUTHORIZED when the session is over, ThrottledError.
 */
export async function proveIdentity(runtime: SignInRuntime, input: { person: SignedInPerson; proof: string; now: Date; visitor: Visitor }): Promise<string> {
  const { db, secrets } = runtime;
  const { person, proof, now, visitor } = input;
  const user = await withSystem(db, "who shows who they are", (tx) => findUserById(tx, person.id), { readOnly: true });
  if (user?.state !== "active") throw new AppError("UNAUTHORIZED", "Sign in first.");
  // Counted for the account alone: who is in already is no stranger at the door.
  const keys = { ...throttleKeys(user.email, visitor.address, "proof"), address: null };
  await admit(runtime, keys, now);
  const by = user.totpEnabledAt ? "code" : "password";
  const matches = by === "password" && (await checkPassword(runtime, user.passwordHash, proof));
  const session = await withSystem(db, "a person shows who they are", async (tx) => {
    if (by === "password" ? !matches : !(await checkSecondStep(tx, secrets, { userId: user.id, typed: proof, now }))) {
      await recordActivities(tx, [{ at: now, actor: { kind: "person", id: user.id }, action: "sign_in.proof_refused", category: "identity", result: "refused", object: { type: "user", id: user.id }, requestId: visitor.requestId, details: { address: visitor.address } }]);
      return null;
    }
    await settleSuccess(tx, keys);
    const renewed = await renewSession(tx, { sessionId: person.sessionId, userId: person.id, now, proven: true });
    if (!renewed) throw new AppError("UNAUTHORIZED", "Sign in first.");
    return renewed;
  });
  if (!session) throw new AppError("BAD_REQUEST", WRONG[by], { proof: WRONG[by] });
  return runtime.sessionCookies.seal(session.secret, session.lastsSeconds);
}
