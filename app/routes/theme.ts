import { type ActionFunctionArgs, data, redirect } from "@remix-run/node";
import { isTheme, themeCookie } from "#app/lib/theme.ts";
import { safePath } from "#server/auth/sign-in-route.ts";

/** Keeps the chosen theme. With `redirectTo` (a form without script) it sends the person back there. */
export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData();
  const theme = form.get("theme");
  if (!isTheme(theme)) return data({ message: "There is no such theme." }, { status: 400 });
  const headers = { "Set-Cookie": themeCookie(theme) };
  const redirectTo = form.get("redirectTo");
  return typeof redirectTo === "string" ? redirect(safePath(redirectTo), { headers }) : data(null, { headers });
}

/** The address alone is no page. */
export const loader = () => redirect("/");
