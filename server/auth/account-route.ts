import type { z } from "zod/v4";
import { countRecoveryCodes, readOwnSignIn, readPasswordSettings } from "#db/queries/identity.ts";
import { withSystem } from "#db/rls.ts";
import { drawQrPath } from "./draw-qr-path.ts";
import { fieldMessages } from "../contracts/sign-in.ts";
import { AppError } from "../errors.ts";
import type { RequestContext } from "../http/load-context.ts";
import { orUnavailable } from "../http/unavailable.ts";
import { isProven } from "../services/users/hold-people.ts";
import { beginEnrolment, readEnrolment } from "../services/users/second-step/enrol.ts";
import { changePassword, changeSecondStep, type SecondStepAct } from "./change-own.ts";
import { refusalOf } from "./link-route.ts";
import { graceEnds, type SignedInPerson } from "./person.ts";
import { proveIdentity } from "./prove.ts";
import { signInPath } from "./require.ts";
import { signOut } from "./sign-in.ts";
import { endOtherOwnSessions } from "../services/users/own-account.ts";

/** Who is signed in, also an admin who has to switch the second step on first. Throws a redirect when nobody is. */
async function requireSelf(request: Request, context: RequestContext): Promise<SignedInPerson> {
  const person = await orUnavailable(context.person(), context.requestId);
  if (!person) throw new Response(null, { status: 302, headers: { Location: signInPath(request) } });
  return person;
}

const visitorOf = (request: Request, context: RequestContext) => ({ address: context.address, userAgent: request.headers.get("user-agent"), requestId: context.requestId });

/** What a person can show who they are by, and whether they have within ten minutes. */
export interface ProofState {
  given: boolean;
  by: "password" | "code";
}

/** One's own sign-in, as the account's page says it. */
export async function accountPage(request: Request, context: RequestContext) {
  const person = await requireSelf(request, context);
  const { runtime, now } = context;
  const read = withSystem(
    runtime.db,
    "a person reads their own account",
    async (tx) => {
      const own = await readOwnSignIn(tx, { userId: person.id, sessionId: person.sessionId });
      if (!own) throw new Response(null, { status: 302, headers: { Location: signInPath(request) } });
      const proof: ProofState = { given: isProven(own.reauthenticatedAt, now), by: own.totpEnabledAt ? "code" : "password" };
      const asked = own.role === "admin" && !runtime.env.demo && !own.totpEnabledAt;
      return {
        name: own.name,
        email: own.email,
        role: own.role,
        isDemo: own.isDemo,
        now,
        passwordChangedAt: own.passwordChangedAt,
        leastLength: (await readPasswordSettings(tx)).leastLength,
        secondStep: { since: own.totpEnabledAt, codesLeft: own.totpEnabledAt ? await countRecoveryCodes(tx, person.id) : 0, neededBy: asked && own.adminSince ? graceEnds(own.adminSince) : null },
        proof,
      };
    },
    { readOnly: true },
  );
  return orUnavailable(read, context.requestId);
}

/** What the page that switches the second step on shows: the code to scan, once the person has begun and shown who they are. */
export async function secondStepPage(request: Request, context: RequestContext) {
  const person = await requireSelf(request, context);
  const account = await accountPage(request, context);
  const enrolment =
    account.proof.given && !account.secondStep.since
      ? await orUnavailable(withSystem(context.runtime.db, "a person reads what to scan", (tx) => readEnrolment(tx, context.runtime.secrets, { userId: person.id, sessionId: person.sessionId, now: context.now }), { readOnly: true }), context.requestId)
      : null;
  return {
    isOn: account.secondStep.since !== null,
    isDemo: account.isDemo,
    mustEnrol: person.mustEnrol ?? false,
    proof: account.proof,
    scan: enrolment && { secret: enrolment.secret.replace(/(.{4})(?=.)/g, "$1 "), qr: drawQrPath(enrolment.address) },
  };
}

/** What an act on an account came to; `isAsBefore` when there was nothing to change. `cookies` go to the browser also when it was refused: a right password counts. */
export type AccountOutcome = { cookies: string[] } & ({ done: true; codes: string[]; isAsBefore: boolean } | { done: false; status: number; sentence: string; fields: Readonly<Record<string, string>> });

/** Runs `act` for whoever is signed in. Where a proof was typed it is looked at first. */
export async function takeAct(request: Request, context: RequestContext, proof: string | undefined, act: (person: SignedInPerson) => Promise<{ cookies?: string[]; codes?: string[]; isAsBefore?: boolean } | void>): Promise<AccountOutcome> {
  const person = await requireSelf(request, context);
  const cookies: string[] = [];
  try {
    if (proof) cookies.push(await proveIdentity(context.runtime, { person, proof, now: context.now, visitor: visitorOf(request, context) }));
    const result = await act(person);
    // The newest secret of the session wins: browsers take the last of two cookies of one name.
    cookies.push(...(result?.cookies ?? []));
    return { done: true, codes: result?.codes ?? [], isAsBefore: result?.isAsBefore ?? false, cookies };
  } catch (error) {
    if (error instanceof AppError && error.code === "UNAUTHORIZED") throw new Response(null, { status: 302, headers: { Location: signInPath(request) } });
    // The proof gave the session another secret: whatever became of the act, the browser must hear of it, or it is signed out.
    if (error instanceof Response && cookies.length > 0) return { ...(await readAnswer(error, cookies)), cookies };
    const { status, sentence, fields } = refusalOf(error);
    return { done: false, status: status === 410 ? 412 : status, sentence, fields, cookies };
  }
}

/** An error page as the refusal of a form; a way elsewhere is gone, with the cookies. */
async function readAnswer(answer: Response, cookies: readonly string[]): Promise<{ done: false; status: number; sentence: string; fields: Readonly<Record<string, string>> }> {
  if (answer.status < 400) {
    const headers = new Headers(answer.headers);
    for (const cookie of cookies) headers.append("Set-Cookie", cookie);
    throw new Response(answer.body, { status: answer.status, headers });
  }
  const told = (await answer.json().catch(() => null)) as { sentence?: unknown } | null;
  return { done: false, status: answer.status, sentence: typeof told?.sentence === "string" ? told.sentence : "That did not work.", fields: {} };
}

/** The input by its schema; throws BAD_REQUEST with messages beside the fields. */
export function parseForm<S extends z.ZodType>(schema: S, values: Record<string, string>): z.output<S> {
  const parsed = schema.safeParse(values);
  if (!parsed.success) throw new AppError("BAD_REQUEST", "Some of what was entered cannot be used. Nothing was changed.", fieldMessages(parsed.error));
  return parsed.data;
}

/** Replaces the person's own password. */
export const takeNewPassword = (request: Request, context: RequestContext, person: SignedInPerson, input: { current: string; password: string }): Promise<string[]> =>
  changePassword(context.runtime, { person, now: context.now, visitor: visitorOf(request, context), ...input });

/** Makes the secret for the second step. */
export const takeEnrolment = (context: RequestContext, person: SignedInPerson): Promise<void> =>
  withSystem(context.runtime.db, "second step: begin", (tx) => beginEnrolment(tx, context.runtime.secrets, { userId: person.id, sessionId: person.sessionId, now: context.now, requestId: context.requestId }));

/** Changes the person's own second step. */
export async function takeSecondStep(request: Request, context: RequestContext, person: SignedInPerson, act: SecondStepAct): Promise<{ cookies: string[]; codes: string[] }> {
  const { cookie, codes } = await changeSecondStep(context.runtime, { person, now: context.now, visitor: visitorOf(request, context), act });
  return { cookies: [cookie], codes };
}

/** Signs the person out of every browser, this one included. Returns the Set-Cookie value that clears the cookie. */
export async function signOutEverywhere(context: RequestContext, person: SignedInPerson): Promise<string> {
  const { now, requestId, runtime } = context;
  await endOtherOwnSessions({ db: runtime.db, person, now, requestId });
  return signOut(runtime, { person, now, requestId });
}
