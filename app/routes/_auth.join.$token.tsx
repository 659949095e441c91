import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { DeadLink, PasswordGate } from "#app/components/layout/password-gate.tsx";
import { paths } from "#app/lib/paths.ts";
import { setCookies } from "#app/lib/set-cookies.server.ts";
import { linkForm, linkPage } from "#server/auth/link-route.ts";

export const meta = () => [{ title: "Your invitation · Misty" }, { name: "robots", content: "noindex" }];

export async function loader({ context, params }: LoaderFunctionArgs) {
  const page = await linkPage(context, "invitation", params["token"] ?? "");
  return data(page, { status: page.owner ? 200 : 410 });
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const answer = await linkForm(request, context, "invitation", params["token"] ?? "");
  if (answer.done) return redirect(answer.cookies.length > 0 ? paths.dashboard() : paths.login(), { headers: setCookies(answer.cookies) });
  return data({ sentence: answer.sentence, fields: answer.fields }, { status: answer.status });
}

/** Where an invited person chooses a password. */
export default function JoinPage() {
  const { owner, shopName, leastLength, asksAdmins } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  if (!owner) return <DeadLink why="It was used already, has expired, or was taken back. Ask whoever invited you for a new one." href={paths.login()} words="To the sign-in" />;
  return (
    <PasswordGate title={`Welcome to ${shopName}`} email={owner.email} leastLength={leastLength} label="Password" words="Open the desk" refusal={{ title: "Not yet", sentence: answer?.sentence }} error={answer?.fields["password"]}>
      <p className="gate-words">
        {owner.name}, choose a password. You sign in with <b>{owner.email}</b>.
      </p>
      {owner.isAdmin && asksAdmins ? <p className="gate-words">Admins also sign in with a code from an app. You have seven days to switch that on, under Account.</p> : null}
    </PasswordGate>
  );
}
