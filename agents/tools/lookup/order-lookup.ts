import { z } from "zod/v4";
import { MANAGERS } from "#db/policies.ts";
import { readOrderHead, readOrderLines, readOrderMoney, readOrderPayments } from "#db/queries/orders/read-order.ts";
import { albumHref, orderHref } from "#server/contracts/links.ts";
import { todayIn } from "#server/contracts/calendar.ts";
import { AppError } from "#server/errors.ts";
import { defineTool } from "#agents/define-tool.ts";
import type { AnswerFigure } from "#agents/contracts/blocks.ts";
import { capital, plural, sayInstantDay, sayMoney } from "#agents/words.ts";
import { makeBlock, makeTable } from "../shared/blocks.ts";
import { describeFigures, describeRows, joinWords, sayRecord } from "../shared/describe.ts";
import { sayCustomer } from "../shared/people.ts";
import { METHOD_WORDS, STATUS_WORDS } from "../payments/payment-words.ts";

const UNNAMED = "Not named by its source";

/** One order by its number. */
export const orderLookup = defineTool({
  label: "Order",
  description: "One order (purchase, receipt, invoice) by its order number: date, status, channel, customer, the records on it, shipping, tax, total, and how it was paid. Not for lists of orders.",
  access: "read",
  minRole: "staff",
  input: z.object({
    number: z.int("An order number is a whole number.").min(0, "There is no such order number.").max(2_147_483_647, "There is no such order number.").describe("The order number, such as 14012, without # or separators."),
  }),
  async run({ tx, shop, person }, { number }) {
    const order = await readOrderHead(tx, number);
    if (!order) throw new AppError("NOT_FOUND", `There is no order ${number}.`);
    const lines = await readOrderLines(tx, order.id);
    const maySee = MANAGERS.includes(person.role);
    const payments = maySee ? await readOrderPayments(tx, order.id) : [];
    const paid: AnswerFigure[] = maySee ? [{ key: "paid", label: "Paid, less what was given back", unit: "money", value: (await readOrderMoney(tx, order.id)).paid }] : [];
    return makeBlock(`Order ${order.orderNumber}`, shop.currency, {
      figures: [
        { key: "day", label: "Day", unit: "day", value: todayIn(shop.timeZone, order.orderDate), href: orderHref(order.orderNumber) },
        { key: "status", label: "Status", unit: "text", value: order.status },
        { key: "channel", label: "Channel", unit: "text", value: order.channel },
        { key: "customer", label: "Customer", unit: "text", value: sayCustomer(order.customerName, order.customerNumber) },
        { key: "lines_total", label: "Records", unit: "money", value: order.linesTotal },
        { key: "shipping", label: "Shipping", unit: "money", value: order.shipping },
        { key: "tax", label: "Tax", unit: "money", value: order.tax },
        { key: "total", label: "Total", unit: "money", value: order.total },
        ...paid,
      ],
      table: makeTable(
        [["title", "Record", "text"], ["artist", "Artist", "text"], ["quantity", "Copies", "count"], ["unit_price", "Each", "money"], ["discount", "Discount", "money"], ["line_total", "Line", "money"]],
        lines.map((line) => ({
          title: line.title ?? line.description ?? UNNAMED,
          artist: line.artist,
          quantity: line.quantity,
          unit_price: line.unitPrice,
          discount: line.discount,
          line_total: line.lineTotal,
          ...(line.albumId ? { href: albumHref(line.albumId) } : {}),
        })),
        lines.length,
      ),
      notes: [
        ...payments.map((payment) => `${capital(STATUS_WORDS[payment.status])} by ${METHOD_WORDS[payment.method]} on ${sayInstantDay(payment.paymentDate, shop.timeZone)}: ${sayMoney(payment.amount, shop.currency)}.`),
        ...(maySee && payments.length === 0 ? ["There is no payment for it."] : []),
        ...(maySee ? [] : ["Managers and admins see the payments."]),
        ...(order.status === "cancelled" ? ["It was cancelled, so it counts in no figure."] : []),
      ],
    });
  },
  describe: (block) =>
    joinWords(
      block,
      describeFigures(block, { intro: `${block.title}:` }),
      describeRows(block, (row) => `${sayRecord(row["title"], row["artist"])}: ${plural(row["quantity"] ?? 0, "copy", "copies")}, ${sayMoney(row["line_total"] ?? 0, block.currency)}`),
    ),
});
