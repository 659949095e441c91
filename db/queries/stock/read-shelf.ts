import { sql, type SQL } from "drizzle-orm";
import type { Tx } from "../../client.ts";
import type { ItemCondition, StockMovement } from "../../enums.ts";
import { CURSOR_PARTS, cutPage, decodeCursor } from "../cursor.ts";

/** One place on the shelf with all that is known of its record. */
export interface ShelfDetail {
  /** Null while the record was never counted: the first act makes the place. */
  inventoryId: string | null;
  albumId: string;
  title: string;
  artist: string | null;
  label: string | null;
  genre: string | null;
  year: number | null;
  format: string | null;
  catalogueNumber: string | null;
  barcode: string | null;
  supplierId: string | null;
  supplier: string | null;
  leadTimeDays: number | null;
  condition: ItemCondition;
  mediaGrade: string | null;
  sleeveGrade: string | null;
  onHand: number | null;
  /** What the row says itself; null where the shop's setting counts. */
  ownReorderPoint: number | null;
  reorderPoint: number;
  desiredLevel: number | null;
  onOrder: number;
  location: string | null;
  price: string | null;
  unitCost: string | null;
  /** The record's own cost, without the copy's. */
  albumCost: string | null;
  /** The version of the record: changes with every change of it. */
  version: string;
  band: "out" | "low" | "fine" | "none" | null;
}

/** The place with this id, or the place of new copies of the record with this id; null where there is neither. */
export async function readShelf(tx: Tx, id: string): Promise<ShelfDetail | null> {
  const [row] = await tx.execute<ShelfDetail & Record<string, unknown>>(sql`
    select i.id as "inventoryId", a.id as "albumId", a.title, ar.name as artist, l.name as label, g.name as genre, a.year::int as year, a.format, a.catalogue_number as "catalogueNumber", a.barcode,
      a.supplier_id as "supplierId", su.name as supplier, su.lead_time_days as "leadTimeDays", coalesce(i.condition, 'new') as condition, i.media_grade as "mediaGrade", i.sleeve_grade as "sleeveGrade",
      i.on_hand as "onHand", i.reorder_point as "ownReorderPoint", coalesce(i.reorder_point, (select low_stock_threshold from settings)) as "reorderPoint", i.desired_level as "desiredLevel",
      coalesce(i.on_order, 0) as "onOrder", i.location, coalesce(i.list_price, a.list_price)::text as price, coalesce(i.unit_cost, a.unit_cost)::text as "unitCost", a.unit_cost::text as "albumCost",
      a.updated_at::text as version,
      case when i.condition = 'used' then null when i.on_hand is null or i.on_hand < 0 then 'none' when i.on_hand = 0 then 'out'
        when i.on_hand <= coalesce(i.reorder_point, (select low_stock_threshold from settings)) then 'low' else 'fine' end as band
    from albums a left join inventory i on i.album_id = a.id and (i.id = ${id}::uuid or (a.id = ${id}::uuid and i.condition = 'new'))
      left join artists ar on ar.id = a.artist_id left join labels l on l.id = a.label_id left join genres g on g.id = a.genre_id left join suppliers su on su.id = a.supplier_id
    where a.id = coalesce((select album_id from inventory where id = ${id}::uuid), ${id}::uuid)`);
  return row ?? null;
}

/** The other places of a record: its new copies and each used one that is there. */
export async function listOtherCopies(tx: Tx, albumId: string, exceptId: string | null): Promise<{ id: string; condition: ItemCondition; mediaGrade: string | null; sleeveGrade: string | null; onHand: number; price: string | null }[]> {
  const rows = await tx.execute<{ id: string; condition: ItemCondition; mediaGrade: string | null; sleeveGrade: string | null; onHand: number; price: string | null }>(sql`
    select id, condition, media_grade as "mediaGrade", sleeve_grade as "sleeveGrade", on_hand as "onHand", list_price::text as price
    from analytics_api.inventory where album_id = ${albumId}::uuid and id is distinct from ${exceptId}::uuid and (condition = 'new' or on_hand <> 0) order by condition, id limit 20`);
  return [...rows];
}

/** A row of the ledger, for people. */
export interface Movement {
  id: string;
  movement: StockMovement;
  quantity: number;
  reason: string | null;
  at: Date;
  person: string | null;
  orderNumber: number | null;
  unitCost: string | null;
  /** What was on hand after it. */
  after: number;
  /** This row takes another back. */
  isUndo: boolean;
  undoneBy: string | null;
  /** It was taken back. */
  undone: boolean;
  /** A person made it, by itself, and it still counts. */
  mayBeUndone: boolean;
}

export const MOVEMENT_PAGE_SIZE = 15;

const MOVEMENT = sql`m.id, m.movement, m.quantity, m.reason, extract(epoch from m.occurred_at)::text as at_seconds, m.occurred_at::text as key,
  (select p.name from people p where p.id = m.user_id) as person, (select o.order_number from order_items l join orders o on o.id = l.order_id where l.id = m.order_item_id) as "orderNumber",
  m.unit_cost::text as "unitCost", m.undoes is not null as "isUndo", u.id is not null as undone, (select p.name from people p where p.id = u.user_id) as "undoneBy",
  (m.user_id is not null and m.movement <> 'sale' and m.undoes is null and m.import_batch_id is null and u.id is null) as "mayBeUndone"`;

type RawMovement = Omit<Movement, "at"> & { at_seconds: string; key: string };

const readMovement = ({ at_seconds, key: _key, ...row }: RawMovement): Movement => ({ ...row, at: new Date(Number(at_seconds) * 1000) });

/** The ledger of one place, newest first. `after` is counted back from what is on hand now. */
export async function listMovements(tx: Tx, inventoryId: string, cursor?: string): Promise<{ movements: Movement[]; nextCursor: string | null }> {
  const after = decodeCursor(cursor, [CURSOR_PARTS.instant, CURSOR_PARTS.uuid]);
  const past = after ? sql` and (m.occurred_at, m.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``;
  const rows = await tx.execute<RawMovement>(sql`
    with m as materialized (
      select m.*, (select i.on_hand from inventory i where i.id = m.inventory_id)
        - (select coalesce(sum(l.quantity), 0) from sales l where l.inventory_id = m.inventory_id and (l.occurred_at, l.id) > (m.occurred_at, m.id)) as after
      from sales m where m.inventory_id = ${inventoryId}::uuid${past} order by m.occurred_at desc, m.id desc limit ${MOVEMENT_PAGE_SIZE + 1})
    select ${MOVEMENT}, m.after::int as after from m left join sales u on u.undoes = m.id order by m.occurred_at desc, m.id desc`);
  const cut = cutPage(rows, MOVEMENT_PAGE_SIZE, (row) => [row.key, row.id]);
  return { movements: cut.rows.map(readMovement), nextCursor: cut.nextCursor };
}

/** What one act did, for the sentence after it: a line per place. */
export interface ActLine {
  inventoryId: string;
  title: string;
  movement: StockMovement;
  quantity: number;
  onHand: number;
  mayBeUndone: boolean;
  isUndo: boolean;
}

/** The movements of an act, and the count it may have been; both empty where nothing has that id. */
export async function readAct(tx: Tx, actId: string): Promise<{ lines: ActLine[]; count: { inventoryId: string; expected: number; counted: number } | null }> {
  const lines = await tx.execute<ActLine & Record<string, unknown>>(sql`
    select m.inventory_id as "inventoryId", a.title, m.movement, m.quantity, i.on_hand as "onHand", m.undoes is not null as "isUndo",
      (m.user_id is not null and m.movement <> 'sale' and m.undoes is null and not exists (select from sales u where u.undoes = m.id)) as "mayBeUndone"
    from sales m join inventory i on i.id = m.inventory_id join albums a on a.id = i.album_id where m.act_id = ${actId}::uuid order by m.id`);
  const [count] = await tx.execute<{ inventoryId: string; expected: number; counted: number }>(sql`
    select inventory_id as "inventoryId", expected, counted from stock_counts where id = ${actId}::uuid`);
  return { lines: [...lines], count: count ?? null };
}

/** The last time somebody counted a place; null where nobody did. */
export async function readLastCount(tx: Tx, inventoryId: string): Promise<{ counted: number; expected: number; at: Date; person: string | null } | null> {
  const [row] = await tx.execute<{ counted: number; expected: number; at_seconds: string; person: string | null }>(sql`
    select c.counted, c.expected, extract(epoch from c.occurred_at)::text as at_seconds, (select p.name from people p where p.id = c.user_id) as person
    from stock_counts c where c.inventory_id = ${inventoryId}::uuid order by c.occurred_at desc, c.id desc limit 1`);
  return row ? { counted: row.counted, expected: row.expected, person: row.person, at: new Date(Number(row.at_seconds) * 1000) } : null;
}

/** Names to choose from, in order. */
const listNames = (table: SQL) => async (tx: Tx): Promise<{ id: string; name: string }[]> => [...(await tx.execute<{ id: string; name: string }>(sql`select id, name from ${table} order by name, id limit 2000`))];
export const listSupplierNames = listNames(sql`suppliers`);
export const listLabelNames = listNames(sql`labels`);
export const listGenreNames = listNames(sql`genres`);
