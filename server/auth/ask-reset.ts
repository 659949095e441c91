import { findUserForSignIn, readShopName } from "#db/queries/identity.ts";
import { withSystem } from "#db/rls.ts";
import { writeReset } from "../emails/identity.ts";
import { recordActivities } from "../services/activity/record-activity.ts";
import type { Visitor } from "../services/sessions/start-session.ts";
import { throttleKeys } from "../services/sessions/throttle-sign-in.ts";
import { addressOf } from "../services/users/identity-context.ts";
import { makeToken } from "../services/users/one-use-tokens.ts";
import { queueIdentityMail } from "../services/users/queue-identity-mail.ts";
import { sayAccount } from "./note-failure.ts";
import { admit, type SignInRuntime } from "./sign-in.ts";

/**
 * Takes the wish for a new password. The wish is counted, which costs the same for everybody, and
 * that is all the answer waits for; whether somebody has the address is looked up after it, in
 * `done`. Throws ThrottledError.
 */
export async function askReset(runtime: SignInRuntime, input: { email: string; now: Date; visitor: Visitor }): Promise<{ done: Promise<void> }> {
  await admit(runtime, throttleKeys(input.email, input.visitor.address, "reset"), input.now);
  return { done: sendReset(runtime, input) };
}

async function sendReset(runtime: SignInRuntime, { email, now, visitor }: { email: string; now: Date; visitor: Visitor }): Promise<void> {
  await withSystem(runtime.db, "send a link for a new password", async (tx) => {
    const user = await findUserForSignIn(tx, email);
    const known = user?.state === "active" && !user.isDemo ? user : null;
    if (known) {
      const token = await makeToken(tx, { purpose: "password_reset", userId: known.id, now });
      await queueIdentityMail(tx, runtime.secrets, known, writeReset({ name: known.name, shopName: await readShopName(tx) }), now, { link: addressOf(runtime.env, `/reset/${token}`) });
    }
    await recordActivities(tx, [
      {
        at: now,
        actor: { kind: "person", id: null },
        action: "password_reset.asked",
        category: "identity",
        result: known ? "succeeded" : "refused",
        ...(known ? { object: { type: "user", id: known.id } } : {}),
        requestId: visitor.requestId,
        details: { ...sayAccount(email), address: visitor.address },
      },
    ]);
  });
}
