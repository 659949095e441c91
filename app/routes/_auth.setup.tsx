import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { Field } from "#app/components/form/field.tsx";
import { PasswordField } from "#app/components/form/password-field.tsx";
import { SubmitButton } from "#app/components/form/submit-button.tsx";
import { Gate } from "#app/components/layout/gate.tsx";
import { paths } from "#app/lib/paths.ts";
import { setCookies } from "#app/lib/set-cookies.server.ts";
import { setupForm, setupPage } from "#server/auth/setup-route.ts";

export const meta = () => [{ title: "Set up · Misty" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const page = await setupPage(request, context);
  return data(page, { status: page.open ? 200 : 410 });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const answer = await setupForm(request, context);
  if (answer.done) return redirect("/", { headers: setCookies(answer.cookies) });
  const { status, ...form } = answer;
  return data(form, { status });
}

const FIELDS = [
  { name: "name", label: "Your name", type: "text", autoComplete: "name" },
  { name: "email", label: "E-mail", type: "email", autoComplete: "username" },
  { name: "password", label: "Password" },
  { name: "shopName", label: "Name of the shop", type: "text", autoComplete: "organization" },
  { name: "currency", label: "Currency", type: "text", autoComplete: "off", maxLength: 3, hint: "Three letters, such as EUR or USD." },
  { name: "timeZone", label: "Time zone", type: "text", autoComplete: "off", hint: "Days are counted here, such as Europe/Berlin." },
] as const;

export default function SetupPage() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  if (!page.open) {
    return (
      <Gate>
        <h1>This link does not work any more</h1>
        <p>It was used already, has expired, or was replaced by a newer one. Restart Misty to get a new one.</p>
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
      <h1>Set up the shop</h1>
      {answer ? (
        <p className="refused" role="alert">
          <b>Not set up yet</b>
          {answer.sentence}
        </p>
      ) : null}
      <Form method="post" className="gate-fields">
        <input type="hidden" name="token" value={page.token} />
        {FIELDS.map((field) =>
          field.name === "password" ? (
            <PasswordField key={field.name} label={field.label} leastLength={page.leastLength} error={answer?.fields[field.name]} />
          ) : (
            <Field key={field.name} {...field} required defaultValue={answer?.values[field.name] ?? page.suggestions[field.name]} error={answer?.fields[field.name]} />
          ),
        )}
        <div className="row">
          <SubmitButton words="Open the shop" />
        </div>
      </Form>
    </Gate>
  );
}
