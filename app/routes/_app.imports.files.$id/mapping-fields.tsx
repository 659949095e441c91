import type { ReactNode } from "react";
import { Field } from "#app/components/form/field.tsx";
import type { ImportFile } from "#app/lib/api-types.ts";
import type { FormAnswer } from "#app/lib/form-answer.server.ts";
import { formatDayOfYear } from "#app/lib/format.ts";
import type { ColumnField as ColumnName } from "#server/contracts/imports.ts";
import { ColumnField } from "./column-field.tsx";
import { KeptNote } from "./kept-note.tsx";

type MappingForm = NonNullable<ImportFile["form"]>;

interface MappingFieldsProps {
  form: MappingForm;
  currency: string;
  timeZone: string;
  answer: FormAnswer | null;
  rates: Readonly<Record<string, string>>;
}

/** What a person says about the columns of a file that nobody knows: what is needed first, then what may be there. */
export function MappingFields({ form, currency, timeZone, answer, rates }: MappingFieldsProps) {
  const { choice, kept } = form;
  const typed = (name: keyof MappingForm["choice"]): string => answer?.values[name] ?? String(choice[name] ?? "");
  const error = (name: string): string | undefined => answer?.fields[name];
  const column = (name: ColumnName, label: string, more: { hint?: string; none?: string } = {}) => <ColumnField name={name} label={label} columns={form.columns} value={typed(name)} error={error(name)} {...more} />;
  return (
    <>
      {kept ? <KeptNote kept={kept} timeZone={timeZone} /> : null}
      <input type="hidden" name="header" value={choice.header} />
      <input type="hidden" name="delimiter" value={choice.delimiter} />
      <input type="hidden" name="line" value={choice.line} />
      <Group title="When, and how much">
        {column("date", "Date")}
        <DateFormat form={form} value={typed("dateFormat")} error={error("dateFormat")} />
        {column("amount", "Amount charged")}
        <Choice name="amountIs" label="The amount is for" value={typed("amountIs") || "row"} options={{ row: "all copies of the row", copy: "one copy" }} />
        <Choice name="decimal" label="Cents stand after" value={typed("decimal")} options={{ ".": "a point, 1,234.50", ",": "a comma, 1.234,50" }} />
        {column("quantity", "Copies", { none: "none, one per row" })}
      </Group>
      <Group title="Who, and what">
        {column("customer", "Customer", { none: "none", hint: "A number or name that is always the same person's. Without one the address or the name says it; a row without any is a walk-in." })}
        {column("email", "Address for mail", { none: "none" })}
        {column("name", "Name of the customer", { none: "none" })}
        {column("title", "What was sold", { none: "none" })}
        {column("order", "Order or receipt number", { none: "none, each row is an order", hint: "Rows with the same number become one order." })}
        <Field name="source" label="Name of the source" required maxLength={40} autoComplete="off" defaultValue={typed("source")} error={error("source")} hint="Customers and orders are known by it again, so keep it the same for the same till." />
      </Group>
      <Group title="Tax and currency">
        {column("tax", "Tax of the row", { none: "none, amounts are without tax" })}
        <Choice name="taxIs" label="The amount" value={typed("taxIs")} options={{ "": "choose, where there is a tax", included: "holds the tax", excluded: "is without it" }} error={error("taxIs")} />
        <Field name="currency" label="Currency" maxLength={3} autoComplete="off" placeholder={currency} defaultValue={typed("currency")} error={error("currency")} hint={`Empty: ${currency}.`} />
        <Field
          name="rate"
          label={`What one of it is worth in ${currency}`}
          inputMode="decimal"
          autoComplete="off"
          defaultValue={answer?.values["rate"] ?? rates[typed("currency").toUpperCase()] ?? ""}
          error={error("rate")}
          hint="Only for another currency, such as 0.92."
        />
      </Group>
    </>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className="group">
      <legend>{title}</legend>
      <div className="fields">{children}</div>
    </fieldset>
  );
}

function Choice({ name, label, value, options, error }: { name: string; label: string; value: string; options: Readonly<Record<string, string>>; error?: string | undefined }) {
  return (
    <div className="field">
      <label htmlFor={name}>{label}</label>
      <select id={name} name={name} defaultValue={value} aria-invalid={error ? true : undefined} aria-describedby={error ? `${name}-error` : undefined}>
        {Object.entries(options).map(([option, words]) => (
          <option key={option} value={option}>
            {words}
          </option>
        ))}
      </select>
      {error ? (
        <p className="wrong" id={`${name}-error`}>
          {error}
        </p>
      ) : null}
    </div>
  );
}

/** How dates are written. Where days could be months nothing is chosen before a person has. */
function DateFormat({ form, value, error }: { form: MappingForm; value: string; error: string | undefined }) {
  const { ambiguousDates, dateFormats } = form;
  const means = new Map(ambiguousDates.map(({ pattern, written, day }) => [pattern, `${written} is ${formatDayOfYear(day)}`]));
  const [first] = ambiguousDates;
  const offered = [...new Set([...means.keys(), ...dateFormats, ...(value === "" ? [] : [value])])];
  const told = error ?? (first && value === "" ? `"${first.written}" can be read in ${ambiguousDates.length === 2 ? "two" : "several"} ways. Choose the one that is meant.` : undefined);
  return (
    <div className="field">
      <label htmlFor="dateFormat">Dates are written</label>
      <select id="dateFormat" name="dateFormat" required defaultValue={value} aria-invalid={told ? true : undefined} aria-describedby={told ? "dateFormat-error" : undefined}>
        <option value="">choose how</option>
        {offered.map((pattern) => (
          <option key={pattern} value={pattern}>
            {pattern}
            {means.has(pattern) ? `: ${means.get(pattern)}` : ""}
          </option>
        ))}
      </select>
      {told ? (
        <p className="wrong" id="dateFormat-error">
          {told}
        </p>
      ) : null}
    </div>
  );
}
