import { sql, type SQL } from "drizzle-orm";
import { ageOfStock } from "../inventory/age.ts";
import { priceBand } from "../inventory/bands.ts";
import { deadShelf } from "../inventory/dead.ts";
import { ofAlbum, type RowFilter } from "./filters.ts";

const BANDS = {
  out: sql`i.condition = 'new' and i.on_hand = 0`,
  low: sql`i.condition = 'new' and i.on_hand > 0 and i.on_hand <= i.reorder_point`,
  fine: sql`i.condition = 'new' and i.on_hand > i.reorder_point`,
  below: sql`i.condition = 'new' and i.on_hand < 0`,
} as const;

/**
 * The shelf as a relation with the columns of analytics_api.inventory. Narrowed to an age, on_hand
 * holds the copies of that age alone. Ages and dead stock are judged as of the last of the days.
 */
export function shelfRows({ age, days }: RowFilter): SQL {
  if (!age) return sql`analytics_api.inventory`;
  return sql`(select v.id, v.album_id, v.condition, v.media_grade, v.sleeve_grade, g.copies as on_hand, v.reorder_point, v.desired_level, v.on_order, v.list_price, v.unit_cost
    from analytics_api.inventory v join (${ageOfStock(days.to)}) g on g.inventory_id = v.id where g.age = ${age})`;
}

/** Shelf rows `i` (of `shelfRows`) that fit the filter. Used copies have no band: bands judge new copies. */
export function stockConditions(filter: RowFilter): SQL[] {
  const where = ofAlbum(sql`i.album_id`, filter);
  if (filter.band) where.push(BANDS[filter.band]);
  if (filter.price) where.push(sql`${priceBand(sql`i.list_price`)} = ${filter.price}`);
  if (filter.grade) where.push(sql`i.condition = 'used' and i.media_grade = ${filter.grade}`);
  if (filter.dead) where.push(sql`i.id in (select inventory_id from (${deadShelf(filter.days.to)}) d)`);
  return where;
}
