import { Form, Link } from "@remix-run/react";
import { Minus, Plus, X } from "lucide-react";
import { type FormEvent, type KeyboardEvent, useRef } from "react";
import { Field } from "#app/components/form/field.tsx";
import { SubmitButton } from "#app/components/form/submit-button.tsx";
import { type BoxLine, countBox } from "#app/components/stock/box.ts";
import { FormNote } from "#app/components/stock/form-note.tsx";
import { sayCopy } from "#app/components/stock/stock-words.ts";
import type { CatalogueChoices, FoundShelf } from "#app/lib/api-types.ts";
import { currencySymbol, formatCount } from "#app/lib/format.ts";
import { paths } from "#app/lib/paths.ts";
import { useBox } from "./use-box.ts";

export interface BoxAnswer {
  sentence: string;
  fields: Readonly<Record<string, string>>;
  values: Readonly<Record<string, string>>;
  lines: BoxLine[];
  /** What fits the text, where a person has to choose. */
  found: FoundShelf[];
}

interface BoxFormProps {
  first: readonly BoxLine[];
  suppliers: CatalogueChoices["suppliers"];
  currency: string;
  formKey: string;
  done: string | null;
  answer: BoxAnswer | null;
}

/** A box of records: find or scan, Enter adds a line, one button takes the whole of it in. */
export function BoxForm({ first, suppliers, currency, formKey, done, answer }: BoxFormProps) {
  const box = useBox({ lines: answer?.lines ?? first, formKey: answer?.values["key"] ?? formKey, done });
  const find = useRef<HTMLInputElement>(null);
  const total = countBox(box.lines);
  const choices = box.choices ?? (answer && answer.found.length > 0 ? { text: answer.values["find"] ?? "", found: answer.found } : null);

  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    const button = (event.nativeEvent as SubmitEvent).submitter as HTMLButtonElement | null;
    if (button?.value !== "add") return;
    event.preventDefault();
    const text = find.current?.value.trim() ?? "";
    if (find.current) find.current.value = "";
    find.current?.focus();
    if (text !== "") box.look(text);
  };
  // Enter in a line means "next record", never "book it in".
  const backToFind = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    find.current?.focus();
  };
  const choose = (found: FoundShelf) => {
    box.add(found);
    find.current?.focus();
  };
  return (
    <Form method="post" className="box" onSubmit={onSubmit} replace>
      <input type="hidden" name="key" value={box.key} />
      <FormNote sentence={answer?.sentence} title="Not received" />
      <label className="sr" htmlFor="find">
        Title, artist, catalogue number or barcode
      </label>
      <div className="shelf-q">
        <input ref={find} id="find" name="find" type="search" maxLength={200} placeholder="Scan or type a record" autoComplete="off" autoFocus enterKeyHint="next" />
        <button className="btn" type="submit" name="intent" value="add">
          Add
        </button>
      </div>
      <p className="said small quiet" role="status">
        {box.waiting > 0 ? "Looking it up." : box.said}
      </p>
      {choices ? <Choices {...choices} onChoose={choose} /> : null}
      {box.lines.length === 0 ? (
        <p className="quiet">The box is empty. Scan the first barcode, or type a title or a catalogue number and press Enter.</p>
      ) : (
        <ul className="box-lines" aria-label="Records in the box">
          {box.lines.map((line, at) => (
            <li key={line.shelf}>
              <input type="hidden" name="shelf" value={line.shelf} />
              <input type="hidden" name="title" value={line.title} />
              <input type="hidden" name="detail" value={line.detail} />
              <div className="box-name">
                <b className="long">{line.title}</b>
                <span className="by long">{line.detail}</span>
              </div>
              <div className="stepper">
                <button type="button" onClick={() => box.tell({ do: "step", shelf: line.shelf, by: -1 })}>
                  <Minus className="i" aria-hidden="true" />
                  <span className="sr">One less of {line.title}</span>
                </button>
                <input name="quantity" inputMode="numeric" autoComplete="off" aria-label={`Copies of ${line.title}`} value={line.quantity} onKeyDown={backToFind} onFocus={(event) => event.currentTarget.select()} onChange={(event) => box.tell({ do: "set", shelf: line.shelf, field: "quantity", value: event.currentTarget.value })} />
                <button type="button" onClick={() => box.tell({ do: "step", shelf: line.shelf, by: 1 })}>
                  <Plus className="i" aria-hidden="true" />
                  <span className="sr">One more of {line.title}</span>
                </button>
              </div>
              <label className="box-cost">
                <span>Cost {currencySymbol(currency)}</span>
                <input name="unitCost" inputMode="decimal" autoComplete="off" maxLength={14} value={line.unitCost} onKeyDown={backToFind} onChange={(event) => box.tell({ do: "set", shelf: line.shelf, field: "unitCost", value: event.currentTarget.value })} />
              </label>
              <button type="submit" className="ib" name="drop" value={line.shelf} onClick={(event) => { event.preventDefault(); box.tell({ do: "drop", shelf: line.shelf }); }}>
                <X className="i" aria-hidden="true" />
                <span className="sr">Take {line.title} out of the box</span>
              </button>
              {["quantity", "unitCost", "shelf"].map((name) => {
                const wrong = answer?.fields[`lines.${at}.${name}`];
                return wrong && answer?.lines[at]?.shelf === line.shelf ? (
                  <p key={name} className="wrong">
                    {wrong}
                  </p>
                ) : null;
              })}
            </li>
          ))}
        </ul>
      )}
      <div className="fields">
        <div className="field">
          <label htmlFor="supplierId">Supplier</label>
          <select id="supplierId" name="supplierId" defaultValue={answer?.values["supplierId"] ?? ""}>
            <option value="">not said</option>
            {suppliers.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </div>
        <Field name="note" label="Delivery note" maxLength={160} autoComplete="off" defaultValue={answer?.values["note"] ?? ""} error={answer?.fields["note"]} />
      </div>
      <div className="thumb">
        <SubmitButton words={total === 0 ? "Receive" : `Receive ${formatCount(total)} ${total === 1 ? "record" : "records"}`} name="intent" value="receive" />
        {box.lines.length > 0 ? (
          <button type="button" className="btn bare" onClick={box.empty}>
            Empty the box
          </button>
        ) : null}
      </div>
    </Form>
  );
}

function Choices({ text, found, onChoose }: { text: string; found: readonly FoundShelf[]; onChoose: (found: FoundShelf) => void }) {
  if (found.length === 0) {
    return (
      <div className="note hollow">
        <b className="long">Is “{text}” new here?</b>
        <Link className="link" to={paths.inventoryNew(new URLSearchParams(/^[\d\s-]{8,}$/.test(text) ? { barcode: text } : { title: text }))}>
          Add it as a new record
        </Link>
      </div>
    );
  }
  return (
    <ul className="box-choices" aria-label={`Records that fit ${text}`}>
      {found.map((row) => (
        <li key={row.id}>
          <button type="submit" name="choose" value={row.id} onClick={(event) => { event.preventDefault(); onChoose(row); }}>
            <b className="long">{row.title}</b>
            <span className="by long">{[row.artist, row.catalogueNumber, sayCopy(row), row.onHand === null ? "never counted" : `${formatCount(row.onHand)} on hand`].filter(Boolean).join(" · ")}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
