import { and, eq, isNull, lt, or } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { users } from "#db/schema/index.ts";
import type { SecretBox } from "../../../ports/secrets/secret-box.ts";
import { stepOfCode } from "./one-time-codes.ts";
import { tellOfRecoveryCode } from "../tell-of-sign-in.ts";
import { useRecoveryCode } from "./recovery-codes.ts";

/** What a second step was passed with; a recovery code is used up by it. */
export type SecondStepProof = "code" | "recovery code";

/**
 * Whether what was typed is the person's second step: a code of their app that was never accepted
 * before, or an unused recovery code, of whose use the person is told by mail. Null when it is neither, or the person has no second step.
 */
export async function checkSecondStep(tx: Tx, secrets: SecretBox, input: { user: { id: string; name: string; email: string; isDemo: boolean }; typed: string; now: Date }): Promise<SecondStepProof | null> {
  const { user, now } = input;
  const userId = user.id;
  const typed = input.typed.normalize("NFKC").replace(/\s/g, "");
  const [row] = await tx.select({ secret: users.totpSecret, enabledAt: users.totpEnabledAt }).from(users).where(eq(users.id, userId));
  if (!row?.enabledAt) return null;
  const secret = row.secret && secrets.open("totp secret", userId, row.secret);
  const step = secret ? stepOfCode(secret, typed, now) : null;
  if (step !== null) return (await acceptStep(tx, userId, step)) ? "code" : null;
  if (!(await useRecoveryCode(tx, { userId, code: typed, now }))) return null;
  await tellOfRecoveryCode(tx, secrets, { user, now });
  return "recovery code";
}

/** Notes the step of an accepted code; false when that step, or a later one, was accepted before. */
export async function acceptStep(tx: Tx, userId: string, step: number): Promise<boolean> {
  const accepted = await tx
    .update(users)
    .set({ totpLastStep: step })
    .where(and(eq(users.id, userId), or(isNull(users.totpLastStep), lt(users.totpLastStep, step))))
    .returning({ id: users.id });
  return accepted.length > 0;
}
