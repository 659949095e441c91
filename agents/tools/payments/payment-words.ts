import type { PaymentMethod, PaymentStatus } from "#db/enums.ts";

/** Enumerations in the shop's own words, as the pages write them. */
export const METHOD_WORDS: Readonly<Record<PaymentMethod, string>> = { card: "Card", cash: "Cash", bank_transfer: "Bank transfer", paypal: "PayPal", other: "Other" };
export const STATUS_WORDS: Readonly<Record<PaymentStatus, string>> = { pending: "pending", completed: "paid", failed: "failed", cancelled: "cancelled", refunded: "given back" };
