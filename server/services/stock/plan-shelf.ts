import { sql } from "drizzle-orm";
import { STOCK_DESK } from "#db/policies.ts";
import type { PlanInput } from "../../contracts/stock.ts";
import { AppError } from "../../errors.ts";
import { recordActivities } from "../activity/record-activity.ts";
import { requireRoles, type ServiceContext } from "../context.ts";
import { holdShelf, sayCopies, STOCK_SENTENCE } from "./shelves.ts";

/**
 * Says when to reorder a place, how many copies there should be, how many are coming and where it
 * stands; nothing changes and nothing is noted where all of it was so already. Throws FORBIDDEN,
 * NOT_FOUND, BAD_REQUEST when the desired level lies below the reorder point, and CONFLICT when what
 * is on order changed since the form showed it.
 */
export async function planShelf(ctx: ServiceContext, input: PlanInput): Promise<{ inventoryId: string; changed: boolean }> {
  requireRoles(ctx.person, STOCK_DESK, STOCK_SENTENCE);
  const { tx } = ctx;
  const { reorderPoint = null, desiredLevel = null, onOrder, location = null } = input;
  if (desiredLevel !== null && reorderPoint !== null && desiredLevel < reorderPoint) {
    const sentence = "There should be at least as many as the reorder point, else each delivery is short at once.";
    throw new AppError("BAD_REQUEST", sentence, { desiredLevel: sentence });
  }
  const saysNothing = [reorderPoint, desiredLevel, location].every((value) => value === null) && onOrder === 0;
  // A place that does not exist would say "out of stock" of a record that nobody counted.
  if (saysNothing && (await hasNoPlace(ctx, input.shelf))) return { inventoryId: input.shelf, changed: false };
  const shelf = await holdShelf(ctx, input.shelf);
  if (input.seenOnOrder !== undefined && shelf.onOrder !== input.seenOnOrder && shelf.onOrder !== onOrder) {
    throw new AppError("CONFLICT", `${sayCopies(input.seenOnOrder)} ${input.seenOnOrder === 1 ? "was" : "were"} on order when you began and ${sayCopies(shelf.onOrder)} ${shelf.onOrder === 1 ? "is" : "are"} now: something was received or planned meanwhile. Nothing was changed.`, {
      onOrder: `${shelf.onOrder.toLocaleString("en")} on order now.`,
    });
  }
  const [changed] = await tx.execute<{ fields: string[] }>(sql`
    with before as (select id, reorder_point, desired_level, on_order, location from inventory where id = ${shelf.id}::uuid)
    update inventory i set reorder_point = ${reorderPoint}::int, desired_level = ${desiredLevel}::int, on_order = ${onOrder}::int, location = ${location}::text
    from before b where i.id = b.id and (b.reorder_point, b.desired_level, b.on_order, b.location) is distinct from (${reorderPoint}::int, ${desiredLevel}::int, ${onOrder}::int, ${location}::text)
    returning array_remove(array[
      case when b.reorder_point is distinct from i.reorder_point then 'reorder_point' end, case when b.desired_level is distinct from i.desired_level then 'desired_level' end,
      case when b.on_order is distinct from i.on_order then 'on_order' end, case when b.location is distinct from i.location then 'location' end], null) as fields`);
  if (!changed) return { inventoryId: shelf.id, changed: false };
  await recordActivities(tx, [
    { at: ctx.now, actor: { kind: "person", id: ctx.person.id }, action: "shelf.edited", category: "stock", object: { type: "inventory", id: shelf.id }, fields: changed.fields, requestId: ctx.requestId },
  ]);
  return { inventoryId: shelf.id, changed: true };
}

/** Whether this is a record without a place for its new copies. */
async function hasNoPlace({ tx }: ServiceContext, name: string): Promise<boolean> {
  const [row] = await tx.execute<{ is_bare: boolean }>(sql`
    select exists (select from albums where id = ${name}::uuid) and not exists (select from inventory where album_id = ${name}::uuid and condition = 'new') as is_bare`);
  return row?.is_bare ?? false;
}
