import { and, eq, isNotNull, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { findUserForSignIn, readShopName } from "#db/queries/identity.ts";
import { recoveryCodes, users } from "#db/schema/index.ts";
import { writePasswordChanged, writeSecondStepChanged } from "../../emails/identity.ts";
import { AppError } from "../../errors.ts";
import type { SecretBox } from "../../ports/secrets/secret-box.ts";
import { recordActivities } from "../activity/record-activity.ts";
import { endSessionsOf } from "../sessions/end-session.ts";
import { revokeTokens } from "./one-use-tokens.ts";
import { queueIdentityMail } from "./queue-identity-mail.ts";

/**
 * Gives the person with this e-mail address (case ignored) another password on the command
 * line's behalf and returns their id. All their sessions end, and so do links sent to them for a
 * new password; they are told by mail. Whoever sits at the machine's terminal may do so: `tx` is a system transaction.
 * Throws NOT_FOUND for an unknown address, PRECONDITION_FAILED for demo people and for whoever
 * may not sign in anyway.
 */
export async function resetPassword(tx: Tx, secrets: SecretBox, input: { email: string; passwordHash: string }, now: Date): Promise<string> {
  const { email, passwordHash } = input;
  // The row's lock makes a sign-in with the old password either wait and fail or be ended below.
  const [changed] = await tx
    .update(users)
    .set({ passwordHash, passwordChangedAt: now })
    .where(and(eq(sql`lower(${users.email})`, email.toLowerCase()), eq(users.isDemo, false), eq(users.state, "active")))
    .returning(TOLD);
  if (!changed) throw await refusal(tx, email);
  await revokeTokens(tx, { purpose: "password_reset", userId: changed.id, now });
  await endSessionsOf(tx, [changed.id], now);
  await recordActivities(tx, [
    { at: now, actor: { kind: "command_line", id: null }, action: "user.password_reset", category: "identity", object: { type: "user", id: changed.id }, fields: ["password"] },
  ]);
  await queueIdentityMail(tx, secrets, changed, writePasswordChanged({ name: changed.name, shopName: await readShopName(tx) }), now);
  return changed.id;
}

/**
 * Switches off the second step of the person with this e-mail address on the command line's behalf: the way back for
 * an only admin who has lost app and recovery codes. All their sessions end, and they are told by
 * mail. Throws NOT_FOUND for an unknown address, PRECONDITION_FAILED for whoever has no second step.
 */
export async function dropSecondStep(tx: Tx, secrets: SecretBox, input: { email: string }, now: Date): Promise<void> {
  const { email } = input;
  const [changed] = await tx
    .update(users)
    .set({ totpSecret: null, totpEnabledAt: null, totpLastStep: null })
    .where(and(eq(sql`lower(${users.email})`, email.toLowerCase()), isNotNull(users.totpEnabledAt)))
    .returning(TOLD);
  if (!changed) {
    const known = await findUserForSignIn(tx, email);
    throw known ? new AppError("PRECONDITION_FAILED", `${email} signs in without a second step.`) : new AppError("NOT_FOUND", `Nobody has the e-mail address ${email}.`);
  }
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, changed.id));
  await endSessionsOf(tx, [changed.id], now);
  await recordActivities(tx, [
    { at: now, actor: { kind: "command_line", id: null }, action: "user.second_step_removed", category: "identity", object: { type: "user", id: changed.id }, fields: ["second_step"] },
  ]);
  await queueIdentityMail(tx, secrets, changed, writeSecondStepChanged({ name: changed.name, shopName: await readShopName(tx), change: "off" }), now);
}

const TOLD = { id: users.id, name: users.name, email: users.email };

async function refusal(tx: Tx, email: string): Promise<AppError> {
  const person = await findUserForSignIn(tx, email);
  if (!person) return new AppError("NOT_FOUND", `Nobody has the e-mail address ${email}.`);
  if (person.isDemo) return new AppError("PRECONDITION_FAILED", `${email} belongs to the demo, whose password is set by MISTY_DEMO_PASSWORD.`);
  const why = person.state === "invited" ? "has not accepted the invitation yet" : "is deactivated";
  return new AppError("PRECONDITION_FAILED", `${email} ${why}, so a password would not let anybody in.`);
}
