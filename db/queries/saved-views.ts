import { sql } from "drizzle-orm";
import type { Tx } from "../client.ts";

export interface SavedView {
  id: string;
  name: string;
  search: string;
  isShared: boolean;
  isOwn: boolean;
  ownerName: string | null;
}

/** Views of colleagues that a page lists; own ones are limited when they are saved. */
const MOST_SHARED = 500;

/** The views of a page that the person may open: their own by name, then those that others share. */
export async function listSavedViews(tx: Tx, page: string, personId: string): Promise<SavedView[]> {
  const rows = await tx.execute<{ id: string; name: string; search: string; is_shared: boolean; is_own: boolean; owner: string | null }>(sql`
    select v.id, v.name, v.search, v.is_shared, v.owner_id = ${personId}::uuid as is_own, p.name as owner
    from saved_views v left join people p on p.id = v.owner_id
    where v.page = ${page} order by v.owner_id = ${personId}::uuid desc, v.name, v.id limit ${MOST_SHARED + 200}`);
  return rows.map((row) => ({ id: row.id, name: row.name, search: row.search, isShared: row.is_shared, isOwn: row.is_own, ownerName: row.owner }));
}
