import { z } from "zod/v4";
import { computeMetrics } from "#db/metrics/compute.ts";
import { readPaymentMethods } from "#db/queries/payments/sum-payments.ts";
import { defineTool } from "#agents/define-tool.ts";
import { plural, sayMoney, sayShare } from "#agents/words.ts";
import { makeBlock, makeTable, metricFigure, outsideBlock } from "../shared/blocks.ts";
import { describeRows, joinWords, sayHead } from "../shared/describe.ts";
import { periodFields } from "../shared/inputs.ts";
import { readPeriod } from "../shared/period.ts";
import { METHOD_WORDS } from "./payment-words.ts";

/** How people paid. */
export const paymentMethods = defineTool({
  label: "Payment methods",
  description: "How people pay: payments by method (card, cash, bank transfer, PayPal) in a period with count, amount and share, how many failed or were refunded, and the success rate of each. Not for lists of single payments.",
  access: "read",
  minRole: "staff",
  input: z.object(periodFields),
  async run({ tx, shop, today }, input) {
    const asked = readPeriod({ shop, today }, input);
    const title = "Payments by method";
    if (asked.outside) return outsideBlock(title, shop.currency, asked);
    const rows = await readPaymentMethods(tx, asked.now);
    const [whole] = await computeMetrics(tx, ["payment_success_rate", "refunds"], [asked.now]);
    if (!whole || rows.length === 0) return makeBlock(title, shop.currency, { period: asked.now, notes: [...asked.notes, "There are no payments in these days."] });
    return makeBlock(title, shop.currency, {
      period: asked.now,
      figures: [metricFigure("payment_success_rate", whole.payment_success_rate, undefined, asked.period), metricFigure("refunds", whole.refunds, undefined, asked.period)],
      table: makeTable(
        [
          ["method", "Method", "text"],
          ["completed", "Paid", "count"],
          ["amount", "Amount", "money"],
          ["share", "Share", "percent"],
          ["failed", "Failed", "count"],
          ["failed_amount", "Failed amount", "money"],
          ["refunded", "Refunds", "count"],
          ["refunded_amount", "Refunded", "money"],
          ["success_rate", "Success", "percent"],
        ],
        rows.map((row) => ({
          method: METHOD_WORDS[row.method],
          completed: row.completed,
          amount: row.amount,
          share: row.share,
          failed: row.failed,
          failed_amount: row.failedAmount,
          refunded: row.refunded,
          refunded_amount: row.refundedAmount,
          success_rate: row.successRate,
        })),
        rows.length,
      ),
      chart: { kind: "bars", x: "method", y: "amount" },
      notes: [...asked.notes, "Pending and cancelled payments are left out."],
    });
  },
  describe: (block) =>
    joinWords(
      block,
      block.table ? sayHead(block) : "",
      describeRows(block, (row) => {
        const rate = row["success_rate"] === null ? "" : `, ${sayShare(row["success_rate"] ?? 0)} went through`;
        const failed = Number(row["failed"]) > 0 ? `, ${row["failed"]} failed` : "";
        const refunded = Number(row["refunded"]) > 0 ? `, ${plural(row["refunded"] ?? 0, "refund")} of ${sayMoney(row["refunded_amount"] ?? 0, block.currency)}` : "";
        return `${row["method"]}: ${plural(row["completed"] ?? 0, "payment")}, ${sayMoney(row["amount"] ?? 0, block.currency)}${row["share"] === null ? "" : ` (${sayShare(row["share"] ?? 0)})`}${rate}${failed}${refunded}`;
      }),
    ),
});
