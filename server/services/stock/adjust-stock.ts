import { STOCK_DESK } from "#db/policies.ts";
import type { AdjustInput } from "../../contracts/stock.ts";
import { AppError } from "../../errors.ts";
import { recordActivities } from "../activity/record-activity.ts";
import { requireRoles, type ServiceContext } from "../context.ts";
import { holdShelf, sayCopies, STOCK_SENTENCE } from "./shelves.ts";
import { isDone, type StockAct, writeMovements } from "./write-movements.ts";

/** Puts copies on a place or takes them off, with a reason. Throws FORBIDDEN, NOT_FOUND, and BAD_REQUEST when more would leave than are there. */
export async function adjustStock(ctx: ServiceContext, input: AdjustInput): Promise<StockAct> {
  requireRoles(ctx.person, STOCK_DESK, STOCK_SENTENCE);
  const shelf = await holdShelf(ctx, input.shelf);
  const movement = { inventoryId: shelf.id, movement: "adjustment", quantity: input.quantity, reason: input.reason } as const;
  const answer = { act: input.key, inventoryId: shelf.id };
  if (await isDone(ctx, input.key, [movement])) return { ...answer, again: true };
  if (input.quantity < 0 && shelf.onHand + input.quantity < 0) {
    const sentence = shelf.onHand > 0 ? `There ${shelf.onHand === 1 ? "is" : "are"} ${sayCopies(shelf.onHand)}, so ${sayCopies(-input.quantity)} cannot be taken off.` : "The books say that none is there, so none can be taken off.";
    throw new AppError("BAD_REQUEST", sentence, { quantity: sentence });
  }
  await writeMovements(ctx, input.key, [movement]);
  await recordActivities(ctx.tx, [
    { at: ctx.now, actor: { kind: "person", id: ctx.person.id }, action: "stock.adjusted", category: "stock", object: { type: "inventory", id: shelf.id }, fields: ["on_hand"], requestId: ctx.requestId },
  ]);
  return { ...answer, again: false };
}
