import { sql } from "drizzle-orm";
import { boolean, char, check, foreignKey, index, integer, numeric, pgTable, smallint, text, unique, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, instant, money, unitMoney, updatedAt } from "../columns.ts";
import { CUSTOMER_DESK, EVERYONE, hasRole, MANAGERS, policies } from "../policies.ts";
import { albums } from "./catalogue.ts";
import { customers } from "./customers.ts";
import { importBatches } from "./imports.ts";
import { orderStatus, paymentMethod, paymentStatus } from "./pg-enums.ts";

export const orders = pgTable(
  "orders",
  {
    id: id(),
    orderNumber: integer("order_number").notNull().generatedByDefaultAsIdentity(),
    /** Null for a walk-in. */
    customerId: uuid("customer_id").references(() => customers.id),
    status: orderStatus("status").notNull(),
    /** shop, web, discogs, shopify, import, ... */
    channel: text("channel").notNull(),
    /** The source's own key, unique per channel: importing twice adds nothing. */
    externalId: text("external_id"),
    orderDate: instant("order_date").notNull(),
    /** False where the source gave only a day: then noon, shop time, and left out of charts by hour. */
    timeKnown: boolean("time_known").notNull().default(true),
    /** What the source charged in. All amounts here are in the shop's currency: source amount x exchange rate. */
    currency: char("currency", { length: 3 }).notNull(),
    exchangeRate: numeric("exchange_rate", { precision: 18, scale: 8 }).notNull().default("1"),
    shipping: money("shipping").notNull().default("0"),
    tax: money("tax").notNull().default("0"),
    /** What the customer was asked for: lines + shipping + tax. */
    total: money("total").notNull(),
    importBatchId: uuid("import_batch_id").references(() => importBatches.id),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique("orders_number_key").on(t.orderNumber),
    unique("orders_channel_key").on(t.channel, t.externalId),
    index("orders_date").on(t.orderDate, t.id),
    index("orders_total").on(t.total, t.id),
    index("orders_customer").on(t.customerId, t.orderDate),
    index("orders_import_batch").on(t.importBatchId),
    check("orders_channel", sql`length(${t.channel}) between 1 and 40`),
    check("orders_currency", sql`${t.currency} ~ '^[A-Z]{3}$'`),
    check("orders_exchange_rate", sql`${t.exchangeRate} > 0`),
    check("orders_shipping", sql`${t.shipping} >= 0`),
    check("orders_tax", sql`${t.tax} >= 0`),
    check("orders_total", sql`${t.total} >= 0`),
    ...policies({ select: hasRole(EVERYONE), insert: hasRole(MANAGERS), update: hasRole(MANAGERS) }),
  ],
);

/** One line of an order, all as at the time of sale. */
export const orderItems = pgTable(
  "order_items",
  {
    id: id(),
    orderId: uuid("order_id").notNull().references(() => orders.id),
    position: smallint("position").notNull(),
    /** Null for an item the source did not name. */
    albumId: uuid("album_id").references(() => albums.id),
    description: text("description"),
    quantity: integer("quantity").notNull(),
    unitPrice: unitMoney("unit_price").notNull(),
    discount: money("discount").notNull().default("0"),
    /** The fact: what was charged for the line, without tax. Repricing an album never changes it. */
    lineTotal: money("line_total").notNull(),
    /** Null when the cost is unknown. */
    unitCost: unitMoney("unit_cost"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique("order_items_position_key").on(t.orderId, t.position),
    index("order_items_album").on(t.albumId),
    index("order_items_line_total").on(t.lineTotal, t.id),
    check("order_items_position", sql`${t.position} >= 1`),
    check("order_items_quantity", sql`${t.quantity} > 0`),
    check("order_items_unit_price", sql`${t.unitPrice} >= 0`),
    check("order_items_discount", sql`${t.discount} >= 0`),
    check("order_items_line_total", sql`${t.lineTotal} >= 0`),
    check("order_items_unit_cost", sql`${t.unitCost} >= 0`),
    ...policies({ select: hasRole(EVERYONE), insert: hasRole(MANAGERS), update: hasRole(MANAGERS) }),
  ],
);

/** Money in and out. A refund is a row of its own; the payment it gives back stays completed. */
export const payments = pgTable(
  "payments",
  {
    id: id(),
    orderId: uuid("order_id").notNull().references(() => orders.id),
    status: paymentStatus("status").notNull(),
    method: paymentMethod("method").notNull(),
    amount: money("amount").notNull(),
    paymentDate: instant("payment_date").notNull(),
    /** The payment that a refund gives back; null for anything but a refund. */
    refundOf: uuid("refund_of"),
    externalId: text("external_id"),
    importBatchId: uuid("import_batch_id").references(() => importBatches.id),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique("payments_order_id_key").on(t.orderId, t.id),
    // A refund belongs to the order of the payment it gives back.
    foreignKey({ name: "payments_refund_of", columns: [t.orderId, t.refundOf], foreignColumns: [t.orderId, t.id] }),
    index("payments_date").on(t.paymentDate, t.id),
    // The few that did not arrive, for the lists of them; a sale that is paid never touches it.
    index("payments_open").on(t.paymentDate, t.id).where(sql`${t.status} in ('pending', 'failed')`),
    index("payments_amount").on(t.amount, t.id),
    index("payments_refund").on(t.refundOf),
    index("payments_import_batch").on(t.importBatchId),
    check("payments_amount", sql`${t.amount} > 0`),
    check("payments_refund_has_original", sql`(${t.status} = 'refunded') = (${t.refundOf} is not null)`),
    ...policies({ select: hasRole(MANAGERS), insert: hasRole(MANAGERS), update: hasRole(MANAGERS) }),
  ],
);

export const reviews = pgTable(
  "reviews",
  {
    id: id(),
    customerId: uuid("customer_id").notNull().references(() => customers.id),
    albumId: uuid("album_id").notNull().references(() => albums.id),
    rating: smallint("rating").notNull(),
    body: text("body"),
    reviewDate: instant("review_date").notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique("reviews_customer_album_key").on(t.customerId, t.albumId),
    index("reviews_album").on(t.albumId),
    index("reviews_date").on(t.reviewDate, t.id),
    index("reviews_rating").on(t.rating, t.id),
    check("reviews_rating", sql`${t.rating} between 1 and 5`),
    ...policies({ select: hasRole(EVERYONE), insert: hasRole(CUSTOMER_DESK), update: hasRole(CUSTOMER_DESK), delete: hasRole(MANAGERS) }),
  ],
);
