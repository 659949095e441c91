import { sql, type SQL } from "drizzle-orm";
import type { DayRange } from "../../metrics/types.ts";

/*
 * Cohorts: the customers whose first order fell in one calendar month, in the shop's time zone. A
 * month is text as "2026-03" outside and a running number (year x 12 + month) inside, so that
 * "so many months later" is a difference.
 */

/** Months after the first that are looked at, the first included. */
export const COHORT_MONTHS = 36;

/** The running number of a month: "2026-03" or a day in it. */
export const monthNumber = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;

/** The month of a running number. */
export const monthOf = (number: number): string => `${String(Math.floor(number / 12)).padStart(4, "0")}-${String((number % 12) + 1).padStart(2, "0")}`;

/** The days of the month of a running number. */
export function daysOfMonth(number: number): DayRange {
  const lastDay = new Date(Date.UTC(Math.floor(number / 12), (number % 12) + 1, 0)).getUTCDate();
  return { from: `${monthOf(number)}-01`, to: `${monthOf(number)}-${String(lastDay).padStart(2, "0")}` };
}

/** The bit of the month of a day that lies in the months from `from` on; null before them. A look into a list costs less than to take a day apart a million times. */
const monthBit = (day: SQL, from: string): SQL => sql`(select of_day from bits)[${day} - ${from}::date + 1]`;

/**
 * Who of the cohorts from the first to the last month (running numbers, at most 63 apart) bought in
 * which month, up to a day: rows of cohort, active (running numbers) and customers. The month of the
 * first order holds all of the cohort. Each customer becomes one number with a bit for each month,
 * customers alike are counted together, and the months are taken apart at last: nobody's days are
 * sorted or joined.
 */
export const cohortActivity = (first: number, last: number, until: string): SQL => {
  const [from, to] = [daysOfMonth(first).from, daysOfMonth(last).to];
  const bit = (n: SQL): SQL => sql`(1::bigint << ${n})`;
  return sql`
    with bits as materialized (select array(
      select ${bit(sql`((extract(year from day) * 12 + extract(month from day) - 1)::int - ${first}::int)`)} from (select ${from}::date + n as day from generate_series(0, ${until}::date - ${from}::date) n) days order by day) as of_day),
    people as (select min(day) as first_day, bit_or(${monthBit(sql`day`, from)}) as active from analytics_api.customer_days where day <= ${until}::date group by customer_id),
    alike as (
      select ${monthBit(sql`first_day`, from)} as born, active, count(*) as customers from people
      where first_day between ${from}::date and least(${to}::date, ${until}::date) group by born, active),
    months as (select n, ${bit(sql`n`)} as bit from generate_series(0, ${last - first}::int) n)
    select ${first}::int + b.n as cohort, ${first}::int + m.n as active, sum(a.customers)::int as customers
    from alike a join months b on b.bit = a.born join months m on a.active & m.bit <> 0 group by b.n, m.n`;
};

/** The days of a cohort: a month "2026-03" or a quarter "2026-Q1". */
export function daysOfCohort(cohort: string): DayRange {
  const quarter = /^(\d{4})-Q([1-4])$/.exec(cohort);
  if (!quarter) return daysOfMonth(monthNumber(cohort));
  const first = Number(quarter[1]) * 12 + (Number(quarter[2]) - 1) * 3;
  return { from: daysOfMonth(first).from, to: daysOfMonth(first + 2).to };
}

/**
 * The customers of a cohort ("2026-03" or "2026-Q1"), as rows of customer_id: those whose first
 * order lies in it and not after `until`; with `active`, only who also bought so many months after
 * the cohort's first.
 */
export function customersOfCohort(cohort: string, active: number | undefined, until: string): SQL {
  const first = daysOfCohort(cohort);
  const members = sql`select h.customer_id from analytics_api.customer_history h where h.first_order_day between ${first.from}::date and least(${first.to}::date, ${until}::date)`;
  if (active === undefined) return members;
  const later = daysOfMonth(monthNumber(first.from) + active);
  return sql`${members} and exists (select from analytics_api.customer_days d where d.customer_id = h.customer_id and d.day between ${later.from}::date and least(${later.to}::date, ${until}::date))`;
}
