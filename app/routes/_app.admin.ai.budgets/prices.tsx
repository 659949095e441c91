import { Form } from "@remix-run/react";
import { DataTable } from "#app/components/data-table/data-table.tsx";
import { Field } from "#app/components/form/field.tsx";
import { SubmitButton } from "#app/components/form/submit-button.tsx";
import { FormNote } from "#app/components/stock/form-note.tsx";
import type { AiMoney } from "#app/lib/api-types.ts";
import type { FormAnswer } from "#app/lib/form-answer.server.ts";
import { formatDayOfYear } from "#app/lib/format.ts";
import { RowActs } from "./row-acts.tsx";

type Price = AiMoney["prices"][number];

/** A price of so many places as it has, two at least. */
const sayPrice = (amount: string): string => Number(amount).toLocaleString("en", { minimumFractionDigits: 2, maximumFractionDigits: 6 });

/** What models cost, by model, newest first; the one that holds today is said. */
export function PriceTable({ prices }: { prices: readonly Price[] }) {
  if (prices.length === 0) return <p className="quiet">There is no price: what other models than the built-in one answer has an unknown cost.</p>;
  return (
    <DataTable
      caption="Prices"
      rows={prices}
      keyOf={(price) => price.id}
      meta={(price) => `${sayPrice(price.inputUsd)} read, ${sayPrice(price.outputUsd)} written · from ${formatDayOfYear(price.validFrom)}${price.isCurrent ? ", holds now" : ""}`}
      columns={[
        { head: "Model", cell: (price) => <b>{price.model}</b> },
        { head: "Read", numeric: true, cell: (price) => sayPrice(price.inputUsd) },
        { head: "Written", numeric: true, cell: (price) => sayPrice(price.outputUsd) },
        { head: "From", cell: (price) => (price.isCurrent ? <span className="state done">{formatDayOfYear(price.validFrom)}</span> : formatDayOfYear(price.validFrom)) },
        { head: "Read at", cell: (price) => <span className="quiet">{price.source}</span> },
        { head: "Do", numeric: true, amount: true, cell: (price) => <RowActs kind="price" id={price.id} of={`${price.model} from ${price.validFrom}`} /> },
      ]}
    />
  );
}

interface PriceFormProps {
  price: Price | null;
  money: AiMoney;
  formKey: string;
  answer: FormAnswer | null;
}

export function PriceForm({ price, money, formKey, answer }: PriceFormProps) {
  const typed = (name: string, set: string): string => answer?.values[name] ?? set;
  const error = (name: string) => answer?.fields[name];
  return (
    <Form method="post" className="act-form" preventScrollReset>
      {price ? (
        <>
          <input type="hidden" name="id" value={price.id} />
          <input type="hidden" name="seen" value={answer && !answer.conflict ? typed("seen", price.updatedAt) : price.updatedAt} />
        </>
      ) : (
        <input type="hidden" name="key" value={typed("key", formKey)} />
      )}
      <FormNote sentence={answer?.sentence} />
      <Field name="model" label="Model" required maxLength={120} autoComplete="off" hint="As its provider calls it." defaultValue={typed("model", price?.model ?? money.unpriced[0] ?? "")} error={error("model")} />
      <div className="fields">
        <Field name="inputUsd" label="Read, $ per million" required inputMode="decimal" maxLength={13} autoComplete="off" defaultValue={typed("inputUsd", price ? String(Number(price.inputUsd)) : "")} error={error("inputUsd")} />
        <Field name="outputUsd" label="Written, $ per million" required inputMode="decimal" maxLength={13} autoComplete="off" defaultValue={typed("outputUsd", price ? String(Number(price.outputUsd)) : "")} error={error("outputUsd")} />
      </div>
      <Field name="validFrom" label="From this day on" type="date" required defaultValue={typed("validFrom", price?.validFrom ?? money.today)} error={error("validFrom")} />
      <Field name="source" label="Where it was read" required maxLength={200} autoComplete="off" defaultValue={typed("source", price?.source ?? "")} error={error("source")} />
      <SubmitButton words={price ? "Save the price" : "Add the price"} name="intent" value="price" />
    </Form>
  );
}
