import { plain } from "../question.ts";
import { ordersOf } from "../sql-parts.ts";

const EVER = "2023-07-01";

/**
 * Customers up to a day in the eleven groups. Recency, frequency and money are scored from 1 to 5 by the values
 * at 20, 40, 60 and 80 % of those who ordered; who never ordered is a prospect.
 */
const grouped = (day: string) => `
  with past as (select customer_id, date '${day}' - max(day) as days, count(*) as orders, sum(revenue) as revenue from ${ordersOf(EVER, day)} o where customer_id is not null group by customer_id),
  cuts as (select percentile_disc(array[0.2, 0.4, 0.6, 0.8]) within group (order by days) as d, percentile_disc(array[0.2, 0.4, 0.6, 0.8]) within group (order by orders) as f, percentile_disc(array[0.2, 0.4, 0.6, 0.8]) within group (order by revenue) as m from past),
  scored as (select p.*, 5 - (select count(*) from unnest(d) c where p.days > c) as r, (2 + (select count(*) from unnest(f) c where p.orders > c) + (select count(*) from unnest(m) c where p.revenue > c)) / 2.0 as fm from past p cross join cuts),
  named as (select s.*, case when r = 5 and fm >= 4 then 'Champions' when r in (3, 4) and fm >= 4 then 'Loyal' when r in (4, 5) and fm >= 2 then 'Active' when r = 5 then 'New' when r = 4 then 'Promising'
      when r = 3 and fm >= 3 then 'Needs attention' when r = 3 then 'Almost lost' when fm >= 4.5 then 'Previously loyal' when fm >= 3 then 'At risk' else 'Dormant' end as name from scored s)
  select name, count(*) as customers, sum(revenue) as revenue, avg(days) as days from named group by name`;
const group = (day: string, name: string) => `select * from (${grouped(day)}) g where name = '${name}'`;

const GROUPS = plain("customer groups", [
  { id: "groups-champions", role: "marketing", question: "How many of our customers are champions?", right: [{ sql: group("2026-06-30", "Champions"), first: { customers: "count" } }] },
  { id: "groups-at-risk", role: "manager", question: "how many customers are at risk of leaving, and what have they spent with us so far", right: [{ sql: group("2026-06-30", "At risk"), first: { customers: "count", revenue: "money" } }] },
  { id: "groups-rfm", role: "marketing", question: "show me the RFM segments please", right: [{ sql: `${grouped("2026-06-30")} order by name`, each: { name: "name", customers: "count" }, anyOrder: true }] },
  { id: "groups-loyal-2025", role: "marketing", question: "number of loyal customers at the end of 2025, by rfm", right: [{ sql: group("2025-12-31", "Loyal"), first: { customers: "count" } }] },
  { id: "groups-dormant-days", role: "manager", question: "how long is it since our dormant customers last ordered, on average?", right: [{ sql: group("2026-06-30", "Dormant"), first: { days: "days" } }] },
  { id: "groups-biggest", role: "marketing", question: "which customer segment brought us the most money?", right: [{ sql: `${grouped("2026-06-30")} order by revenue desc`, first: { name: "name", revenue: "money" } }] },
  { id: "groups-follow", role: "marketing", after: ["How many of our customers are champions?"], question: "and how many are almost lost?", right: [{ sql: group("2026-06-30", "Almost lost"), first: { customers: "count" } }] },
]);

/** The months of first orders, and the share of those customers who ordered again so many months later. */
const cohort = (month: string, later: number) => `
  with firsts as (select customer_id, date_trunc('month', min(day)::timestamp) as month from ${ordersOf(EVER, "2026-06-30")} o where customer_id is not null group by customer_id)
  select to_char(f.month, 'YYYY-MM') as month, count(*) as customers,
    avg(case when exists (select from analytics_api.orders a where a.customer_id = f.customer_id and a.status <> 'cancelled' and date_trunc('month', a.day::timestamp) = f.month + interval '${later} months') then 1.0 else 0.0 end) as share
  from firsts f where to_char(f.month, 'YYYY-MM') ~ '${month}' group by 1 order by 1`;

const RETENTION = plain("retention", [
  { id: "retention-january", role: "marketing", question: "Of the customers who bought for the first time in January 2026, what share came back in February?", right: [{ sql: cohort("2026-01", 1), first: { share: "percent" } }] },
  { id: "retention-size", role: "staff", question: "cohort of October 2025: how many customers are in it?", right: [{ sql: cohort("2025-10", 1), first: { customers: "count" } }] },
  { id: "retention-six", role: "manager", question: "what percentage of the march 2025 cohort bought again six months later?", right: [{ sql: cohort("2025-03", 6), first: { share: "percent" } }] },
  { id: "retention-quarter", role: "marketing", question: "Retention after one month for the cohorts of January to March 2026", right: [{ sql: cohort("2026-0[123]", 1), each: { share: "percent" } }] },
  { id: "retention-table", role: "manager", question: "show me cohort retention for 2025", right: [{ sql: cohort("2025-..", 1), each: { customers: "count", share: "percent" }, top: 6 }] },
]);

/** Customers known by the last day, by how many orders they placed in the days. */
const placed = (from: string, to: string, orders: string) => `
  select count(*) as customers, sum(n) as orders from (select c.id, count(o.id) as n from customers c left join ${ordersOf(from, to)} o on o.customer_id = c.id
    where (c.customer_since at time zone 'Europe/Berlin')::date <= '${to}' or exists (select from ${ordersOf(EVER, to)} x where x.customer_id = c.id) group by c.id) p where n ${orders}`;

const FREQUENCY = plain("order frequency", [
  { id: "frequency-once", role: "marketing", question: "How many customers ordered exactly once in 2025?", right: [{ sql: placed("2025-01-01", "2025-12-31", "= 1"), first: { customers: "count" } }] },
  { id: "frequency-six", role: "manager", question: "number of customers with six or more orders in the first half of 2026", right: [{ sql: placed("2026-01-01", "2026-06-30", ">= 6"), first: { customers: "count" } }] },
  { id: "frequency-two-three", role: "staff", question: "how often do our customers order? this year, how many placed two or three orders?", right: [{ sql: placed("2026-01-01", "2026-06-30", "between 2 and 3"), first: { customers: "count" } }] },
  { id: "frequency-none", role: "marketing", question: "how many of the customers we know bought nothing at all in Q1 2026?", right: [{ sql: placed("2026-01-01", "2026-03-31", "= 0"), first: { customers: "count" } }] },
  { id: "frequency-one-timers", role: "marketing", question: "one-time buyers last year, how many?", right: [{ sql: placed("2025-01-01", "2025-12-31", "= 1"), first: { customers: "count" } }] },
]);

/** Orders with the first day their customer ever ordered on. */
const withFirst = (from: string, to: string) => `(select o.*, (select min(f.day) from analytics_api.orders f where f.customer_id = o.customer_id and f.status <> 'cancelled') as first_day from ${ordersOf(from, to)} o)`;
const newIn = (from: string, to: string) => `(select count(distinct customer_id) from ${withFirst(from, to)} x where first_day >= '${from}')`;

/* New is what a customer buys on the first day of buying, returning what is bought on later days: the shop's glossary says so. */
const NEW = plain("new and returning", [
  { id: "new-may", role: "marketing", question: "How many new customers did we get in May 2026?", right: [{ sql: `select ${newIn("2026-05-01", "2026-05-31")} as customers`, first: { customers: "count" } }] },
  { id: "new-best-month", role: "marketing", question: "in which month of 2025 did we win the most new customers?", right: [{ sql: `select to_char(first_day, 'YYYY-MM') as month, count(distinct customer_id) as customers from ${withFirst("2025-01-01", "2025-12-31")} x where day = first_day group by 1 order by 2 desc`, first: { month: "month", customers: "count" } }] },
  { id: "new-quarters", role: "manager", question: "first-time buyers in Q1 2026 compared with Q1 2025", right: [{ sql: `select n.now, n.before, (n.now - n.before)::numeric / n.before as change from (select ${newIn("2026-01-01", "2026-03-31")} as now, ${newIn("2025-01-01", "2025-03-31")} as before) n`, first: { now: "count" }, either: { before: "count", change: "change" } }] },
  { id: "new-against-returning", role: "manager", question: "revenue from new versus returning customers in May 2026", right: [{ sql: `select sum(revenue) filter (where day = first_day) as new, sum(revenue) filter (where day > first_day) as returning from ${withFirst("2026-05-01", "2026-05-31")} x`, first: { new: "money", returning: "money" } }] },
  { id: "new-walk-ins", role: "manager", question: "what did walk-ins without a name spend in may", right: [{ sql: `select sum(revenue) as revenue from ${withFirst("2026-05-01", "2026-05-31")} x where customer_id is null`, first: { revenue: "money" } }] },
  { id: "new-returning-orders", role: "staff", question: "how many orders came from returning customers in June?", right: [{ sql: `select count(*) as orders from ${withFirst("2026-06-01", "2026-06-30")} x where day > first_day`, first: { orders: "count" } }] },
  { id: "new-per-month", role: "marketing", question: "new customers per month this year", right: [{ sql: `select to_char(first_day, 'YYYY-MM') as month, count(distinct customer_id) as customers from ${withFirst("2026-01-01", "2026-06-30")} x where day = first_day group by 1 order by 1`, each: { customers: "count" } }] },
]);

/** What customers whose first order fell in these days brought on average within so many months of it, or up to now. */
const value = (from: string, to: string, months: number | null) => `
  select sum(revenue) ${months === null ? "" : `filter (where day < (first_day + interval '${months} months')::date)`} / count(distinct customer_id) as value, count(distinct customer_id) as customers
  from ${withFirst(EVER, "2026-06-30")} x where first_day between '${from}' and '${to}'`;

const VALUE = plain("customer value", [
  { id: "value-year", role: "manager", question: "How much has a customer who first bought in Q1 2025 brought us on average within 12 months?", right: [{ sql: value("2025-01-01", "2025-03-31", 12), first: { value: "money" } }] },
  { id: "value-so-far", role: "marketing", question: "customer lifetime value so far of those whose first order was in Q3 2024", right: [{ sql: value("2024-07-01", "2024-09-30", null), first: { value: "money" } }] },
  { id: "value-month", role: "manager", question: "LTV by month: customers of January 2025, after six months?", right: [{ sql: value("2025-01-01", "2025-01-31", 6), first: { value: "money" } }] },
  { id: "value-quarter-3", role: "marketing", question: "what is a customer of the fourth quarter of 2025 worth after 3 months", right: [{ sql: value("2025-10-01", "2025-12-31", 3), first: { value: "money" } }] },
]);

/** Who the customers are: groups, cohorts, how often they buy, who is new, what they are worth. */
export const CUSTOMER_GROUPS = [...GROUPS, ...RETENTION, ...FREQUENCY, ...NEW, ...VALUE];
