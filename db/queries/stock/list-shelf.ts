import { sql, type SQL } from "drizzle-orm";
import type { Tx } from "../../client.ts";
import type { ItemCondition } from "../../enums.ts";
import { shelfDemand } from "../../metrics/demand.ts";
import type { DayRange } from "../../metrics/types.ts";
import { CURSOR_PARTS, cutPage, decodeCursor } from "../cursor.ts";
import { albumsThatFit, rankOf } from "./search-shelf.ts";

/** A place on the shelf as the list shows it. */
export interface ShelfRow {
  /** The place's id; the record's where it was never counted. */
  id: string;
  albumId: string;
  title: string;
  artist: string | null;
  catalogueNumber: string | null;
  condition: ItemCondition;
  mediaGrade: string | null;
  sleeveGrade: string | null;
  /** Null where it was never counted. */
  onHand: number | null;
  /** The row's own, else the shop's setting. */
  reorderPoint: number;
  desiredLevel: number | null;
  onOrder: number;
  location: string | null;
  /** Of one copy, in the shop's currency: the copy's own, else the record's. */
  price: string | null;
  /** How long it lasts at its pace of the given days, to one place; null where nothing was sold or it was never in stock. */
  daysOfStock: string | null;
  /** Of new copies; null for used ones. */
  band: "out" | "low" | "fine" | "none" | null;
}

export interface ShelfFilter {
  q?: string | undefined;
  band?: "out" | "low" | "fine" | "none" | undefined;
  copies: "shelf" | "new" | "used" | "gone";
  supplier?: string | undefined;
  label?: string | undefined;
  genre?: string | undefined;
}

export interface ShelfPage extends ShelfFilter {
  sort: "best" | "title" | "onhand" | "price";
  dir: "asc" | "desc";
  cursor?: string | undefined;
}

export const SHELF_PAGE_SIZE = 50;
/** Rows a piece of a download holds. */
export const SHELF_EXPORT_SIZE = 1_000;

/** How a row of new copies stands; the words of `readStockBands`. */
export const BAND = sql`case when s.condition <> 'new' then null when s.on_hand is null or s.on_hand < 0 then 'none' when s.on_hand = 0 then 'out' when s.on_hand <= s.reorder_point then 'low' else 'fine' end`;

const COPIES = {
  shelf: sql`(s.condition = 'new' or s.on_hand <> 0)`,
  new: sql`s.condition = 'new'`,
  used: sql`s.condition = 'used' and s.on_hand <> 0`,
  gone: sql`s.condition = 'used' and s.on_hand = 0`,
} as const;

function conditions(filter: ShelfFilter): SQL[] {
  const found: SQL[] = [COPIES[filter.copies]];
  if (filter.q) found.push(sql`s.album_id in (${albumsThatFit(filter.q)})`);
  if (filter.band) found.push(sql`${BAND} = ${filter.band}`);
  if (filter.supplier) found.push(sql`s.supplier_id = ${filter.supplier}::uuid`);
  if (filter.label) found.push(sql`s.label_id = ${filter.label}::uuid`);
  if (filter.genre) found.push(sql`s.genre_id = ${filter.genre}::uuid`);
  return found;
}

/** So much of a title is sorted by: an index cannot hold one of any length. Written out, because the index is found by its expression. */
const SORTED_LETTERS = sql.raw("200");
const TITLE = sql`left(s.title, ${SORTED_LETTERS})`;

/** What is not known comes last, whichever way the list is sorted. */
const unknownLast = (column: SQL, cast: SQL, dir: ShelfPage["dir"]): SQL => sql`coalesce(${column}, ${dir === "asc" ? "1e9" : "-1e9"}::${cast})`;

/** The keys after which the page is cut: a first one of its own, then title and id. A title is looked up by its record, as it may be long. */
function keysOf({ q, sort, dir }: ShelfPage): { first: SQL | null; cast: SQL } {
  if (sort === "onhand") return { first: unknownLast(sql`s.on_hand::numeric`, sql`numeric`, dir), cast: sql`numeric` };
  if (sort === "price") return { first: unknownLast(sql`s.list_price`, sql`numeric`, dir), cast: sql`numeric` };
  return { first: sort === "best" && q ? rankOf(q) : null, cast: sql`integer` };
}

/**
 * One page of the shelf and the cursor after it. Days of stock are worked out for the rows of the
 * page alone, over `recent`, by the same definition as the metric `days_of_stock`.
 */
export async function listShelf(tx: Tx, page: ShelfPage, recent: DayRange, size = SHELF_PAGE_SIZE): Promise<{ rows: ShelfRow[]; nextCursor: string | null }> {
  const { first, cast } = keysOf(page);
  // The best come first; only what can be sorted both ways is.
  const dir = page.sort === "best" ? "asc" : page.dir;
  const [direction, past] = dir === "asc" ? [sql`asc`, sql`>`] : [sql`desc`, sql`<`];
  // A cursor says which sorting it belongs to: a price is no rank.
  const after = decodeCursor(page.cursor, [/^[a-z]+$/, CURSOR_PARTS.number, CURSOR_PARTS.uuid, CURSOR_PARTS.uuid]);
  const where = conditions(page);
  if (after && after[0] === page.sort) {
    const [, value, albumId, id] = after;
    const title = sql`(select left(t.title, ${SORTED_LETTERS}) from analytics_api.albums t where t.id = ${albumId}::uuid)`;
    const later = sql`(${TITLE} ${past} ${title} or (${TITLE} = ${title} and s.id ${past} ${id}::uuid))`;
    // The bound on the title alone is what its index is entered by.
    where.push(first ? sql`(${first} ${past} ${value}::${cast} or (${first} = ${value}::${cast} and ${later}))` : sql`${TITLE} ${past}= ${title} and ${later}`);
  }
  const rows = await tx.execute<RawRow & { key: string }>(sql`
    select ${COLUMNS}, ${first ? sql`(${first})::text` : sql`'0'`} as key
    from analytics_api.shelf s left join analytics_api.albums al on al.id = s.album_id
    where ${sql.join(where, sql` and `)}
    order by ${first ? sql`${first} ${direction}, ` : sql``}${TITLE} ${direction}, s.id ${direction} limit ${size + 1}`);
  const cut = cutPage(rows, size, (row) => [page.sort, row.key, row.album_id, row.id]);
  return { rows: await withDaysOfStock(tx, cut.rows, recent), nextCursor: cut.nextCursor };
}

type RawRow = {
  id: string;
  inventory_id: string | null;
  album_id: string;
  title: string;
  artist: string | null;
  catalogue_number: string | null;
  condition: ItemCondition;
  media_grade: string | null;
  sleeve_grade: string | null;
  on_hand: number | null;
  reorder_point: number;
  desired_level: number | null;
  on_order: number;
  location: string | null;
  price: string | null;
  band: ShelfRow["band"];
};

const COLUMNS = sql`s.id, s.inventory_id, s.album_id, s.title, al.artist, s.catalogue_number, s.condition, s.media_grade, s.sleeve_grade, s.on_hand, s.reorder_point, s.desired_level,
  s.on_order, s.location, s.list_price::text as price, ${BAND} as band`;

/** At most `limit` places that fit what was typed or scanned, the best first; with nothing typed, none. Used copies that are gone are left out. */
export async function findShelves(tx: Tx, text: string, recent: DayRange, limit: number): Promise<(ShelfRow & { rank: number })[]> {
  if (text === "") return [];
  const rows = await tx.execute<RawRow & { rank: number }>(sql`
    select ${COLUMNS}, ${rankOf(text)} as rank from analytics_api.shelf s left join analytics_api.albums al on al.id = s.album_id
    where s.album_id in (${albumsThatFit(text)}) and ${COPIES.shelf} order by rank, s.title, (s.condition = 'new') desc, s.id limit ${limit}`);
  const full = await withDaysOfStock(tx, rows, recent);
  return full.map((row, at) => ({ ...row, rank: rows[at]?.rank ?? 2 }));
}

async function withDaysOfStock(tx: Tx, rows: readonly RawRow[], recent: DayRange): Promise<ShelfRow[]> {
  const days = await readDaysOfStock(tx, rows.flatMap((row) => row.inventory_id ?? []), recent);
  return rows.map((row) => ({
    id: row.id,
    albumId: row.album_id,
    title: row.title,
    artist: row.artist,
    catalogueNumber: row.catalogue_number,
    condition: row.condition,
    mediaGrade: row.media_grade,
    sleeveGrade: row.sleeve_grade,
    onHand: row.on_hand,
    reorderPoint: row.reorder_point,
    desiredLevel: row.desired_level,
    onOrder: row.on_order,
    location: row.location,
    price: row.price,
    daysOfStock: days.get(row.inventory_id ?? "") ?? null,
    band: row.band,
  }));
}

/** on_hand / (copies sold / days in stock) of each of these places over `recent`, to one place; a place that sold nothing has no value. */
export async function readDaysOfStock(tx: Tx, inventoryIds: readonly string[], recent: DayRange): Promise<Map<string, string>> {
  if (inventoryIds.length === 0) return new Map();
  const these = sql`any(${sql.param(`{${inventoryIds.join(",")}}`)}::uuid[])`;
  const rows = await tx.execute<{ id: string; days: string | null }>(sql`
    select d.inventory_id as id, round(i.on_hand / nullif(d.sold::numeric / nullif(d.days_in_stock, 0), 0), 1)::text as days
    from (${shelfDemand(recent, sql`(select * from analytics_api.stock_days where inventory_id = ${these})`, sql`(select id, on_hand from analytics_api.inventory where id = ${these})`)}) d
    join analytics_api.inventory i on i.id = d.inventory_id`);
  return new Map(rows.flatMap(({ id, days }) => (days === null ? [] : [[id, days] as const])));
}
