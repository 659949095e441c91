import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { PasswordField } from "#app/components/form/password-field.tsx";
import { SubmitButton } from "#app/components/form/submit-button.tsx";
import { Gate } from "#app/components/layout/gate.tsx";
import { GateRefusal } from "#app/components/layout/gate-refusal.tsx";
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
  if (!owner) {
    return (
      <Gate>
        <h1>This link does not work any more</h1>
        <p>It was used already, has expired after its hour, or was replaced by a newer one.</p>
        <p className="acts">
          <Link className="btn" to={paths.reset}>
            Ask for a new one
          </Link>
        </p>
      </Gate>
    );
  }
  return (
    <Gate>
      <h1>A new password</h1>
      <p className="gate-words">For {owner.email}. Every browser that is signed in has to sign in again.</p>
      <GateRefusal title="Not changed" sentence={answer?.sentence} />
      <Form method="post" className="gate-fields">
        <input type="hidden" name="username" autoComplete="username" value={owner.email} readOnly />
        <PasswordField label="New password" leastLength={leastLength} error={answer?.fields["password"]} />
        <div className="row">
          <SubmitButton words="Change the password" />
        </div>
      </Form>
    </Gate>
  );
}
