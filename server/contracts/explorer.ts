import { z } from "zod/v4";
import { SORT_DIRECTIONS, type SortDirection } from "./orders.ts";

/*
 * The explorer as it stands in a URL: `table`, `cols` (keys with commas between), `sort`, `dir`,
 * `f` (once per filter, "column:operator:value"), `q`, and the place: `after` or `before`, a cursor.
 * Nonsense is allowed here and answered by the resolver with a notice.
 */

/** Characters that no text of the database can hold are taken out of whatever was typed. */
const clean = (value: string): string => value.replaceAll("\0", "").trim();
const text = (most: number) => z.string().max(most).transform(clean).transform((value) => value || undefined).optional().catch(undefined);

export interface RawFilter {
  column: string;
  op: string;
  value: string;
}

/** "total:between:50..100" -> its parts; null for what has no operator. */
export function parseFilter(line: string): RawFilter | null {
  const match = /^([a-z_]{1,60}):([a-z]{1,20}):?([^]*)$/.exec(line);
  return match ? { column: match[1] ?? "", op: match[2] ?? "", value: match[3] ?? "" } : null;
}

export const writeFilter = ({ column, op, value }: RawFilter): string => (value === "" ? `${column}:${op}` : `${column}:${op}:${value}`);

const filterLine = z.string().max(600).transform(clean).catch("");

export const explorerInput = z.object({
  table: text(60),
  cols: z.array(z.string().max(60).transform(clean)).max(80).catch([]).default([]),
  sort: text(60),
  dir: z.enum(SORT_DIRECTIONS).optional().catch(undefined),
  f: z.array(filterLine).max(60).catch([]).default([]),
  q: text(120),
  after: text(4_000),
  before: text(4_000),
});
export type ExplorerInput = z.output<typeof explorerInput>;

const list = (search: URLSearchParams, name: string): string[] => search.getAll(name).flatMap((value) => value.split(",")).filter(Boolean);

/** A question as an address holds it, before anything is checked. */
export interface ExplorerSearch {
  table: string | undefined;
  cols: string[];
  sort: string | undefined;
  dir: SortDirection | undefined;
  f: string[];
  q: string | undefined;
  after: string | undefined;
  before: string | undefined;
}

/** The question of an address. `col`, as a form of checkboxes sends it, is taken for `cols`. */
export function readExplorerSearch(search: URLSearchParams): ExplorerSearch {
  const get = (name: string) => search.get(name) ?? undefined;
  return {
    table: get("table"),
    cols: [...list(search, "cols"), ...list(search, "col")],
    sort: get("sort"),
    dir: SORT_DIRECTIONS.find((dir) => dir === get("dir")),
    f: search.getAll("f"),
    q: get("q"),
    after: get("after"),
    before: get("before"),
  };
}

/** The filters that a line each stands for; lines that are none are given back. */
export function parseFilters(lines: readonly string[]): { filters: RawFilter[]; unread: string[] } {
  const filters: RawFilter[] = [];
  const unread: string[] = [];
  for (const line of lines) {
    const filter = parseFilter(line);
    if (filter) filters.push(filter);
    else if (line !== "") unread.push(line);
  }
  return { filters, unread };
}

/** A question in the form that addresses, files and saved views share. */
export interface ExplorerAddress {
  table: string;
  /** Empty where the table shows the columns it shows first. */
  cols: readonly string[];
  sort?: string | undefined;
  dir?: SortDirection | undefined;
  filters: readonly RawFilter[];
  q: string;
}

/** The address of a question, its parts always in the same order, without a place. */
export function writeExplorerSearch(address: ExplorerAddress): URLSearchParams {
  const search = new URLSearchParams({ table: address.table });
  if (address.cols.length > 0) search.set("cols", address.cols.join(","));
  if (address.sort) search.set("sort", address.sort);
  if (address.dir) search.set("dir", address.dir);
  for (const filter of address.filters) search.append("f", writeFilter(filter));
  if (address.q) search.set("q", address.q);
  return search;
}

/**
 * What the small form for one filter sends: `fc` the column, `fo` the operator, `fv` one or several
 * values, `fv2` the upper end. Null when the form was not sent.
 */
export function readFilterForm(search: URLSearchParams): RawFilter | null {
  const [column, op] = [search.get("fc"), search.get("fo")];
  if (!column || !op) return null;
  const values = search.getAll("fv").map(clean);
  if (op === "between") return { column, op, value: `${values[0] ?? ""}..${clean(search.get("fv2") ?? "")}` };
  return { column, op, value: op === "in" ? values.join(",") : (values[0] ?? "") };
}
