import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { Block } from "#app/components/layout/block.tsx";
import { DoneLine } from "#app/components/layout/done-line.tsx";
import { ErrorPage } from "#app/components/layout/error-page.tsx";
import { RecoveryCodes } from "#app/components/account/recovery-codes.tsx";
import { textsOf } from "#app/lib/form-answer.server.ts";
import { paths } from "#app/lib/paths.ts";
import { ROLE_WORDS } from "#app/components/layout/navigation.ts";
import { setCookies } from "#app/lib/set-cookies.server.ts";
import { accountPage } from "#server/auth/account-route.ts";
import { callerFor } from "#server/trpc/caller.ts";
import { NameForm, PasswordForm, SecondStep } from "./account-forms.tsx";
import { SessionList } from "./session-list.tsx";
import { takeAccountAct } from "./take-account-act.server.ts";

export const meta: MetaFunction = () => [{ title: "Account · Misty" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const caller = await callerFor(request, context);
  const [account, sessions, shop] = await Promise.all([accountPage(request, context), caller.account.sessions(), caller.session.shop()]);
  return { account, sessions, timeZone: shop.timeZone };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const values = textsOf(await request.formData());
  // One form holds all browsers, so that who it is is asked once: "session:<id>" says which.
  const [intent = "", id] = (values["intent"] ?? "").split(":");
  const outcome = await takeAccountAct(request, context, intent, id === undefined ? values : { ...values, id });
  const headers = setCookies(outcome.cookies);
  if (outcome.done && intent === "everywhere") return redirect(paths.login(), { headers });
  // Recovery codes are shown this once, in the answer itself; everything else goes on to a page that can be loaded again.
  if (outcome.done && outcome.codes.length === 0) return redirect(paths.account(new URLSearchParams({ done: outcome.isAsBefore ? "nothing" : intent })), { headers });
  const answer = outcome.done ? { intent, codes: outcome.codes, sentence: null, fields: {}, name: null } : { intent, codes: [], sentence: outcome.sentence, fields: outcome.fields, name: values["name"] ?? null };
  return data(answer, { status: outcome.done ? 200 : outcome.status, headers });
}

const DONE: Readonly<Record<string, string>> = {
  rename: "Your name is changed.",
  prove: "For ten minutes nobody asks again who you are.",
  nothing: "Nothing was changed: it is as it was.",
  password: "Your password is changed, and every other browser is signed out.",
  off: "The second step is off.",
  session: "That browser is signed out.",
  others: "Every other browser is signed out.",
};

const SIGNS_OUT: ReadonlySet<string> = new Set(["prove", "session", "others", "everywhere"]);

/** One's own name, password, second step and browsers. */
export default function AccountPage() {
  const { account, sessions, timeZone } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() ?? null;
  const done = DONE[useSearchParams()[0].get("done") ?? ""];
  return (
    <>
      <div className="page-head">
        <div>
          <p className="label">{ROLE_WORDS[account.role]}</p>
          <h1>{account.name}</h1>
        </div>
      </div>
      <div className="page-body list-page account-page">
        <DoneLine words={answer ? null : done} />
        {answer && answer.codes.length > 0 ? <RecoveryCodes codes={answer.codes} /> : null}
        <Block track="A1" title="Name">
          <NameForm account={account} answer={answer?.intent === "rename" ? answer : null} />
        </Block>
        <Block track="A2" title="Password">
          <PasswordForm account={account} timeZone={timeZone} answer={answer?.intent === "password" ? answer : null} />
        </Block>
        <Block track="A3" title="Second step">
          <SecondStep account={account} timeZone={timeZone} answer={answer?.intent === "codes" || answer?.intent === "off" ? answer : null} />
        </Block>
        <Block track="B1" title="Where you are signed in">
          <SessionList sessions={sessions} now={account.now} timeZone={timeZone} proof={account.proof} answer={answer && SIGNS_OUT.has(answer.intent) ? answer : null} />
        </Block>
      </div>
    </>
  );
}

export const ErrorBoundary = ErrorPage;
