import { plain } from "../question.ts";
import { linesOf, ordersOf } from "../sql-parts.ts";

/** What an average Monday to Sunday of these days took. */
const weekdays = (from: string, to: string, order: string) => `
  select trim(to_char(d, 'Day')) as weekday, coalesce(sum(taken), 0) / count(*) as average, sum(taken) as revenue
  from generate_series(timestamp '${from}', timestamp '${to}', interval '1 day') d left join (select day, sum(line_total) as taken from ${linesOf(from, to)} l group by day) t on t.day = d::date
  group by 1 order by average ${order}`;

/** Orders by the hour (and weekday) of the shop's clock, of those whose time is known. */
const hours = (from: string, to: string, by: string, where = "true") => `
  select ${by}, count(*) as orders from (select extract(hour from order_date at time zone 'Europe/Berlin')::int as hour, trim(to_char(order_date at time zone 'Europe/Berlin', 'Day')) as weekday from ${ordersOf(from, to)} o where time_known) x
  where ${where} group by ${by} order by orders desc`;

const WHEN = plain("weekdays and hours", [
  { id: "busy-weekday", role: "manager", question: "Which weekday is our best this year?", right: [{ sql: weekdays("2026-01-01", "2026-06-30", "desc"), first: { weekday: "name" }, either: { average: "money", revenue: "money" } }] },
  { id: "busy-saturday", role: "staff", question: "what does an average Saturday bring in, this year", right: [{ sql: `select * from (${weekdays("2026-01-01", "2026-06-30", "desc")}) w where weekday = 'Saturday'`, first: { average: "money" } }] },
  { id: "busy-quietest", role: "manager", question: "quietest day of the week in Q1 2026?", right: [{ sql: weekdays("2026-01-01", "2026-03-31", ""), first: { weekday: "name" } }] },
  { id: "busy-hour", role: "staff", question: "Which hour of the day is busiest, going by the orders of 2026?", right: [{ sql: hours("2026-01-01", "2026-06-30", "hour"), first: { hour: "number", orders: "count" } }] },
  { id: "busy-slot", role: "manager", question: "when in the week is it busiest, weekday and hour, in 2026 so far", right: [{ sql: hours("2026-01-01", "2026-06-30", "weekday, hour"), first: { weekday: "name", hour: "number", orders: "count" } }] },
  { id: "busy-all-weekdays", role: "manager", question: "average sales by weekday in May 2026", right: [{ sql: weekdays("2026-05-01", "2026-05-31", "desc"), each: { weekday: "name", average: "money" }, anyOrder: true }] },
  { id: "busy-follow", role: "manager", after: ["Which weekday is our best this year?"], question: "and which is the weakest?", right: [{ sql: weekdays("2026-01-01", "2026-06-30", ""), first: { weekday: "name" } }] },
]);

const off = (from: string, to: string) => `select sum(discount) as discount, sum(discount) / (sum(line_total) + sum(discount)) as share from ${linesOf(from, to)} l`;

const DISCOUNTS = plain("discounts", [
  { id: "discounts-may", role: "manager", question: "How much discount did we give in May 2026?", right: [{ sql: off("2026-05-01", "2026-05-31"), first: { discount: "money" } }] },
  { id: "discounts-share", role: "manager", question: "what share of the full price did we take off in 2025, in percent", right: [{ sql: off("2025-01-01", "2025-12-31"), first: { share: "percent" } }] },
  { id: "discounts-months", role: "marketing", question: "discounts by month in the first quarter of 2026", right: [{ sql: `select to_char(day, 'YYYY-MM') as month, sum(discount) as discount from ${linesOf("2026-01-01", "2026-03-31")} l group by 1 order by 1`, each: { discount: "money" } }] },
  { id: "discounts-quarters", role: "buyer", question: "did we give more discounts in Q2 2026 than in Q1 2026?", right: [{ sql: off("2026-04-01", "2026-06-30"), first: { discount: "money" } }, { sql: off("2026-01-01", "2026-03-31"), first: { discount: "money" } }] },
]);

/** When people come, and what is taken off. */
export const BUSY = [...WHEN, ...DISCOUNTS];
