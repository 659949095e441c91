import { Form, Link, useSearchParams, useSubmit } from "@remix-run/react";
import { type FormEvent, useEffect, useRef } from "react";
import type { ShelfList } from "#app/lib/api-types.ts";
import { formatCount } from "#app/lib/format.ts";
import { paths } from "#app/lib/paths.ts";
import { patchSearch, toQuery } from "#app/lib/search-params.ts";

const BAND_WORDS = { out: "Out", low: "Low", fine: "Fine", none: "To count" } as const;
const COPIES_WORDS = { shelf: "all on the shelf", new: "new copies", used: "used copies", gone: "used copies that are gone" } as const;
const SORT_WORDS = { best: "best match", title: "title", onhand: "on hand", price: "price" } as const;

/** How long a typing hand rests before the list follows. */
const REST_MS = 250;

interface ShelfSearchProps {
  view: ShelfList["view"];
  bands: ShelfList["bands"];
  choices: ShelfList["choices"];
}

/** The search field first, then how the titles stand, then the rest of the filters. A plain GET form: every list has an address. */
export function ShelfSearch({ view, bands, choices }: ShelfSearchProps) {
  const [search] = useSearchParams();
  const submit = useSubmit();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => () => clearTimeout(timer.current), []);
  // Back and forward change the address under the field.
  useEffect(() => {
    if (field.current && document.activeElement !== field.current) field.current.value = view.q ?? "";
  }, [view.q]);

  const follow = (event: FormEvent<HTMLInputElement>) => {
    const form = event.currentTarget.form;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => form && submit(form, { replace: true, preventScrollReset: true }), REST_MS);
  };
  const counts = { out: bands.out, low: bands.low, fine: bands.fine, none: bands.unknown };
  const chosen = [view.supplier, view.label, view.genre, view.copies === "shelf" ? undefined : view.copies].filter(Boolean).length;
  return (
    <Form method="get" role="search" aria-label="The shelf" className="shelf-search" onSubmit={() => clearTimeout(timer.current)}>
      {view.band ? <input type="hidden" name="band" value={view.band} /> : null}
      <label className="sr" htmlFor="shelf-q">
        Title, artist, catalogue number or barcode
      </label>
      <div className="shelf-q">
        <input ref={field} id="shelf-q" type="search" name="q" defaultValue={view.q ?? ""} maxLength={200} placeholder="Title, artist, number, barcode" autoComplete="off" enterKeyHint="search" autoFocus onInput={follow} />
        <button className="btn go" type="submit">
          Find
        </button>
      </div>
      <nav className="seg" aria-label="How the titles stand">
        <Link to={toQuery(patchSearch(search, { band: null, cursor: null }))} aria-current={view.band ? undefined : "true"} preventScrollReset>
          All
        </Link>
        {(["out", "low", "fine", "none"] as const).map((band) => (
          <Link key={band} to={toQuery(patchSearch(search, { band, cursor: null }))} aria-current={view.band === band ? "true" : undefined} preventScrollReset>
            {BAND_WORDS[band]}&nbsp;<span className="quiet">{formatCount(counts[band])}</span>
          </Link>
        ))}
      </nav>
      <details className="more" open={chosen > 0}>
        <summary>
          Filter and sort{chosen > 0 ? `, ${chosen} chosen` : ""}
        </summary>
        <div className="filters" key={[view.copies, view.supplier, view.label, view.genre, view.sort, view.dir].join()}>
          <Choice name="copies" label="Copies" value={view.copies} options={Object.entries(COPIES_WORDS)} />
          <Choice name="supplier" label="Supplier" value={view.supplier ?? ""} options={[["", "any"], ...choices.suppliers.map(({ id, name }) => [id, name] as const)]} />
          <Choice name="label" label="Label" value={view.label ?? ""} options={[["", "any"], ...choices.labels.map(({ id, name }) => [id, name] as const)]} />
          <Choice name="genre" label="Genre" value={view.genre ?? ""} options={[["", "any"], ...choices.genres.map(({ id, name }) => [id, name] as const)]} />
          <Choice name="sort" label="Sort by" value={view.sort} options={Object.entries(SORT_WORDS)} />
          <Choice name="dir" label="Direction" value={view.dir} options={[["asc", "upwards"], ["desc", "downwards"]]} />
          <button className="btn s" type="submit">
            Show
          </button>
          <Link className="btn bare s" to={paths.inventory()}>
            Show all
          </Link>
        </div>
      </details>
    </Form>
  );
}

function Choice({ name, label, value, options }: { name: string; label: string; value: string; options: readonly (readonly [string, string])[] }) {
  return (
    <label>
      {label}
      <select name={name} defaultValue={value}>
        {options.map(([id, words]) => (
          <option key={id} value={id}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
}
