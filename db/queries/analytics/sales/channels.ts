import { readChannels } from "../../performance/read-channels.ts";
import { type BlockColumn, defineBlock } from "../block.ts";
import { sayChannel } from "./channel-words.ts";

export const channels = defineBlock({
  id: "channels",
  tab: "sales",
  track: "B5",
  title: "Channels",
  words: "What came through each channel: the shop itself, the web and every marketplace or import. Cancelled orders, shipping and tax are left out.",
  formula: "sum(line_total), count(orders), revenue / orders and share of the revenue by orders.channel; not cancelled",
  time: "range",
  span: 6,
  whenEmpty: "Nothing was sold in these days. Choose other days, or record a sale.",
  async read(tx, { frame }) {
    const { now, before } = frame;
    const rows = await readChannels(tx, now, before);
    const columns: BlockColumn[] = [
      { key: "channel", label: "Channel", unit: "text" },
      { key: "revenue", label: "Revenue", unit: "money" },
      { key: "share", label: "Share", unit: "percent" },
      { key: "orders", label: "Orders", unit: "count" },
      { key: "average_order", label: "Average order", unit: "money" },
      { key: "units", label: "Records sold", unit: "count" },
    ];
    if (before) columns.push({ key: "before", label: "Revenue before", unit: "money" });
    return {
      columns,
      rows: rows.map((row) => {
        const narrow = { channel: row.channel };
        return {
          key: row.channel,
          cells: {
            channel: sayChannel(row.channel),
            revenue: row.revenue,
            share: row.share,
            orders: row.orders,
            average_order: row.averageOrder,
            units: row.units,
            ...(before ? { before: row.revenueBefore } : {}),
          },
          drills: {
            revenue: { set: "lines", measure: "revenue", days: now, narrow, metric: "revenue" },
            orders: { set: "orders", measure: "count", days: now, narrow, metric: "orders" },
            average_order: { set: "orders", measure: null, days: now, narrow, metric: "average_order_value" },
            units: { set: "lines", measure: "units", days: now, narrow, metric: "units" },
            ...(before ? { before: { set: "lines", measure: "revenue", days: before, narrow, metric: "revenue" } } : {}),
          },
        };
      }),
      total: rows.length,
      chart: { kind: "bars", label: "channel", value: "revenue", ...(before ? { before: "before" } : {}) },
      notes: [],
    };
  },
});
