import { Form, Link, useSearchParams } from "@remix-run/react";
import type { ReactNode } from "react";
import { Field } from "#app/components/form/field.tsx";
import { SubmitButton } from "#app/components/form/submit-button.tsx";
import { AlbumFields, Twins } from "#app/components/stock/album-fields.tsx";
import { FormNote } from "#app/components/stock/form-note.tsx";
import { Stepper } from "#app/components/stock/stepper.tsx";
import { copies, priceInField } from "#app/components/stock/stock-words.ts";
import type { CatalogueChoices, ShelfPage, Twin } from "#app/lib/api-types.ts";
import { currencySymbol } from "#app/lib/format.ts";
import { patchSearch, toQuery } from "#app/lib/search-params.ts";

/** What can be done with a place on the shelf, in the order of a morning. */
export const ACTS = ["count", "adjust", "receive", "return", "price", "plan", "record"] as const;
export type Act = (typeof ACTS)[number];
const ACT_WORDS: Readonly<Record<Act, string>> = { count: "Count", adjust: "Adjust", receive: "Receive", return: "Return", price: "Reprice", plan: "Plan", record: "Edit" };

export interface ActAnswer {
  intent: string;
  sentence: string;
  fields: Readonly<Record<string, string>>;
  values: Readonly<Record<string, string>>;
  conflict: boolean;
  twins: readonly Twin[];
}

interface FormProps {
  page: ShelfPage;
  choices: CatalogueChoices | null;
  /** Made with the page; a refused form keeps its own. */
  formKey: string;
  answer: ActAnswer | null;
}

/** The ways to work on a place: links, so that they work everywhere; at the bottom edge of a telephone. */
export function ActBar({ act }: { act: Act }) {
  const [search] = useSearchParams();
  return (
    <nav className="thumb at-thumb acts-bar" aria-label="What to do">
      {ACTS.map((to) => (
        <Link key={to} to={toQuery(patchSearch(search, { act: to, done: null, saved: null, cursor: null }))} aria-current={to === act ? "true" : undefined} preventScrollReset replace>
          {ACT_WORDS[to]}
        </Link>
      ))}
    </nav>
  );
}

/** The form of one act; what was typed stays when it is refused. */
export function ActForm({ act, ...props }: FormProps & { act: Act }) {
  const answer = props.answer?.intent === act ? props.answer : null;
  const Fields = FIELDS[act];
  // A place that was made by the first act, or a key that was used up, needs a fresh form.
  return (
    <Form method="post" className="act-form" key={`${act} ${props.formKey}`} replace>
      <input type="hidden" name="intent" value={act} />
      <input type="hidden" name="key" value={answer?.values["key"] ?? props.formKey} />
      <input type="hidden" name="shelf" value={props.page.shelf.inventoryId ?? props.page.shelf.albumId} />
      {answer && answer.twins.length > 0 ? null : <FormNote sentence={answer?.sentence} title={answer?.conflict ? "It changed meanwhile" : "Not saved"} />}
      <Fields {...props} answer={answer} />
    </Form>
  );
}

const valueOf = (answer: ActAnswer | null, name: string, otherwise = ""): string => answer?.values[name] ?? otherwise;

function Reason({ answer, required = true, suggestions, hint }: { answer: ActAnswer | null; required?: boolean; suggestions: readonly string[]; hint?: string }) {
  return (
    <>
      <Field name="reason" label={required ? "Why" : "Note"} required={required} maxLength={200} list="reasons" autoComplete="off" defaultValue={valueOf(answer, "reason")} error={answer?.fields["reason"]} {...(hint ? { hint } : {})} />
      <datalist id="reasons">
        {suggestions.map((words) => (
          <option key={words} value={words} />
        ))}
      </datalist>
    </>
  );
}

function CountFields({ page, answer }: FormProps) {
  const onHand = page.shelf.onHand ?? 0;
  return (
    <>
      <input type="hidden" name="expected" value={onHand} />
      <Stepper
        id="counted"
        name="counted"
        label="How many are there?"
        defaultValue={valueOf(answer, "counted", String(Math.max(0, onHand)))}
        error={answer?.fields["counted"]}
        hint={page.shelf.onHand === null ? "Nobody counted this record yet." : `The books say ${copies(onHand)}.`}
      />
      <Reason answer={answer} required={false} suggestions={["Shelf check", "Stocktaking", "Found behind another record"]} />
      <SubmitButton words="Save the count" />
    </>
  );
}

function AdjustFields({ answer }: FormProps) {
  return (
    <>
      <Stepper id="quantity" name="quantity" label="How many copies?" least={1} defaultValue={valueOf(answer, "quantity", "1")} error={answer?.fields["quantity"]} />
      <Reason answer={answer} suggestions={["Damaged", "Lost", "Stolen", "Given away", "Held back for a customer", "Found", "Display copy back"]} />
      <div className="pair">
        <SubmitButton words="Take off the shelf" name="direction" value="off" />
        <SubmitButton words="Put on the shelf" name="direction" value="on" plain />
      </div>
    </>
  );
}

function ReceiveFields({ page, answer }: FormProps) {
  const { onOrder, unitCost } = page.shelf;
  return (
    <>
      <Stepper id="quantity" name="quantity" label="How many came?" least={1} defaultValue={valueOf(answer, "quantity", String(Math.max(1, onOrder)))} error={answer?.fields["quantity"] ?? answer?.fields["lines.0.quantity"]} hint={onOrder > 0 ? `${copies(onOrder)} on order.` : undefined} />
      <Field name="unitCost" label={`Cost of a copy ${currencySymbol(page.shop.currency)}`} inputMode="decimal" maxLength={14} autoComplete="off" placeholder={priceInField(unitCost)} defaultValue={valueOf(answer, "unitCost")} error={answer?.fields["lines.0.unitCost"]} hint="Left empty, the cost stays as it is." />
      <Field name="note" label="Note" maxLength={160} autoComplete="off" defaultValue={valueOf(answer, "note")} error={answer?.fields["note"]} />
      <SubmitButton words="Receive" />
    </>
  );
}

function ReturnFields({ answer }: FormProps) {
  return (
    <>
      <Stepper id="quantity" name="quantity" label="How many came back?" least={1} defaultValue={valueOf(answer, "quantity", "1")} error={answer?.fields["quantity"]} />
      <Field name="order" label="Order number" inputMode="numeric" maxLength={14} autoComplete="off" defaultValue={valueOf(answer, "order")} error={answer?.fields["order"]} hint="If the customer has it. Money is given back on the order." />
      <Reason answer={answer} suggestions={["Unwanted", "Scratched", "Wrong record", "Skips", "Gift, had it already"]} />
      <SubmitButton words="Take it back" />
    </>
  );
}

function PriceFields({ page, answer }: FormProps) {
  const { price, condition } = page.shelf;
  return (
    <>
      <input type="hidden" name="seen" value={price ?? ""} />
      <Field name="listPrice" label={`Price ${currencySymbol(page.shop.currency)}`} inputMode="decimal" maxLength={14} autoComplete="off" defaultValue={valueOf(answer, "listPrice", priceInField(price))} error={answer?.fields["listPrice"]} hint={condition === "used" ? "Of this copy alone. Left empty, it costs what the record costs new." : "Left empty, it has no price. What was sold keeps its price."} />
      <SubmitButton words="Save the price" />
    </>
  );
}

function PlanFields({ page, answer }: FormProps) {
  const { ownReorderPoint, reorderPoint, desiredLevel, onOrder, location } = page.shelf;
  const said = (value: number | null) => (value === null ? "" : String(value));
  const field = (name: string) => ({ name, autoComplete: "off", error: answer?.fields[name] }) as const;
  return (
    <>
      <input type="hidden" name="seenOnOrder" value={onOrder} />
      <Field label="Reorder at" inputMode="numeric" maxLength={6} {...field("reorderPoint")} defaultValue={valueOf(answer, "reorderPoint", said(ownReorderPoint))} hint={`Left empty, the shop's ${ownReorderPoint === null ? reorderPoint : "own setting"} counts.`} />
      <Field label="Desired" inputMode="numeric" maxLength={6} {...field("desiredLevel")} defaultValue={valueOf(answer, "desiredLevel", said(desiredLevel))} />
      <Field label="On order" inputMode="numeric" maxLength={6} {...field("onOrder")} defaultValue={valueOf(answer, "onOrder", String(onOrder))} />
      <Field label="Where it stands" maxLength={80} {...field("location")} defaultValue={valueOf(answer, "location", location ?? "")} />
      <SubmitButton words="Save the plan" />
    </>
  );
}

function RecordFields({ page, choices, answer }: FormProps): ReactNode {
  const { shelf } = page;
  const known = {
    title: shelf.title,
    artist: shelf.artist ?? "",
    label: shelf.label ?? "",
    genre: shelf.genre ?? "",
    year: shelf.year === null ? "" : String(shelf.year),
    format: shelf.format ?? "",
    catalogueNumber: shelf.catalogueNumber ?? "",
    barcode: shelf.barcode ?? "",
    supplierId: shelf.supplierId ?? "",
    unitCost: priceInField(shelf.albumCost),
  };
  return (
    <>
      <input type="hidden" name="albumId" value={shelf.albumId} />
      <input type="hidden" name="seen" value={shelf.version} />
      <Twins twins={answer?.twins ?? []} />
      <div className="fields wide">{choices ? <AlbumFields choices={choices} values={{ ...known, ...answer?.values }} errors={answer?.fields ?? {}} /> : null}</div>
      <SubmitButton words="Save the record" />
    </>
  );
}

const FIELDS: Readonly<Record<Act, (props: FormProps) => ReactNode>> = { count: CountFields, adjust: AdjustFields, receive: ReceiveFields, return: ReturnFields, price: PriceFields, plan: PlanFields, record: RecordFields };
