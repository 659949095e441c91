import { type Batch, emptyBatch } from "./rows.ts";

/** When a row was made, and for some when it last changed or the money moved: ms since 1970. */
interface Timed {
  at: number;
  changedAt?: number;
  paidAt?: number;
}

/** What is there from the morning on, whatever its own time says: others refer to it. */
const MORNING = ["genres", "artists", "labels", "suppliers", "albums", "albumPrices", "inventory", "customers", "contacts"] as const satisfies readonly (keyof Batch)[];

/**
 * The part of a day's batch that becomes true after `after` and not later than `until` (ms).
 * Cut at any instants, the parts together are the batch: each row is in exactly one. A row is due
 * at its own time and never before what it refers to.
 */
export function writtenBetween(batch: Batch, dayStart: number, after: number, until: number): Batch {
  const due = new Map<string, number>();
  const own = (row: Timed) => Math.max(dayStart + 1, row.paidAt ?? row.at);
  for (const order of batch.orders) due.set(order.id, own(order));
  for (const item of batch.items) due.set(item.id, Math.max(own(item), due.get(item.orderId) ?? 0));
  // A refund stands behind its payment in the batch.
  for (const payment of batch.payments) due.set(payment.id, Math.max(own(payment), due.get(payment.orderId) ?? 0, due.get(payment.refundOf ?? "") ?? 0));
  for (const movement of batch.movements) due.set(movement.id, Math.max(own(movement), due.get(movement.orderItemId ?? "") ?? 0));

  const isIn = (at: number) => at > after && at <= until;
  const part = emptyBatch();
  for (const key of MORNING) take(part, batch, key, () => isIn(dayStart + 1));
  for (const key of ["orders", "items", "payments", "movements"] as const) take(part, batch, key, (row) => isIn(due.get(row.id) ?? 0));
  for (const key of ["reviews", "activities", "annotations"] as const) take(part, batch, key, (row) => isIn(own(row)));
  for (const key of ["changedAlbums", "changedInventory", "changedOrders", "changedPayments"] as const) take(part, batch, key, (row) => isIn(Math.max(dayStart + 1, row.changedAt)));
  return part;
}

function take<Key extends keyof Batch>(part: Batch, batch: Batch, key: Key, isIn: (row: Batch[Key][number]) => boolean): void {
  part[key] = (batch[key] as Batch[Key][number][]).filter(isIn) as Batch[Key];
}
