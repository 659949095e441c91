import { plain } from "../question.ts";
import { ordersOf } from "../sql-parts.ts";

/** One order with its lines' titles; customer's name where it has one. */
const order = (number: number) => `
  select o.order_number, o.status::text as status, o.channel, o.total, c.name as customer, c.number as customer_number, (o.order_date at time zone 'Europe/Berlin')::date::text as day,
    (select sum(i.quantity) from order_items i where i.order_id = o.id) as units, (select count(*) from order_items i where i.order_id = o.id) as lines
  from orders o left join customers c on c.id = o.customer_id where o.order_number = ${number}`;
const lines = (number: number) =>
  `select a.title, i.quantity, i.line_total from order_items i join orders o on o.id = i.order_id join albums a on a.id = i.album_id where o.order_number = ${number} order by i.position`;

const ORDER = plain("order", [
  { id: "order-what", role: "staff", question: "what was in order 5003?", right: [{ sql: lines(5003), each: { title: "name" }, anyOrder: true }] },
  { id: "order-total", role: "staff", question: "total of order #12345 please", right: [{ sql: order(12345), first: { total: "money" } }] },
  { id: "order-when", role: "marketing", question: "When was order number 8000 placed and through which channel?", right: [{ sql: order(8000), first: { day: "day", channel: "name" } }] },
  { id: "order-status", role: "staff", question: "is order 14925 done yet or what", right: [{ sql: order(14925), first: { status: "name" } }] },
  { id: "order-who", role: "manager", question: "who bought order 10014", right: [{ sql: order(10014), first: { customer: "name" } }] },
  {
    id: "order-paid-how",
    role: "manager",
    question: "How was order 11000 paid?",
    right: [{ sql: "select p.method::text as method, p.amount from payments p join orders o on o.id = p.order_id where o.order_number = 11000 and p.status = 'completed'", first: { method: "name", amount: "money" } }],
  },
  { id: "order-follow-lines", role: "staff", after: ["what was the total of order 10012"], question: "which records were those?", right: [{ sql: lines(10012), each: { title: "name" }, anyOrder: true }] },
]);

const all = (from: string, to: string) => `(select o.order_number, o.status::text as status, o.channel, o.total, (o.order_date at time zone 'Europe/Berlin')::date as day, o.order_date from orders o
  where (o.order_date at time zone 'Europe/Berlin')::date between '${from}' and '${to}')`;

const LIST = plain("order list", [
  { id: "list-biggest-may", role: "manager", question: "which order was the biggest last month, and how much was it", right: [{ sql: `select order_number, total from ${ordersOf("2026-05-01", "2026-05-31")} o order by total desc`, first: { order_number: "number", total: "money" } }] },
  { id: "list-open-june", role: "staff", question: "how many orders from june are still open?", right: [{ sql: `select count(*) as orders from ${all("2026-06-01", "2026-06-30")} o where status = 'open'`, first: { orders: "count" } }] },
  { id: "list-cancelled-quarter", role: "manager", question: "number of cancelled orders in Q1 2026", right: [{ sql: `select count(*) as orders from ${all("2026-01-01", "2026-03-31")} o where status = 'cancelled'`, first: { orders: "count" } }] },
  {
    id: "list-web-3",
    role: "marketing",
    question: "three largest web orders in may",
    right: [{ sql: `select order_number, total from ${ordersOf("2026-05-01", "2026-05-31")} o where channel = 'web' order by total desc`, each: { order_number: "number" }, first: { total: "money" }, top: 3 }],
  },
  { id: "list-newest", role: "staff", question: "number of the newest order today?", right: [{ sql: `select order_number from ${all("2026-06-30", "2026-06-30")} o where status <> 'cancelled' order by order_date desc`, first: { order_number: "number" } }] },
  {
    id: "list-follow-cancelled",
    role: "manager",
    after: ["number of cancelled orders in Q1 2026"],
    question: "and in Q2?",
    right: [{ sql: `select count(*) as orders from ${all("2026-04-01", "2026-06-30")} o where status = 'cancelled'`, first: { orders: "count" } }],
  },
]);

/** One order, and lists of them. */
export const ORDERS = [...ORDER, ...LIST];
