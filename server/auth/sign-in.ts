import { randomUUID } from "node:crypto";
import { findSessionPerson, findUserById, findUserForSignIn, holdSignInFacts } from "#db/queries/identity.ts";
import type { Tx } from "#db/client.ts";
import { withSystem } from "#db/rls.ts";
import { AppError } from "../errors.ts";
import { recordActivities } from "../services/activity/record-activity.ts";
import { endSession, touchSession } from "../services/sessions/end-session.ts";
import { hashSecret, type SessionSecret, startSession, type Visitor } from "../services/sessions/start-session.ts";
import { admitSignIn, deviceKeys, hashAccount, settleHalfway, settleSuccess, type ThrottleKeys, throttleKeys } from "../services/sessions/throttle-sign-in.ts";
import { checkSecondStep } from "../services/users/second-step/check-second-step.ts";
import type { Runtime } from "../runtime.ts";
import { HasherBusyError } from "./passwords.ts";
import { markPassword } from "./password-mark.ts";
import { mustEnrol, type SignedInPerson } from "./person.ts";
import type { KnownDevice } from "./session-cookies.ts";

/** What sign-in needs of the runtime. */
export type SignInRuntime = Pick<Runtime, "env" | "db" | "passwords" | "sessionCookies" | "secrets">;

/** How often at most a session's last use is written down. */
const TOUCH_EVERY_MS = 60_000;

/** The one answer for an unknown address, a wrong password and a person who may not sign in. */
const REFUSED = "That e-mail address and password do not belong together.";
const CODE_REFUSED = "That code does not fit, or was used already. Take the one the app shows now.";
const BEGIN_AGAIN = "That took too long, or something changed meanwhile. Begin again.";

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

/** Set-Cookie values, and whether a code is asked for before there is a session. */
export interface SignInOutcome {
  cookies: string[];
  needsCode: boolean;
}

type User = NonNullable<Awaited<ReturnType<typeof findUserById>>>;

/** Counts a try; throws ThrottledError. Returns whether a failure of it begins a block. */
export async function admit(runtime: Pick<SignInRuntime, "db">, keys: ThrottleKeys, now: Date): Promise<boolean> {
  const admission = await admitSignIn(runtime.db, keys, now);
  if (!admission.admitted) throw new ThrottledError(admission.retryAfterSeconds);
  return admission.startsBlock;
}

/** Whether `password` is the one behind `stored`, at the cost of exactly one hash. Throws TOO_MANY_REQUESTS when too many are waiting. */
export function checkPassword(runtime: Pick<SignInRuntime, "passwords">, stored: string | null, password: string): Promise<boolean> {
  return runtime.passwords.verify(stored, password).catch((error: unknown) => {
    throw error instanceof HasherBusyError ? new AppError("TOO_MANY_REQUESTS", error.message, {}, { cause: error }) : error;
  });
}

/** Whether this browser is one in which the person signed in with the password of today. */
const knows = (device: KnownDevice | null, user: User | null): device is KnownDevice =>
  device !== null && user !== null && device.userId === user.id && device.passwordChangedAt === (user.passwordChangedAt?.getTime() ?? null);

/**
 * Signs a person in with their password and returns what the browser is to keep: a new session (one
 * it had before ends), or, for a person with a second step, the mark that the code is next. Every try
 * that is looked at costs exactly one password hash, and the answer does not tell whether the
 * address is known. Throws AppError UNAUTHORIZED, ThrottledError, or AppError TOO_MANY_REQUESTS
 * when too many are waiting.
 */
export async function signIn(
  runtime: SignInRuntime,
  input: { email: string; password: string; now: Date; visitor: Visitor; previous: SignedInPerson | null; cookieHeader?: string | null | undefined },
): Promise<SignInOutcome> {
  const { db, env, sessionCookies } = runtime;
  const { email, password, now, visitor } = input;
  const user = await withSystem(db, "sign-in: who is it", (tx) => findUserForSignIn(tx, email), { readOnly: true });
  const device = await sessionCookies.openDevice(input.cookieHeader);
  const keys = knows(device, user) ? deviceKeys(device.id) : throttleKeys(email, visitor.address);
  const startsBlock = await admit(runtime, keys, now);

  const matches = await checkPassword(runtime, user?.passwordHash ?? null, password);
  if (!matches || user?.state !== "active" || user.passwordHash === null || (user.isDemo && !env.demo)) {
    await withSystem(db, "sign-in: note a failure", (tx) => noteFailure(tx, { email, user, startsBlock, now, visitor, step: "password" }));
    throw new AppError("UNAUTHORIZED", REFUSED);
  }
  const { id: userId, passwordHash } = user;
  if (user.totpEnabledAt) {
    await withSystem(db, "sign-in: the code is next", (tx) => settleHalfway(tx, keys));
    return { cookies: [await sessionCookies.sealPending({ userId, passwordMark: markPassword(passwordHash), startedAt: now.getTime() })], needsCode: true };
  }
  const session = await withSystem(db, "sign-in: start a session", async (tx) => {
    // Between the check and here the password may have been reset; such a session would outlive the reset.
    if (!(await holdSignInFacts(tx, { userId, passwordHash }))) throw new AppError("UNAUTHORIZED", REFUSED);
    await settleSuccess(tx, keys);
    return enter(tx, { ...input, userId });
  });
  return { cookies: await cookiesOf(runtime, session, user, device), needsCode: false };
}

/**
 * The second half of a sign-in: the code, or a recovery code, which is used up. Throws AppError
 * UNAUTHORIZED for a wrong one, PRECONDITION_FAILED when there is no first half any more, ThrottledError.
 */
export async function enterCode(runtime: SignInRuntime, input: { typed: string; now: Date; visitor: Visitor; previous: SignedInPerson | null; cookieHeader: string | null | undefined }): Promise<SignInOutcome> {
  const { db, env, sessionCookies, secrets } = runtime;
  const { typed, now, visitor, cookieHeader } = input;
  const pending = await sessionCookies.openPending(cookieHeader, now);
  const user = pending && (await withSystem(db, "sign-in: whose code is it", (tx) => findUserById(tx, pending.userId), { readOnly: true }));
  if (!user?.passwordHash || user.state !== "active" || (user.isDemo && !env.demo) || markPassword(user.passwordHash) !== pending?.passwordMark) throw new AppError("PRECONDITION_FAILED", BEGIN_AGAIN);
  const { id: userId, passwordHash } = user;
  const device = await sessionCookies.openDevice(cookieHeader);
  const keys = knows(device, user) ? deviceKeys(device.id, "code") : throttleKeys(user.email, visitor.address, "code");
  const startsBlock = await admit(runtime, keys, now);
  const session = await withSystem(db, "sign-in: start a session by code", async (tx) => {
    if (!(await holdSignInFacts(tx, { userId, passwordHash }))) throw new AppError("PRECONDITION_FAILED", BEGIN_AGAIN);
    // Somebody without a second step has no code: whoever switched it off meanwhile begins again.
    const proof = await checkSecondStep(tx, secrets, { userId, typed, now });
    if (!proof) {
      await noteFailure(tx, { email: user.email, user, startsBlock, now, visitor, step: "code" });
      return null;
    }
    await settleSuccess(tx, keys);
    await settleSuccess(tx, { ...throttleKeys(user.email, visitor.address), address: null });
    return enter(tx, { ...input, userId, with: proof });
  });
  if (!session) throw new AppError("UNAUTHORIZED", CODE_REFUSED, { code: CODE_REFUSED });
  return { cookies: [...(await cookiesOf(runtime, session, user, device)), sessionCookies.clearPending()], needsCode: false };
}

/** Starts the session; the one this browser had before ends. */
async function enter(tx: Tx, input: { userId: string; now: Date; visitor: Visitor; previous: SignedInPerson | null; with?: string }): Promise<SessionSecret> {
  const { previous, now, visitor } = input;
  if (previous) await endSession(tx, { sessionId: previous.sessionId, userId: previous.id, now, requestId: visitor.requestId });
  return startSession(tx, { userId: input.userId, now, visitor, ...(input.with ? { with: input.with } : {}) });
}

/** The cookies of a person who just came in: the session, and the mark by which this browser is known from now on. */
export async function cookiesOf(runtime: Pick<SignInRuntime, "sessionCookies">, session: SessionSecret, user: Pick<User, "id" | "passwordChangedAt">, device: KnownDevice | null): Promise<string[]> {
  const known = { id: device?.userId === user.id ? device.id : randomUUID(), userId: user.id, passwordChangedAt: user.passwordChangedAt?.getTime() ?? null };
  return [await runtime.sessionCookies.seal(session.secret, session.lastsSeconds), await runtime.sessionCookies.sealDevice(known)];
}

/** A failed try in the trail: of whom, where that is known, and always under the hash of the account. */
async function noteFailure(tx: Tx, input: { email: string; user: User | null; startsBlock: boolean; now: Date; visitor: Visitor; step: "password" | "code" }): Promise<void> {
  const { email, user, now, visitor, step } = input;
  const action = step === "password" ? "sign_in.failed" : "sign_in.code_refused";
  await recordActivities(
    tx,
    (input.startsBlock ? [action, "sign_in.throttled"] : [action]).map((action) => ({
      at: now,
      actor: { kind: "person" as const, id: null },
      action,
      category: "identity" as const,
      result: "refused" as const,
      ...(user ? { object: { type: "user", id: user.id } } : {}),
      requestId: visitor.requestId,
      details: { account: hashAccount(email), email, address: visitor.address },
    })),
  );
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
export async function loadPerson(runtime: Pick<SignInRuntime, "env" | "db" | "sessionCookies">, cookieHeader: string | null | undefined, now: Date, from?: { address: string; userAgent: string | null }): Promise<SignedInPerson | null> {
  const secret = await runtime.sessionCookies.open(cookieHeader);
  if (!secret) return null;
  const found = await withSystem(runtime.db, "who is asking", (tx) => findSessionPerson(tx, { secretHash: hashSecret(secret), now, demo: runtime.env.demo }), { readOnly: true });
  if (!found) return null;
  const { lastSeenAt, bareAdminSince, ...person } = found;
  if (now.getTime() - lastSeenAt.getTime() >= TOUCH_EVERY_MS) {
    await withSystem(runtime.db, "a session is in use", (tx) => touchSession(tx, { sessionId: person.sessionId, now, ...from }));
  }
  return { ...person, ...(!runtime.env.demo && mustEnrol(bareAdminSince, now) ? { mustEnrol: true } : {}) };
}
