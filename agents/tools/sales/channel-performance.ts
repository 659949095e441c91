import { z } from "zod/v4";
import { readChannels } from "#db/queries/performance/read-channels.ts";
import { defineTool } from "#agents/define-tool.ts";
import { plural, sayChange, sayMoney, sayShare } from "#agents/words.ts";
import { changeOf, makeBlock, makeTable, outsideBlock } from "../shared/blocks.ts";
import { describeRows, joinWords, sayHead } from "../shared/describe.ts";
import { compareField, periodFields } from "../shared/inputs.ts";
import { readPeriod } from "../shared/period.ts";

/** What came through each way of selling. */
export const channelPerformance = defineTool({
  label: "Sales channels",
  description:
    "Sales by channel, by where people bought: in the shop (counter, till, store), on the web (online), Discogs, Bandcamp and others, with revenue, orders, copies, average order and share of each and the change against before.",
  access: "read",
  minRole: "staff",
  input: z.object({ ...periodFields, compareWith: compareField }),
  async run({ tx, shop, today }, input) {
    const asked = readPeriod({ shop, today }, input, input.compareWith ?? "previous");
    const title = "Sales by channel";
    if (asked.outside) return outsideBlock(title, shop.currency, asked);
    const rows = await readChannels(tx, asked.now, asked.before);
    if (rows.length === 0) return makeBlock(title, shop.currency, { period: asked.now, notes: [...asked.notes, "There are no orders in these days."] });
    const before = asked.before ? ([["before", "Revenue before", "money"], ["orders_before", "Orders before", "count"], ["change", "Change", "percent"]] as const) : [];
    return makeBlock(title, shop.currency, {
      period: asked.now,
      against: asked.before,
      table: makeTable(
        [["channel", "Channel", "text"], ["revenue", "Revenue", "money"], ["orders", "Orders", "count"], ["units", "Copies", "count"], ["average_order", "Average order", "money"], ["share", "Share", "percent"], ...before],
        rows.map((row) => ({
          channel: row.channel,
          revenue: row.revenue,
          orders: row.orders,
          units: row.units,
          average_order: row.averageOrder,
          share: row.share,
          ...(asked.before ? { before: row.revenueBefore, orders_before: row.ordersBefore, change: changeOf(row.revenue, row.revenueBefore).value } : {}),
        })),
        rows.length,
      ),
      chart: { kind: "bars", x: "channel", y: "revenue", ...(asked.before ? { before: "before" } : {}) },
      notes: asked.notes,
    });
  },
  describe: (block) =>
    joinWords(
      block,
      block.table ? sayHead(block) : "",
      describeRows(block, (row) => {
        const past = row["before"];
        const change = past === undefined || past === null ? null : sayChange({ key: "", label: "", unit: "money", value: row["revenue"] ?? null, before: past, change: changeOf(String(row["revenue"]), String(past)) }, block.currency);
        return `${row["channel"]}: ${sayMoney(row["revenue"] ?? 0, block.currency)}, ${plural(row["orders"] ?? 0, "order")}, ${plural(row["units"] ?? 0, "copy", "copies")}${row["share"] === null ? "" : `, ${sayShare(row["share"] ?? 0)}`}${change ? `, ${change}` : ""}`;
      }),
    ),
});
