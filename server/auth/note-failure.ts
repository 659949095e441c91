import type { Tx } from "#db/client.ts";
import { signInInput } from "../contracts/sign-in.ts";
import { askResetInput } from "../contracts/users.ts";
import { recordActivities } from "../services/activity/record-activity.ts";
import type { Visitor } from "../services/sessions/start-session.ts";
import { type Block, hashAccount } from "../services/sessions/throttle-sign-in.ts";

/** An account as the log's details know it. What was typed is kept only where it is an address: people type passwords into that field too. */
export function sayAccount(email: string): { account: string; email?: string } {
  const isAddress = signInInput.shape.email.safeParse(email).success && askResetInput.safeParse({ email: email.trim() }).success;
  return { account: hashAccount(email), ...(isAddress ? { email } : {}) };
}

/**
 * A failed try in the trail: of whom, where that is known, and always under the hash of the account. A try that
 * begins a block says so in a second row, from which a job tells the person (`tell-of-guesses`): a mail
 * written here would make known accounts slower than unknown ones.
 */
export async function noteFailure(tx: Tx, input: { email: string; userId: string | null; begins: Block; now: Date; visitor: Visitor; step: "password" | "code" }): Promise<void> {
  const { email, userId, begins, now, visitor, step } = input;
  const row = {
    at: now,
    actor: { kind: "person" as const, id: null },
    category: "identity" as const,
    result: "refused" as const,
    ...(userId ? { object: { type: "user", id: userId } } : {}),
    requestId: visitor.requestId,
  };
  const details = { ...sayAccount(email), address: visitor.address };
  await recordActivities(tx, [
    { ...row, action: step === "password" ? "sign_in.failed" : "sign_in.code_refused", details },
    ...(begins === null ? [] : [{ ...row, action: "sign_in.throttled", details: { ...details, step, blocks: begins } }]),
  ]);
}
