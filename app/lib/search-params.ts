/** Keys of the address that say which period a page looks at. */
export const PERIOD_KEYS = ["p", "from", "to", "against"] as const;

/** A copy of `search` with some keys set, or taken out where the value is null. */
export function patchSearch(search: URLSearchParams, patch: Readonly<Record<string, string | null>>): URLSearchParams {
  const next = new URLSearchParams(search);
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) next.delete(key);
    else next.set(key, value);
  }
  return next;
}

/** Only the period of an address, as other pages take it over. */
export function pickPeriod(search: URLSearchParams): URLSearchParams {
  const picked = new URLSearchParams();
  for (const key of PERIOD_KEYS) {
    const value = search.get(key);
    if (value) picked.set(key, value);
  }
  return picked;
}

/** The address of a link that changes the query of the page it stands on: "?p=7", or "?" for none. */
export const toQuery = (search: URLSearchParams): string => `?${search.toString()}`;
