import { sql } from "drizzle-orm";
import type { Tx } from "../../client.ts";
import type { ItemCondition, StockMovement } from "../../enums.ts";
import { bucketRows, type Frame } from "../dashboard/frame.ts";

/** A place of the record in the inventory: all new copies, or one used copy. */
export interface AlbumCopy {
  id: string;
  condition: ItemCondition;
  mediaGrade: string | null;
  sleeveGrade: string | null;
  location: string | null;
  onHand: number;
  onOrder: number;
  /** The shop's setting where the row has none of its own; used copies are not reordered. */
  reorderPoint: number | null;
  desiredLevel: number | null;
  listPrice: string | null;
  unitCost: string | null;
}

/** Every copy of a record, new ones first, then used by grade. Empty where it was never counted. */
export async function listAlbumCopies(tx: Tx, albumId: string): Promise<AlbumCopy[]> {
  const rows = await tx.execute<Record<string, unknown> & AlbumCopy>(sql`
    select i.id, i.condition, i.media_grade::text as "mediaGrade", i.sleeve_grade::text as "sleeveGrade", i.location, i.on_hand as "onHand", i.on_order as "onOrder",
      case when i.condition = 'new' then coalesce(i.reorder_point, s.low_stock_threshold) end as "reorderPoint", i.desired_level as "desiredLevel",
      coalesce(i.list_price, a.list_price)::text as "listPrice", coalesce(i.unit_cost, a.unit_cost)::text as "unitCost"
    from inventory i join albums a on a.id = i.album_id cross join settings s
    where i.album_id = ${albumId}::uuid order by i.condition, i.media_grade, i.sleeve_grade, i.id`);
  return rows.map((row): AlbumCopy => row);
}

/** What the shelf held at the end of a bar; null before the first movement. */
export interface ShelfLevel {
  start: string;
  end: string;
  copies: number | null;
}

/**
 * Copies on the shelf at the end of each bar: what is there now less what moved since. Only the
 * ledger since the period began is read, however long it is.
 */
export async function readShelfLevels(tx: Tx, albumId: string, frame: Frame): Promise<ShelfLevel[]> {
  const rows = await tx.execute<{ start: string; end: string; copies: number | null }>(sql`
    with zone as (select time_zone from settings),
    shelf as materialized (select id, on_hand from inventory where album_id = ${albumId}::uuid),
    moved as materialized (
      select (s.occurred_at at time zone (select time_zone from zone))::date as day, sum(s.quantity) as quantity
      from shelf i join sales s on s.inventory_id = i.id where s.occurred_at >= (${frame.now.from}::date - 2)::timestamptz group by 1),
    first as materialized (select min((select min(s.occurred_at) from sales s where s.inventory_id = i.id) at time zone (select time_zone from zone))::date as day from shelf i)
    select b.start_day::text as start, b.end_day::text as "end",
      (case when b.end_day >= (select day from first) then (select sum(on_hand) from shelf) - coalesce((select sum(quantity) from moved m where m.day > b.end_day), 0) end)::int as copies
    from ${bucketRows(frame.buckets)} order by b.position`);
  return [...rows];
}

export interface AlbumMovement {
  id: string;
  at: Date;
  movement: StockMovement;
  quantity: number;
  reason: string | null;
  person: string | null;
  orderNumber: number | null;
  condition: ItemCondition;
  mediaGrade: string | null;
}

/** What moved last, newest first, with who did it and why. */
export async function listAlbumMovements(tx: Tx, albumId: string, limit: number): Promise<AlbumMovement[]> {
  const rows = await tx.execute<Record<string, unknown> & Omit<AlbumMovement, "at"> & { seconds: string }>(sql`
    select s.id, extract(epoch from s.occurred_at)::text as seconds, s.movement, s.quantity, s.reason, p.name as person, o.order_number as "orderNumber",
      s.condition, s.media_grade::text as "mediaGrade"
    from (select m.*, i.condition, i.media_grade from inventory i
      cross join lateral (select * from sales x where x.inventory_id = i.id order by x.occurred_at desc, x.id desc limit ${limit}) m
      where i.album_id = ${albumId}::uuid order by m.occurred_at desc, m.id desc limit ${limit}) s
    left join people p on p.id = s.user_id left join order_items l on l.id = s.order_item_id left join orders o on o.id = l.order_id
    order by s.occurred_at desc, s.id desc`);
  return rows.map(({ seconds, ...row }): AlbumMovement => ({ ...row, at: new Date(Number(seconds) * 1000) }));
}
