import { Form, Link } from "@remix-run/react";
import { Field } from "#app/components/form/field.tsx";
import { PasswordField } from "#app/components/form/password-field.tsx";
import { ProofField } from "#app/components/form/proof-field.tsx";
import { SubmitButton } from "#app/components/form/submit-button.tsx";
import { FormNote } from "#app/components/stock/form-note.tsx";
import { formatDateTime, plural } from "#app/lib/format.ts";
import { paths } from "#app/lib/paths.ts";
import type { accountPage } from "#server/auth/account-route.ts";

type Account = Awaited<ReturnType<typeof accountPage>>;

interface FormProps {
  account: Account;
  /** What this form was told when it was not taken. */
  answer: { intent: string; sentence: string | null; fields: Readonly<Record<string, string>>; name: string | null } | null;
}

export function NameForm({ account, answer }: FormProps) {
  return (
    <Form method="post" className="act-form">
      <input type="hidden" name="intent" value="rename" />
      <FormNote sentence={answer?.sentence} />
      <Field name="name" label="Name" required maxLength={80} autoComplete="name" defaultValue={answer?.name ?? account.name} error={answer?.fields["name"]} hint={`You sign in with ${account.email}.`} />
      <SubmitButton words="Save the name" plain />
    </Form>
  );
}

export function PasswordForm({ account, timeZone, answer }: FormProps & { timeZone: string }) {
  if (account.isDemo) return <p className="quiet">The demo's passwords are the same for everybody, so they are not changed here.</p>;
  return (
    <Form method="post" className="act-form" key={String(account.passwordChangedAt)}>
      <input type="hidden" name="intent" value="password" />
      <input type="hidden" name="username" autoComplete="username" value={account.email} readOnly />
      {account.passwordChangedAt ? <p className="quiet">Last changed {formatDateTime(account.passwordChangedAt, timeZone)}. A change signs every other browser out.</p> : null}
      <FormNote sentence={answer?.sentence} title="Not changed" />
      <Field name="current" label="Current password" type="password" autoComplete="current-password" required maxLength={256} error={answer?.fields["current"]} />
      <PasswordField label="New password" leastLength={account.leastLength} error={answer?.fields["password"]} />
      {account.secondStep.since ? <ProofField proof={account.proof} of="password" error={answer?.fields["proof"]} /> : null}
      <SubmitButton words="Change the password" plain />
    </Form>
  );
}

export function SecondStep({ account, timeZone, answer }: FormProps & { timeZone: string }) {
  const { since, codesLeft, neededBy } = account.secondStep;
  if (!since) {
    return (
      <div className="act-form">
        <p>
          {neededBy ? (
            <>
              <b>Admins need a second step, from {formatDateTime(neededBy, timeZone)} at the latest.</b>{" "}
            </>
          ) : null}
          With a second step, signing in also asks for a code from an app on your telephone. A stolen password then opens nothing.
        </p>
        {account.isDemo ? (
          <p className="quiet">The demo's people are everybody's, so they sign in without one. Invite yourself to try it.</p>
        ) : (
          <Link className="btn" to={paths.secondStep}>
            Switch it on
          </Link>
        )}
      </div>
    );
  }
  return (
    <Form method="post" className="act-form">
      <p>
        On since {formatDateTime(since, timeZone)}. {plural(codesLeft, "recovery code")} left.
      </p>
      <FormNote sentence={answer?.sentence} title="Not changed" />
      <ProofField proof={account.proof} of="second-step" error={answer?.fields["proof"]} />
      <div className="pair">
        <SubmitButton words="Make new recovery codes" name="intent" value="codes" plain />
        <SubmitButton words="Switch it off" name="intent" value="off" plain />
      </div>
    </Form>
  );
}
