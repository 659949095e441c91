import { sql } from "drizzle-orm";
import { STOCK_DESK } from "#db/policies.ts";
import type { PlanInput } from "../../contracts/stock.ts";
import { AppError } from "../../errors.ts";
import { recordActivities } from "../activity/record-activity.ts";
import { requireRoles, type ServiceContext } from "../context.ts";
import { holdShelf, STOCK_SENTENCE } from "./shelves.ts";

/**
 * Says when to reorder a place, how many copies there should be, how many are coming and where it
 * stands; nothing changes and nothing is noted where all of it was so already. Throws FORBIDDEN,
 * NOT_FOUND, and BAD_REQUEST when the desired level lies below the reorder point.
 */
export async function planShelf(ctx: ServiceContext, input: PlanInput): Promise<{ inventoryId: string; changed: boolean }> {
  requireRoles(ctx.person, STOCK_DESK, STOCK_SENTENCE);
  const { tx } = ctx;
  const { reorderPoint = null, desiredLevel = null, onOrder, location = null } = input;
  if (desiredLevel !== null && reorderPoint !== null && desiredLevel < reorderPoint) {
    const sentence = "There should be at least as many as the reorder point, else each delivery is short at once.";
    throw new AppError("BAD_REQUEST", sentence, { desiredLevel: sentence });
  }
  const shelf = await holdShelf(ctx, input.shelf);
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
