import type { Tx } from "#db/client.ts";
import { MANAGERS } from "#db/policies.ts";
import { readOrderActivities } from "#db/queries/activity/list-activities.ts";
import { listChannels, listOrders, ORDER_EXPORT_SIZE, ORDER_PAGE_SIZE, type OrderFilter } from "#db/queries/orders/list-orders.ts";
import { readOrderHead, readOrderLines, readOrderMoney, readOrderMovements, readOrderPayments } from "#db/queries/orders/read-order.ts";
import { readShop } from "#db/queries/shop.ts";
import { todayIn } from "../contracts/calendar.ts";
import { orderInput, type OrdersInput, ordersInput } from "../contracts/orders.ts";
import { type Period, resolvePeriod } from "../contracts/period.ts";
import { recordSaleInput } from "../contracts/record-sale.ts";
import { AppError } from "../errors.ts";
import { recordSale } from "../services/orders/record-sale.ts";
import { forFiles, roleTxProcedure, router, txProcedure } from "../trpc/procedures.ts";
import { toFeedEntry } from "./feed-entry.ts";

/** The filter of a list address; without any of `p`, `from`, `to` it holds all orders. */
export function toOrderFilter(input: OrdersInput, today: string): { filter: OrderFilter; period: Period | null } {
  const { p, from, to, status, channel, q, customer, batch } = input;
  const period = p || from || to ? resolvePeriod({ params: input, today }) : null;
  return { filter: { days: period && { from: period.from, to: period.to }, status, channel, q, customer, batch }, period };
}

async function readPage(tx: Tx, now: Date, input: OrdersInput, size: number) {
  const { currency, timeZone } = await readShop(tx);
  const { filter, period } = toOrderFilter(input, todayIn(timeZone, now));
  const { status = null, channel = null, q = null, customer = null, batch = null } = filter;
  const page = await listOrders(tx, { ...filter, sort: input.sort, dir: input.dir, cursor: input.cursor }, size);
  return { ...page, period, sort: input.sort, dir: input.dir, filters: { status, channel, q, customer, batch }, currency, timeZone };
}

export const ordersRouter = router({
  /** One page of the list and the cursor to the next; `orders` is empty where nothing fits. */
  list: txProcedure.input(ordersInput).query(({ ctx, input }) => readPage(ctx.tx, ctx.now, input, ORDER_PAGE_SIZE)),

  /** The same in larger pieces, for a download. */
  exportPage: txProcedure.use(forFiles).input(ordersInput).query(({ ctx, input }) => readPage(ctx.tx, ctx.now, input, ORDER_EXPORT_SIZE)),

  /** What the filter for channels offers. */
  channels: txProcedure.query(({ ctx }) => listChannels(ctx.tx)),

  /** An order by its number: lines, stock movements, what was written down about it, and payments for those who may see them. */
  byNumber: txProcedure.input(orderInput).query(async ({ ctx, input }) => {
    const { tx } = ctx;
    const order = await readOrderHead(tx, input.number);
    if (!order) throw new AppError("NOT_FOUND", `There is no order ${input.number.toLocaleString("en")}.`);
    const mayPay = MANAGERS.includes(ctx.person.role);
    const { currency, timeZone } = await readShop(tx);
    return {
      order,
      shop: { currency, timeZone },
      lines: await readOrderLines(tx, order.id),
      movements: await readOrderMovements(tx, order.id),
      payments: mayPay ? { rows: await readOrderPayments(tx, order.id), money: await readOrderMoney(tx, order.id) } : null,
      /** Why there are no payments to see; null for those who see them. */
      paymentsNote: mayPay ? null : "Managers and admins see the payments.",
      timeline: (await readOrderActivities(tx, order.id)).map(toFeedEntry),
    };
  }),

  /** A paid sale as a till reports it: order, lines, stock, payment and activity, all or nothing. */
  recordSale: roleTxProcedure(MANAGERS, "Recording a sale is for managers and admins.")
    .input(recordSaleInput)
    .mutation(({ ctx, input }) => recordSale({ tx: ctx.tx, person: ctx.person, now: ctx.now, requestId: ctx.requestId }, input)),
});
