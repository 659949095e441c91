import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { AdminTabs } from "#app/components/admin/admin-tabs.tsx";
import { ProofField } from "#app/components/form/proof-field.tsx";
import { SubmitButton } from "#app/components/form/submit-button.tsx";
import { Block } from "#app/components/layout/block.tsx";
import { ErrorPage } from "#app/components/layout/error-page.tsx";
import { FormNote } from "#app/components/stock/form-note.tsx";
import { textsOf } from "#app/lib/form-answer.server.ts";
import { paths } from "#app/lib/paths.ts";
import { setCookies } from "#app/lib/set-cookies.server.ts";
import { callerFor } from "#server/trpc/caller.ts";
import { ActForm, actOf } from "./act-form.tsx";
import { InviteForm } from "./invite-form.tsx";
import { LinkNote } from "./link-note.tsx";
import { PeopleTable } from "./people-table.tsx";
import { takeUsersAct } from "./take-users-act.server.ts";

export const meta: MetaFunction = () => [{ title: "People · Misty" }];

const NO_FIELDS: Readonly<Record<string, string>> = {};

export async function loader({ request, context }: LoaderFunctionArgs) {
  const caller = await callerFor(request, context);
  const [list, shop] = await Promise.all([caller.users.list(), caller.session.shop()]);
  return { ...list, timeZone: shop.timeZone, now: context.now };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const values = textsOf(await request.formData());
  const { outcome, link, isInvited } = await takeUsersAct(request, context, values);
  const headers = setCookies(outcome.cookies);
  const about = { intent: values["intent"] ?? "", id: values["id"] ?? null, name: values["name"] ?? "" };
  if (!outcome.done) return data({ ...about, link: null, sentence: outcome.sentence, fields: outcome.fields, values: { name: about.name, email: values["email"] ?? "", role: values["role"] ?? "" } }, { status: outcome.status, headers });
  // A link is shown this once, in the answer itself; everything else goes on to a page that can be loaded again.
  if (link !== null) return data({ ...about, link, sentence: null, fields: NO_FIELDS, values: null }, { headers });
  return redirect(paths.users(new URLSearchParams({ done: outcome.isAsBefore ? "nothing" : isInvited ? "resend" : about.intent })), { headers });
}

const DONE: Readonly<Record<string, string>> = {
  invite: "The invitation is on its way.",
  resend: "A new invitation is on its way; a link from before is dead.",
  revoke: "The invitation is taken back.",
  role: "The role is changed, and holds from their next sign-in.",
  deactivate: "They are shut out.",
  reactivate: "They are back.",
  again: "They are signed out everywhere, and a new invitation is on its way.",
  step: "Their second step is off.",
  out: "They are signed out everywhere.",
  everybody: "Everybody but you here is signed out.",
  nothing: "Nothing was changed: it is as it was.",
};

/** Everybody who works here, and what an admin does about it. */
export default function UsersPage() {
  const { people, own, proof, timeZone, now } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() ?? null;
  const [search] = useSearchParams();
  const act = actOf(answer && answer.sentence !== null ? answer.intent : search.get("act"));
  const chosen = people.find(({ id }) => id === (answer && answer.sentence !== null ? answer.id : search.get("who")));
  const done = DONE[search.get("done") ?? ""];
  return (
    <>
      <AdminTabs />
      <div className="page-head">
        <div>
          <p className="label">Admin</p>
          <h1>People</h1>
        </div>
      </div>
      <div className="page-body list-page account-page">
        {done && !answer ? (
          <p className="note hollow long" role="status">
            <b>{done}</b>
          </p>
        ) : null}
        {answer?.link ? <LinkNote key={answer.link} link={answer.link} name={answer.intent === "invite" ? answer.name : (chosen?.name ?? "")} /> : null}
        {act && chosen && !answer?.link ? (
          <Block track="A2" title={`${act.title}: ${chosen.name}`} tools={<Link to={paths.users()}>Leave it</Link>}>
            <ActForm key={`${act.intent} ${chosen.id}`} act={act} person={chosen} proof={proof} answer={answer && answer.intent === act.intent && answer.sentence !== null ? answer : null} />
          </Block>
        ) : null}
        <Block track="A1" title="Who works here">
          <PeopleTable people={people} own={own} now={now} timeZone={timeZone} />
        </Block>
        <Block track="B1" title="Invite somebody">
          <InviteForm proof={proof} answer={answer && answer.intent === "invite" && answer.sentence !== null ? answer : null} formKey={answer?.link ?? "new"} />
        </Block>
        <Block track="B2" title="Sign everybody out">
          <Form method="post" className="act-form">
            <p>Ends every session but the one you are in: for when something is wrong and you do not know yet where. Passwords and second steps stay as they are.</p>
            <FormNote sentence={answer?.intent === "everybody" ? answer.sentence : null} title="Nobody was signed out" />
            <ProofField proof={proof} of="everybody" error={answer?.intent === "everybody" ? answer.fields["proof"] : undefined} />
            <SubmitButton words="Sign everybody out" name="intent" value="everybody" plain />
          </Form>
        </Block>
      </div>
    </>
  );
}

export const ErrorBoundary = ErrorPage;
