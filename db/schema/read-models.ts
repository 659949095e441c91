import { sql } from "drizzle-orm";
import { bigint, check, date, index, integer, numeric, pgTable, primaryKey, smallint, text, unique, uuid } from "drizzle-orm/pg-core";
import { REVIEW_SENTIMENTS } from "../enums.ts";
import { EVERYONE, hasRole, policies } from "../policies.ts";
import { reviews } from "./orders.ts";
import { paymentMethod, paymentStatus } from "./pg-enums.ts";

/*
 * Read models: exact sums kept by statement-level triggers (migrations/0002_read_models.sql, last changed by 0019),
 * never written by the application. They hold only orders that are not cancelled, and only
 * keys that have rows. They name no person, so every role reads all of them: a metric is the
 * same number for everyone. No foreign keys: they are derived, and rebuilt by
 * `rebuild_read_models()`.
 */

const readableByAll = () => policies({ select: hasRole(EVERYONE) });
const day = () => date("day", { mode: "string" }).notNull();
const revenue = () => numeric("revenue", { precision: 16, scale: 2 }).notNull();
const units = () => bigint("units", { mode: "number" }).notNull();

/** Of lines whose cost is known: what they brought and what they cost. */
const margin = () => ({
  costedRevenue: numeric("costed_revenue", { precision: 16, scale: 2 }).notNull(),
  cost: numeric("cost", { precision: 18, scale: 4 }).notNull(),
});

export const dailyOrderStats = pgTable(
  "daily_order_stats",
  {
    day: day(),
    channel: text("channel").notNull(),
    orderCount: integer("order_count").notNull(),
    lineCount: integer("line_count").notNull(),
    units: units(),
    revenue: revenue(),
    discount: numeric("discount", { precision: 16, scale: 2 }).notNull(),
    shipping: numeric("shipping", { precision: 16, scale: 2 }).notNull(),
    tax: numeric("tax", { precision: 16, scale: 2 }).notNull(),
    ...margin(),
  },
  (t) => [primaryKey({ columns: [t.day, t.channel] }), ...readableByAll()],
);

/** By hour of the shop's clock, only orders whose time is known: the rest has a day, but no hour. */
export const dailyHourStats = pgTable(
  "daily_hour_stats",
  {
    day: day(),
    /** 0 to 23. In the hour that a change of the clock repeats, both are one. */
    hour: smallint("hour").notNull(),
    orderCount: integer("order_count").notNull(),
    units: units(),
    revenue: revenue(),
  },
  (t) => [primaryKey({ columns: [t.day, t.hour] }), ...readableByAll()],
);

export const dailyAlbumSales = pgTable(
  "daily_album_sales",
  { day: day(), albumId: uuid("album_id"), channel: text("channel").notNull(), lineCount: integer("line_count").notNull(), units: units(), revenue: revenue(), ...margin() },
  (t) => [
    // One row per key, also for lines without an album.
    unique("daily_album_sales_key").on(t.day, t.albumId, t.channel).nullsNotDistinct(),
    index("daily_album_sales_album").on(t.albumId, t.day),
    ...readableByAll(),
  ],
);

/** The same by calendar month, so that long periods read months and only their edges read days. */
export const monthlyAlbumSales = pgTable(
  "monthly_album_sales",
  {
    /** The first day of the month. */
    month: date("month", { mode: "string" }).notNull(),
    albumId: uuid("album_id"),
    channel: text("channel").notNull(),
    lineCount: integer("line_count").notNull(),
    units: units(),
    revenue: revenue(),
    ...margin(),
  },
  (t) => [
    unique("monthly_album_sales_key").on(t.month, t.albumId, t.channel).nullsNotDistinct(),
    index("monthly_album_sales_album").on(t.albumId, t.month),
    ...readableByAll(),
  ],
);

export const dailyPaymentStats = pgTable(
  "daily_payment_stats",
  {
    day: day(),
    method: paymentMethod("method").notNull(),
    status: paymentStatus("status").notNull(),
    paymentCount: integer("payment_count").notNull(),
    amount: numeric("amount", { precision: 16, scale: 2 }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.day, t.method, t.status] }), ...readableByAll()],
);

/** The days on which a customer bought. */
export const customerDays = pgTable(
  "customer_days",
  { customerId: uuid("customer_id").notNull(), day: day(), orderCount: integer("order_count").notNull(), units: units(), revenue: revenue() },
  (t) => [primaryKey({ columns: [t.customerId, t.day] }), index("customer_days_day").on(t.day, t.customerId), ...readableByAll()],
);

/** A customer's whole history in one row. */
export const customerStats = pgTable(
  "customer_stats",
  {
    customerId: uuid("customer_id").primaryKey(),
    firstOrderDay: date("first_order_day", { mode: "string" }).notNull(),
    lastOrderDay: date("last_order_day", { mode: "string" }).notNull(),
    orderCount: integer("order_count").notNull(),
    units: units(),
    revenue: revenue(),
  },
  (t) => [index("customer_stats_last").on(t.lastOrderDay), index("customer_stats_first").on(t.firstOrderDay), ...readableByAll()],
);

/** What moved on a shelf row on a day of the shop's calendar; only days with movements. */
export const stockDays = pgTable(
  "stock_days",
  {
    inventoryId: uuid("inventory_id").notNull(),
    day: day(),
    movementCount: integer("movement_count").notNull(),
    /** The sum of all movements. */
    change: integer("change").notNull(),
    /** What any movement added. */
    came: integer("came").notNull(),
    /** What restocks brought, less those that were undone that day. */
    received: integer("received").notNull(),
    /** What left by sales, less those that were undone that day; a return does not take back. */
    sold: integer("sold").notNull(),
  },
  (t) => [primaryKey({ columns: [t.inventoryId, t.day] }), index("stock_days_day").on(t.day), ...readableByAll()],
);

/**
 * What each review says, read from its words when it is written; a row per review. The rules stand in
 * `misty_internal.read_reviews` (migrations), the words in `misty_internal.review_words`; made anew
 * by `rebuild_review_sentiments()`.
 */
export const reviewSentiments = pgTable(
  "review_sentiments",
  {
    reviewId: uuid("review_id").primaryKey().references(() => reviews.id, { onDelete: "cascade" }),
    /** From -1 to 1; null where no word judges. */
    score: numeric("score", { precision: 5, scale: 4 }),
    label: text("label", { enum: REVIEW_SENTIMENTS }).notNull(),
    /** Of `REVIEW_THEMES`, in alphabetical order. */
    themes: text("themes").array().notNull(),
    /** Which reader wrote the row. */
    version: text("version").notNull(),
  },
  () => [check("review_sentiments_label", sql`label in ('good', 'mixed', 'bad', 'none')`), ...readableByAll()],
);
