import { formatAmount, formatCount } from "#app/lib/format.ts";

/** How a copy is: nothing for new ones; the grades of a used one, medium and sleeve. */
export function sayCopy(row: { condition: "new" | "used"; mediaGrade: string | null; sleeveGrade: string | null }): string | null {
  if (row.condition === "new") return null;
  return `Used, ${row.mediaGrade ?? "not graded"}${row.sleeveGrade ? `, sleeve ${row.sleeveGrade}` : ""}`;
}

/** "12 days", "less than a day", "a year and more"; null where nobody knows. */
export function sayDays(days: string | null): string | null {
  if (days === null) return null;
  const count = Number(days);
  if (count < 1) return count <= 0 ? "0 days" : "under a day";
  return `${formatCount(Math.round(count))} ${Math.round(count) === 1 ? "day" : "days"}`;
}

/** A unit price has four places; the last two are shown only where they say something. Told from the text: 16.9 × 100 is no whole number in binary. */
export const sayPrice = (price: string): string => (/^\d+(?:\.\d{1,2}0*)?$/.test(price) ? formatAmount(price) : price.replace(/0+$/, ""));

/** The same as it stands in a field, without separators: "1250.50". */
export const priceInField = (price: string | null): string => (price === null ? "" : price.replace(/(\.\d\d)(\d*?)0*$/, "$1$2"));

/** "2 copies are", "1 copy is". */
export const copiesAre = (count: number): string => `${formatCount(count)} ${count === 1 ? "copy is" : "copies are"}`;

/** "2 copies", "1 copy". */
export const copies = (count: number): string => `${formatCount(count)} ${count === 1 ? "copy" : "copies"}`;

/** A title of a hundred letters is set smaller, so that the page stays a page. */
export const isLongName = (name: string): boolean => name.length > 60;
