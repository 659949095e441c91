import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { signOutForm } from "#server/auth/sign-in-route.ts";

/** Signing out is a change, so an opened address does not do it. */
export const loader = () => redirect("/");

export async function action({ context }: ActionFunctionArgs) {
  const cookie = await signOutForm(context);
  return redirect("/login", { headers: { "Set-Cookie": cookie, "Clear-Site-Data": '"cache"' } });
}
