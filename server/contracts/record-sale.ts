import { z } from "zod/v4";
import { PAYMENT_METHODS } from "#db/enums.ts";

const money = z.string().regex(/^\d{1,9}(\.\d{1,2})?$/, "must be an amount like 12.50");
const unitPrice = z.string().regex(/^\d{1,9}(\.\d{1,4})?$/, "must be a price like 12.50");

/** A sale as it comes from the till: what was taken off which shelf, at which price. */
export const recordSaleInput = z.object({
  customerId: z.uuid().nullable().default(null),
  channel: z.string().min(1).max(40).default("shop"),
  lines: z
    .array(
      z.object({
        inventoryId: z.uuid(),
        quantity: z.number().int().min(1).max(1000),
        /** Left out: the copy's own price, else the album's list price. */
        unitPrice: unitPrice.optional(),
        discount: money.default("0"),
      }),
    )
    .min(1, "a sale has at least one line")
    .max(200),
  /** Off the whole order; spread over the lines in proportion, the remainder on the largest. */
  orderDiscount: money.default("0"),
  shipping: money.default("0"),
  tax: money.default("0"),
  paymentMethod: z.enum(PAYMENT_METHODS).default("card"),
});

export type RecordSaleInput = z.input<typeof recordSaleInput>;
