import { sql } from "drizzle-orm";
import { type AnyPgColumn, check, index, integer, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, instant, unitMoney, updatedAt } from "../columns.ts";
import { both, EVERYONE, hasRole, isOwn, policies, STOCK_DESK } from "../policies.ts";
import { albums } from "./catalogue.ts";
import { users } from "./identity.ts";
import { importBatches } from "./imports.ts";
import { orderItems } from "./orders.ts";
import { itemCondition, mediaGrade, sleeveGrade, stockMovement } from "./pg-enums.ts";

/** What is on the shelf: one row per album when new, one per copy when used. */
export const inventory = pgTable(
  "inventory",
  {
    id: id(),
    albumId: uuid("album_id").notNull().references(() => albums.id),
    condition: itemCondition("condition").notNull().default("new"),
    mediaGrade: mediaGrade("media_grade"),
    sleeveGrade: sleeveGrade("sleeve_grade"),
    /** Always the sum of this row's ledger (`sales`); a trigger keeps it and refuses any other change. */
    onHand: integer("on_hand").notNull().default(0),
    /** Null means the shop's setting counts. */
    reorderPoint: integer("reorder_point"),
    desiredLevel: integer("desired_level"),
    onOrder: integer("on_order").notNull().default(0),
    location: text("location"),
    /** A used copy has a price and cost of its own; null means the album's. */
    listPrice: unitMoney("list_price"),
    unitCost: unitMoney("unit_cost"),
    importBatchId: uuid("import_batch_id").references(() => importBatches.id),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    uniqueIndex("inventory_new_key").on(t.albumId).where(sql`condition = 'new'`),
    index("inventory_album").on(t.albumId),
    index("inventory_import_batch").on(t.importBatchId),
    index("inventory_on_hand").on(t.onHand, t.id),
    check("inventory_grades", sql`(${t.condition} = 'used') = (${t.mediaGrade} is not null)`),
    check("inventory_sleeve", sql`${t.condition} = 'used' or ${t.sleeveGrade} is null`),
    check("inventory_reorder_point", sql`${t.reorderPoint} >= 0`),
    check("inventory_desired_level", sql`${t.desiredLevel} >= 0`),
    check("inventory_on_order", sql`${t.onOrder} >= 0`),
    check("inventory_list_price", sql`${t.listPrice} >= 0`),
    check("inventory_unit_cost", sql`${t.unitCost} >= 0`),
    ...policies({ select: hasRole(EVERYONE), insert: hasRole(STOCK_DESK), update: hasRole(STOCK_DESK), delete: hasRole(STOCK_DESK) }),
  ],
);

/** The stock ledger. Every movement with its reason; rows are only ever added. */
export const sales = pgTable(
  "sales",
  {
    id: id(),
    inventoryId: uuid("inventory_id").notNull().references(() => inventory.id),
    movement: stockMovement("movement").notNull(),
    /** Signed: what the shelf gained (positive) or lost (negative). */
    quantity: integer("quantity").notNull(),
    reason: text("reason"),
    /** The order line behind a sale or a return; null for restocks and adjustments. */
    orderItemId: uuid("order_item_id").references(() => orderItems.id),
    /** Null when no person did it (seed, webhook, job). */
    userId: uuid("user_id").references(() => users.id),
    occurredAt: instant("occurred_at").notNull(),
    importBatchId: uuid("import_batch_id").references(() => importBatches.id),
    /** One act of a person, however many rows it wrote; made with the form, so that sending the form twice is one act. */
    actId: uuid("act_id"),
    /** The row that this one takes back: same movement, opposite sign. */
    undoes: uuid("undoes").references((): AnyPgColumn => sales.id),
    /** How many of the copies that came had been on order. */
    fromOrder: integer("from_order"),
    /** What one copy cost in this delivery, where it was said. */
    unitCost: unitMoney("unit_cost"),
    createdAt: createdAt(),
  },
  (t) => [
    index("sales_inventory").on(t.inventoryId, t.occurredAt),
    index("sales_order_item").on(t.orderItemId),
    index("sales_person").on(t.userId),
    index("sales_import_batch").on(t.importBatchId),
    index("sales_time").on(t.occurredAt, t.id),
    // What came, the newest of each shelf row: the age of stock.
    index("sales_arrivals").on(t.inventoryId, t.occurredAt, t.id).where(sql`quantity > 0`),
    check("sales_quantity", sql`${t.quantity} <> 0`),
    uniqueIndex("sales_act").on(t.actId, t.inventoryId).where(sql`act_id is not null`),
    uniqueIndex("sales_undoes").on(t.undoes).where(sql`undoes is not null`),
    check(
      "sales_direction",
      sql`case ${t.movement} when 'sale' then (${t.quantity} < 0) = (${t.undoes} is null) when 'adjustment' then true else (${t.quantity} > 0) = (${t.undoes} is null) end`,
    ),
    check("sales_from_order", sql`${t.fromOrder} >= 0`),
    check("sales_unit_cost", sql`${t.unitCost} >= 0`),
    check("sales_reason", sql`${t.movement} <> 'adjustment' or length(trim(${t.reason})) > 0`),
    ...policies({ select: hasRole(EVERYONE), insert: both(hasRole(STOCK_DESK), isOwn("user_id")) }),
  ],
);

/** A count of a shelf row by a person: what the books said, what was there. The difference, if any, is the ledger row of the same act. */
export const stockCounts = pgTable(
  "stock_counts",
  {
    /** The act's id, made with the form. */
    id: id(),
    inventoryId: uuid("inventory_id").notNull().references(() => inventory.id),
    /** What the books said when the person began and still said when it was written. */
    expected: integer("expected").notNull(),
    counted: integer("counted").notNull(),
    userId: uuid("user_id").notNull().references(() => users.id),
    occurredAt: instant("occurred_at").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    index("stock_counts_inventory").on(t.inventoryId, t.occurredAt),
    index("stock_counts_person").on(t.userId),
    index("stock_counts_time").on(t.occurredAt, t.id),
    check("stock_counts_counted", sql`${t.counted} >= 0`),
    ...policies({ select: hasRole(EVERYONE), insert: both(hasRole(STOCK_DESK), isOwn("user_id")) }),
  ],
);
