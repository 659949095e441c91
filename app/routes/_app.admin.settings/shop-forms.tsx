import { Field } from "#app/components/form/field.tsx";
import { ProofField } from "#app/components/form/proof-field.tsx";
import { SettingsForm, type SettingsFormProps, typedOr } from "./settings-form.tsx";

interface SelectProps {
  name: string;
  label: string;
  value: string;
  choices: readonly string[];
  say?: (choice: string) => string;
  hint: string;
  error?: string | undefined;
}

function Select({ name, label, value, choices, say = (choice) => choice, hint, error }: SelectProps) {
  return (
    <div className="field">
      <label htmlFor={name}>{label}</label>
      <select id={name} name={name} defaultValue={value} aria-invalid={error ? true : undefined} aria-describedby={error ? `${name}-error` : `${name}-hint`}>
        {choices.map((choice) => (
          <option key={choice} value={choice}>
            {say(choice)}
          </option>
        ))}
      </select>
      {error ? (
        <p className="wrong" id={`${name}-error`}>
          {error}
        </p>
      ) : null}
      <p className="hint" id={`${name}-hint`}>
        {hint}
      </p>
    </div>
  );
}

export function ShopForm({ page, answer, zones, currencies }: SettingsFormProps & { zones: readonly string[]; currencies: readonly string[] }) {
  const { values, hasOrders, isLarge } = page;
  return (
    <SettingsForm page={page} answer={answer} group="shop" words="Save the shop">
      <Field name="shopName" label="Name" required maxLength={80} autoComplete="off" defaultValue={typedOr(answer, "shopName", values.shopName)} error={answer?.fields["shopName"]} />
      {hasOrders ? (
        <div className="field">
          <p className="fixed-label">Currency</p>
          <p>
            <b>{values.currency}</b>
          </p>
          <p className="hint">It stays: all amounts are in it, and another one would only relabel them.</p>
          <input type="hidden" name="currency" value={values.currency} />
          {answer?.fields["currency"] ? <p className="wrong">{answer.fields["currency"]}</p> : null}
        </div>
      ) : (
        <Select name="currency" label="Currency" value={typedOr(answer, "currency", values.currency)} choices={currencies} hint="Can be changed until the first order." error={answer?.fields["currency"]} />
      )}
      <Select
        name="timeZone"
        label="Time zone"
        value={typedOr(answer, "timeZone", values.timeZone)}
        choices={zones}
        say={(zone) => zone.replaceAll("_", " ")}
        hint={isLarge ? "Another one counts all days anew. With so many orders a worker does that; sales wait until it is done." : "Another one counts all days anew, at once."}
        error={answer?.fields["timeZone"]}
      />
    </SettingsForm>
  );
}

export function StockForm({ page, answer }: SettingsFormProps) {
  return (
    <SettingsForm page={page} answer={answer} group="stock" words="Save the threshold">
      <Field name="lowStockThreshold" label="Low stock at" required inputMode="numeric" maxLength={6} autoComplete="off" hint="Copies left, where a title has no reorder point of its own." defaultValue={typedOr(answer, "lowStockThreshold", page.values.lowStockThreshold)} error={answer?.fields["lowStockThreshold"]} />
    </SettingsForm>
  );
}

export function SignInForm({ page, answer }: SettingsFormProps) {
  const { values, proof } = page;
  const error = (name: string) => answer?.fields[name];
  return (
    <SettingsForm page={page} answer={answer} group="signIn" words="Save the rules">
      <Field name="passwordMinLength" label="Shortest password, characters" required inputMode="numeric" maxLength={2} autoComplete="off" hint="At least 12. It holds for the next password that is chosen." defaultValue={typedOr(answer, "passwordMinLength", values.passwordMinLength)} error={error("passwordMinLength")} />
      <Field name="sessionIdleMinutes" label="Signed out when unused for, minutes" required inputMode="numeric" maxLength={7} autoComplete="off" hint="10,080 are a week. Holds at once for everybody." defaultValue={typedOr(answer, "sessionIdleMinutes", values.sessionIdleMinutes)} error={error("sessionIdleMinutes")} />
      <Field name="sessionAbsoluteHours" label="Signed out in any case after, hours" required inputMode="numeric" maxLength={5} autoComplete="off" hint="720 are 30 days. Holds from the next sign-in on." defaultValue={typedOr(answer, "sessionAbsoluteHours", values.sessionAbsoluteHours)} error={error("sessionAbsoluteHours")} />
      <ProofField proof={proof} of="sign-in" error={error("proof")} />
    </SettingsForm>
  );
}

export function RetentionForm({ page, answer }: SettingsFormProps) {
  return (
    <SettingsForm page={page} answer={answer} group="activity" words="Save how long">
      <Field name="activityRetentionDays" label="Keep activity, days" inputMode="numeric" maxLength={6} autoComplete="off" hint="Empty keeps it for ever. Older activity moves into a sealed file in the data directory; its details are deleted." defaultValue={typedOr(answer, "activityRetentionDays", page.values.activityRetentionDays)} error={answer?.fields["activityRetentionDays"]} />
      <ProofField proof={page.proof} of="activity" error={answer?.fields["proof"]} />
    </SettingsForm>
  );
}
