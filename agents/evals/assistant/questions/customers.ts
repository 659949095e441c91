import { plain } from "../question.ts";
import { ordersOf } from "../sql-parts.ts";

/** One customer by number, over all the time there is. */
const customer = (number: number) => `
  select c.name, c.number, g.name as favourite_genre, o.orders, o.units, o.revenue, o.first_day::text as first_day, o.last_day::text as last_day
  from customers c left join genres g on g.id = c.favourite_genre_id cross join lateral (
    select count(*) as orders, sum(units) as units, sum(revenue) as revenue, min(day) as first_day, max(day) as last_day from ${ordersOf("2023-07-01", "2026-06-30")} x where x.customer_id = c.id) o
  where c.number = ${number}`;

/** One customer: what they bought, never how to reach them. */
export const CUSTOMERS = plain("customer", [
  { id: "customer-spent", role: "manager", question: "how much has Wanda Kozlowska spent with us altogether?", right: [{ sql: customer(508), first: { revenue: "money" } }] },
  { id: "customer-last-order", role: "marketing", question: "when did matthias hildebrandt last buy something", right: [{ sql: customer(592), first: { last_day: "day" } }] },
  { id: "customer-orders", role: "staff", question: "How many orders has Wiebke Nägele placed?", right: [{ sql: customer(1959), first: { orders: "count" } }] },
  { id: "customer-genre", role: "marketing", question: "what does matthias hildebrandt like, which genre?", right: [{ sql: customer(592), first: { favourite_genre: "name" } }] },
  { id: "customer-number", role: "staff", question: "customer number 592: who is that and how many records have they bought", right: [{ sql: customer(592), first: { name: "name", units: "count" } }] },
  { id: "customer-typo", role: "staff", question: "wibke nagele, how much did she spend in total", right: [{ sql: customer(1959), first: { revenue: "money" } }] },
  {
    id: "customer-follow-since",
    role: "manager",
    after: ["how much has Wanda Kozlowska spent with us altogether?"],
    question: "when was her first order?",
    right: [{ sql: customer(508), first: { first_day: "day" } }],
  },
]);
