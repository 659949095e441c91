import { defineBlock } from "../block.ts";
import { readByMethod } from "../payments-by-method.ts";

export const paymentMethods = defineBlock({
  id: "payment-methods",
  tab: "sales",
  track: "B4",
  title: "How customers pay",
  words: "Completed payments by method, by the day they were paid. What was given back later is not taken off.",
  formula: "sum(amount) and count(payments) with status completed, by method and payment_date",
  time: "range",
  span: 6,
  whenEmpty: "No payment was completed in these days. Choose other days.",
  read: (tx, question) => readByMethod(tx, question, "completed", { label: "Payments" }),
});
