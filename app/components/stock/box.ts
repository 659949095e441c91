import type { FoundShelf } from "#app/lib/api-types.ts";
import { sayCopy } from "./stock-words.ts";

/** A line of the box as it stands on the page; numbers are what was typed. */
export interface BoxLine {
  shelf: string;
  title: string;
  detail: string;
  quantity: string;
  unitCost: string;
}

/** A place as a line of the box, one copy of it. */
export function toLine(found: Pick<FoundShelf, "id" | "title" | "artist" | "catalogueNumber" | "condition" | "mediaGrade" | "sleeveGrade" | "onOrder">): BoxLine {
  const detail = [found.artist, found.catalogueNumber, sayCopy(found), found.onOrder > 0 ? `${found.onOrder} on order` : null].filter(Boolean).join(" · ");
  return { shelf: found.id, title: found.title, detail, quantity: "1", unitCost: "" };
}

/**
 * The one place that was meant by what was scanned or typed: the only one with that very number, new
 * copies before used ones, else the only one that fits at all. Null where a person has to choose.
 */
export function pickFound<Found extends { rank: number; condition: "new" | "used" }>(found: readonly Found[]): Found | null {
  const exact = found.filter(({ rank }) => rank === 0);
  const fresh = exact.filter(({ condition }) => condition === "new");
  if (fresh.length === 1) return fresh[0] ?? null;
  if (exact.length === 1) return exact[0] ?? null;
  return exact.length === 0 && found.length === 1 ? (found[0] ?? null) : null;
}

const countOf = (quantity: string): number => (/^\s*\d{1,6}\s*$/.test(quantity) ? Number(quantity) : 0);

/** The box with one more copy of the line's record; a new record comes on top, where the eye is. */
export function addLine(lines: readonly BoxLine[], line: BoxLine): BoxLine[] {
  if (!lines.some(({ shelf }) => shelf === line.shelf)) return [line, ...lines];
  return lines.map((known) => (known.shelf === line.shelf ? { ...known, quantity: String(countOf(known.quantity) + 1) } : known));
}

/** How many records the box holds. */
export const countBox = (lines: readonly BoxLine[]): number => lines.reduce((sum, { quantity }) => sum + countOf(quantity), 0);

/** One more or one less, never below one. */
export const stepped = (quantity: string, by: number): string => String(Math.max(1, countOf(quantity) + by));

/** The lines that a form holds, each by its place among the fields of its kind. */
export function readLines(form: FormData): BoxLine[] {
  const all = (name: string) => form.getAll(name).map((value) => (typeof value === "string" ? value : ""));
  const [titles, details, quantities, costs] = [all("title"), all("detail"), all("quantity"), all("unitCost")];
  return all("shelf").map((shelf, at) => ({ shelf, title: titles[at] ?? "", detail: details[at] ?? "", quantity: quantities[at] ?? "", unitCost: costs[at] ?? "" }));
}
