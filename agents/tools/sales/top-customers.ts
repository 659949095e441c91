import { z } from "zod/v4";
import { computeMetrics } from "#db/metrics/compute.ts";
import { readTopCustomers } from "#db/queries/dashboard/customers.ts";
import { customerOrdersHref } from "#server/contracts/links.ts";
import { defineTool } from "#agents/define-tool.ts";
import { plural, sayMoney } from "#agents/words.ts";
import { cutNote, makeBlock, makeTable, metricFigure, outsideBlock } from "../shared/blocks.ts";
import { describeRows, joinWords, sayHead } from "../shared/describe.ts";
import { DEFAULT_ROWS, limitField, periodFields } from "../shared/inputs.ts";
import { sayCustomer } from "../shared/people.ts";
import { readPeriod } from "../shared/period.ts";

const BY_WORDS = { revenue: "revenue", orders: "number of orders", units: "copies" } as const;

/** Customers ranked by what they bought. */
export const topCustomers = defineTool({
  label: "Top customers",
  description:
    "Who bought most: best customers, biggest spenders, most frequent or most loyal buyers of a period by revenue, orders or copies; or who bought least among those who bought. Not for one customer that is named.",
  access: "read",
  minRole: "staff",
  input: z.object({
    by: z.enum(["revenue", "orders", "units"]).optional().describe("What they are ranked by: revenue (money spent; the default), orders (how often they bought) or units (records, copies)."),
    order: z.enum(["highest", "lowest"]).optional().describe("highest: who bought most first (the default); lowest: who bought least first."),
    ...periodFields,
    limit: limitField,
  }),
  async run({ tx, shop, today }, input) {
    const { by = "revenue", order = "highest", limit = DEFAULT_ROWS } = input;
    const asked = readPeriod({ shop, today }, input);
    const title = `Customers who bought ${order === "highest" ? "most" : "least"} by ${BY_WORDS[by]}`;
    if (asked.outside) return outsideBlock(title, shop.currency, asked);
    const rows = await readTopCustomers(tx, asked.now, limit, { by, order });
    const [whole] = await computeMetrics(tx, ["buying_customers"], [asked.now]);
    const total = Number(whole?.buying_customers.value ?? 0);
    if (!whole || rows.length === 0) return makeBlock(title, shop.currency, { period: asked.now, notes: [...asked.notes, "No customer with a name or number bought in these days."] });
    return makeBlock(title, shop.currency, {
      period: asked.now,
      figures: [metricFigure("buying_customers", whole.buying_customers, undefined, asked.period)],
      table: makeTable(
        [["rank", "Rank", "number"], ["customer", "Customer", "text"], ["number", "Number", "number"], ["orders", "Orders", "count"], ["units", "Copies", "count"], ["revenue", "Revenue", "money"], ["favourite_genre", "Favourite genre", "text"]],
        rows.map((row, index) => ({
          rank: index + 1,
          customer: sayCustomer(row.name, row.number),
          number: row.number,
          orders: row.orders,
          units: row.units,
          revenue: row.revenue,
          favourite_genre: row.favouriteGenre,
          href: customerOrdersHref(row.number),
        })),
        total,
      ),
      chart: { kind: "bars", x: "customer", y: by },
      notes: [...asked.notes, "Walk-ins without a name are left out.", ...cutNote(rows.length, total, "customers who bought")],
    });
  },
  describe: (block) =>
    joinWords(
      block,
      block.table ? sayHead(block) : "",
      describeRows(block, (row) => `${row["customer"]}: ${sayMoney(row["revenue"] ?? 0, block.currency)}, ${plural(row["orders"] ?? 0, "order")}, ${plural(row["units"] ?? 0, "copy", "copies")}`),
    ),
});
