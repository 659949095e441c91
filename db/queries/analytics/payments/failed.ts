import { defineBlock } from "../block.ts";
import { listPaymentRows } from "./list-payments.ts";

export const failedPayments = defineBlock({
  id: "failed",
  tab: "payments",
  track: "B5",
  title: "Failed payments",
  words: "Payments of these days that failed, the newest first. The order may have been paid by another one since.",
  formula: "payments with status failed, by payment_date",
  time: "range",
  span: 12,
  personal: true,
  whenEmpty: "No payment failed in these days.",
  read: (tx, question) => listPaymentRows(tx, question, { status: "failed", one: "failed payment", many: "failed payments", oldestFirst: false }),
});
