import { Form } from "@remix-run/react";
import { USER_ROLES } from "#db/enums.ts";
import { Field } from "#app/components/form/field.tsx";
import { ProofField } from "#app/components/form/proof-field.tsx";
import { SubmitButton } from "#app/components/form/submit-button.tsx";
import { ROLE_WORDS } from "#app/components/layout/navigation.ts";
import { FormNote } from "#app/components/stock/form-note.tsx";
import type { PeopleList } from "#app/lib/api-types.ts";

interface InviteFormProps {
  proof: PeopleList["proof"];
  answer: { sentence: string | null; fields: Readonly<Record<string, string>>; values: { name: string; email: string; role: string } | null } | null;
  /** Changes with each invitation that was made, so that the next form is empty. */
  formKey: string;
}

export function InviteForm({ proof, answer, formKey }: InviteFormProps) {
  return (
    <Form method="post" className="act-form" key={formKey}>
      <FormNote sentence={answer?.sentence} title="Nobody was invited" />
      <Field name="name" label="Name" required maxLength={80} autoComplete="off" defaultValue={answer?.values?.name ?? ""} error={answer?.fields["name"]} />
      <Field name="email" label="E-mail" type="email" required maxLength={254} autoComplete="off" defaultValue={answer?.values?.email ?? ""} error={answer?.fields["email"]} />
      <div className="field">
        <label htmlFor="invite-role">Role</label>
        <select id="invite-role" name="role" defaultValue={answer?.values?.role || "staff"}>
          {USER_ROLES.map((role) => (
            <option key={role} value={role}>
              {ROLE_WORDS[role]}
            </option>
          ))}
        </select>
      </div>
      <ProofField proof={proof} of="invite" error={answer?.fields["proof"]} />
      <SubmitButton words="Send the invitation" name="intent" value="invite" />
    </Form>
  );
}
