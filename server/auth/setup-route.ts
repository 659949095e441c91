import { readPasswordSettings } from "#db/queries/identity.ts";
import { withSystem } from "#db/rls.ts";
import { fieldMessages, setupInput } from "../contracts/sign-in.ts";
import { AppError } from "../errors.ts";
import type { RequestContext } from "../http/load-context.ts";
import { isConnectionLost, orUnavailable } from "../http/unavailable.ts";
import { completeSetup, isSetupOpen } from "./setup.ts";
import { text } from "./sign-in-route.ts";

/** What the form asks for, password included. */
const NAMES = ["name", "email", "password", "shopName", "currency", "timeZone"] as const;
type Values = Partial<Record<(typeof NAMES)[number], string>>;

/** What the setup page shows: the form, or that the link is used up. */
export async function setupPage(request: Request, context: RequestContext): Promise<{ open: boolean; token: string; leastLength: number; suggestions: Values }> {
  const token = new URL(request.url).searchParams.get("token") ?? "";
  const open = token !== "" && (await orUnavailable(isSetupOpen(context.runtime, token, context.now), context.requestId));
  const { leastLength } = await orUnavailable(withSystem(context.runtime.db, "what the setup asks of a password", (tx) => readPasswordSettings(tx), { readOnly: true }), context.requestId);
  return { open, token: open ? token : "", leastLength, suggestions: { currency: "EUR", timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone } };
}

/** The status of a refusal; any other is a server with too much to do. */
const STATUS: Readonly<Record<string, number>> = { PRECONDITION_FAILED: 410, CONFLICT: 409, BAD_REQUEST: 400 };

type SetupAnswer = { done: true; cookies: string[] } | { done: false; status: number; sentence: string; fields: Readonly<Record<string, string>>; values: Values };

/** Takes the setup form; a refusal carries what was typed, without the password. */
export async function setupForm(request: Request, context: RequestContext): Promise<SetupAnswer> {
  const form = await request.formData();
  const typed = Object.fromEntries(NAMES.map((name) => [name, text(form, name)]));
  const { password: _never, ...values }: Values = typed;
  const parsed = setupInput.safeParse(typed);
  if (!parsed.success) return { done: false, status: 400, sentence: "Some of what was entered cannot be used.", fields: fieldMessages(parsed.error), values };
  try {
    const cookies = await completeSetup(context.runtime, {
      token: text(form, "token"),
      form: parsed.data,
      now: context.now,
      visitor: { address: context.address, userAgent: request.headers.get("user-agent"), requestId: context.requestId },
    });
    return { done: true, cookies };
  } catch (error) {
    if (isConnectionLost(error)) return { done: false, status: 503, sentence: error.message, fields: {}, values };
    if (error instanceof AppError) return { done: false, status: STATUS[error.code] ?? 429, sentence: error.message, fields: error.fields, values };
    throw error;
  }
}
