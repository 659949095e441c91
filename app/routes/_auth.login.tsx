import { type ActionFunctionArgs, data, type HeadersFunction, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { ArrowRight } from "lucide-react";
import type { UserRole } from "#db/enums.ts";
import { Field } from "#app/components/form/field.tsx";
import { SubmitButton } from "#app/components/form/submit-button.tsx";
import { Gate } from "#app/components/layout/gate.tsx";
import { ROLE_WORDS } from "#app/components/layout/navigation.ts";
import { paths } from "#app/lib/paths.ts";
import { setCookies } from "#app/lib/set-cookies.server.ts";
import { signInForm, signInPage } from "#server/auth/sign-in-route.ts";

export const meta = () => [{ title: "Sign in · Misty" }];

/** How long to wait, when a sign-in was refused for that. */
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const page = await signInPage(request, context);
  return page.signedIn ? redirect(page.redirectTo) : page;
}

export async function action({ request, context }: ActionFunctionArgs) {
  const answer = await signInForm(request, context);
  if (answer.signedIn) return redirect(answer.redirectTo, { headers: setCookies(answer.cookies) });
  const { status, headers, ...form } = answer;
  return data(form, { status, headers });
}

/** Why each role comes in, in the order of the house. */
const ERRANDS: Readonly<Record<UserRole, string>> = {
  manager: "how are we doing, what is wrong",
  marketing: "who buys what, write to them",
  buyer: "what to reorder, what to pay",
  staff: "stock and customers at the counter",
  admin: "people, settings, costs",
};
const ORDER: readonly UserRole[] = ["manager", "marketing", "buyer", "staff", "admin"];

export default function SignInPage() {
  const { demoPeople, redirectTo, isEmpty } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const after = useSearchParams()[0].get("after");
  const people = ORDER.flatMap((role) => demoPeople.filter((person) => person.role === role));
  return (
    <Gate>
      <h1>Open the shop</h1>
      {answer ? (
        <p className="refused" role="alert">
          <b>That did not open</b>
          {answer.sentence}
        </p>
      ) : null}
      {isEmpty ? (
        <p className="gate-words">
          <b>Nobody works here yet.</b> Misty printed a link to set the shop up when it was started; it works for a day, and a restart prints another.
        </p>
      ) : null}
      {after === "code" && !answer ? (
        <p className="gate-words" role="status">
          <b>That took too long, or something changed meanwhile.</b> Enter your password again, then the code.
        </p>
      ) : null}
      {after === "password" && !answer ? (
        <p className="gate-words" role="status">
          <b>Your password is changed.</b> Sign in with it.
        </p>
      ) : null}
      {redirectTo !== "/" && !after && !answer && !isEmpty ? (
        <p className="gate-words" role="status">
          <b>You are not signed in, or no longer.</b> Sign in to go on where you were.
        </p>
      ) : null}
      <Form method="post" className="gate-fields">
        <input type="hidden" name="redirectTo" value={redirectTo} />
        <Field name="email" label="E-mail" type="email" autoComplete="username" required defaultValue={answer?.email} error={answer?.fields["email"]} />
        <Field name="password" label="Password" type="password" autoComplete="current-password" required error={answer?.fields["password"]} />
        <div className="row">
          <SubmitButton words="Sign in" />
          <Link to={paths.reset}>Forgot your password?</Link>
        </div>
      </Form>
      {people.length > 0 ? (
        <section className="demo" aria-labelledby="demo">
          <h2 id="demo">Demo shop: walk in as</h2>
          <ul>
            {people.map((person, at) => (
              <li key={person.email}>
                <Form method="post">
                  <input type="hidden" name="redirectTo" value={redirectTo} />
                  <input type="hidden" name="email" value={person.email} />
                  <input type="hidden" name="password" value={person.password} />
                  <button type="submit">
                    <span className="track" aria-hidden="true">
                      A{at + 1}
                    </span>
                    <b>{ROLE_WORDS[person.role]}</b>
                    <span className="quiet">{ERRANDS[person.role]}</span>
                    <ArrowRight className="i" aria-hidden="true" />
                  </button>
                </Form>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </Gate>
  );
}
