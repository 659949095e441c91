import { sql, type SQL } from "drizzle-orm";
import { ofAlbum, ofCustomer, type RowFilter } from "./filters.ts";

/** Reviews `r` (the table or its view) that fit the filter, days apart. */
export function reviewConditions(filter: RowFilter): SQL[] {
  const where = [...ofAlbum(sql`r.album_id`, filter), ...ofCustomer(sql`r.customer_id`, filter)];
  if (filter.stars !== undefined) where.push(sql`r.rating = ${filter.stars}::int`);
  const said = (condition: SQL) => sql`exists (select from analytics_api.review_sentiments rs where rs.review_id = r.id and ${condition})`;
  if (filter.sentiment !== undefined) where.push(said(sql`rs.label = ${filter.sentiment}`));
  if (filter.theme !== undefined) where.push(said(sql`${filter.theme} = any (rs.themes)`));
  return where;
}
