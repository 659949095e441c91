import { type UserRole, USER_ROLES } from "#db/enums.ts";
import type { RequestContext } from "../http/load-context.ts";
import { orUnavailable } from "../http/unavailable.ts";
import type { SignedInPerson } from "./person.ts";

/** Where an admin switches the second step on, before anything else when it was put off for too long. */
export const ENROL_PATH = "/account/second-step";

/** The sign-in page that leads back to where `request` wanted to go; a form's answer leads back to its page. */
export function signInPath(request: Request): string {
  const url = new URL(request.url);
  // Single fetch asks for `/orders.data`; the person wants `/orders`.
  const pathname = url.pathname.replace(/\.data$/, "").replace(/^\/_root$/, "/");
  url.searchParams.delete("_routes");
  url.searchParams.delete("index");
  const search = url.searchParams.size > 0 ? `?${url.searchParams.toString()}` : "";
  const target = `${pathname}${search}`;
  return target === "/" ? "/login" : `/login?${new URLSearchParams({ redirectTo: target }).toString()}`;
}

/** Who is signed in. Throws a redirect to the sign-in page (a Response) when nobody is. */
export async function requirePerson(request: Request, context: RequestContext): Promise<SignedInPerson> {
  const person = await orUnavailable(context.person(), context.requestId);
  if (!person) throw new Response(null, { status: 302, headers: { Location: signInPath(request) } });
  if (person.mustEnrol) throw new Response(null, { status: 302, headers: { Location: ENROL_PATH } });
  return person;
}

/** Who is signed in, when they have one of `roles`. Throws a redirect when nobody is, a 403 Response when the role is another. */
export async function requireRole(request: Request, context: RequestContext, roles: readonly UserRole[]): Promise<SignedInPerson> {
  const person = await requirePerson(request, context);
  if (!roles.includes(person.role)) {
    throw Response.json({ sentence: `This page is for ${listRoles(roles)}.`, fields: {}, requestId: context.requestId, unexpected: false }, { status: 403 });
  }
  return person;
}

/** "managers and admins" for a sentence. */
function listRoles(roles: readonly UserRole[]): string {
  const names: Record<UserRole, string> = { staff: "staff", marketing: "marketing", buyer: "buyers", manager: "managers", admin: "admins" };
  const words = USER_ROLES.filter((role) => roles.includes(role)).map((role) => names[role]);
  return words.length > 1 ? `${words.slice(0, -1).join(", ")} and ${words.at(-1)}` : (words[0] ?? "nobody");
}
