import { sql, type SQL } from "drizzle-orm";
import type { Tx } from "../../../client.ts";
import { daysOfCohort, monthNumber, monthOf } from "../../customers/cohorts.ts";
import { type BlockQuestion, type BlockRow, defineBlock } from "../block.ts";
import { lastDayOf } from "./people.ts";

/** After so many months the value is read. */
const AGES = [1, 3, 6, 12, 24] as const;
/** Cohorts that are shown at least, however short the period: by quarter and by month. */
const FEWEST_QUARTERS = 8;
const FEWEST_MONTHS = 12;
type Age = (typeof AGES)[number];
const age = (months: Age) => sql.identifier(`m${months}`);

interface Cohort extends Record<string, unknown> {
  start: string;
  customers: number;
  revenue: string;
  to_date: string;
}

/** Per cohort: its customers, what they brought so far, and per customer by age. Each day of a customer is added once, to the first age that holds it; the ages are dated once per day of first orders. */
function cohortValues(by: string, from: string, until: string): SQL {
  const unit = by === "month" ? sql`'month'` : sql`'quarter'`;
  const length = by === "month" ? sql`interval '1 month'` : sql`interval '3 months'`;
  const months = (n: Age): SQL => sql`${n}::int * interval '1 month'`;
  const each = (part: (n: Age) => SQL): SQL => sql.join(AGES.map(part), sql`, `);
  const place = sql.join(AGES.map((n, at) => sql`when d.day < b.${age(n)} then ${sql.raw(String(at + 1))}`), sql` `);
  return sql`
    with born as materialized (
      select day, date_trunc(${unit}, day::timestamp)::date as start, ${each((n) => sql`(day + ${months(n)})::date as ${age(n)}`)}
      from (select ${from}::date + n as day from generate_series(0, ${until}::date - ${from}::date) n) days),
    sizes as (select b.start, sum(h.customers)::int as customers from (select first_order_day, count(*) as customers from analytics_api.customer_history group by first_order_day) h join born b on b.day = h.first_order_day group by b.start),
    parts as (
      select b.start, case ${place} else ${sql.raw(String(AGES.length + 1))} end as age, sum(d.revenue) as revenue
      from analytics_api.customer_history h join born b on b.day = h.first_order_day join analytics_api.customer_days d on d.customer_id = h.customer_id
      where h.first_order_day between ${from}::date and ${until}::date and d.day <= ${until}::date group by 1, 2),
    sums as (select start, ${each((n) => sql`sum(revenue) filter (where age <= ${sql.raw(String(AGES.indexOf(n) + 1))}) as ${age(n)}`)}, sum(revenue) as revenue from parts group by start)
    select s.start::text as start, s.customers, v.revenue::text as revenue, round(v.revenue / s.customers, 2)::text as to_date,
      ${each((n) => sql`case when ((s.start + ${length})::date - 1 + ${months(n)})::date - 1 <= ${until}::date then round(v.${age(n)} / s.customers, 2)::text end as ${age(n)}`)}
    from sizes s join sums v on v.start = s.start order by s.start`;
}

const nameOf = (start: string, by: string): string => (by === "month" ? start.slice(0, 7) : `${start.slice(0, 4)}-Q${Math.floor((Number(start.slice(5, 7)) - 1) / 3) + 1}`);

async function read(tx: Tx, question: BlockQuestion) {
  const { frame, by } = question;
  const until = lastDayOf(question);
  // A quarter or two say nothing of how a customer's value grows.
  const fewest = by === "month" ? FEWEST_MONTHS : FEWEST_QUARTERS * 3;
  const first = monthOf(Math.min(monthNumber(frame.now.from), monthNumber(until) - fewest + 1));
  const { from } = daysOfCohort(nameOf(`${first}-01`, by));
  const found = await tx.execute<Cohort>(cohortValues(by, from, until));
  const rows = found.map((row): BlockRow => {
    const cohort = nameOf(row.start, by);
    const drill = { set: "customers" as const, days: { from: row.start, to: until }, narrow: { cohort } };
    return {
      key: cohort,
      cells: {
        cohort,
        customers: row.customers,
        revenue: row.revenue,
        ...Object.fromEntries(AGES.map((n) => [`m${n}`, row[`m${n}`] as string | null])),
        to_date: row.to_date,
      },
      drills: { customers: { ...drill, measure: "customers" }, revenue: { ...drill, measure: "revenue" } },
    };
  });
  return {
    columns: [
      { key: "cohort", label: "First order in", unit: "text" as const },
      { key: "customers", label: "Customers", unit: "count" as const },
      { key: "revenue", label: "Revenue so far", unit: "money" as const },
      ...AGES.map((n) => ({ key: `m${n}`, label: n === 1 ? "After 1 month" : `After ${n} months`, unit: "money" as const })),
      { key: "to_date", label: "To date", unit: "money" as const },
    ],
    rows,
    total: rows.length,
    chart: { kind: "heat" as const, label: "cohort", columns: [...AGES.map((n) => `m${n}`), "to_date"] },
    notes: ["Months are counted from each customer's own first order. A value is shown once every customer of the cohort has been with the shop that long. What customers will still bring is not estimated here."],
  };
}

/** B7: what customers have brought since their first order, by when that was. */
export const lifetimeValue = defineBlock({
  id: "lifetime-value",
  tab: "customers",
  track: "B7",
  title: "Value of a customer",
  words: "Revenue per customer within 1, 3, 6, 12 and 24 months of the first order and so far, for every quarter or month of first orders that the period touches, and at least the last eight quarters or twelve months.",
  formula: "sum(line_total) within n months of the first order / customers of the cohort",
  time: "as-of",
  span: 12,
  choices: [
    { value: "quarter", label: "By quarter" },
    { value: "month", label: "By month" },
  ],
  whenEmpty: "Nobody bought for the first time in this time. Choose a longer period.",
  read,
});
