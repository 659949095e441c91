import { Secret, TOTP } from "otpauth";
import { people } from "#db/testing/index.ts";
import type { UserRole } from "#db/enums.ts";
import type { Runtime } from "../runtime.ts";
import type { IdentityContext } from "../services/users/identity-context.ts";

/** The session's cookie, out of what a sign-in gave, as a browser sends it back. */
export const sessionOf = (cookies: readonly string[]): string => cookies.find((cookie) => cookie.startsWith("misty_session="))?.split(";")[0] ?? "";

/** All cookies of these Set-Cookie values as a browser sends them back. */
export const cookieHeaderOf = (cookies: readonly string[]): string => cookies.map((cookie) => cookie.split(";")[0]).join("; ");

/** What the services of identity get from a person of the test database whose session has the person's id (`addSessions`). */
export function identityAs(runtime: Runtime, role: UserRole, now: Date): IdentityContext {
  const { db, secrets, env } = runtime;
  return { db, secrets, env, person: { id: people[role].id, role, sessionId: people[role].id }, now };
}

/** The code an authenticator app shows for this secret at this moment. */
export const codeAt = (secret: string, now: Date): string => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: now.getTime() });
