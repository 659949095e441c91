import type { PaymentMethod, PaymentStatus } from "../../enums.ts";

/** Enumerations of payments in the shop's own words, as the pages write them. */
export const METHOD_WORDS: Readonly<Record<PaymentMethod, string>> = { card: "Card", cash: "Cash", bank_transfer: "Bank transfer", paypal: "PayPal", other: "Other" };
export const STATUS_WORDS: Readonly<Record<PaymentStatus, string>> = { pending: "Pending", completed: "Paid", failed: "Failed", cancelled: "Cancelled", refunded: "Refunded" };
