import { defineBlock } from "../block.ts";
import { readByMethod } from "../payments-by-method.ts";
import { readAmountOverTime } from "./over-time.ts";

export const refunds = defineBlock({
  id: "refunds",
  tab: "payments",
  track: "B7",
  title: "Refunds",
  words: "What was given back, by the day it was given back, over time or by method.",
  formula: "sum(amount), count(payments) with status refunded, by payment_date or method",
  time: "range",
  span: 12,
  choices: [
    { value: "time", label: "Over time" },
    { value: "method", label: "By method" },
  ],
  whenEmpty: "Nothing was given back in these days.",
  read: (tx, question) => (question.by === "method" ? readByMethod(tx, question, "refunded", { label: "Refunds" }) : readAmountOverTime(tx, question, "refunded", { label: "Refunded" })),
});
