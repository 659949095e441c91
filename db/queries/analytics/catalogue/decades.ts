import { defineBlock } from "../block.ts";
import { readGroupSales } from "./group-sales.ts";
import { DECADE, FORMAT } from "./record-groups.ts";

export const decades = defineBlock({
  id: "decades",
  tab: "catalogue",
  track: "B6",
  title: "Decades and formats",
  words: "Revenue by the decade of the record's year, or by its format. Lines of records whose year or format is not known stand apart. The average price is revenue divided by copies. A change from nothing has no value.",
  formula: "sum(line_total), sum(quantity) by floor(year / 10) × 10 or by format, orders not cancelled; average price = revenue / copies; share = part / whole; change = (now - before) / before",
  time: "range",
  span: 12,
  choices: [
    { value: "decade", label: "Decade" },
    { value: "format", label: "Format" },
  ],
  whenEmpty: "No record was sold in these days. Choose other days, or record a sale.",
  read: (tx, question) => readGroupSales(tx, { ...question, by: "revenue" }, question.by === "format" ? FORMAT : DECADE, 30),
});
