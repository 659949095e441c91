import { plain } from "../question.ts";
import { linesOf, ordersOf } from "../sql-parts.ts";

const albums = (from: string, to: string, order: string, where = "true") =>
  `select title, sum(quantity) as units, sum(line_total) as revenue from ${linesOf(from, to)} l where album_id is not null and ${where} group by album_id, title order by ${order}, title`;

const TOP_ALBUMS = plain("top albums", [
  { id: "albums-top5-year", role: "buyer", question: "top 5 records this year by copies", right: [{ sql: albums("2026-01-01", "2026-06-30", "units desc"), each: { title: "name" }, first: { units: "count" }, top: 5 }] },
  { id: "albums-money-month", role: "staff", question: "which record made us the most money last month?", right: [{ sql: albums("2026-05-01", "2026-05-31", "revenue desc"), first: { title: "name", revenue: "money" } }] },
  {
    id: "albums-blue-note-3",
    role: "buyer",
    question: "which 3 Blue Note titles brought in the most in 2025",
    right: [{ sql: albums("2025-01-01", "2025-12-31", "revenue desc", "label = 'Blue Note'"), each: { title: "name" }, first: { revenue: "money" }, top: 3 }],
  },
  {
    id: "albums-vocal-10",
    role: "marketing",
    question: "Top ten vocal records since january, by revenue please",
    right: [{ sql: albums("2026-01-01", "2026-06-30", "revenue desc", "genre = 'Vocal'"), each: { title: "name" }, first: { revenue: "money" }, top: 10 }],
  },
  {
    id: "albums-worst-hard-bop",
    role: "buyer",
    question: "three worst selling hard bop records in 2025 by revenue",
    right: [{ sql: albums("2025-01-01", "2025-12-31", "revenue", "genre = 'Hard bop'"), each: { title: "name" }, first: { revenue: "money" }, top: 3 }],
  },
  {
    id: "albums-miles",
    role: "marketing",
    question: "most sold miles davis album last year, in copies",
    right: [{ sql: albums("2025-01-01", "2025-12-31", "units desc", "artist = 'Miles Davis'"), first: { title: "name", units: "count" } }],
  },
  {
    id: "albums-monk-typo",
    role: "staff",
    question: "best selling record by thelonius monk in 2025, copies",
    right: [{ sql: albums("2025-01-01", "2025-12-31", "units desc", "artist = 'Thelonious Monk'"), first: { title: "name", units: "count" } }],
  },
  {
    id: "albums-ecm-3",
    role: "buyer",
    question: "Top 3 ECM records by revenue since October 2025",
    right: [{ sql: albums("2025-10-01", "2026-06-30", "revenue desc", "label = 'ECM'"), each: { title: "name" }, first: { revenue: "money" }, top: 3 }],
  },
  {
    id: "albums-follow-spiritual",
    role: "buyer",
    after: ["top 5 records this year by revenue"],
    question: "and just spiritual jazz?",
    right: [{ sql: albums("2026-01-01", "2026-06-30", "revenue desc", "genre = 'Spiritual jazz'"), each: { title: "name" }, first: { revenue: "money" }, top: 3 }],
  },
]);

const customers = (from: string, to: string, order: string) =>
  `select customer, sum(revenue) as revenue, count(*) as orders, sum(units) as units from ${ordersOf(from, to)} o where customer_id is not null group by customer_id, customer order by ${order}, customer`;

const TOP_CUSTOMERS = plain("top customers", [
  { id: "customers-best-year", role: "manager", question: "who are our best buyers this year, by money spent?", right: [{ sql: customers("2026-01-01", "2026-06-30", "revenue desc"), each: { customer: "name" }, first: { revenue: "money" }, top: 3 }] },
  { id: "customers-orders-2025", role: "marketing", question: "The two customers with the most orders in 2025?", right: [{ sql: customers("2025-01-01", "2025-12-31", "orders desc"), each: { customer: "name" }, first: { orders: "count" }, top: 2 }] },
  { id: "customers-units-january", role: "staff", question: "who bought the most records in january", right: [{ sql: customers("2026-01-01", "2026-01-31", "units desc"), first: { customer: "name", units: "count" } }] },
  { id: "customers-ever", role: "admin", question: "Our biggest spender ever, since July 2023?", right: [{ sql: customers("2023-07-01", "2026-06-30", "revenue desc"), first: { customer: "name", revenue: "money" } }] },
  { id: "customers-least", role: "marketing", question: "of the customers who bought in Q1 2026, who spent the least?", right: [{ sql: customers("2026-01-01", "2026-03-31", "revenue"), first: { customer: "name", revenue: "money" } }] },
  {
    id: "customers-follow-last-year",
    role: "manager",
    after: ["who are our best buyers this year, by money spent?"],
    question: "and in the whole of last year?",
    right: [{ sql: customers("2025-01-01", "2025-12-31", "revenue desc"), each: { customer: "name" }, first: { revenue: "money" }, top: 3 }],
  },
]);

/** Who sold most, and who bought most. */
export const TOP_LISTS = [...TOP_ALBUMS, ...TOP_CUSTOMERS];
