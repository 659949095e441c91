import { Form } from "@remix-run/react";
import { Field } from "#app/components/form/field.tsx";
import { SubmitButton } from "#app/components/form/submit-button.tsx";
import type { ImportFile } from "#app/lib/api-types.ts";
import type { FormAnswer } from "#app/lib/form-answer.server.ts";
import { MappingFields } from "./mapping-fields.tsx";

interface WorkFormProps {
  file: ImportFile;
  currency: string;
  timeZone: string;
  answer: FormAnswer | null;
}

/** What a person says about the file, and the two ways on: check it, or take it in. */
export function WorkForm({ file, currency, timeZone, answer }: WorkFormProps) {
  const { form, tax } = file;
  return (
    <Form method="post" className="act-form wide-form">
      {form ? <MappingFields form={form} currency={currency} timeZone={timeZone} answer={answer} rates={file.rates} /> : <Recognised file={file} />}
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
      <p className="quiet">A check reads every row and writes nothing. Rows that cannot be read are left out of an import and listed.{file.holdsOthersUp ? " While the rows of an import are written, all other pages wait; a long one is best taken in when nobody sells." : ""}</p>
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
