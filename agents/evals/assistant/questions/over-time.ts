import { plain } from "../question.ts";
import { linesOf, ordersOf, paymentsOf, reviewsOf } from "../sql-parts.ts";

const months = (from: string, to: string, value: string, order: string) =>
  `select to_char(day, 'YYYY-MM') as month, ${value} as value from ${linesOf(from, to)} l group by 1 order by ${order}`;
const quarter = `to_char(day, 'YYYY-"Q"Q')`;

/** A metric as a series; what is asked is read off it. */
export const OVER_TIME = plain("over time", [
  {
    id: "time-best-month-2025",
    role: "manager",
    question: "which month of 2025 was the best and what did we take in it?",
    right: [{ sql: months("2025-01-01", "2025-12-31", "sum(line_total)", "2 desc"), first: { month: "month", value: "money" } }],
  },
  {
    id: "time-months-q1",
    role: "manager",
    question: "Show me the revenue month by month for the first quarter of 2026.",
    right: [{ sql: months("2026-01-01", "2026-03-31", "sum(line_total)", "1"), each: { value: "money" } }],
  },
  {
    id: "time-best-day-june",
    role: "staff",
    question: "what was our best day this month, by takings",
    right: [{ sql: `select day, sum(line_total) as revenue from ${linesOf("2026-06-01", "2026-06-30")} l group by 1 order by 2 desc`, first: { day: "day", revenue: "money" } }],
  },
  {
    id: "time-orders-quarters",
    role: "admin",
    question: "number of orders for each quarter of 2025",
    right: [{ sql: `select ${quarter} as quarter, count(*) as orders from ${ordersOf("2025-01-01", "2025-12-31")} o group by 1 order by 1`, each: { orders: "count" } }],
  },
  {
    id: "time-reviews-months",
    role: "marketing",
    question: "how many reviews per month since january?",
    right: [{ sql: `select to_char(day, 'YYYY-MM') as month, count(*) as reviews from ${reviewsOf("2026-01-01", "2026-06-30")} r group by 1 order by 1`, each: { reviews: "count" } }],
  },
  {
    id: "time-worst-month-units",
    role: "buyer",
    question: "In which month of last year did we sell the fewest records, and how many?",
    right: [{ sql: months("2025-01-01", "2025-12-31", "sum(quantity)", "2"), first: { month: "month", value: "count" } }],
  },
  {
    id: "time-refunds-month",
    role: "manager",
    question: "in which month this year did we give back the most money",
    right: [
      {
        sql: `select to_char(day, 'YYYY-MM') as month, sum(amount) as refunds from ${paymentsOf("2026-01-01", "2026-06-30")} p where status = 'refunded' group by 1 order by 2 desc`,
        first: { month: "month", refunds: "money" },
      },
    ],
  },
  {
    id: "time-average-order-quarters",
    role: "manager",
    question: "average order value by quarter in 2025",
    right: [{ sql: `select ${quarter} as quarter, sum(revenue) / count(*) as average from ${ordersOf("2025-01-01", "2025-12-31")} o group by 1 order by 1`, each: { average: "money" } }],
  },
  {
    id: "time-years",
    role: "admin",
    question: "yearly turnover for 2024 and 2025",
    right: [{ sql: `select to_char(day, 'YYYY') as year, sum(line_total) as revenue from ${linesOf("2024-01-01", "2025-12-31")} l group by 1 order by 1`, each: { revenue: "money" } }],
  },
  {
    id: "time-busiest-day-april",
    role: "staff",
    question: "which day in april had the most orders",
    right: [{ sql: `select day, count(*) as orders from ${ordersOf("2026-04-01", "2026-04-30")} o group by 1 order by 2 desc`, first: { day: "day", orders: "count" } }],
  },
  {
    id: "time-daily-last-week",
    role: "manager",
    question: "daily revenue monday to sunday last week pls",
    right: [{ sql: `select day, sum(line_total) as revenue from ${linesOf("2026-06-22", "2026-06-28")} l group by 1 order by 1`, each: { revenue: "money" } }],
  },
  {
    id: "time-follow-worst-month",
    role: "manager",
    after: ["Which month of 2025 had the highest revenue?"],
    question: "and the lowest?",
    right: [{ sql: months("2025-01-01", "2025-12-31", "sum(line_total)", "2"), first: { month: "month", value: "money" } }],
  },
]);
