import { defineBlock } from "../block.ts";
import { readGroupSales, SALES_CHOICES } from "./group-sales.ts";
import { LABEL } from "./record-groups.ts";

export const labels = defineBlock({
  id: "labels",
  tab: "catalogue",
  track: "B2",
  title: "Labels",
  words: "What the records of each label sold. The twenty largest by name; the others stand together, so that the rows sum to the whole. The average price is revenue divided by copies. A change from nothing has no value.",
  formula: "sum(line_total), sum(quantity) by label, orders not cancelled; average price = revenue / copies; share = part / whole; change = (now - before) / before",
  time: "range",
  span: 6,
  choices: SALES_CHOICES,
  whenEmpty: "No record was sold in these days. Choose other days, or record a sale.",
  read: (tx, question) => readGroupSales(tx, question, LABEL, 20),
});
