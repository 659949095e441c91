import { Form } from "@remix-run/react";
import { Field } from "#app/components/form/field.tsx";
import { SubmitButton } from "#app/components/form/submit-button.tsx";
import type { ImportFile } from "#app/lib/api-types.ts";
import type { FormAnswer } from "#app/lib/form-answer.server.ts";
import { formatDateTime } from "#app/lib/format.ts";

interface WorkFormProps {
  file: ImportFile;
  currency: string;
  answer: FormAnswer | null;
}

type MappingForm = NonNullable<ImportFile["form"]>;

/** What a person says about the file, and the two ways on: check it, or take it in. */
export function WorkForm({ file, currency, answer }: WorkFormProps) {
  const { form, tax } = file;
  return (
    <Form method="post" className="act-form wide-form">
      {form ? <MappingFields form={form} currency={currency} answer={answer} rates={file.rates} /> : <Recognised file={file} />}
      {tax ? (
        <fieldset className="field choice">
          <legend>Do the prices in this file include tax?</legend>
          {(["included", "excluded"] as const).map((value) => (
            <label key={value} className="check">
              <input type="radio" name="tax" value={value} defaultChecked={(tax.said ?? (tax.kept === null ? "" : tax.kept ? "included" : "excluded")) === value} />
              {value === "included" ? "Yes, tax is in them" : "No, tax comes on top"}
            </label>
          ))}
          <p className="hint">{tax.kept === null ? "Asked once per source and kept. Unsaid, the file decides row by row." : "As it was said last for this source."}</p>
        </fieldset>
      ) : null}
      {form ? null : <RateFields currency={currency} answer={answer} />}
      <div className="pair">
        <SubmitButton words="Check the whole file" name="intent" value="check" plain={file.state === "checked"} />
        <SubmitButton words={file.report ? "Import the file" : "Import without a check"} name="intent" value="start" plain={file.state !== "checked"} />
      </div>
      <p className="quiet">A check reads every row and writes nothing. Rows that cannot be read are left out of an import and listed.</p>
    </Form>
  );
}

function Recognised({ file }: { file: ImportFile }) {
  return <p className="long">{file.format === "chinook" ? "These are Chinook's files: records, customers and invoices come in." : "The columns of this file are known, so there is nothing to say about them."}</p>;
}

function RateFields({ currency, answer }: { currency: string; answer: FormAnswer | null }) {
  return (
    <details className="more" open={Boolean(answer?.fields["rate"] ?? answer?.fields["rateCurrency"]) || undefined}>
      <summary>The file counts in another currency than {currency}</summary>
      <div className="fields">
        <Field name="rateCurrency" label="Its currency" maxLength={3} autoComplete="off" placeholder="USD" defaultValue={answer?.values["rateCurrency"] ?? ""} error={answer?.fields["rateCurrency"]} />
        <Field name="rate" label={`What one of it is worth in ${currency}`} inputMode="decimal" autoComplete="off" placeholder="0.92" defaultValue={answer?.values["rate"] ?? ""} error={answer?.fields["rate"]} />
      </div>
    </details>
  );
}

function MappingFields({ form, currency, answer, rates }: { form: MappingForm; currency: string; answer: FormAnswer | null; rates: Readonly<Record<string, string>> }) {
  const { choice, kept } = form;
  const typed = (name: keyof MappingForm["choice"]): string => answer?.values[name] ?? String(choice[name] ?? "");
  const foreign = typed("currency") !== "" && typed("currency").toUpperCase() !== currency;
  return (
    <>
      {kept ? (
        <p className="note hollow long">
          <b>As it was read before</b>
          {kept.fileName} had the same columns; what was said then ({formatDateTime(kept.at, "UTC").split(",")[0]}) stands below.
        </p>
      ) : null}
      <input type="hidden" name="header" value={choice.header} />
      <input type="hidden" name="delimiter" value={choice.delimiter} />
      <div className="fields">
        <ColumnField name="date" label="Date" form={form} value={typed("date")} error={answer?.fields["date"]} required />
        <div className="field">
          <label htmlFor="dateFormat">Dates are written</label>
          <select id="dateFormat" name="dateFormat" defaultValue={typed("dateFormat") || "yyyy-mm-dd"} aria-describedby={form.ambiguousDates.length > 0 ? "dateFormat-hint" : undefined}>
            {[...new Set([...form.dateFormats, typed("dateFormat") || "yyyy-mm-dd"])].map((pattern) => (
              <option key={pattern} value={pattern}>
                {pattern}
              </option>
            ))}
          </select>
          {form.ambiguousDates.length > 0 ? (
            <p className="wrong" id="dateFormat-hint">
              The days could also be {form.ambiguousDates[0]}. Look at the first rows below and choose.
            </p>
          ) : null}
        </div>
        <ColumnField name="amount" label="Amount charged" form={form} value={typed("amount")} error={answer?.fields["amount"]} hint="For the whole row, without tax." required />
        <div className="field">
          <label htmlFor="decimal">Cents stand after</label>
          <select id="decimal" name="decimal" defaultValue={typed("decimal")}>
            <option value=".">a point, 1234.50</option>
            <option value=",">a comma, 1.234,50</option>
          </select>
        </div>
        <ColumnField name="customer" label="Customer" form={form} value={typed("customer")} error={answer?.fields["customer"]} none="none, all are walk-ins" hint="A number, name or address that is always the same person's." />
        <ColumnField name="quantity" label="Copies" form={form} value={typed("quantity")} error={answer?.fields["quantity"]} none="none, one per row" />
        <Field name="source" label="Name of the source" required maxLength={40} autoComplete="off" defaultValue={typed("source")} error={answer?.fields["source"]} hint="With the customer's number it names a person, so keep it the same for the same till." />
        <Field name="currency" label="Currency" maxLength={3} autoComplete="off" placeholder={currency} defaultValue={typed("currency")} error={answer?.fields["currency"]} hint={`Empty: ${currency}.`} />
        <Field
          name="rate"
          label={`What one unit is worth in ${currency}`}
          inputMode="decimal"
          autoComplete="off"
          placeholder={foreign ? "0.92" : "1"}
          defaultValue={answer?.values["rate"] ?? rates[typed("currency").toUpperCase()] ?? ""}
          error={answer?.fields["rate"]}
          hint="Only for another currency."
        />
      </div>
    </>
  );
}

interface ColumnFieldProps {
  name: "date" | "amount" | "customer" | "quantity";
  label: string;
  form: MappingForm;
  value: string;
  error: string | undefined;
  hint?: string;
  /** What no column means, where that is allowed. */
  none?: string;
  required?: boolean;
}

function ColumnField({ name, label, form, value, error, hint, none, required = false }: ColumnFieldProps) {
  const described = [error ? `${name}-error` : "", hint ? `${name}-hint` : ""].filter(Boolean).join(" ");
  return (
    <div className="field">
      <label htmlFor={name}>{label}</label>
      <select id={name} name={name} defaultValue={value} required={required} aria-invalid={error ? true : undefined} aria-describedby={described || undefined}>
        <option value="">{none ?? "choose a column"}</option>
        {form.columns.map((column) => (
          <option key={column.place} value={column.place}>
            {column.name}
            {column.samples[0] ? `: ${column.samples.slice(0, 2).join(", ")}` : ""}
          </option>
        ))}
      </select>
      {error ? (
        <p className="wrong" id={`${name}-error`}>
          {error}
        </p>
      ) : null}
      {hint ? (
        <p className="hint" id={`${name}-hint`}>
          {hint}
        </p>
      ) : null}
    </div>
  );
}
