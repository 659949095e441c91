import { defineBlock } from "../block.ts";
import { readAmountOverTime } from "./over-time.ts";

export const amountPerDay = defineBlock({
  id: "amount-per-day",
  tab: "payments",
  track: "B1",
  title: "Money received",
  words: "Completed payments per day, week or month, by the day they were paid. What was given back later is not taken off, and an order may be paid on another day than it was placed, so this is not the revenue of the same days.",
  formula: "sum(amount) of payments with status completed, by payment_date",
  time: "range",
  span: 7,
  whenEmpty: "No payment was made in these days. Choose other days.",
  read: (tx, question) => readAmountOverTime(tx, question, "completed", { label: "Received" }),
});
