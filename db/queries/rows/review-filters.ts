import { sql, type SQL } from "drizzle-orm";
import { ofAlbum, ofCustomer, type RowFilter } from "./filters.ts";

/** Reviews `r` (the table or its view) that fit the filter, days apart. */
export function reviewConditions(filter: RowFilter): SQL[] {
  const where = [...ofAlbum(sql`r.album_id`, filter), ...ofCustomer(sql`r.customer_id`, filter)];
  if (filter.stars !== undefined) where.push(sql`r.rating = ${filter.stars}::int`);
  return where;
}
