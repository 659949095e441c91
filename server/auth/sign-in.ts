import { findSessionPerson, findUserForSignIn, holdSignInFacts } from "#db/queries/identity.ts";
import { withSystem } from "#db/rls.ts";
import { AppError } from "../errors.ts";
import { recordActivities } from "../services/activity/record-activity.ts";
import { endSession, touchSession } from "../services/sessions/end-session.ts";
import { ABSOLUTE_LIMIT_SECONDS, hashSecret, IDLE_LIMIT_SECONDS, startSession, type Visitor } from "../services/sessions/start-session.ts";
import { admitSignIn, settleSuccess, throttleKeys } from "../services/sessions/throttle-sign-in.ts";
import type { Runtime } from "../runtime.ts";
import { HasherBusyError } from "./passwords.ts";
import type { SignedInPerson } from "./person.ts";

/** What sign-in needs of the runtime. */
export type SignInRuntime = Pick<Runtime, "env" | "db" | "passwords" | "sessionCookies">;

/** How often at most a session's last use is written down. */
const TOUCH_EVERY_MS = 60_000;

/** The one answer for an unknown address, a wrong password and a person who may not sign in. */
const REFUSED = "That e-mail address and password do not belong together.";

/** Too many wrong tries; `retryAfterSeconds` says for how long. */
export class ThrottledError extends AppError {
  constructor(readonly retryAfterSeconds: number) {
    super("TOO_MANY_REQUESTS", `Too many tries. Wait ${inWords(retryAfterSeconds)}, then try again.`);
    this.name = "ThrottledError";
  }
}

function inWords(seconds: number): string {
  if (seconds <= 90) return seconds === 1 ? "a second" : `${seconds} seconds`;
  return `${Math.ceil(seconds / 60)} minutes`;
}

/**
 * Signs a person in and returns the Set-Cookie value of a new session; a session the browser had
 * before ends. Every try that is looked at costs exactly one password hash, and the answer does
 * not tell whether the address is known. Throws AppError UNAUTHORIZED, ThrottledError, or
 * AppError TOO_MANY_REQUESTS when too many are waiting.
 */
export async function signIn(runtime: SignInRuntime, input: { email: string; password: string; now: Date; visitor: Visitor; previous: SignedInPerson | null }): Promise<string> {
  const { db, env, passwords, sessionCookies } = runtime;
  const { email, password, now, visitor, previous } = input;
  const keys = throttleKeys(email, visitor.address);
  const admission = await admitSignIn(db, keys, now);
  if (!admission.admitted) throw new ThrottledError(admission.retryAfterSeconds);

  const user = await withSystem(db, "sign-in: who is it", (tx) => findUserForSignIn(tx, email), { readOnly: true });
  const matches = await passwords.verify(user?.passwordHash ?? null, password).catch((error: unknown) => {
    throw error instanceof HasherBusyError ? new AppError("TOO_MANY_REQUESTS", error.message, {}, { cause: error }) : error;
  });
  const userId = matches && user?.state === "active" && (env.demo || !user.isDemo) ? user.id : null;

  if (!userId) {
    await withSystem(db, "sign-in: note a failure", (tx) =>
      recordActivities(
        tx,
        (admission.startsBlock ? ["sign_in.failed", "sign_in.throttled"] : ["sign_in.failed"]).map((action) => ({
          at: now,
          actor: { kind: "person" as const, id: null },
          action,
          category: "identity" as const,
          result: "refused" as const,
          requestId: visitor.requestId,
          details: { email, address: visitor.address },
        })),
      ),
    );
    throw new AppError("UNAUTHORIZED", REFUSED);
  }

  const secret = await withSystem(db, "sign-in: start a session", async (tx) => {
    // Between the check and here the password may have been reset; such a session would outlive the reset.
    if (!(await holdSignInFacts(tx, { userId, passwordHash: user?.passwordHash ?? "" }))) throw new AppError("UNAUTHORIZED", REFUSED);
    await settleSuccess(tx, keys);
    if (previous) await endSession(tx, { sessionId: previous.sessionId, userId: previous.id, now, requestId: visitor.requestId });
    return startSession(tx, { userId, now, visitor });
  });
  return sessionCookies.seal(secret, ABSOLUTE_LIMIT_SECONDS);
}

/** Ends the person's session, if any, and returns the Set-Cookie value that clears the cookie. */
export async function signOut(runtime: SignInRuntime, input: { person: SignedInPerson | null; now: Date; requestId?: string }): Promise<string> {
  const { person, now, requestId } = input;
  if (person) await withSystem(runtime.db, "sign-out", (tx) => endSession(tx, { sessionId: person.sessionId, userId: person.id, now, requestId }));
  return runtime.sessionCookies.clear();
}

/**
 * The person behind a Cookie header; null when the cookie is missing, changed, or its session is
 * over, idle, ended, or belongs to somebody who may not sign in. Read from the database each
 * time, so that deactivation and a change of role bite on the next request.
 */
export async function loadPerson(runtime: SignInRuntime, cookieHeader: string | null | undefined, now: Date): Promise<SignedInPerson | null> {
  const secret = await runtime.sessionCookies.open(cookieHeader);
  if (!secret) return null;
  const found = await withSystem(
    runtime.db,
    "who is asking",
    (tx) => findSessionPerson(tx, { secretHash: hashSecret(secret), now, idleSince: new Date(now.getTime() - IDLE_LIMIT_SECONDS * 1000), demo: runtime.env.demo }),
    { readOnly: true },
  );
  if (!found) return null;
  const { lastSeenAt, ...person } = found;
  if (now.getTime() - lastSeenAt.getTime() >= TOUCH_EVERY_MS) {
    await withSystem(runtime.db, "a session is in use", (tx) => touchSession(tx, { sessionId: person.sessionId, now }));
  }
  return person;
}
