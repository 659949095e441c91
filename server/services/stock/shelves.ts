import { sql } from "drizzle-orm";
import { v7 } from "uuid";
import { AppError } from "../../errors.ts";
import type { ServiceContext } from "../context.ts";

export const STOCK_SENTENCE = "Stock is changed by buyers, managers and admins.";

/** A place on the shelf, held by this transaction until it ends. */
export interface HeldShelf {
  id: string;
  albumId: string;
  title: string;
  condition: "new" | "used";
  onHand: number;
  onOrder: number;
}

/**
 * Holds places, each named by its own id or by its record's (then its new copies), in one order, so
 * that two boxes with the same records wait for each other instead of blocking each other. A record
 * that was never counted gets its place. Returns them in the order of `names`. Throws NOT_FOUND.
 */
export async function holdShelves(ctx: ServiceContext, names: readonly string[]): Promise<HeldShelf[]> {
  const { tx } = ctx;
  const given = sql`${sql.param(`{${names.join(",")}}`)}::uuid[]`;
  const missing = await tx.execute<{ id: string }>(sql`
    select a.id from albums a where a.id = any(${given}) and not exists (select from inventory i where i.album_id = a.id and i.condition = 'new') order by a.id`);
  for (const { id } of missing) await tx.execute(sql`insert into inventory (id, album_id) values (${v7()}::uuid, ${id}::uuid) on conflict do nothing`);
  const rows = await tx.execute<{ id: string; album_id: string; title: string; condition: "new" | "used"; on_hand: number; on_order: number }>(sql`
    select i.id, i.album_id, (select a.title from albums a where a.id = i.album_id) as title, i.condition, i.on_hand, i.on_order
    from inventory i where i.id = any(${given}) or (i.condition = 'new' and i.album_id = any(${given})) order by i.id for no key update`);
  return names.map((name) => {
    const row = rows.find(({ id }) => id === name) ?? rows.find(({ album_id, condition }) => album_id === name && condition === "new");
    if (!row) throw new AppError("NOT_FOUND", "This place on the shelf does not exist any more.");
    return { id: row.id, albumId: row.album_id, title: row.title, condition: row.condition, onHand: row.on_hand, onOrder: row.on_order };
  });
}

/** Holds one place; see `holdShelves`. */
export async function holdShelf(ctx: ServiceContext, name: string): Promise<HeldShelf> {
  const [shelf] = await holdShelves(ctx, [name]);
  if (!shelf) throw new AppError("NOT_FOUND", "This place on the shelf does not exist any more.");
  return shelf;
}

export const sayCopies = (count: number): string => `${count.toLocaleString("en")} ${count === 1 ? "copy" : "copies"}`;
