import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { PasswordField } from "#app/components/form/password-field.tsx";
import { SubmitButton } from "#app/components/form/submit-button.tsx";
import { Gate } from "#app/components/layout/gate.tsx";
import { GateRefusal } from "#app/components/layout/gate-refusal.tsx";
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
  if (!owner) {
    return (
      <Gate>
        <h1>This link does not work any more</h1>
        <p>It was used already, has expired, or was taken back. Ask whoever invited you for a new one.</p>
        <p className="acts">
          <Link className="btn" to={paths.login()}>
            To the sign-in
          </Link>
        </p>
      </Gate>
    );
  }
  return (
    <Gate>
      <h1>Welcome to {shopName}</h1>
      <p className="gate-words">
        {owner.name}, choose a password. You sign in with <b>{owner.email}</b>.
      </p>
      {owner.isAdmin && asksAdmins ? <p className="gate-words">Admins also sign in with a code from an app. You have seven days to switch that on, under Account.</p> : null}
      <GateRefusal title="Not yet" sentence={answer?.sentence} />
      <Form method="post" className="gate-fields">
        <input type="hidden" name="username" autoComplete="username" value={owner.email} readOnly />
        <PasswordField label="Password" leastLength={leastLength} error={answer?.fields["password"]} />
        <div className="row">
          <SubmitButton words="Open the desk" />
        </div>
      </Form>
    </Gate>
  );
}
