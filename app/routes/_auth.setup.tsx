import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { setupForm, setupPage } from "#server/auth/setup-route.ts";

export const meta = () => [{ title: "Set up · Misty" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const page = await setupPage(request, context);
  return data(page, { status: page.open ? 200 : 410 });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const answer = await setupForm(request, context);
  if (answer.done) return redirect("/", { headers: { "Set-Cookie": answer.cookie } });
  const { status, ...form } = answer;
  return data(form, { status });
}

const FIELDS = [
  { name: "name", label: "Your name", type: "text", autoComplete: "name" },
  { name: "email", label: "E-mail", type: "email", autoComplete: "username" },
  { name: "password", label: "Password (at least 12 characters)", type: "password", autoComplete: "new-password" },
  { name: "shopName", label: "Name of the shop", type: "text", autoComplete: "organization" },
  { name: "currency", label: "Currency (three letters)", type: "text", autoComplete: "off" },
  { name: "timeZone", label: "Time zone", type: "text", autoComplete: "off" },
] as const;

export default function SetupPage() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  if (!page.open) {
    return (
      <main id="main">
        <h1>This link does not work any more</h1>
        <p>It was used already, has expired, or was replaced by a newer one. Restart Misty to get a new one.</p>
      </main>
    );
  }
  return (
    <main id="main">
      <h1>Set up the shop</h1>
      {answer ? <p role="alert">{answer.sentence}</p> : null}
      <Form method="post">
        <input type="hidden" name="token" value={page.token} />
        {FIELDS.map((field) => (
          <label key={field.name}>
            {field.label}
            <input name={field.name} type={field.type} autoComplete={field.autoComplete} required defaultValue={answer?.values[field.name] ?? page.suggestions[field.name]} aria-describedby={`${field.name}-error`} />
            <span id={`${field.name}-error`}>{answer?.fields[field.name]}</span>
          </label>
        ))}
        <button type="submit">Open the shop</button>
      </Form>
    </main>
  );
}
