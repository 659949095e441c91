import { sql } from "drizzle-orm";
import { STOCK_DESK } from "#db/policies.ts";
import type { ReceiveInput } from "../../contracts/stock.ts";
import { AppError } from "../../errors.ts";
import { recordActivities } from "../activity/record-activity.ts";
import { requireRoles, type ServiceContext } from "../context.ts";
import { holdShelves, STOCK_SENTENCE } from "./shelves.ts";
import { isDone, type StockAct, writeMovements } from "./write-movements.ts";

/**
 * Books a box of records in, all lines or none: the ledger gains a restock per line, what was on
 * order goes down by what came (never below zero), and a cost that was said becomes the record's, or
 * the copy's own for a used one. Throws FORBIDDEN, NOT_FOUND for an unknown place or supplier, and
 * BAD_REQUEST where two lines turn out to be one place.
 */
export async function receiveStock(ctx: ServiceContext, input: ReceiveInput): Promise<StockAct> {
  requireRoles(ctx.person, STOCK_DESK, STOCK_SENTENCE);
  const { tx, person, now } = ctx;
  const supplier = input.supplierId ? await readSupplier(ctx, input.supplierId) : null;
  const shelves = await holdShelves(ctx, input.lines.map(({ shelf }) => shelf));
  if (new Set(shelves.map(({ id }) => id)).size < shelves.length) throw new AppError("BAD_REQUEST", "A record stands in the box twice. Make it one line.");
  const reason = [supplier ? `Delivery from ${supplier.name}` : "Delivery", input.note].filter(Boolean).join(", ");
  const movements = shelves.map((shelf, at) => {
    const line = input.lines[at];
    const quantity = line?.quantity ?? 0;
    return { inventoryId: shelf.id, movement: "restock", quantity, reason, fromOrder: Math.min(shelf.onOrder, quantity), unitCost: line?.unitCost ?? null } as const;
  });
  const answer = { act: input.key, inventoryId: shelves[0]?.id ?? "" };
  if (await isDone(ctx, input.key, movements)) return { ...answer, again: true };
  await writeMovements(ctx, input.key, movements);

  const ids = sql.param(`{${movements.map(({ inventoryId }) => inventoryId).join(",")}}`);
  const costs = sql.param(`{${movements.map(({ unitCost }) => unitCost ?? "NULL").join(",")}}`);
  const came = sql.param(`{${movements.map(({ fromOrder }) => fromOrder).join(",")}}`);
  await tx.execute(sql`update inventory i set on_order = i.on_order - c.came from unnest(${ids}::uuid[], ${came}::int[]) as c(id, came) where i.id = c.id and c.came > 0`);
  await tx.execute(sql`
    update albums a set unit_cost = c.cost from unnest(${ids}::uuid[], ${costs}::numeric[]) as c(id, cost) join inventory i on i.id = c.id
    where a.id = i.album_id and i.condition = 'new' and c.cost is not null and a.unit_cost is distinct from c.cost`);
  await tx.execute(sql`
    update inventory i set unit_cost = c.cost from unnest(${ids}::uuid[], ${costs}::numeric[]) as c(id, cost)
    where i.id = c.id and i.condition = 'used' and c.cost is not null and i.unit_cost is distinct from c.cost`);
  const object = supplier ? { type: "supplier", id: supplier.id } : { type: "inventory", id: answer.inventoryId };
  await recordActivities(tx, [{ at: now, actor: { kind: "person", id: person.id }, action: "stock.received", category: "stock", object, fields: ["on_hand"], requestId: ctx.requestId }]);
  return { ...answer, again: false };
}

async function readSupplier(ctx: ServiceContext, id: string): Promise<{ id: string; name: string }> {
  const [row] = await ctx.tx.execute<{ id: string; name: string }>(sql`select id, name from suppliers where id = ${id}::uuid`);
  if (!row) throw new AppError("NOT_FOUND", "This supplier does not exist any more. Choose another.");
  return row;
}
