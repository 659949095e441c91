import type { PaymentMethod, PaymentStatus } from "#db/enums.ts";
import type { narrowingInput, ROW_SETS, RowMeasure } from "./rows.ts";
import type { z } from "zod/v4";

type RowSet = (typeof ROW_SETS)[number];
type Narrowing = z.output<typeof narrowingInput>;

const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] as const;
const METHODS: Record<PaymentMethod, string> = { card: "Card", cash: "Cash", bank_transfer: "Bank transfer", paypal: "PayPal", other: "Another way" };
const STATUSES: Record<PaymentStatus, string> = { pending: "Pending", completed: "Paid", failed: "Failed", cancelled: "Cancelled", refunded: "Refunded" };
const BUYERS = { new: "First day of buying", returning: "Returning customers", "walk-in": "Walk-ins" } as const;
const BANDS = { out: "Out of stock", low: "Low stock", fine: "Enough stock", below: "Below zero" } as const;
const READ_AS = { good: "Reads well", mixed: "Reads mixed", bad: "Reads badly", none: "No words that tell" } as const;
const NONE = { genre: "No genre", label: "No label", artist: "No artist", album: "No record named", customer: "Walk-ins" } as const;

const sayHour = (hour: number): string => `${String(hour).padStart(2, "0")}:00 to ${String(hour).padStart(2, "0")}:59`;

/** "Champions" of "champions", "New" of "new". */
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** What the rows are narrowed to, in words, one entry each; `names` are those behind the ids. */
export function sayNarrowing(narrow: Narrowing, names: Record<keyof typeof NONE, string | null>): string[] {
  const named = (["genre", "label", "artist", "album", "customer"] as const).map((key) => (narrow[key] === "none" ? NONE[key] : narrow[key] ? (names[key] ?? "Something that is gone") : null));
  return [
    ...named,
    narrow.decade === "none" ? "Year not known" : narrow.decade ? `${narrow.decade}s` : null,
    narrow.format === "none" ? "Format not known" : (narrow.format ?? null),
    narrow.channel ?? null,
    narrow.weekday === undefined ? null : (WEEKDAYS[narrow.weekday - 1] ?? null),
    narrow.hour === undefined ? null : sayHour(narrow.hour),
    narrow.stars === undefined ? null : `${narrow.stars} ${narrow.stars === 1 ? "star" : "stars"}`,
    narrow.theme ? `About ${narrow.theme}` : null,
    narrow.sentiment ? READ_AS[narrow.sentiment] : null,
    narrow.method ? METHODS[narrow.method] : null,
    narrow.status ? STATUSES[narrow.status] : null,
    narrow.buyer ? BUYERS[narrow.buyer] : null,
    narrow.discounted ? "Sold at a discount" : null,
    narrow.group ? capital(narrow.group.replaceAll("-", " ")) : null,
    narrow.frequency === undefined ? null : narrow.frequency === "1" ? "1 order" : `${narrow.frequency} orders`,
    narrow.spend ? `Bought for ${narrow.spend}` : null,
    narrow.cohort ? `First order in ${narrow.cohort}` : null,
    narrow.active === undefined ? null : narrow.active === 0 ? "Bought in that month" : `Bought again ${narrow.active} ${narrow.active === 1 ? "month" : "months"} later`,
    narrow.band ? BANDS[narrow.band] : null,
    narrow.price ? (narrow.price === "none" ? "Price unknown" : `Price ${narrow.price}`) : null,
    narrow.age ? (narrow.age === "none" ? "Age unknown" : `Age ${narrow.age} days`) : null,
    narrow.dead ? "Not sold for long" : null,
    narrow.grade ?? null,
  ].filter((words): words is string => words !== null);
}

const COUNTED: Record<RowSet, string> = { lines: "Order lines", orders: "Orders", customers: "Customers", reviews: "Reviews", payments: "Payments", stock: "Rows of the shelf", movements: "Stock movements" };

interface MeasureWords {
  label: string;
  unit: "money" | "count" | "rating";
  words: string;
}

/** What the figure over a list of rows is called, how it is read and what it counts. */
export function describeMeasure(set: RowSet, measure: RowMeasure): MeasureWords {
  const rows = COUNTED[set].toLowerCase();
  switch (measure) {
    case "count":
      return { label: COUNTED[set], unit: "count", words: `How many ${rows} there are.` };
    case "revenue":
      return { label: "Revenue", unit: "money", words: "What was charged for the lines, without shipping and tax; cancelled orders are left out." };
    case "units":
      return { label: "Records sold", unit: "count", words: "Copies on the lines of orders that are not cancelled." };
    case "amount":
      return set === "lines" ? { label: "Discount given", unit: "money", words: "What was taken off the lines." } : { label: "Amount of the payments", unit: "money", words: "The amounts of these payments together." };
    case "copies":
      return set === "movements" ? { label: "Copies moved", unit: "count", words: "What came less what went." } : { label: "Copies on the shelf", unit: "count", words: "Copies on hand of these rows." };
    case "cost":
      return { label: "Stock at cost", unit: "money", words: "Copies on the shelf at what they cost. Copies whose cost is unknown are left out." };
    case "price":
      return { label: "Stock at price", unit: "money", words: "Copies on the shelf at their list price. Copies without a price are left out." };
    case "mean":
      return { label: "Average rating", unit: "rating", words: "Mean of the stars of these reviews." };
    case "customers":
      return { label: "Customers", unit: "count", words: "Different customers; walk-ins without a name are left out." };
    case "orders":
      return { label: "Orders", unit: "count", words: "Different orders that are not cancelled." };
  }
}

/** What a list shows as its figure where the address does not say. */
export const DEFAULT_MEASURE: Record<RowSet, RowMeasure> = { lines: "revenue", orders: "count", customers: "count", reviews: "count", payments: "amount", stock: "copies", movements: "count" };
