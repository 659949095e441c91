import { type ActionFunctionArgs, data, type HeadersFunction, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { Field } from "#app/components/form/field.tsx";
import { SubmitButton } from "#app/components/form/submit-button.tsx";
import { Gate } from "#app/components/layout/gate.tsx";
import { GateRefusal } from "#app/components/layout/gate-refusal.tsx";
import { paths } from "#app/lib/paths.ts";
import { setCookies } from "#app/lib/set-cookies.server.ts";
import { codeForm, codePage } from "#server/auth/sign-in-route.ts";

/** How long to wait, when too many codes were wrong. */
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export const meta = () => [{ title: "Your code · Misty" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const page = await codePage(request, context);
  return page.waiting ? { redirectTo: page.redirectTo } : redirect(paths.login(page.redirectTo));
}

export async function action({ request, context }: ActionFunctionArgs) {
  const answer = await codeForm(request, context);
  if (answer.signedIn) return redirect(answer.redirectTo, { headers: setCookies(answer.cookies) });
  // The password has to be entered again: its page says why, for this one has nothing left to ask.
  if (answer.status === 410) return redirect(paths.login(answer.redirectTo, "code"), { headers: setCookies(answer.cookies) });
  return data({ sentence: answer.sentence }, { status: answer.status, headers: answer.headers });
}

/** The second step of a sign-in. */
export default function CodePage() {
  const { redirectTo } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <Gate>
      <h1>Your code</h1>
      <p className="gate-words">The six digits that your authenticator app shows now, or one of your recovery codes.</p>
      <GateRefusal title="That did not open" sentence={answer?.sentence} />
      <Form method="post" className="gate-fields">
        <input type="hidden" name="redirectTo" value={redirectTo} />
        <Field name="code" label="Code" autoComplete="one-time-code" autoCapitalize="off" spellCheck={false} required maxLength={40} />
        <div className="row">
          <SubmitButton words="Sign in" />
          <Link to={paths.login()}>Begin again</Link>
        </div>
      </Form>
    </Gate>
  );
}
