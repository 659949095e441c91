import { sql } from "drizzle-orm";
import type { Tx } from "../../client.ts";

/** A record that may be the one somebody is about to add. */
export interface Twin {
  albumId: string;
  title: string;
  artist: string | null;
  catalogueNumber: string | null;
  barcode: string | null;
  year: number | null;
  onHand: number | null;
  because: "name" | "barcode";
}

/** Records with the same title and artist (case, accents and apostrophes aside), or with the same barcode. */
export async function findTwins(tx: Tx, of: { title: string; artist?: string | undefined; barcode?: string | undefined; except?: string | undefined }, limit = 5): Promise<Twin[]> {
  const code = sql`ltrim(search_code(${of.barcode ?? ""}::text), '0')`;
  const rows = await tx.execute<Twin & Record<string, unknown>>(sql`
    with found as (
      select id, 'name' as because from analytics_api.albums where fold_text(title) = fold_text(${of.title}::text) and fold_text(coalesce(artist, '')) = fold_text(${of.artist ?? ""}::text)
      union all
      select album_id, 'barcode' from analytics_api.shelf where ${code} <> '' and search_code(barcode) like '%' || ${code} and ltrim(search_code(barcode), '0') = ${code}),
    each as (select id, min(because) as because from found where id is distinct from ${of.except ?? null}::uuid group by id)
    select a.id as "albumId", a.title, a.artist, a.catalogue_number as "catalogueNumber", (select min(b.barcode) from analytics_api.shelf b where b.album_id = a.id) as barcode, a.year::int as year,
      (select i.on_hand from analytics_api.inventory i where i.album_id = a.id and i.condition = 'new') as "onHand", e.because
    from each e join analytics_api.albums a on a.id = e.id order by e.because, a.title, a.id limit ${limit}`);
  return [...rows];
}
