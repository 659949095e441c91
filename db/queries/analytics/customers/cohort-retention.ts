import { sql } from "drizzle-orm";
import type { Tx } from "../../../client.ts";
import { COHORT_MONTHS, cohortActivity, daysOfMonth, monthNumber, monthOf } from "../../customers/cohorts.ts";
import { type BlockCell, type BlockQuestion, type BlockRow, type Drill, defineBlock } from "../block.ts";
import { lastDayOf } from "./people.ts";

interface Cell extends Record<string, unknown> {
  cohort: number;
  active: number;
  customers: number;
  size: number;
  share: string;
}

/** Cohorts that are shown at least, however short the period. */
const FEWEST_COHORTS = 12;

async function read(tx: Tx, question: BlockQuestion) {
  const { frame, today } = question;
  const until = lastDayOf(question);
  const last = monthNumber(until);
  // A month or two say nothing of who comes back.
  const wanted = Math.min(monthNumber(frame.now.from), last - FEWEST_COHORTS + 1);
  const first = Math.max(wanted, last - COHORT_MONTHS + 1);
  const cells = await tx.execute<Cell>(sql`
    with a as (${cohortActivity(first, last, until)}), sizes as (select cohort, customers as size from a where active = cohort)
    select a.cohort, a.active, a.customers, s.size, round(a.customers::numeric / s.size, 6)::text as share from a join sizes s on s.cohort = a.cohort`);
  const found = new Map(cells.map((cell) => [`${cell.cohort} ${cell.active}`, cell]));
  /** A month counts when all of its days are in the period's past. */
  const isOver = (month: number): boolean => daysOfMonth(month).to <= until && daysOfMonth(month).to < today;
  const width = Math.max(0, last - first + 1);
  const later = Array.from({ length: width }, (_, n) => n);
  const rows: BlockRow[] = [];
  for (let month = first; month <= last; month += 1) {
    const size = found.get(`${month} ${month}`)?.size;
    if (size === undefined) continue;
    const cohort = monthOf(month);
    const values: Record<string, BlockCell> = {};
    const born = daysOfMonth(month);
    const drills: Record<string, Drill> = {
      customers: { set: "customers", measure: "customers", days: { from: born.from, to: born.to < until ? born.to : until }, narrow: { cohort } },
    };
    for (const n of later) {
      const shown = month + n <= last && isOver(month + n);
      values[`m${n}`] = shown ? (found.get(`${month} ${month + n}`)?.share ?? "0.000000") : null;
      if (shown) drills[`m${n}`] = { set: "customers", measure: null, days: daysOfMonth(month + n), narrow: { cohort, active: n } };
    }
    rows.push({ key: cohort, cells: { cohort, customers: size, ...values }, drills });
  }
  const notes = ["The month of the first order is month 0 and holds everybody. A month that is not over stays empty."];
  if (first > wanted) notes.push(`The period begins in ${monthOf(wanted)}; the cohorts of its last ${COHORT_MONTHS} months are shown.`);
  return {
    columns: [
      { key: "cohort", label: "First order in", unit: "text" as const },
      { key: "customers", label: "Customers", unit: "count" as const },
      ...later.map((n) => ({ key: `m${n}`, label: n === 0 ? "Month 0" : `+${n}`, unit: "percent" as const })),
    ],
    rows,
    total: rows.length,
    chart: { kind: "heat" as const, label: "cohort", columns: later.map((n) => `m${n}`) },
    notes,
  };
}

/** B3: of those who first bought in a month, how many bought in each month after. */
export const cohortRetention = defineBlock({
  id: "cohort-retention",
  tab: "customers",
  track: "B3",
  title: "Cohort retention",
  words: "Customers by the calendar month of their first order, for every month that the period touches and at least the last twelve, and the share of them that bought again so many months later.",
  formula: "customers of the cohort with an order in month n / customers of the cohort",
  time: "as-of",
  span: 12,
  whenEmpty: "Nobody bought for the first time in these months. Choose a longer period.",
  read,
});
