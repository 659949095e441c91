import { z } from "zod/v4";
import { actKey, line, wholeNumber } from "./entries.ts";

const supplier = z.object({
  name: line(200, "Enter the supplier's name."),
  leadTimeDays: wholeNumber({ least: 0, most: 365, sentence: "Enter the days from order to delivery, 0 to 365." }),
});

/** `key` becomes the supplier's id. */
export const createSupplierInput = supplier.extend({ key: actKey });
export type CreateSupplierInput = z.output<typeof createSupplierInput>;

export const editSupplierInput = supplier.extend({ id: z.uuid() });
export type EditSupplierInput = z.output<typeof editSupplierInput>;
