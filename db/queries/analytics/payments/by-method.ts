import type { PaymentStatus } from "../../../enums.ts";
import { readPaymentMethods } from "../../payments/sum-payments.ts";
import { defineBlock, type Drill } from "../block.ts";
import { METHOD_WORDS } from "../payment-words.ts";

export const byMethod = defineBlock({
  id: "by-method",
  tab: "payments",
  track: "B3",
  title: "Methods",
  words: "How payments by each method went: completed, failed and given back, by the day it happened. Pending and cancelled payments are not in it.",
  formula: "count(payments), sum(amount) by method and status; completed / (completed + failed)",
  time: "range",
  span: 12,
  whenEmpty: "No payment was completed, failed or given back in these days. Choose other days.",
  async read(tx, { frame }) {
    const rows = await readPaymentMethods(tx, frame.now);
    return {
      columns: [
        { key: "method", label: "Paid by", unit: "text" },
        { key: "amount", label: "Completed", unit: "money" },
        { key: "completed", label: "Completed payments", unit: "count" },
        { key: "failed_amount", label: "Failed", unit: "money" },
        { key: "failed", label: "Failed payments", unit: "count" },
        { key: "refunded_amount", label: "Refunded", unit: "money" },
        { key: "refunded", label: "Refunds", unit: "count" },
        { key: "success_rate", label: "Success rate", unit: "percent" },
      ],
      rows: rows.map((row) => {
        const drill = (status: PaymentStatus, measure: "amount" | "count"): Drill => ({ set: "payments", measure, days: frame.now, narrow: { method: row.method, status } });
        return {
          key: row.method,
          cells: {
            method: METHOD_WORDS[row.method],
            amount: row.amount,
            completed: row.completed,
            failed_amount: row.failedAmount,
            failed: row.failed,
            refunded_amount: row.refundedAmount,
            refunded: row.refunded,
            success_rate: row.successRate,
          },
          drills: {
            amount: drill("completed", "amount"),
            completed: drill("completed", "count"),
            failed_amount: drill("failed", "amount"),
            failed: drill("failed", "count"),
            refunded_amount: drill("refunded", "amount"),
            refunded: drill("refunded", "count"),
            success_rate: { set: "payments", measure: null, days: frame.now, narrow: { method: row.method }, metric: "payment_success_rate" },
          },
        };
      }),
      total: rows.length,
      chart: { kind: "bars", label: "method", value: "amount" },
      notes: [],
    };
  },
});
