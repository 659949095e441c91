import { asc, eq, sql } from "drizzle-orm";
import type { Tx } from "../../client.ts";
import { albums, artists, customers, inventory, orderItems, orders, payments, sales } from "../../schema/index.ts";

/** The head of an order by its number, or null. */
export async function readOrderHead(tx: Tx, orderNumber: number) {
  const [head] = await tx
    .select({
      id: orders.id,
      orderNumber: orders.orderNumber,
      orderDate: orders.orderDate,
      timeKnown: orders.timeKnown,
      status: orders.status,
      channel: orders.channel,
      externalId: orders.externalId,
      currency: orders.currency,
      exchangeRate: orders.exchangeRate,
      shipping: orders.shipping,
      tax: orders.tax,
      total: orders.total,
      linesTotal: sql<string>`(select coalesce(sum(i.line_total), 0.00)::text from order_items i where i.order_id = ${orders.id})`,
      customerNumber: customers.number,
      customerName: customers.name,
      createdAt: orders.createdAt,
    })
    .from(orders)
    .leftJoin(customers, eq(customers.id, orders.customerId))
    .where(eq(orders.orderNumber, orderNumber));
  return head ?? null;
}

/** The lines of an order as at the time of sale, in order. */
export function readOrderLines(tx: Tx, orderId: string) {
  return tx
    .select({
      id: orderItems.id,
      position: orderItems.position,
      albumId: orderItems.albumId,
      title: albums.title,
      artist: artists.name,
      catalogueNumber: albums.catalogueNumber,
      /** The source's own words for an item that is no record of ours. */
      description: orderItems.description,
      quantity: orderItems.quantity,
      unitPrice: orderItems.unitPrice,
      discount: orderItems.discount,
      lineTotal: orderItems.lineTotal,
    })
    .from(orderItems)
    .leftJoin(albums, eq(albums.id, orderItems.albumId))
    .leftJoin(artists, eq(artists.id, albums.artistId))
    .where(eq(orderItems.orderId, orderId))
    .orderBy(asc(orderItems.position));
}

/** What the order moved on the shelf, oldest first. */
export function readOrderMovements(tx: Tx, orderId: string) {
  return tx
    .select({
      id: sales.id,
      movement: sales.movement,
      quantity: sales.quantity,
      reason: sales.reason,
      occurredAt: sales.occurredAt,
      title: albums.title,
      albumId: inventory.albumId,
      person: sql<string | null>`(select p.name from people p where p.id = ${sales.userId})`,
    })
    .from(orderItems)
    .innerJoin(sales, eq(sales.orderItemId, orderItems.id))
    .innerJoin(inventory, eq(inventory.id, sales.inventoryId))
    .innerJoin(albums, eq(albums.id, inventory.albumId))
    .where(eq(orderItems.orderId, orderId))
    .orderBy(asc(sales.occurredAt), asc(sales.id));
}

/** The order's payments that the person may see, oldest first; a refund is a row of its own. */
export function readOrderPayments(tx: Tx, orderId: string) {
  return tx
    .select({
      id: payments.id,
      status: payments.status,
      method: payments.method,
      amount: payments.amount,
      paymentDate: payments.paymentDate,
      refundOf: payments.refundOf,
    })
    .from(payments)
    .where(eq(payments.orderId, orderId))
    .orderBy(asc(payments.paymentDate), asc(payments.id));
}

/** What came in and went out for an order, as decimal text; for those who may see payments. */
export interface OrderMoney {
  received: string;
  refunded: string;
  /** Received less refunded. */
  paid: string;
  /** What the order asked for and nobody has paid; below zero where more was paid. */
  open: string;
}

/** Sums of an order's payments beside its total. */
export async function readOrderMoney(tx: Tx, orderId: string): Promise<OrderMoney> {
  const [row] = await tx.execute<Record<keyof OrderMoney, string>>(sql`
    select s.received::text as received, s.refunded::text as refunded, (s.received - s.refunded)::text as paid, (o.total - s.received + s.refunded)::text as open
    from orders o cross join lateral (select coalesce(sum(amount) filter (where status = 'completed'), 0.00) as received, coalesce(sum(amount) filter (where status = 'refunded'), 0.00) as refunded
      from payments where order_id = o.id) s
    where o.id = ${orderId}`);
  return row ?? { received: "0.00", refunded: "0.00", paid: "0.00", open: "0.00" };
}
