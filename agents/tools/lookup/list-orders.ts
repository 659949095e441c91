import { z } from "zod/v4";
import { ORDER_STATUSES } from "#db/enums.ts";
import { listOrders as readOrders, sumOrders } from "#db/queries/orders/list-orders.ts";
import { orderHref } from "#server/contracts/links.ts";
import { defineTool } from "#agents/define-tool.ts";
import { plural, sayMoney, sayValue } from "#agents/words.ts";
import { cutNote, makeBlock, makeTable, outsideBlock } from "../shared/blocks.ts";
import { describeFigures, describeRows, joinWords, sayHead } from "../shared/describe.ts";
import { DEFAULT_ROWS, limitField, nameField, periodFields } from "../shared/inputs.ts";
import { sayCustomer } from "../shared/people.ts";
import { readPeriod } from "../shared/period.ts";
import { resolveChannel } from "../shared/resolve-channel.ts";

/** Orders of a period, one by one. */
export const listOrders = defineTool({
  label: "Orders",
  description: "The single orders (purchases, baskets, receipts) of a period: newest or largest first, by status (open, completed, cancelled) or channel, with how many there are. Not for one order by its number and not for revenue.",
  access: "read",
  minRole: "staff",
  input: z.object({
    ...periodFields,
    status: z.enum(ORDER_STATUSES).optional().describe("Only orders that are open (not finished yet), completed or cancelled. Left out: all."),
    channel: nameField("Only orders through this channel, such as shop, web or discogs."),
    sort: z.enum(["newest", "largest"]).optional().describe("newest first (the default), or largest: the highest totals, biggest baskets first."),
    limit: limitField,
  }),
  async run({ tx, shop, today }, input) {
    const { status, sort = "newest", limit = DEFAULT_ROWS } = input;
    const channel = input.channel ? await resolveChannel(tx, input.channel) : undefined;
    const asked = readPeriod({ shop, today }, input);
    const title = `${status ? `${status.charAt(0).toUpperCase()}${status.slice(1)} orders` : "Orders"}${channel ? ` through ${channel}` : ""}, ${sort} first`;
    if (asked.outside) return outsideBlock(title, shop.currency, asked);
    const filter = { days: { from: asked.now.from, to: asked.now.to }, status, channel };
    const sums = await sumOrders(tx, filter);
    if (sums.count === 0) return makeBlock(title, shop.currency, { period: asked.now, notes: [...asked.notes, "There are no such orders in these days."] });
    const { orders } = await readOrders(tx, { ...filter, sort: sort === "newest" ? "date" : "total", dir: "desc" }, limit);
    return makeBlock(title, shop.currency, {
      period: asked.now,
      figures: [
        { key: "orders_listed", label: "Orders in all", unit: "count", value: sums.count },
        ...(status ? [] : [{ key: "orders_cancelled", label: "Of them cancelled", unit: "count" as const, value: sums.cancelled }]),
        ...(status === "cancelled" ? [] : [{ key: "orders_total", label: "Their total with shipping and tax", unit: "money" as const, value: sums.total }]),
      ],
      table: makeTable(
        [["order", "Order", "number"], ["day", "Day", "day"], ["customer", "Customer", "text"], ["channel", "Channel", "text"], ["status", "Status", "text"], ["units", "Copies", "count"], ["total", "Total", "money"]],
        orders.map((order) => ({ order: order.orderNumber, day: order.day, customer: sayCustomer(order.customerName, order.customerNumber), channel: order.channel, status: order.status, units: order.units, total: order.total, href: orderHref(order.orderNumber) })),
        sums.count,
      ),
      notes: [...asked.notes, ...(status === "cancelled" ? [] : ["The total leaves out cancelled orders."]), ...cutNote(orders.length, sums.count, "orders")],
    });
  },
  describe: (block) =>
    joinWords(
      block,
      describeFigures(block, block.table ? { intro: sayHead(block) } : {}),
      describeRows(block, (row) => `Order ${row["order"]}, ${sayValue(row["day"] ?? null, "day", "")}, ${row["customer"]}: ${plural(row["units"] ?? 0, "copy", "copies")}, ${sayMoney(row["total"] ?? 0, block.currency)}, ${row["status"]}`),
    ),
});
