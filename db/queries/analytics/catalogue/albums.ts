import { defineBlock } from "../block.ts";
import { readGroupSales, SALES_CHOICES } from "./group-sales.ts";
import { ALBUM } from "./record-groups.ts";

export const albums = defineBlock({
  id: "albums",
  tab: "catalogue",
  track: "B4",
  title: "Records",
  words: "What each record sold. The twenty largest by title; the others stand together, so that the rows sum to the whole. The average price is revenue divided by copies. A change from nothing has no value.",
  formula: "sum(line_total), sum(quantity) by record, orders not cancelled; average price = revenue / copies; share = part / whole; change = (now - before) / before",
  time: "range",
  span: 6,
  choices: SALES_CHOICES,
  whenEmpty: "No record was sold in these days. Choose other days, or record a sale.",
  read: (tx, question) => readGroupSales(tx, question, ALBUM, 20),
});
