import type { PaymentMethod, PaymentStatus } from "../../enums.ts";
import { idOf } from "../ids.ts";
import type { PaymentRow } from "../rows.ts";
import type { Sale, Shop } from "./shop.ts";

/** Writes one payment of a sale. `at` is when it was begun; `paidAt` when the money moved, the same unless said. */
export function addPayment(shop: Shop, sale: Sale, status: PaymentStatus, method: PaymentMethod, amount: number, at: number, refundOf: string | null = null): PaymentRow {
  const payment: PaymentRow = {
    id: idOf(shop.plan.seed, "payment", sale.order.number * 64 + sale.payments.length, at),
    orderId: sale.order.id, status, method, amount, paidAt: at, refundOf, at, changedAt: at,
  };
  sale.payments.push(payment);
  shop.rows.payments.push(payment);
  return payment;
}
