import { sql } from "drizzle-orm";
import { customType, numeric, timestamp, uuid } from "drizzle-orm/pg-core";
import { v7 } from "uuid";

/** Names people read are compared and sorted by Unicode rules, the same on every server. */
export const name = customType<{ data: string; driverData: string }>({
  dataType: () => 'text collate "und-x-icu"',
});

/** Raw bytes, e.g. SHA-256 digests. */
export const bytea = customType<{ data: Buffer; driverData: Buffer }>({
  dataType: () => "bytea",
});

/** Primary key: UUID v7, made by the application so that a row's id is known before it is written. */
export const id = () => uuid("id").primaryKey().$defaultFn(() => v7());

/** Amount of money in the shop's currency, two decimals, as a string: JavaScript never adds money. */
export const money = (column: string) => numeric(column, { precision: 12, scale: 2 });

/** Price or cost of one unit, four decimals. */
export const unitMoney = (column: string) => numeric(column, { precision: 14, scale: 4 });

/** Point in time with zone, as a Date. */
export const instant = (column: string) => timestamp(column, { withTimezone: true, mode: "date" });

export const createdAt = () => instant("created_at").notNull().default(sql`now()`);

/** Kept by the trigger `set_updated_at`, never by the application. */
export const updatedAt = () => instant("updated_at").notNull().default(sql`now()`);
