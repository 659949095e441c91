import type { OrderStatus, PaymentMethod, PaymentStatus, StockMovement } from "#db/enums.ts";

/** Enumerations in the shop's own words. */
export const ORDER_STATUS_WORDS: Readonly<Record<OrderStatus, string>> = { open: "Open", completed: "Completed", cancelled: "Cancelled" };
export const PAYMENT_STATUS_WORDS: Readonly<Record<PaymentStatus, string>> = { pending: "Pending", completed: "Paid", failed: "Failed", cancelled: "Cancelled", refunded: "Refunded" };
export const PAYMENT_METHOD_WORDS: Readonly<Record<PaymentMethod, string>> = { card: "Card", cash: "Cash", bank_transfer: "Bank transfer", paypal: "PayPal", other: "Other" };
export const MOVEMENT_WORDS: Readonly<Record<StockMovement, string>> = { sale: "Sold", return: "Came back", restock: "Received", adjustment: "Corrected" };

/** Which shape marks a state: filled is done, half is under way, open needs a person. */
export const ORDER_STATUS_MARKS: Readonly<Record<OrderStatus, string>> = { open: "state ack", completed: "state done", cancelled: "state" };

const CHANNEL_WORDS: Readonly<Record<string, string>> = { shop: "Shop", web: "Web", discogs: "Discogs", shopify: "Shopify", bandcamp: "Bandcamp", import: "Import", chinook: "Chinook", square: "Square" };

/** Where an order came from: "Shop", "Web"; an unknown source by its own name. */
export const sayChannel = (channel: string): string => CHANNEL_WORDS[channel] ?? channel;

/** A customer as everyone may know them: the name, else the shop's number; a walk-in has neither. */
export function sayCustomer(name: string | null, number: number | null): string {
  if (name) return name;
  return number === null ? "Walk-in" : `Customer ${number}`;
}
