import type { ExplorerPage } from "#app/lib/api-types.ts";
import { type ExplorerAddress, writeExplorerSearch } from "#server/contracts/explorer.ts";

const same = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((value, at) => value === b[at]);

/** The settings of a page as its address needs them: what is as it would be anyway is not said. */
export function addressOf({ table, columns, sort, dir, filters, q }: Pick<ExplorerPage, "table" | "columns" | "sort" | "dir" | "filters" | "q">): ExplorerAddress {
  const isStart = sort === table.start.column && dir === table.start.dir;
  return { table: table.id, cols: same(columns, table.first) ? [] : columns, ...(isStart ? {} : { sort, dir }), filters: filters.map(({ column, op, value }) => ({ column, op, value })), q };
}

/** The link to the same page with some settings changed; it begins at the first page. */
export const toAddress = (address: ExplorerAddress, change: Partial<ExplorerAddress> = {}, more: Readonly<Record<string, string>> = {}): string => {
  const search = writeExplorerSearch({ ...address, ...change });
  for (const [key, value] of Object.entries(more)) search.set(key, value);
  return `?${search.toString()}`;
};

/** The settings as fields of a form that sends some of its own. */
export const hiddenFields = (address: ExplorerAddress, without: readonly string[]): [name: string, value: string][] => [...writeExplorerSearch(address)].filter(([name]) => !without.includes(name));
