import { createHash, randomBytes } from "node:crypto";
import { and, eq, gt, isNull } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { hasRealUsers, isSetupTokenOpen } from "#db/queries/identity.ts";
import { withSystem } from "#db/rls.ts";
import { settings, verificationTokens } from "#db/schema/index.ts";
import type { SetupInput } from "../contracts/sign-in.ts";
import { AppError } from "../errors.ts";
import type { Runtime } from "../runtime.ts";
import { recordActivities } from "../services/activity/record-activity.ts";
import { ABSOLUTE_LIMIT_SECONDS, startSession, type Visitor } from "../services/sessions/start-session.ts";
import { addActivePerson, revokeSetupLinks } from "../services/users/create-user.ts";
import type { SignInRuntime } from "./sign-in.ts";

const LINK_LASTS_MS = 24 * 3600 * 1000;
const USED_UP = "This setup link was used already, has expired, or was replaced by a newer one. Restart Misty to get a new one.";

const hashToken = (token: string): Buffer => createHash("sha256").update(Buffer.from(token, "base64url")).digest();

/**
 * A one-time token for `/setup` when the shop has no people of its own, else null. An earlier
 * one stops working. Only its SHA-256 is stored, so it can be shown this once.
 */
export async function makeSetupToken({ db }: Pick<Runtime, "db">, now: Date): Promise<string | null> {
  return withSystem(db, "make a setup link", async (tx) => {
    if (await hasRealUsers(tx)) return null;
    await revokeSetupLinks(tx, now);
    const token = randomBytes(32).toString("base64url");
    await tx.insert(verificationTokens).values({ purpose: "setup", tokenHash: hashToken(token), expiresAt: new Date(now.getTime() + LINK_LASTS_MS) });
    return token;
  });
}

/** Whether the setup form may be shown for this token. */
export function isSetupOpen({ db }: Pick<Runtime, "db">, token: string, now: Date): Promise<boolean> {
  return withSystem(db, "may the setup form be shown", (tx) => isSetupTokenOpen(tx, { tokenHash: hashToken(token), now }), { readOnly: true });
}

/**
 * Makes the first admin and names the shop, once per token: of many parallel calls one wins.
 * Returns the Set-Cookie value of the admin's session. Throws AppError PRECONDITION_FAILED
 * when the token is used up or the shop has people already, CONFLICT when the address is a
 * demo person's.
 */
export async function completeSetup(
  runtime: SignInRuntime & Pick<Runtime, "withQueryLimit">,
  input: { token: string; form: SetupInput; now: Date; visitor: Visitor },
): Promise<string> {
  const { db, passwords, sessionCookies } = runtime;
  const { token, form, now, visitor } = input;
  // Looked at first, so that a made-up token costs no hash.
  if (!(await isSetupOpen(runtime, token, now))) throw new AppError("PRECONDITION_FAILED", USED_UP);
  const passwordHash = await passwords.hash(form.password);
  // Another time zone rebuilds the read models, which takes long when history was imported before.
  const secret = await runtime.withQueryLimit(600_000, () =>
    withSystem(
      db,
      "set up the shop",
      async (tx) => {
        await useToken(tx, token, now);
        if (await hasRealUsers(tx)) throw new AppError("PRECONDITION_FAILED", USED_UP);
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
        return startSession(tx, { userId, now, visitor });
      },
      { statementTimeoutMs: 600_000 },
    ),
  );
  return sessionCookies.seal(secret, ABSOLUTE_LIMIT_SECONDS);
}

/** Marks the token as used; the row's lock lets one caller through. */
async function useToken(tx: Tx, token: string, now: Date): Promise<void> {
  const used = await tx
    .update(verificationTokens)
    .set({ usedAt: now })
    .where(
      and(
        eq(verificationTokens.tokenHash, hashToken(token)),
        eq(verificationTokens.purpose, "setup"),
        isNull(verificationTokens.usedAt),
        isNull(verificationTokens.revokedAt),
        gt(verificationTokens.expiresAt, now),
      ),
    )
    .returning({ id: verificationTokens.id });
  if (used.length === 0) throw new AppError("PRECONDITION_FAILED", USED_UP);
}
