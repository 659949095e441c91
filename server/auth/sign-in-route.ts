import { safeRedirect } from "remix-utils/safe-redirect";
import type { UserRole } from "#db/enums.ts";
import { hasRealUsers } from "#db/queries/identity.ts";
import { withSystem } from "#db/rls.ts";
import { DEMO_PEOPLE } from "#db/seed/people-ids.ts";
import { fieldMessages, signInInput } from "../contracts/sign-in.ts";
import { AppError } from "../errors.ts";
import type { RequestContext } from "../http/load-context.ts";
import { isConnectionLost, orUnavailable } from "../http/unavailable.ts";
import { enterCode, signIn, signOut, ThrottledError } from "./sign-in.ts";

/** A demo person as the sign-in page offers it: its button sends the same form as everybody's. */
export interface DemoSignIn {
  role: UserRole;
  name: string;
  email: string;
  password: string;
}

/** A path of this site, or "/". remix-utils does not know that browsers drop tabs and line ends inside an address. */
export function safePath(target: unknown): string {
  const path = safeRedirect(typeof target === "string" ? target : null);
  const isPlain = [...path].every((character) => character > " " && character !== "\\");
  return isPlain && new URL(path, "http://misty.invalid").host === "misty.invalid" ? path : "/";
}

/** What the sign-in page shows; a person who is signed in already is sent on. */
export async function signInPage(request: Request, context: RequestContext): Promise<{ signedIn: boolean; redirectTo: string; demoPeople: DemoSignIn[]; isEmpty: boolean }> {
  const { db, env } = context.runtime;
  const redirectTo = safePath(new URL(request.url).searchParams.get("redirectTo"));
  const demoPeople = env.demo ? DEMO_PEOPLE.map(({ role, name, email }) => ({ role, name, email, password: env.MISTY_DEMO_PASSWORD })) : [];
  // In a shop without people this page leads nowhere: it says where the way in is.
  const isEmpty = !env.demo && !(await orUnavailable(withSystem(db, "is there anybody to sign in", hasRealUsers, { readOnly: true }), context.requestId));
  return { signedIn: (await orUnavailable(context.person(), context.requestId)) !== null, redirectTo, demoPeople, isEmpty };
}

type SignInAnswer =
  | { signedIn: true; cookies: string[]; redirectTo: string }
  | { signedIn: false; status: number; headers: Record<string, string>; sentence: string; fields: Readonly<Record<string, string>>; email: string };

/** Takes the sign-in form. A refusal carries the sentence, messages beside fields, and the address to show again. */
export async function signInForm(request: Request, context: RequestContext): Promise<SignInAnswer> {
  const form = await request.formData();
  const typed = { email: text(form, "email"), password: text(form, "password") };
  const refused = (status: number, sentence: string, rest: { fields?: Readonly<Record<string, string>>; headers?: Record<string, string> } = {}): SignInAnswer => ({
    signedIn: false,
    status,
    sentence,
    fields: rest.fields ?? {},
    headers: rest.headers ?? {},
    email: typed.email,
  });
  const parsed = signInInput.safeParse(typed);
  if (!parsed.success) return refused(400, "Enter your e-mail address and password.", { fields: fieldMessages(parsed.error) });
  try {
    const { cookies, needsCode } = await signIn(context.runtime, {
      ...parsed.data,
      now: context.now,
      visitor: { address: context.address, userAgent: request.headers.get("user-agent"), requestId: context.requestId },
      previous: await context.person(),
      cookieHeader: request.headers.get("cookie"),
    });
    const redirectTo = safePath(form.get("redirectTo"));
    // The code is asked on a page of its own, which goes on to where the person wanted to go.
    return { signedIn: true, cookies, redirectTo: needsCode ? codePath(redirectTo) : redirectTo };
  } catch (error) {
    if (error instanceof ThrottledError) return refused(429, error.message, { headers: { "Retry-After": String(error.retryAfterSeconds) } });
    if (isConnectionLost(error)) return refused(503, error.message, { headers: { "Retry-After": "5" } });
    if (error instanceof AppError) return refused(error.code === "UNAUTHORIZED" ? 401 : 429, error.message);
    throw error;
  }
}

const codePath = (redirectTo: string): string => (redirectTo === "/" ? "/login/code" : `/login/code?${new URLSearchParams({ redirectTo }).toString()}`);

/** What the page for the code shows: nothing but where to go after it; a browser that entered no password is sent to the sign-in. */
export async function codePage(request: Request, context: RequestContext): Promise<{ waiting: boolean; redirectTo: string }> {
  const waiting = (await context.runtime.sessionCookies.openPending(request.headers.get("cookie"), context.now)) !== null;
  return { waiting, redirectTo: safePath(new URL(request.url).searchParams.get("redirectTo")) };
}

type CodeAnswer = { signedIn: true; cookies: string[]; redirectTo: string } | { signedIn: false; status: number; sentence: string; headers: Record<string, string>; cookies: string[]; redirectTo: string };

/** Takes the form of the code. A refusal carries the sentence; with status 410 the sign-in has to begin again. */
export async function codeForm(request: Request, context: RequestContext): Promise<CodeAnswer> {
  const form = await request.formData();
  const redirectTo = safePath(form.get("redirectTo"));
  const refused = (status: number, sentence: string, headers: Record<string, string> = {}): CodeAnswer => ({ signedIn: false, status, sentence, headers, cookies: status === 410 ? [context.runtime.sessionCookies.clearPending()] : [], redirectTo });
  try {
    const { cookies } = await enterCode(context.runtime, {
      typed: text(form, "code"),
      now: context.now,
      visitor: { address: context.address, userAgent: request.headers.get("user-agent"), requestId: context.requestId },
      previous: await context.person(),
      cookieHeader: request.headers.get("cookie"),
    });
    return { signedIn: true, cookies, redirectTo };
  } catch (error) {
    if (error instanceof ThrottledError) return refused(429, error.message, { "Retry-After": String(error.retryAfterSeconds) });
    if (isConnectionLost(error)) return refused(503, error.message, { "Retry-After": "5" });
    if (error instanceof AppError) return refused({ UNAUTHORIZED: 401, PRECONDITION_FAILED: 410 }[error.code as string] ?? 429, error.message);
    throw error;
  }
}

/** Ends the session of whoever asks; returns the Set-Cookie value that clears the cookie. */
export function signOutForm(context: RequestContext): Promise<string> {
  const leave = async () => signOut(context.runtime, { person: await context.person(), now: context.now, requestId: context.requestId });
  return orUnavailable(leave(), context.requestId);
}

/** A text field of a form; anything else counts as empty. */
export function text(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}
