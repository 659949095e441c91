import { sql, type SQL } from "drizzle-orm";

/** List prices in the shop's currency, from the first number to below the second; "none" where no price is known. */
export const PRICE_BANDS = ["0-15", "15-25", "25-35", "35-50", "50+", "none"] as const;
export type PriceBand = (typeof PRICE_BANDS)[number];

/** The band of a price column. */
export const priceBand = (price: SQL): SQL =>
  sql`case when ${price} is null then 'none' when ${price} < 15 then '0-15' when ${price} < 25 then '15-25' when ${price} < 35 then '25-35' when ${price} < 50 then '35-50' else '50+' end`;

/** How the new copies of a title stand; "below" where more left than came. */
export const STOCK_BANDS = ["out", "low", "fine", "below"] as const;
export type ShelfBand = (typeof STOCK_BANDS)[number];

/** The band of a shelf row `i` of new copies. */
export const stockBand = sql`case when i.on_hand < 0 then 'below' when i.on_hand = 0 then 'out' when i.on_hand <= i.reorder_point then 'low' else 'fine' end`;
