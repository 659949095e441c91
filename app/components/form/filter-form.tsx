import { Form, Link, useSearchParams } from "@remix-run/react";
import type { ReactNode } from "react";

interface FilterFormProps {
  /** What the list holds, for who hears the page. */
  label: string;
  /** What stays as it is in the address, by name; empty values are left out. */
  kept?: Readonly<Record<string, string | null>>;
  /** Where the list is without any filter; null while it is not narrowed. */
  allHref: string | null;
  allWords?: string;
  children: ReactNode;
}

/** What narrows a list. A plain GET form, so every list has an address. */
export function FilterForm({ label, kept = {}, allHref, allWords = "Show all", children }: FilterFormProps) {
  const [search] = useSearchParams();
  return (
    <Form method="get" className="filters" role="search" aria-label={label} key={search.toString()}>
      {Object.entries(kept).map(([name, value]) => (value ? <input key={name} type="hidden" name={name} value={value} /> : null))}
      {children}
      <button className="btn go s" type="submit">
        Show
      </button>
      {allHref === null ? null : (
        <Link className="btn bare s" to={allHref}>
          {allWords}
        </Link>
      )}
    </Form>
  );
}

interface ChoiceFilterProps<T extends string> {
  name: string;
  label: string;
  chosen: string | null | undefined;
  choices: readonly T[];
  say?: (choice: T) => string;
  /** The word for no choice. */
  any: string;
}

/** One choice of a filter, or none. */
export function ChoiceFilter<T extends string>({ name, label, chosen, choices, say = (choice) => choice, any }: ChoiceFilterProps<T>) {
  return (
    <label>
      {label}
      <select name={name} defaultValue={chosen ?? ""}>
        <option value="">{any}</option>
        {choices.map((choice) => (
          <option key={choice} value={choice}>
            {say(choice)}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Words to look for. */
export function WordsFilter({ label, words }: { label: string; words: string | null | undefined }) {
  return (
    <label>
      {label}
      <input type="search" name="q" defaultValue={words ?? ""} maxLength={80} />
    </label>
  );
}

/** The first and the last day of a list. */
export function DaysFilter({ days }: { days: { from: string; to: string } | null | undefined }) {
  return (
    <>
      <label>
        First day
        <input type="date" name="from" defaultValue={days?.from ?? ""} />
      </label>
      <label>
        Last day
        <input type="date" name="to" defaultValue={days?.to ?? ""} />
      </label>
    </>
  );
}
