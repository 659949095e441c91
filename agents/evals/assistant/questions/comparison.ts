import { plain } from "../question.ts";
import { linesOf, ordersOf, paymentsOf, reviewsOf } from "../sql-parts.ts";

const sum = (from: string, to: string, column: string) => `(select sum(${column}) from ${linesOf(from, to)} l)`;
/** Two values as `now` and `before`, and the relative change between them. */
const sideBySide = (now: string, before: string) => `select x.now, x.before, (x.now - x.before)::numeric / x.before as change from (select ${now} as now, ${before} as before) x`;

/** Two periods side by side. */
export const COMPARISON = plain("comparison", [
  {
    id: "comparison-q1",
    role: "manager",
    question: "Q1 2026 against Q1 last year, revenue",
    right: [{ sql: sideBySide(sum("2026-01-01", "2026-03-31", "line_total"), sum("2025-01-01", "2025-03-31", "line_total")), first: { now: "money" }, either: { before: "money", change: "change" } }],
  },
  {
    id: "comparison-may-april",
    role: "manager",
    question: "did we take more in may than in april?",
    right: [{ sql: sideBySide(sum("2026-05-01", "2026-05-31", "line_total"), sum("2026-04-01", "2026-04-30", "line_total")), first: { now: "money" }, either: { before: "money", change: "change" } }],
  },
  {
    id: "comparison-half-years",
    role: "marketing",
    question: "Have more customers bought in the first half of this year than in the first half of last year?",
    right: [
      {
        sql: sideBySide(
          `(select count(distinct customer_id) from ${ordersOf("2026-01-01", "2026-06-30")} o)`,
          `(select count(distinct customer_id) from ${ordersOf("2025-01-01", "2025-06-30")} o)`,
        ),
        first: { now: "count" },
        either: { before: "count", change: "change" },
      },
    ],
  },
  {
    id: "comparison-june-year-ago",
    role: "manager",
    question: "how does this June compare with June 2025, in orders and in average order value",
    right: [
      {
        sql: sideBySide(`(select count(*) from ${ordersOf("2026-06-01", "2026-06-30")} o)`, `(select count(*) from ${ordersOf("2025-06-01", "2025-06-30")} o)`),
        first: { now: "count" },
        either: { before: "count", change: "change" },
      },
      {
        sql: sideBySide(`(select sum(revenue) / count(*) from ${ordersOf("2026-06-01", "2026-06-30")} o)`, `(select sum(revenue) / count(*) from ${ordersOf("2025-06-01", "2025-06-30")} o)`),
        first: { now: "money" },
        either: { before: "money", change: "change" },
      },
    ],
  },
  {
    id: "comparison-weeks-units",
    role: "buyer",
    question: "copies sold last week vs the week before last",
    right: [{ sql: sideBySide(sum("2026-06-22", "2026-06-28", "quantity"), sum("2026-06-15", "2026-06-21", "quantity")), first: { now: "count" }, either: { before: "count", change: "change" } }],
  },
  {
    id: "comparison-thirty-days",
    role: "manager",
    question: "revenue of the last 30 days vs. the 30 days before that",
    right: [{ sql: sideBySide(sum("2026-06-01", "2026-06-30", "line_total"), sum("2026-05-02", "2026-05-31", "line_total")), first: { now: "money" }, either: { before: "money", change: "change" } }],
  },
  {
    id: "comparison-success",
    role: "admin",
    question: "Compare the payment success in May 2026 with April 2026",
    right: [
      {
        sql: `select (select avg(case when status = 'completed' then 1.0 else 0.0 end) from ${paymentsOf("2026-05-01", "2026-05-31")} p where status in ('completed', 'failed')) as now,
          (select avg(case when status = 'completed' then 1.0 else 0.0 end) from ${paymentsOf("2026-04-01", "2026-04-30")} p where status in ('completed', 'failed')) as before`,
        first: { now: "percent", before: "percent" },
      },
    ],
  },
  {
    id: "comparison-rsd",
    role: "manager",
    question: "Record Store Day this year against last year's: what did we take?",
    right: [{ sql: sideBySide(sum("2026-04-18", "2026-04-18", "line_total"), sum("2025-04-19", "2025-04-19", "line_total")), first: { now: "money" }, either: { before: "money", change: "change" } }],
  },
  {
    id: "comparison-margin-years",
    role: "buyer",
    question: "gross margin 2024 vs 2025",
    right: [
      {
        sql: `select (select (sum(line_total) - sum(quantity * unit_cost)) / sum(line_total) from ${linesOf("2024-01-01", "2024-12-31")} l where unit_cost is not null) as early,
          (select (sum(line_total) - sum(quantity * unit_cost)) / sum(line_total) from ${linesOf("2025-01-01", "2025-12-31")} l where unit_cost is not null) as late`,
        first: { early: "percent", late: "percent" },
      },
    ],
  },
  {
    id: "comparison-refunds-quarters",
    role: "manager",
    question: "Did we refund more this quarter than last quarter?",
    right: [
      {
        sql: sideBySide(
          `(select sum(amount) from ${paymentsOf("2026-04-01", "2026-06-30")} p where status = 'refunded')`,
          `(select sum(amount) from ${paymentsOf("2026-01-01", "2026-03-31")} p where status = 'refunded')`,
        ),
        first: { now: "money" },
        either: { before: "money", change: "change" },
      },
    ],
  },
  {
    id: "comparison-follow-reviews",
    role: "marketing",
    after: ["how many reviews did we get in june"],
    question: "and in may?",
    right: [{ sql: `select count(*) as reviews from ${reviewsOf("2026-05-01", "2026-05-31")} r`, first: { reviews: "count" } }],
  },
  {
    id: "comparison-follow-year-before",
    role: "manager",
    after: ["What was the revenue in the fourth quarter of 2025?"],
    question: "and the same quarter the year before?",
    right: [{ sql: `select sum(line_total) as revenue from ${linesOf("2024-10-01", "2024-12-31")} l`, first: { revenue: "money" } }],
  },
]);
