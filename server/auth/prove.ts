import type { Tx } from "#db/client.ts";
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
    if (by === "password" ? !matches : !(await checkSecondStep(tx, secrets, { user, typed: proof, now }))) {
      await noteProof(tx, { userId: user.id, fits: false, now, visitor });
      return null;
    }
    await settleSuccess(tx, keys);
    const renewed = await renewSession(tx, { sessionId: person.sessionId, userId: person.id, now, proven: true });
    if (!renewed) throw new AppError("UNAUTHORIZED", "Sign in first.");
    // Its news also closes streams that were opened under the secret from before.
    await noteProof(tx, { userId: user.id, fits: true, now, visitor });
    return renewed;
  });
  if (!session) throw new AppError("BAD_REQUEST", WRONG[by], { proof: WRONG[by] });
  return runtime.sessionCookies.seal(session.secret, session.lastsSeconds);
}

/** Writes down that a person showed, or could not show, who they are. */
export async function noteProof(tx: Tx, input: { userId: string; fits: boolean; now: Date; visitor: Visitor }): Promise<void> {
  const { userId, fits, now, visitor } = input;
  await recordActivities(tx, [
    {
      at: now,
      actor: { kind: "person", id: userId },
      action: fits ? "sign_in.proof_given" : "sign_in.proof_refused",
      category: "identity",
      result: fits ? "succeeded" : "refused",
      object: { type: "user", id: userId },
      requestId: visitor.requestId,
      details: { address: visitor.address },
    },
  ]);
}
