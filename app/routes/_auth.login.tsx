import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { signInForm, signInPage } from "#server/auth/sign-in-route.ts";

export const meta = () => [{ title: "Sign in · Misty" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const page = await signInPage(request, context);
  return page.signedIn ? redirect(page.redirectTo) : page;
}

export async function action({ request, context }: ActionFunctionArgs) {
  const answer = await signInForm(request, context);
  if (answer.signedIn) return redirect(answer.redirectTo, { headers: { "Set-Cookie": answer.cookie } });
  const { status, headers, ...form } = answer;
  return data(form, { status, headers });
}

export default function SignInPage() {
  const { demoPeople, redirectTo } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <main id="main">
      <h1>Open the shop</h1>
      {answer ? <p role="alert">{answer.sentence}</p> : null}
      <Form method="post">
        <input type="hidden" name="redirectTo" value={redirectTo} />
        <label>
          E-mail <input name="email" type="email" autoComplete="username" required defaultValue={answer?.email} />
        </label>
        <label>
          Password <input name="password" type="password" autoComplete="current-password" required />
        </label>
        <button type="submit">Sign in</button>
      </Form>
      {demoPeople.map((person) => (
        <Form method="post" key={person.email}>
          <input type="hidden" name="redirectTo" value={redirectTo} />
          <input type="hidden" name="email" value={person.email} />
          <input type="hidden" name="password" value={person.password} />
          <button type="submit">
            {person.role}: {person.name}
          </button>
        </Form>
      ))}
    </main>
  );
}
