import { sql } from "drizzle-orm";
import type { Tx } from "../../client.ts";

export interface SupplierRow {
  id: string;
  name: string;
  leadTimeDays: number;
  /** Records that come from it. */
  titles: number;
  /** Copies that are on their way from it. */
  onOrder: number;
}

/** All suppliers by name. */
export async function listSuppliers(tx: Tx): Promise<SupplierRow[]> {
  const rows = await tx.execute<SupplierRow & Record<string, unknown>>(sql`
    with a as (select supplier_id, count(distinct album_id)::int as titles, sum(on_order)::int as on_order from analytics_api.shelf where supplier_id is not null group by supplier_id)
    select s.id, s.name, s.lead_time_days as "leadTimeDays", coalesce(a.titles, 0) as titles, coalesce(a.on_order, 0) as "onOrder" from suppliers s left join a on a.supplier_id = s.id order by s.name, s.id`);
  return [...rows];
}
