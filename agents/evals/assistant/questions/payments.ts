import { plain } from "../question.ts";
import { FIRST_DAY, paymentsOf, TODAY } from "../sql-parts.ts";

const countAndAmount = (from: string, to: string, where: string) => `select count(*) as payments, sum(amount) as amount from ${paymentsOf(from, to)} p where ${where}`;

const FAILED = plain("failed payments", [
  {
    id: "failed-last-month",
    role: "manager",
    question: "How many payments failed last month and how much money was that?",
    right: [{ sql: countAndAmount("2026-05-01", "2026-05-31", "status = 'failed'"), first: { payments: "count", amount: "money" } }],
  },
  {
    id: "failed-card-june",
    role: "manager",
    question: "failed card payments in june, how many",
    right: [{ sql: countAndAmount("2026-06-01", "2026-06-30", "status = 'failed' and method = 'card'"), first: { payments: "count" } }],
  },
  {
    id: "failed-paypal-year",
    role: "admin",
    question: "what did we miss out on because of failed PayPal payments this year",
    right: [{ sql: countAndAmount("2026-01-01", "2026-06-30", "status = 'failed' and method = 'paypal'"), first: { amount: "money" } }],
  },
  {
    id: "failed-staff-last-week",
    role: "staff",
    question: "did any payments fail last week? how many?",
    right: [{ sql: countAndAmount("2026-06-22", "2026-06-28", "status = 'failed'"), first: { payments: "count" } }],
  },
  {
    id: "failed-second-quarter",
    role: "manager",
    question: "Payments that didn't go through between 1 April and 30 June - number and amount?",
    right: [{ sql: countAndAmount("2026-04-01", "2026-06-30", "status = 'failed'"), first: { payments: "count", amount: "money" } }],
  },
  {
    id: "failed-follow-card",
    role: "manager",
    after: ["How many payments failed last month and how much money was that?"],
    question: "only cards?",
    right: [{ sql: countAndAmount("2026-05-01", "2026-05-31", "status = 'failed' and method = 'card'"), first: { payments: "count", amount: "money" } }],
  },
]);

const PENDING = plain("pending payments", [
  {
    id: "pending-all",
    role: "manager",
    question: "how many payments are still pending, all in all, and what do they add up to?",
    right: [{ sql: countAndAmount(FIRST_DAY, TODAY, "status = 'pending'"), first: { payments: "count", amount: "money" } }],
  },
  {
    id: "pending-money",
    role: "admin",
    question: "How much money is still outstanding in pending payments altogether, from whenever?",
    right: [{ sql: countAndAmount(FIRST_DAY, TODAY, "status = 'pending'"), first: { amount: "money" } }],
  },
  {
    id: "pending-transfers",
    role: "manager",
    question: "bank transfers we are still waiting for: how many and how much",
    right: [{ sql: countAndAmount(FIRST_DAY, TODAY, "status = 'pending' and method = 'bank_transfer'"), first: { payments: "count", amount: "money" } }],
  },
  {
    id: "pending-june",
    role: "manager",
    question: "payments from June that are still pending: how much money?",
    right: [{ sql: countAndAmount("2026-06-01", "2026-06-30", "status = 'pending'"), first: { amount: "money" } }],
  },
  {
    id: "pending-paypal",
    role: "staff",
    question: "any paypal payments still pending?",
    right: [{ sql: countAndAmount(FIRST_DAY, TODAY, "status = 'pending' and method = 'paypal'"), first: { payments: "none" } }],
  },
  {
    id: "pending-failed-two",
    role: "manager",
    question: "How many payments failed in June, and how many from June are still pending?",
    right: [
      { sql: countAndAmount("2026-06-01", "2026-06-30", "status = 'failed'"), first: { payments: "count" } },
      { sql: countAndAmount("2026-06-01", "2026-06-30", "status = 'pending'"), first: { payments: "count" } },
    ],
  },
]);

const METHODS = plain("payment methods", [
  {
    id: "methods-card-2025",
    role: "manager",
    question: "how much money came in by card in 2025?",
    right: [{ sql: countAndAmount("2025-01-01", "2025-12-31", "status = 'completed' and method = 'card'"), first: { amount: "money" } }],
  },
  {
    id: "methods-top-may",
    role: "manager",
    question: "which way of paying brought in the most money in May, and how much?",
    right: [
      {
        sql: `select method, sum(amount) as amount from ${paymentsOf("2026-05-01", "2026-05-31")} p where status = 'completed' group by 1 order by 2 desc`,
        first: { method: "name", amount: "money" },
      },
    ],
  },
  {
    id: "methods-paypal-rate",
    role: "admin",
    question: "success rate of paypal payments this year",
    right: [
      {
        sql: `select avg(case when status = 'completed' then 1.0 else 0.0 end) as rate from ${paymentsOf("2026-01-01", "2026-06-30")} p where status in ('completed', 'failed') and method = 'paypal'`,
        first: { rate: "percent" },
      },
    ],
  },
  {
    id: "methods-cash-count",
    role: "staff",
    question: "how many cash payments did we take last week",
    right: [{ sql: countAndAmount("2026-06-22", "2026-06-28", "status = 'completed' and method = 'cash'"), first: { payments: "count" } }],
  },
  {
    id: "methods-card-share",
    role: "manager",
    question: "Of the money that came in in the first quarter of 2026, what share came in by card?",
    right: [
      {
        sql: `select sum(amount) filter (where method = 'card') / sum(amount) as share from ${paymentsOf("2026-01-01", "2026-03-31")} p where status = 'completed'`,
        first: { share: "percent" },
      },
    ],
  },
  {
    id: "methods-follow-cash",
    role: "manager",
    after: ["how much money came in by card in 2025?"],
    question: "and cash?",
    right: [{ sql: countAndAmount("2025-01-01", "2025-12-31", "status = 'completed' and method = 'cash'"), first: { amount: "money" } }],
  },
]);

/** Money that came in, did not, or has not yet. */
export const PAYMENTS = [...FAILED, ...PENDING, ...METHODS];
