import { sql, type SQL } from "drizzle-orm";
import type { Tx } from "../../../client.ts";
import { albumSales } from "../../../metrics/album-sales.ts";
import { sayCount, sayMoney } from "../say.ts";
import type { ChangePart, ChangeQuestion, ChangeTotal } from "./types.ts";

/** Rows of album_id, q1, r1, q0, r0: copies and revenue of each title now and before; lines without a record are one title. */
export const titleSums = ({ now, before }: Pick<ChangeQuestion, "now" | "before">): SQL => sql`
  select album_id, sum(q1) as q1, sum(r1) as r1, sum(q0) as q0, sum(r0) as r0
  from (select album_id, units as q1, revenue as r1, 0 as q0, 0.00 as r0 from (${albumSales(now)}) x
    union all select album_id, 0, 0.00, units, revenue from (${albumSales(before)}) y) s group by album_id`;

/** The whole and its parts; amounts as decimal text. */
export interface SplitParts {
  total: ChangeTotal;
  parts: ChangePart[];
  notes: string[];
}

interface Sums extends Record<string, string | null> {
  now: string;
  before: string;
  change: string;
  units_now: string;
  units_before: string;
  more_units: string;
  price_before: string | null;
  volume: string | null;
  price: string | null;
  mix: string | null;
  unnamed_now: string | null;
  unnamed_before: string | null;
}

/**
 * Splits the change of revenue into three parts that sum to it to the cent. With Q copies and R
 * revenue of all titles, q copies of one title and p = r / q what a copy of it brought on average
 * (1 now, 0 before):
 *
 * - volume = (Q1 - Q0) x R0 / Q0: more or fewer copies, at what a copy brought on average before;
 * - price = sum of q1 x (p1 - p0) over the titles sold in both;
 * - mix = sum of (q1 - q0 x Q1 / Q0) x p0 over all titles, with p0 = p1 for titles sold only now.
 *
 * The three sum to R1 - R0. They are the sales-quantity, selling-price and sales-mix variance of
 * Horngren, Datar and Rajan, Cost Accounting: A Managerial Emphasis (14th edition, chapters 7
 * "Flexible Budgets, Direct-Cost Variances, and Management Control" and 14 "Cost Allocation,
 * Customer-Profitability Analysis, and Sales-Variance Analysis"), with the days before in the place
 * of the budget and revenue in the place of the contribution margin. Volume and price are rounded
 * to cents, what is left of the change is the mix.
 *
 * Nothing sold before: one part, all of it; nothing on either side: no part.
 */
export async function splitParts(tx: Tx, question: ChangeQuestion): Promise<SplitParts> {
  const [sums] = await tx.execute<Sums>(sql`
    with titles as materialized (${titleSums(question)}),
    whole as (select coalesce(sum(q1), 0) as q1, coalesce(sum(r1), 0.00) as r1, coalesce(sum(q0), 0) as q0, coalesce(sum(r0), 0.00) as r0,
        round(coalesce(sum(r1 - q1 * r0 / nullif(q0, 0)) filter (where q1 > 0 and q0 > 0), 0), 2) as price,
        sum(r1) filter (where album_id is null) as unnamed_now, sum(r0) filter (where album_id is null) as unnamed_before
      from titles),
    split as (select *, round((q1 - q0) * r0 / nullif(q0, 0), 2) as volume from whole)
    select r1::text as now, r0::text as before, (r1 - r0)::text as change, q1::text as units_now, q0::text as units_before, abs(q1 - q0)::text as more_units,
      round(r0 / nullif(q0, 0), 2)::text as price_before, volume::text as volume, price::text as price, (r1 - r0 - volume - price)::text as mix,
      unnamed_now::text as unnamed_now, unnamed_before::text as unnamed_before
    from split`);
  if (!sums) throw new Error("the change was not computed");
  const total: ChangeTotal = { now: sums.now, before: sums.before, change: sums.change, unitsNow: sums.units_now, unitsBefore: sums.units_before };
  return { total, parts: sayParts(sums, question.currency), notes: sayNotes(sums, question.currency) };
}

const isZero = (amount: string): boolean => Number(amount) === 0;

function sayParts(sums: Sums, currency: string): ChangePart[] {
  if (sums.units_before === "0") {
    if (sums.units_now === "0") return [];
    return [{ key: "all", label: "All of it is new", amount: sums.change, words: "Nothing was sold in the days before, so there is nothing to split." }];
  }
  const { volume, price, mix } = { volume: sums.volume ?? "0.00", price: sums.price ?? "0.00", mix: sums.mix ?? "0.00" };
  const each = sayMoney(sums.price_before ?? "0", currency);
  const direction = Number(sums.units_now) > Number(sums.units_before) ? "more" : "fewer";
  const copies = sayCount(sums.more_units, `${direction} copy`, `${direction} copies`);
  const sameCopies = "As many copies were sold as before.";
  return [
    { key: "volume", label: "Volume", amount: volume, words: sums.more_units === "0" ? sameCopies : `${copies} than before, each at ${each}, what a copy brought on average then.` },
    {
      key: "price",
      label: "Price",
      amount: price,
      words: isZero(price) ? "The titles sold in both periods brought the same per copy, taken together." : `The titles sold in both periods brought ${Number(price) > 0 ? "more" : "less"} per copy than before.`,
    },
    {
      key: "mix",
      label: "Mix",
      amount: mix,
      words: isZero(mix) ? "What was sold was neither dearer nor cheaper titles than before, taken together." : `What was sold shifted to ${Number(mix) > 0 ? "dearer" : "cheaper"} titles; titles new or gone are counted here.`,
    },
  ];
}

function sayNotes(sums: Sums, currency: string): string[] {
  if (sums.units_now === "0" && sums.units_before === "0") return ["Nothing was sold in either period."];
  const notes = [`Revenue was ${sayMoney(sums.before, currency)} and is ${sayMoney(sums.now, currency)}: ${isZero(sums.change) ? "no change" : `${Number(sums.change) > 0 ? "+" : ""}${sayMoney(sums.change, currency)}`}.`];
  if (sums.units_before === "0") notes.push("Nothing was sold in the days before, so all of it is new.");
  else if (sums.units_now === "0") notes.push("Nothing was sold in these days, so all of the change is volume.");
  else if (isZero(sums.change) && ![sums.volume, sums.price, sums.mix].every((part) => isZero(part ?? "0"))) notes.push("The parts cancel each other out.");
  if (sums.unnamed_now !== null) notes.push(`Lines without a record (${sayMoney(sums.unnamed_now, currency)} now, ${sayMoney(sums.unnamed_before ?? "0", currency)} before) count as one title.`);
  return notes;
}
