import { ACTIVITY_CATEGORIES, ACTIVITY_RESULTS } from "#db/enums.ts";
import { ChoiceFilter, DaysFilter, FilterForm, WordsFilter } from "#app/components/form/filter-form.tsx";
import type { ActivityBlocks, ActivityLog } from "#app/lib/api-types.ts";
import { paths } from "#app/lib/paths.ts";
import { sayAction } from "#server/contracts/activity.ts";

/** Keeps a choice that the days do not offer, so that it can be seen and taken away. */
const withChosen = (list: readonly string[], chosen: string | undefined): string[] => (chosen && !list.includes(chosen) ? [...list, chosen] : [...list]);

/** What narrows the log. */
export function ActivityFilters({ log, blocks, narrowed }: { log: ActivityLog; blocks: ActivityBlocks; narrowed: boolean }) {
  const { filters, period } = log;
  const { object } = filters;
  const names = new Map(blocks.actors.map(({ value, label }) => [value, label]));
  return (
    <>
      <FilterForm label="Activity" kept={{ object: object && `${object.type}:${object.id}` }} allHref={narrowed ? paths.activity() : null}>
        <WordsFilter label="Words" words={filters.q} />
        <ChoiceFilter name="who" label="Who" chosen={filters.who} choices={withChosen([...names.keys()], filters.who)} say={(who) => names.get(who) ?? "Somebody else"} any="anybody" />
        <ChoiceFilter name="category" label="About" chosen={filters.category} choices={ACTIVITY_CATEGORIES} any="anything" />
        <ChoiceFilter name="action" label="Kind" chosen={filters.action} choices={withChosen(blocks.actions, filters.action)} say={sayAction} any="any" />
        <ChoiceFilter name="result" label="Result" chosen={filters.result} choices={ACTIVITY_RESULTS} any="any" />
        <DaysFilter days={period} />
      </FilterForm>
      {object ? <p className="quiet">Only what was done with one {object.type.replaceAll("_", " ")}.</p> : null}
    </>
  );
}
