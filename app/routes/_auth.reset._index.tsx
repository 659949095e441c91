import { type ActionFunctionArgs, data, type HeadersFunction } from "@remix-run/node";
import { Form, Link, useActionData } from "@remix-run/react";
import { Field } from "#app/components/form/field.tsx";
import { SubmitButton } from "#app/components/form/submit-button.tsx";
import { Gate } from "#app/components/layout/gate.tsx";
import { GateRefusal } from "#app/components/layout/gate-refusal.tsx";
import { paths } from "#app/lib/paths.ts";
import { askResetForm } from "#server/auth/link-route.ts";

export const meta = () => [{ title: "Forgot your password · Misty" }];

/** How long to wait, when too many asked. */
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

/** There is nothing to load, but the address must answer a sign-in page's prefetch. */
export const loader = () => null;

export async function action({ request, context }: ActionFunctionArgs) {
  const answer = await askResetForm(request, context);
  if (answer.done) return data({ done: true as const });
  const { status, headers, ...refusal } = answer;
  return data(refusal, { status, ...(headers ? { headers } : {}) });
}

/** Where a person asks for a link to a new password. The answer is the same for everybody. */
export default function AskResetPage() {
  const answer = useActionData<typeof action>();
  if (answer?.done) {
    return (
      <Gate>
        <h1>Look into your mail</h1>
        <p className="gate-words">If somebody here has this address, a link to a new password is on its way to it. It works for an hour.</p>
        <p className="gate-words">If nothing comes, ask an admin of the shop: they can invite you again.</p>
        <p className="acts">
          <Link className="btn" to={paths.login()}>
            Back to the sign-in
          </Link>
        </p>
      </Gate>
    );
  }
  return (
    <Gate>
      <h1>Forgot your password</h1>
      <p className="gate-words">We send a link to a new one to your address.</p>
      <GateRefusal title="Nothing was sent" sentence={answer?.sentence} />
      <Form method="post" className="gate-fields">
        <Field name="email" label="E-mail" type="email" autoComplete="username" required defaultValue={answer?.email} error={answer?.fields["email"]} />
        <div className="row">
          <SubmitButton words="Send the link" />
          <Link to={paths.login()}>Back to the sign-in</Link>
        </div>
      </Form>
    </Gate>
  );
}
