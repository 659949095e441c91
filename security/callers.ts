import { randomBytes } from "node:crypto";
import type { AppLoadContext } from "@remix-run/node";
import { v7 } from "uuid";
import { USER_ROLES } from "#db/enums.ts";
import { withSystem } from "#db/rls.ts";
import { sessions, users } from "#db/schema/index.ts";
import { people } from "#db/testing/people.ts";
import { loadPerson } from "#server/auth/sign-in.ts";
import type { RequestContext } from "#server/http/load-context.ts";
import type { Runtime } from "#server/runtime.ts";
import { hashSecret } from "#server/services/sessions/start-session.ts";

/** Who may stand at the door: nobody, each role, and cookies that were good once. `unproven` is an admin who signed in long ago; `must enrol` one without a second step. */
export const CALLERS = ["nobody", ...USER_ROLES, "unproven", "must enrol", "deactivated", "invited", "expired", "idle", "signed out", "made up"] as const;
export type Caller = (typeof CALLERS)[number];

const HOUR = 3600 * 1000;
const extra = (digit: string) => `01900000-0000-7000-8000-0000000000${digit}`;
/** People besides `people`. */
export const EXTRA = { deactivated: extra("d1"), invited: extra("d2"), "must enrol": extra("d3") } as const;

/** Adds the people besides `people`: one deactivated, one invited again, and an admin who has put the second step off for too long. */
export async function addCallers(runtime: Runtime): Promise<void> {
  const now = runtime.now();
  const base = { role: "admin" as const, passwordHash: "no password opens this account" };
  await withSystem(runtime.db, "a test adds callers", (tx) =>
    tx.insert(users).values([
      { ...base, id: EXTRA.deactivated, name: "Dora Gone", email: "gone@example.test", state: "deactivated" },
      { ...base, id: EXTRA.invited, name: "Ina Vited", email: "invited@example.test", state: "invited" },
      { ...base, id: EXTRA["must enrol"], name: "Ben Bare", email: "bare@example.test", state: "active", adminSince: new Date(now.getTime() - 30 * 24 * HOUR) },
    ]),
  );
}

/** A cookie of that caller under a session of its own, so that what one attempt does to it hurts no other. Null for nobody. */
export async function cookieFor(runtime: Runtime, caller: Caller): Promise<string | null> {
  if (caller === "nobody") return null;
  const now = runtime.now();
  const secret = randomBytes(32);
  if (caller !== "made up") {
    const ago = (ms: number) => new Date(now.getTime() - ms);
    const userId = caller in EXTRA ? EXTRA[caller as keyof typeof EXTRA] : people[caller in people ? (caller as keyof typeof people) : "admin"].id;
    const createdAt = caller === "idle" ? ago(2_000 * HOUR) : caller === "unproven" ? ago(HOUR) : caller === "expired" ? ago(23 * HOUR) : now;
    await withSystem(runtime.db, "a test signs a caller in", (tx) =>
      tx.insert(sessions).values({
        id: v7(),
        userId,
        secretHash: hashSecret(secret),
        createdAt,
        lastSeenAt: caller === "idle" ? createdAt : now,
        reauthenticatedAt: createdAt,
        expiresAt: caller === "expired" ? ago(1) : new Date(now.getTime() + HOUR),
        endedAt: caller === "signed out" ? now : null,
      }),
    );
  }
  return (await runtime.sessionCookies.seal(secret, 3600)).split(";")[0] ?? null;
}

/** What the host hands to a loader or an action for a request with this cookie. */
export function contextFor(runtime: Runtime, cookie: string | null): AppLoadContext {
  const now = runtime.now();
  let person: ReturnType<RequestContext["person"]> | undefined;
  return { runtime, now, cspNonce: "", requestId: "access", signal: new AbortController().signal, address: "192.0.2.1", person: () => (person ??= loadPerson(runtime, cookie, now)) };
}
