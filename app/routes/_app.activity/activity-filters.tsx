import { Form, Link, useSearchParams } from "@remix-run/react";
import { ACTIVITY_CATEGORIES, ACTIVITY_RESULTS } from "#db/enums.ts";
import type { ActivityBlocks, ActivityLog } from "#app/lib/api-types.ts";
import { paths } from "#app/lib/paths.ts";
import { sayAction } from "#server/contracts/activity.ts";

/** Keeps a choice that the days do not offer, so that it can be seen and taken away. */
const withChosen = <T extends { value: string }>(list: readonly T[], chosen: T | null): T[] => (chosen && !list.some(({ value }) => value === chosen.value) ? [...list, chosen] : [...list]);

/** What narrows the log. A plain GET form, so every list has an address. */
export function ActivityFilters({ log, blocks, narrowed }: { log: ActivityLog; blocks: ActivityBlocks; narrowed: boolean }) {
  const [search] = useSearchParams();
  const { filters, period } = log;
  const who = withChosen(blocks.actors, filters.who ? { value: filters.who, label: "Somebody else" } : null);
  const actions = withChosen(blocks.actions.map((value) => ({ value })), filters.action ? { value: filters.action } : null);
  return (
    <>
      <Form method="get" className="filters" role="search" aria-label="Activity" key={search.toString()}>
        {filters.object ? <input type="hidden" name="object" value={`${filters.object.type}:${filters.object.id}`} /> : null}
        <label>
          Words
          <input type="search" name="q" defaultValue={filters.q ?? ""} maxLength={80} />
        </label>
        <label>
          Who
          <select name="who" defaultValue={filters.who ?? ""}>
            <option value="">anybody</option>
            {who.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </label>
        <label>
          About
          <select name="category" defaultValue={filters.category ?? ""}>
            <option value="">anything</option>
            {ACTIVITY_CATEGORIES.map((category) => (
              <option key={category} value={category}>
                {category}
              </option>
            ))}
          </select>
        </label>
        <label>
          Kind
          <select name="action" defaultValue={filters.action ?? ""}>
            <option value="">any</option>
            {actions.map(({ value }) => (
              <option key={value} value={value}>
                {sayAction(value)}
              </option>
            ))}
          </select>
        </label>
        <label>
          Result
          <select name="result" defaultValue={filters.result ?? ""}>
            <option value="">any</option>
            {ACTIVITY_RESULTS.map((result) => (
              <option key={result} value={result}>
                {result}
              </option>
            ))}
          </select>
        </label>
        <label>
          First day
          <input type="date" name="from" defaultValue={period.from} />
        </label>
        <label>
          Last day
          <input type="date" name="to" defaultValue={period.to} />
        </label>
        <button className="btn go s" type="submit">
          Show
        </button>
        {narrowed ? (
          <Link className="btn bare s" to={paths.activity()}>
            Show all
          </Link>
        ) : null}
      </Form>
      {filters.object ? <p className="quiet">Only what was done with one {filters.object.type.replaceAll("_", " ")}.</p> : null}
    </>
  );
}
