import { eq } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { readShopName } from "#db/queries/identity.ts";
import { recoveryCodes, users } from "#db/schema/index.ts";
import { type SecondStepChange, writeSecondStepChanged } from "../../../emails/identity.ts";
import { AppError } from "../../../errors.ts";
import type { SecretBox } from "../../../ports/secrets/secret-box.ts";
import { recordActivities } from "../../activity/record-activity.ts";
import { requireProof } from "../hold-people.ts";
import { queueIdentityMail } from "../queue-identity-mail.ts";
import { acceptStep } from "./check-second-step.ts";
import { enrolmentAddress, makeSecret, stepOfCode } from "./one-time-codes.ts";
import { replaceRecoveryCodes } from "./recovery-codes.ts";

/** Whose own second step it is; `tx` is a system transaction. */
export interface OwnSignIn {
  userId: string;
  sessionId: string;
  now: Date;
  requestId?: string | undefined;
}

async function holdSelf(tx: Tx, own: OwnSignIn) {
  const [self] = await tx
    .select({ id: users.id, name: users.name, email: users.email, state: users.state, isDemo: users.isDemo, secret: users.totpSecret, enabledAt: users.totpEnabledAt })
    .from(users)
    .where(eq(users.id, own.userId))
    .for("no key update");
  if (self?.state !== "active") throw new AppError("UNAUTHORIZED", "Sign in first.");
  await requireProof(tx, own);
  return self;
}

/**
 * What a waiting secret is bound to besides its person: the session that began. Else whoever once had the password
 * could leave a secret of theirs there, for the person to scan and confirm later.
 */
const waitsFor = (own: OwnSignIn): string => `${own.userId} ${own.sessionId}`;

/** Makes the secret that is to be confirmed in the same session; another one that was never confirmed is forgotten. Throws PRECONDITION_FAILED when the second step is on, and without proof. */
export async function beginEnrolment(tx: Tx, secrets: SecretBox, own: OwnSignIn): Promise<void> {
  const self = await holdSelf(tx, own);
  if (self.enabledAt) throw new AppError("PRECONDITION_FAILED", "The second step is on already.");
  if (self.isDemo) throw new AppError("PRECONDITION_FAILED", "The demo's people are everybody's, so they sign in without a second step. Invite yourself to try it.");
  await tx.update(users).set({ totpSecret: secrets.seal("waiting totp secret", waitsFor(own), makeSecret()) }).where(eq(users.id, self.id));
}

/** The secret that waits for its first code in this session, and its address for a QR code; null when none waits. Throws PRECONDITION_FAILED without proof. */
export async function readEnrolment(tx: Tx, secrets: SecretBox, own: OwnSignIn): Promise<{ secret: string; address: string } | null> {
  await requireProof(tx, own);
  const [self] = await tx.select({ email: users.email, secret: users.totpSecret, enabledAt: users.totpEnabledAt }).from(users).where(eq(users.id, own.userId));
  const secret = self?.secret && !self.enabledAt ? secrets.open("waiting totp secret", waitsFor(own), self.secret) : null;
  return secret && self ? { secret, address: enrolmentAddress({ secret, shopName: await readShopName(tx), email: self.email }) } : null;
}

/** Switches the second step on by the first code of the app. Returns the recovery codes, shown this once. Throws BAD_REQUEST for a wrong code, PRECONDITION_FAILED when nothing waits for one, and without proof. */
export async function confirmEnrolment(tx: Tx, secrets: SecretBox, own: OwnSignIn & { code: string }): Promise<string[]> {
  const self = await holdSelf(tx, own);
  const secret = self.secret && !self.enabledAt ? secrets.open("waiting totp secret", waitsFor(own), self.secret) : null;
  if (!secret) throw new AppError("PRECONDITION_FAILED", "There is no code to confirm. Begin again.");
  const step = stepOfCode(secret, own.code.normalize("NFKC").replace(/\s/g, ""), own.now);
  if (step === null || !(await acceptStep(tx, self.id, step))) {
    throw new AppError("BAD_REQUEST", "That code does not fit.", { code: "That code does not fit. Take the one the app shows now; if it never fits, set the clock of the telephone." });
  }
  await tx.update(users).set({ totpSecret: secrets.seal("totp secret", self.id, secret), totpEnabledAt: own.now }).where(eq(users.id, self.id));
  const codes = await replaceRecoveryCodes(tx, self.id);
  await tell(tx, secrets, own, self, "on");
  return codes;
}

/** Makes ten new recovery codes, shown this once. Throws PRECONDITION_FAILED when the second step is off, and without proof. */
export async function renewRecoveryCodes(tx: Tx, secrets: SecretBox, own: OwnSignIn): Promise<string[]> {
  const self = await holdSelf(tx, own);
  if (!self.enabledAt) throw new AppError("PRECONDITION_FAILED", "There is no second step to recover.");
  const codes = await replaceRecoveryCodes(tx, self.id);
  await tell(tx, secrets, own, self, "codes");
  return codes;
}

/** Switches the second step off. Throws PRECONDITION_FAILED when it is off, and without proof. */
export async function switchOffSecondStep(tx: Tx, secrets: SecretBox, own: OwnSignIn): Promise<void> {
  const self = await holdSelf(tx, own);
  if (!self.enabledAt) throw new AppError("PRECONDITION_FAILED", "The second step is off already.");
  await tx.update(users).set({ totpSecret: null, totpEnabledAt: null, totpLastStep: null }).where(eq(users.id, self.id));
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, self.id));
  await tell(tx, secrets, own, self, "off");
}

const ACTIONS: Readonly<Record<SecondStepChange, string>> = { on: "second_step.switched_on", off: "second_step.switched_off", codes: "second_step.codes_renewed" };

/** The trail and the mail about a change. */
async function tell(tx: Tx, secrets: SecretBox, own: OwnSignIn, self: { id: string; name: string; email: string }, change: SecondStepChange): Promise<void> {
  await recordActivities(tx, [{ at: own.now, actor: { kind: "person", id: self.id }, action: ACTIONS[change], category: "identity", object: { type: "user", id: self.id }, requestId: own.requestId }]);
  await queueIdentityMail(tx, secrets, self, writeSecondStepChanged({ name: self.name, shopName: await readShopName(tx), change }), own.now);
}
