import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { orUnavailable } from "#server/http/unavailable.ts";
import { signOut } from "#server/auth/sign-in.ts";

/** Signing out is a change, so an opened address does not do it. */
export const loader = () => redirect("/");

export async function action({ context }: ActionFunctionArgs) {
  const leave = async () => signOut(context.runtime, { person: await context.person(), now: context.now, requestId: context.requestId });
  const cookie = await orUnavailable(leave(), context.requestId);
  return redirect("/login", { headers: { "Set-Cookie": cookie, "Clear-Site-Data": '"cache"' } });
}
