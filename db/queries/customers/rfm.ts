import { sql, type SQL } from "drizzle-orm";
import { countKnown, knownCustomers } from "./known.ts";

/**
 * The eleven groups under the names Shopify gives them (CustomerRfmGroup of its Admin API, and its
 * help on RFM customer analysis: scores from 1 to 5 by fifths, a group from R and FM = (F + M) / 2).
 * Shopify publishes the meaning of the groups, not the borders; the borders here are ours, and
 * every pair of R and FM lies in exactly one group.
 */
export const RFM_GROUPS = [
  { id: "champions", label: "Champions", rule: "R 5, FM 4 or more" },
  { id: "loyal", label: "Loyal", rule: "R 3 or 4, FM 4 or more" },
  { id: "active", label: "Active", rule: "R 4 or 5, FM 2 to below 4" },
  { id: "new", label: "New", rule: "R 5, FM below 2" },
  { id: "promising", label: "Promising", rule: "R 4, FM below 2" },
  { id: "needs-attention", label: "Needs attention", rule: "R 3, FM 3 to below 4" },
  { id: "at-risk", label: "At risk", rule: "R 1 or 2, FM 3 to 4" },
  { id: "previously-loyal", label: "Previously loyal", rule: "R 1 or 2, FM above 4" },
  { id: "almost-lost", label: "Almost lost", rule: "R 3, FM below 3" },
  { id: "dormant", label: "Dormant", rule: "R 1 or 2, FM below 3" },
  { id: "prospects", label: "Prospects", rule: "no order yet" },
] as const;

/** The group of an id that came from outside, or null. */
export const findRfmGroup = (id: string): (typeof RFM_GROUPS)[number] | null => RFM_GROUPS.find((group) => group.id === id) ?? null;

/** What each customer with an order had bought up to a day: rows of customer_id, last_day, orders, revenue. */
const totals = (asOf: string): SQL => sql`
  select customer_id, last_order_day as last_day, order_count::int as orders, revenue from analytics_api.customer_history where last_order_day <= ${asOf}::date
  union all
  select d.customer_id, max(d.day) as last_day, sum(d.order_count)::int as orders, sum(d.revenue) as revenue
  from analytics_api.customer_days d join analytics_api.customer_history h on h.customer_id = d.customer_id
  where h.first_order_day <= ${asOf}::date and h.last_order_day > ${asOf}::date and d.day <= ${asOf}::date group by d.customer_id`;

/** `1 + the cut points that a value lies above`: equal values never get different scores. */
const above = (value: SQL, cuts: SQL): SQL => sql.join([1, 2, 3, 4].map((k) => sql`(${value} > ${cuts}[${sql.raw(String(k))}])::int`), sql` + `);

/** The scores of a customer `t` by the cut points `c`. */
const SCORES = sql`5 - (${above(sql`t.days_since`, sql`c.days`)}) as r, 1 + ${above(sql`t.orders`, sql`c.orders`)} as f, 1 + ${above(sql`t.revenue`, sql`c.revenue`)} as m`;

/**
 * The parts of a statement (`with ${rfmParts(day)} select ...`) that score every customer with an
 * order by the history up to the day:
 * - rfm_cuts: one row of arrays days, orders, revenue, each the values at 20, 40, 60 and 80 % of
 *   those customers from below (percentile_disc: values that occur);
 * - rfm_scored: customer_id, days_since, orders, revenue, r, f, m. R is 5 less the cut points its
 *   days since the last order lie above, F and M are 1 more than those their value lies above. Kept
 *   as they are: the groups name each score many times, and would work it out each time.
 */
export const rfmParts = (asOf: string): SQL => sql`
  rfm_totals as materialized (select customer_id, ${asOf}::date - last_day as days_since, orders, revenue from (${totals(asOf)}) t),
  rfm_cuts as materialized (
    select percentile_disc(array[0.2, 0.4, 0.6, 0.8]) within group (order by days_since) as days,
      percentile_disc(array[0.2, 0.4, 0.6, 0.8]) within group (order by orders) as orders,
      percentile_disc(array[0.2, 0.4, 0.6, 0.8]) within group (order by revenue) as revenue
    from rfm_totals),
  rfm_scored as materialized (select t.customer_id, t.days_since, t.orders, t.revenue, ${SCORES} from rfm_totals t cross join rfm_cuts c)`;

/** The group of scores r, f and m; prospects where there are none. FM is compared doubled, as f + m. */
const groupOf = sql`case
  when r is null then 'prospects'
  when r >= 3 and f + m >= 8 then case when r = 5 then 'champions' else 'loyal' end
  when r >= 4 then case when f + m >= 4 then 'active' when r = 5 then 'new' else 'promising' end
  when r = 3 then case when f + m >= 6 then 'needs-attention' else 'almost-lost' end
  when f + m >= 9 then 'previously-loyal'
  when f + m >= 6 then 'at-risk'
  else 'dormant' end`;

/** After `rfmParts`: every customer known by the day once, as rows of customer_id, rfm_group, r, f, m, days_since, orders, revenue. */
const rfmRows = (asOf: string): SQL => sql`
  select customer_id, ${groupOf} as rfm_group, r, f, m, days_since, orders, revenue
  from (${knownCustomers(asOf)}) k left join rfm_scored s using (customer_id)`;

/**
 * After `rfmParts`: `rfm_sums`, one row per set of scores and one for prospects: rfm_group, customers,
 * days_since, orders and revenue of them all. Whoever ordered is known, so prospects are those known
 * who did not. (`rfm_scored` is not read: no row per customer is kept.)
 */
export const rfmSums = (asOf: string): SQL => sql`
  rfm_scores as materialized (
    select ${SCORES}, count(*) as customers, sum(t.days_since) as days_since, sum(t.orders) as orders, sum(t.revenue) as revenue from rfm_totals t cross join rfm_cuts c group by r, f, m),
  rfm_sums as (
    select ${groupOf} as rfm_group, customers, days_since, orders, revenue from rfm_scores
    union all
    select 'prospects', ${countKnown(asOf)} - (select coalesce(sum(customers), 0) from rfm_scores), null, 0, 0.00)`;

/**
 * Every customer known by the day in exactly one of the eleven groups, as one statement: rows of
 * customer_id, rfm_group, r, f, m (1 to 5, null for prospects), days_since, orders, revenue.
 */
export const rfmGroups = (asOf: string): SQL => sql`with ${rfmParts(asOf)} ${rfmRows(asOf)}`;

/** The customers of a group as of a day: rows of customer_id. A group that does not exist has none. */
export const customersOfGroup = (group: string, asOf: string): SQL => sql`select customer_id from (${rfmGroups(asOf)}) g where rfm_group = ${group}`;
