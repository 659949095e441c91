import { randomUUID } from "node:crypto";
import { findSessionPerson, findUserById, findUserForSignIn, holdSignInFacts } from "#db/queries/identity.ts";
import type { Tx } from "#db/client.ts";
import { withSystem } from "#db/rls.ts";
import { AppError } from "../errors.ts";
import { endSession, touchSession } from "../services/sessions/end-session.ts";
import { hasMoved, noteMove } from "../services/sessions/note-move.ts";
import { hashSecret, type SessionSecret, startSession, type Visitor } from "../services/sessions/start-session.ts";
import { admitSignIn, type Block, deviceKeys, settleHalfway, settleSuccess, type ThrottleKeys, throttleKeys } from "../services/sessions/throttle-sign-in.ts";
import { checkSecondStep } from "../services/users/second-step/check-second-step.ts";
import { tellOfNewBrowser } from "../services/users/tell-of-sign-in.ts";
import type { Runtime } from "../runtime.ts";
import { noteFailure } from "./note-failure.ts";
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

/** Counts a try; throws ThrottledError. Returns which block a failure of it begins. */
export async function admit(runtime: Pick<SignInRuntime, "db">, keys: ThrottleKeys, now: Date): Promise<Block> {
  const admission = await admitSignIn(runtime.db, keys, now);
  if (!admission.admitted) throw new ThrottledError(admission.retryAfterSeconds);
  return admission.begins;
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
  const isKnown = knows(device, user);
  const keys = isKnown ? deviceKeys(device.id) : throttleKeys(email, visitor.address);
  const begins = await admit(runtime, keys, now);

  const matches = await checkPassword(runtime, user?.passwordHash ?? null, password);
  if (!matches || user?.state !== "active" || user.passwordHash === null || (user.isDemo && !env.demo)) {
    await withSystem(db, "sign-in: note a failure", (tx) => noteFailure(tx, { email, userId: user?.id ?? null, begins, now, visitor, step: "password" }));
    throw new AppError("UNAUTHORIZED", REFUSED);
  }
  const { id: userId, passwordHash } = user;
  if (user.totpEnabledAt) {
    await withSystem(db, "sign-in: the code is next", (tx) => settleHalfway(tx, keys));
    return { cookies: [await sessionCookies.sealPending({ userId, passwordMark: markPassword(passwordHash), startedAt: now.getTime() })], needsCode: true };
  }
  const session = await withSystem(db, "sign-in: start a session", async (tx) => {
    // Between the check and here the password may have been reset, or a second step switched on; such a session would outlive it.
    if (!(await holdSignInFacts(tx, { userId, passwordHash, hasSecondStep: false }))) throw new AppError("UNAUTHORIZED", REFUSED);
    await settleSuccess(tx, keys);
    return enter(tx, runtime, { ...input, user, isKnown });
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
  const isKnown = knows(device, user);
  const keys = isKnown ? deviceKeys(device.id, "code") : throttleKeys(user.email, visitor.address, "code");
  const begins = await admit(runtime, keys, now);
  const session = await withSystem(db, "sign-in: start a session by code", async (tx) => {
    if (!(await holdSignInFacts(tx, { userId, passwordHash, hasSecondStep: true }))) throw new AppError("PRECONDITION_FAILED", BEGIN_AGAIN);
    const proof = await checkSecondStep(tx, secrets, { user, typed, now });
    if (!proof) {
      await noteFailure(tx, { email: user.email, userId, begins, now, visitor, step: "code" });
      return null;
    }
    await settleSuccess(tx, keys);
    await settleSuccess(tx, { ...throttleKeys(user.email, visitor.address), address: null });
    return enter(tx, runtime, { ...input, user, isKnown, with: proof });
  });
  if (!session) throw new AppError("UNAUTHORIZED", CODE_REFUSED, { code: CODE_REFUSED });
  return { cookies: [...(await cookiesOf(runtime, session, user, device)), sessionCookies.clearPending()], needsCode: false };
}

/** Starts the session and tells the person when the browser is new; the session this browser had before ends. */
async function enter(tx: Tx, { secrets }: Pick<SignInRuntime, "secrets">, input: { user: User; isKnown: boolean; now: Date; visitor: Visitor; previous: SignedInPerson | null; with?: string }): Promise<SessionSecret> {
  const { previous, now, visitor, user } = input;
  if (!input.isKnown) await tellOfNewBrowser(tx, secrets, { user, visitor, now });
  if (previous) await endSession(tx, { sessionId: previous.sessionId, userId: previous.id, now, requestId: visitor.requestId });
  return startSession(tx, { userId: user.id, now, visitor, ...(input.with ? { with: input.with } : {}) });
}

/** The cookies of a person who just came in: the session, and the mark by which this browser is known from now on. */
export async function cookiesOf(runtime: Pick<SignInRuntime, "sessionCookies">, session: SessionSecret, user: Pick<User, "id" | "passwordChangedAt">, device: KnownDevice | null): Promise<string[]> {
  const known = { id: device?.userId === user.id ? device.id : randomUUID(), userId: user.id, passwordChangedAt: user.passwordChangedAt?.getTime() ?? null };
  return [await runtime.sessionCookies.seal(session.secret, session.lastsSeconds), await runtime.sessionCookies.sealDevice(known)];
}

/** Ends the person's session, if any, and returns the Set-Cookie value that clears the cookie. */
export async function signOut(runtime: SignInRuntime, input: { person: SignedInPerson | null; now: Date; requestId?: string }): Promise<string> {
  const { person, now, requestId } = input;
  if (person) await withSystem(runtime.db, "sign-out", (tx) => endSession(tx, { sessionId: person.sessionId, userId: person.id, now, requestId }));
  return runtime.sessionCookies.clear();
}

/** Where a request of a session comes from. */
interface From extends Visitor {
  /** True for what a page does by itself, such as a stream that is opened again: that keeps no session awake. */
  isLook?: boolean;
}

/**
 * The person behind a Cookie header; null when the cookie is missing, changed, or its session is
 * over, idle, ended, or belongs to somebody who may not sign in. Read from the database each
 * time, so that deactivation and a change of role bite on the next request. Only with `from` is it
 * a request of the person, which keeps the session awake and is compared with where it was before.
 */
export async function loadPerson(runtime: Pick<SignInRuntime, "env" | "db" | "sessionCookies" | "secrets">, cookieHeader: string | null | undefined, now: Date, from?: From): Promise<SignedInPerson | null> {
  const secret = await runtime.sessionCookies.open(cookieHeader);
  return secret && findPerson(runtime, { secretHash: hashSecret(secret) }, now, from);
}

/** Whose session this is, while it lives, whatever secret it has by now; null when it is over. A look, no use. */
export const loadPersonOf = (runtime: Pick<SignInRuntime, "env" | "db" | "secrets">, sessionId: string, now: Date): Promise<SignedInPerson | null> => findPerson(runtime, { sessionId }, now);

async function findPerson(runtime: Pick<SignInRuntime, "env" | "db" | "secrets">, of: { secretHash: Buffer } | { sessionId: string }, now: Date, from?: From): Promise<SignedInPerson | null> {
  const { db, env, secrets } = runtime;
  const found = await withSystem(db, "who is asking", (tx) => findSessionPerson(tx, { of, now, demo: env.demo }), { readOnly: true });
  if (!found) return null;
  const { lastSeenAt, bareAdminSince, userAgent, ...person } = found;
  if (from && hasMoved(userAgent, from)) {
    await withSystem(db, "a session turns up elsewhere", (tx) => noteMove(tx, secrets, { sessionId: person.sessionId, userId: person.id, before: userAgent, visitor: from, now }));
  } else if (from && !from.isLook && now.getTime() - lastSeenAt.getTime() >= TOUCH_EVERY_MS) {
    await withSystem(db, "a session is in use", (tx) => touchSession(tx, { sessionId: person.sessionId, now, ...from }));
  }
  return { ...person, ...(!env.demo && mustEnrol(bareAdminSince, now) ? { mustEnrol: true } : {}) };
}
