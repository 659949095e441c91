import { z } from "zod/v4";
import { ORDER_STATUSES } from "#db/enums.ts";
import { periodInput } from "./period.ts";

export const ORDER_SORTS = ["date", "number", "total"] as const;
export type OrderSort = (typeof ORDER_SORTS)[number];

export const SORT_DIRECTIONS = ["asc", "desc"] as const;
export type SortDirection = (typeof SORT_DIRECTIONS)[number];

const text = (most: number) => z.string().trim().max(most).transform((value) => value || undefined).optional().catch(undefined);

/**
 * The order list as it stands in a URL. Without `p`, `from` or `to` it holds all orders. What
 * cannot be read is left out, never an error. `q` is an order number or part of a customer's name,
 * `customer` a customer's own number, `batch` the id of the import that brought them, `cursor` comes from the page before.
 */
export const ordersInput = periodInput.extend({
  status: z.enum(ORDER_STATUSES).optional().catch(undefined),
  channel: text(40),
  q: text(80),
  customer: z.coerce.number().int().min(0).max(2_147_483_647).optional().catch(undefined),
  batch: z.uuid().optional().catch(undefined),
  sort: z.enum(ORDER_SORTS).default("date").catch("date"),
  dir: z.enum(SORT_DIRECTIONS).default("desc").catch("desc"),
  cursor: text(200),
});
export type OrdersInput = z.output<typeof ordersInput>;

export const orderInput = z.object({ number: z.coerce.number().int().min(0).max(2_147_483_647) });
