import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { DeadLink, PasswordGate } from "#app/components/layout/password-gate.tsx";
import { paths } from "#app/lib/paths.ts";
import { linkForm, linkPage } from "#server/auth/link-route.ts";

export const meta = () => [{ title: "A new password · Misty" }, { name: "robots", content: "noindex" }];

export async function loader({ context, params }: LoaderFunctionArgs) {
  const page = await linkPage(context, "password_reset", params["token"] ?? "");
  return data(page, { status: page.owner ? 200 : 410 });
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const answer = await linkForm(request, context, "password_reset", params["token"] ?? "");
  if (answer.done) return redirect(paths.login(undefined, "password"));
  return data({ sentence: answer.sentence, fields: answer.fields }, { status: answer.status });
}

/** Where a person who forgot their password chooses another. */
export default function ResetPage() {
  const { owner, leastLength } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  if (!owner) return <DeadLink why="It was used already, has expired after its hour, or was replaced by a newer one." href={paths.reset} words="Ask for a new one" />;
  return (
    <PasswordGate title="A new password" email={owner.email} leastLength={leastLength} label="New password" words="Change the password" refusal={{ title: "Not changed", sentence: answer?.sentence }} error={answer?.fields["password"]}>
      <p className="gate-words">For {owner.email}. Every browser that is signed in has to sign in again.</p>
    </PasswordGate>
  );
}
