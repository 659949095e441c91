import { readPasswordSettings } from "#db/queries/identity.ts";
import { withSystem } from "#db/rls.ts";
import { fieldMessages } from "../contracts/sign-in.ts";
import { askResetInput, linkInput } from "../contracts/users.ts";
import { AppError } from "../errors.ts";
import type { RequestContext } from "../http/load-context.ts";
import { isConnectionLost, orUnavailable } from "../http/unavailable.ts";
import { askReset } from "./ask-reset.ts";
import { findLinkOwner, type PasswordLink, setPasswordByLink } from "./join.ts";
import { text } from "./sign-in-route.ts";

/** Longer is no token of ours. */
const LONGEST_TOKEN = 100;

/** Whose page it is, for whoever holds the link; null when the link is used up. */
export interface LinkPage {
  owner: { name: string; email: string; isAdmin: boolean } | null;
  shopName: string;
  leastLength: number;
  /** Whether admins need a second step here within seven days. */
  asksAdmins: boolean;
}

/** What the page behind a link of one use shows. */
export async function linkPage(context: RequestContext, purpose: PasswordLink, token: string): Promise<LinkPage> {
  const { runtime, now } = context;
  const read = async (): Promise<LinkPage> => {
    const owner = token.length <= LONGEST_TOKEN ? await findLinkOwner(runtime, purpose, token, now) : null;
    const settings = await withSystem(runtime.db, "what a link's page says", (tx) => readPasswordSettings(tx), { readOnly: true });
    return { owner: owner && { name: owner.name, email: owner.email, isAdmin: owner.role === "admin" }, ...settings, asksAdmins: !runtime.env.demo };
  };
  return orUnavailable(read(), context.requestId);
}

/** What a form before the sign-in was told when it was not taken. */
export interface GateRefusal {
  done: false;
  status: number;
  sentence: string;
  fields: Readonly<Record<string, string>>;
  headers?: Record<string, string>;
}

const STATUS: Readonly<Record<string, number>> = { PRECONDITION_FAILED: 410, BAD_REQUEST: 400, CONFLICT: 409 };

/** An error as a refusal; what nobody foresaw is thrown on. */
export function refusalOf(error: unknown): GateRefusal {
  if (isConnectionLost(error)) return { done: false, status: 503, sentence: error.message, fields: {}, headers: { "Retry-After": "5" } };
  if (error instanceof AppError) return { done: false, status: STATUS[error.code] ?? 429, sentence: error.message, fields: error.fields };
  throw error;
}

/** Takes the form behind a link of one use. `cookies` is empty where the sign-in comes next. */
export async function linkForm(request: Request, context: RequestContext, purpose: PasswordLink, token: string): Promise<{ done: true; cookies: string[] } | GateRefusal> {
  const form = await request.formData();
  const parsed = linkInput.safeParse({ password: text(form, "password") });
  if (!parsed.success) return { done: false, status: 400, sentence: "That password cannot be used.", fields: fieldMessages(parsed.error) };
  try {
    const cookies = await setPasswordByLink(context.runtime, {
      purpose,
      token: token.slice(0, LONGEST_TOKEN),
      password: parsed.data.password,
      previous: await context.person(),
      now: context.now,
      visitor: { address: context.address, userAgent: request.headers.get("user-agent"), requestId: context.requestId },
    });
    return { done: true, cookies };
  } catch (error) {
    return refusalOf(error);
  }
}

/** Takes the form that asks for a new password: the same answer for everybody, before anything was looked up. */
export async function askResetForm(request: Request, context: RequestContext): Promise<{ done: true } | (GateRefusal & { email: string })> {
  const form = await request.formData();
  const email = text(form, "email").trim();
  const parsed = askResetInput.safeParse({ email });
  if (!parsed.success) return { done: false, status: 400, sentence: "Enter your e-mail address.", fields: fieldMessages(parsed.error), email };
  const { runtime } = context;
  try {
    const { done } = await askReset(runtime, { email: parsed.data.email, now: context.now, visitor: { address: context.address, userAgent: request.headers.get("user-agent"), requestId: context.requestId } });
    done.catch((error: unknown) => runtime.logger.error({ err: error, requestId: context.requestId }, "a link for a new password could not be sent"));
    return { done: true };
  } catch (error) {
    return { ...refusalOf(error), email };
  }
}
