import { sql, type SQL } from "drizzle-orm";
import { ofAlbum, type RowFilter } from "./filters.ts";

const BANDS = {
  out: sql`i.condition = 'new' and i.on_hand = 0`,
  low: sql`i.condition = 'new' and i.on_hand > 0 and i.on_hand <= i.reorder_point`,
  fine: sql`i.condition = 'new' and i.on_hand > i.reorder_point`,
} as const;

/** Shelf rows `i` (analytics_api.inventory) that fit the filter. Used copies have no band: bands judge new copies. */
export function stockConditions(filter: RowFilter): SQL[] {
  return [...ofAlbum(sql`i.album_id`, filter), ...(filter.band ? [BANDS[filter.band]] : [])];
}
