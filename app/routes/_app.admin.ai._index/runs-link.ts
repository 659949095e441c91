import { paths } from "#app/lib/paths.ts";
import { pickPeriod } from "#app/lib/search-params.ts";

/** The runs behind a figure: the page's days, narrowed by what the figure counts. */
export function runsHref(search: URLSearchParams, narrow: Readonly<Record<string, string | null>>): string {
  const asked = pickPeriod(search);
  for (const [key, value] of Object.entries(narrow)) if (value !== null) asked.set(key, value);
  return paths.aiRuns(asked);
}
