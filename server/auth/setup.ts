import { findOpenToken, hasRealUsers } from "#db/queries/identity.ts";
import type { Tx } from "#db/client.ts";
import { withSystem } from "#db/rls.ts";
import { settings } from "#db/schema/index.ts";
import type { SetupInput } from "../contracts/sign-in.ts";
import { AppError } from "../errors.ts";
import type { Runtime } from "../runtime.ts";
import { recordActivities } from "../services/activity/record-activity.ts";
import { startSession, type Visitor } from "../services/sessions/start-session.ts";
import { addActivePerson } from "../services/users/create-user.ts";
import { hashToken, makeToken, useToken } from "../services/users/one-use-tokens.ts";
import { requireGoodPassword } from "./password-rules.ts";
import { cookiesOf, type SignInRuntime } from "./sign-in.ts";

const USED_UP = "This setup link was used already, has expired, or was replaced by a newer one. Restart Misty to get a new one.";

/** Makes whoever sets up the shop, or makes a link for it, wait for who does already: several processes begin at once. */
const takeTurns = (tx: Tx) => tx.select({ held: settings.singleton }).from(settings).for("update");

/**
 * A one-time token for `/setup` when the shop has no people of its own, else null. An earlier
 * one stops working. Only its SHA-256 is stored, so it can be shown this once.
 */
export async function makeSetupToken({ db }: Pick<Runtime, "db">, now: Date): Promise<string | null> {
  return withSystem(db, "make a setup link", async (tx) => {
    await takeTurns(tx);
    if (await hasRealUsers(tx)) return null;
    return makeToken(tx, { purpose: "setup", userId: null, now });
  });
}

/** Whether the setup form may be shown for this token. */
export async function isSetupOpen({ db }: Pick<Runtime, "db">, token: string, now: Date): Promise<boolean> {
  const open = await withSystem(db, "may the setup form be shown", (tx) => findOpenToken(tx, { purpose: "setup", tokenHash: hashToken(token), now }), { readOnly: true });
  return open !== null;
}

/**
 * Makes the first admin and names the shop, once per token: of many parallel calls one wins.
 * Returns the Set-Cookie values of the admin's session. Throws AppError PRECONDITION_FAILED
 * when the token is used up or the shop has people already, BAD_REQUEST for a password that may
 * not be chosen, CONFLICT when the address is a demo person's.
 */
export async function completeSetup(
  runtime: SignInRuntime & Pick<Runtime, "withQueryLimit">,
  input: { token: string; form: SetupInput; now: Date; visitor: Visitor },
): Promise<string[]> {
  const { db, passwords } = runtime;
  const { token, form, now, visitor } = input;
  // Looked at first, so that a made-up token costs no hash.
  if (!(await isSetupOpen(runtime, token, now))) throw new AppError("PRECONDITION_FAILED", USED_UP);
  await requireGoodPassword(db, form.password, [form.name, form.email, form.shopName]);
  const passwordHash = await passwords.hash(form.password);
  // Another time zone rebuilds the read models, which takes long when history was imported before.
  const { session, userId } = await runtime.withQueryLimit(600_000, () =>
    withSystem(
      db,
      "set up the shop",
      async (tx) => {
        await takeTurns(tx);
        if (!(await useToken(tx, { purpose: "setup", token, now })) || (await hasRealUsers(tx))) throw new AppError("PRECONDITION_FAILED", USED_UP);
        const userId = await addActivePerson(tx, { name: form.name, email: form.email, role: "admin", passwordHash }, now);
        await tx.update(settings).set({ shopName: form.shopName, currency: form.currency, timeZone: form.timeZone });
        await recordActivities(tx, [
          {
            at: now,
            actor: { kind: "person", id: userId },
            action: "shop.set_up",
            category: "identity",
            object: { type: "user", id: userId },
            fields: ["shop_name", "currency", "time_zone"],
            requestId: visitor.requestId,
            details: { name: form.name, email: form.email, address: visitor.address },
          },
        ]);
        return { session: await startSession(tx, { userId, now, visitor }), userId };
      },
      { statementTimeoutMs: 600_000 },
    ),
  );
  return cookiesOf(runtime, session, { id: userId, passwordChangedAt: now }, null);
}
