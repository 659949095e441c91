import { sql, type SQL } from "drizzle-orm";
import { priceBand } from "./bands.ts";

/** Ways to divide the shelf. */
export const STOCK_GROUPS = ["genre", "label", "artist", "price"] as const;
export type StockGroup = (typeof STOCK_GROUPS)[number];

/** A group's key (text, "none" where it is not known) and name for shelf rows `i` with their albums `a`, joined to its table as `g`. */
export const stockGroup: Record<StockGroup, { key: SQL; name: SQL; join: SQL }> = {
  genre: { key: sql`coalesce(a.genre_id::text, 'none')`, name: sql`g.name`, join: sql`left join genres g on g.id = a.genre_id` },
  label: { key: sql`coalesce(a.label_id::text, 'none')`, name: sql`g.name`, join: sql`left join labels g on g.id = a.label_id` },
  artist: { key: sql`coalesce(a.artist_id::text, 'none')`, name: sql`g.name`, join: sql`left join artists g on g.id = a.artist_id` },
  price: { key: priceBand(sql`i.list_price`), name: sql`null::text`, join: sql`` },
};

/** What stands for a group that is not known. */
export const NO_GROUP: Record<StockGroup, string> = { genre: "No genre", label: "No label", artist: "No artist", price: "Price unknown" };
