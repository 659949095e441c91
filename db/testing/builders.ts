import { sql } from "drizzle-orm";
import { v7 } from "uuid";
import type { Tx } from "../client.ts";
import type { OrderStatus, PaymentMethod, PaymentStatus } from "../enums.ts";
import * as schema from "../schema/index.ts";

/*
 * Small makers of rows for tests. Each fills what the test does not care about and returns the id.
 * They need the owner's rights: call them inside `withSystem`.
 */

/** The moment a row gets when the test names none: noon in the shop, a Monday. */
const SOME_DAY = new Date("2026-06-15T10:00:00Z");

export async function addGenre(tx: Tx, name: string): Promise<string> {
  const id = v7();
  await tx.insert(schema.genres).values({ id, name });
  return id;
}

export async function addArtist(tx: Tx, name: string): Promise<string> {
  const id = v7();
  await tx.insert(schema.artists).values({ id, name });
  return id;
}

export async function addAlbum(tx: Tx, album: Partial<typeof schema.albums.$inferInsert> = {}): Promise<string> {
  const id = album.id ?? v7();
  await tx.insert(schema.albums).values({ title: "Some record", listPrice: "20", ...album, id });
  return id;
}

export async function addCustomer(tx: Tx, customer: Partial<typeof schema.customers.$inferInsert> = {}): Promise<string> {
  const id = customer.id ?? v7();
  await tx.insert(schema.customers).values({ name: "Some customer", ...customer, id });
  return id;
}

/** `lineTotal` is quantity x unit price - discount unless it is said. */
interface OrderDraft {
  customerId?: string | null;
  status?: OrderStatus;
  channel?: string;
  externalId?: string;
  orderDate?: Date;
  timeKnown?: boolean;
  shipping?: string;
  tax?: string;
  lines?: { albumId?: string | null; quantity?: number; unitPrice?: string; discount?: string; lineTotal?: string; unitCost?: string | null }[];
}

/** An order with its lines; the total is lines + shipping + tax. */
export async function addOrder(tx: Tx, order: OrderDraft = {}): Promise<{ id: string; lineIds: string[] }> {
  const id = v7();
  const { lines = [{}], ...head } = order;
  await tx.insert(schema.orders).values({ status: "completed", channel: "shop", orderDate: SOME_DAY, currency: "EUR", total: "0", ...head, id });
  const rows = lines.map((line, index) => {
    const quantity = line.quantity ?? 1;
    const unitPrice = line.unitPrice ?? "20";
    const discount = line.discount ?? "0";
    return {
      id: v7(),
      orderId: id,
      position: index + 1,
      albumId: line.albumId ?? null,
      quantity,
      unitPrice,
      discount,
      unitCost: line.unitCost ?? null,
      lineTotal: line.lineTotal ?? sql`round(${quantity}::int * ${unitPrice}::numeric, 2) - ${discount}::numeric`,
    };
  });
  if (rows.length > 0) await tx.insert(schema.orderItems).values(rows);
  await tx.execute(sql`update orders set total = shipping + tax + coalesce((select sum(line_total) from order_items where order_id = ${id}), 0) where id = ${id}`);
  return { id, lineIds: rows.map((row) => row.id) };
}

export async function addPayment(
  tx: Tx,
  payment: { orderId: string; amount: string; status?: PaymentStatus; method?: PaymentMethod; paymentDate?: Date; refundOf?: string },
): Promise<string> {
  const id = v7();
  await tx.insert(schema.payments).values({ status: "completed", method: "card", paymentDate: SOME_DAY, ...payment, id });
  return id;
}

export async function addReview(tx: Tx, review: { customerId: string; albumId: string; rating: number; body?: string; reviewDate?: Date }): Promise<string> {
  const id = v7();
  await tx.insert(schema.reviews).values({ reviewDate: SOME_DAY, ...review, id });
  return id;
}

/** A shelf row for new copies of the album, holding `quantity`, booked in through the ledger. */
export async function addStock(tx: Tx, albumId: string, quantity: number, shelf: { reorderPoint?: number | null; occurredAt?: Date } = {}): Promise<string> {
  const id = v7();
  await tx.insert(schema.inventory).values({ id, albumId, reorderPoint: shelf.reorderPoint ?? null });
  if (quantity !== 0) {
    await tx.insert(schema.sales).values({ id: v7(), inventoryId: id, movement: quantity > 0 ? "restock" : "adjustment", quantity, reason: "test", occurredAt: shelf.occurredAt ?? SOME_DAY });
  }
  return id;
}
