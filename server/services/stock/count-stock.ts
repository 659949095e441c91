import { eq } from "drizzle-orm";
import { STOCK_DESK } from "#db/policies.ts";
import { stockCounts } from "#db/schema/index.ts";
import type { CountInput } from "../../contracts/stock.ts";
import { AppError } from "../../errors.ts";
import { recordActivities } from "../activity/record-activity.ts";
import { requireRoles, type ServiceContext } from "../context.ts";
import { holdShelf, sayCopies, STOCK_SENTENCE } from "./shelves.ts";
import { type StockAct, writeMovements } from "./write-movements.ts";

/**
 * Takes a person's count of one place: the ledger gets the difference, the count itself is kept
 * also where there is none. Throws FORBIDDEN, NOT_FOUND, and CONFLICT with both numbers when the
 * books changed since the person began (a sale while counting would else be counted twice).
 */
export async function countStock(ctx: ServiceContext, input: CountInput): Promise<StockAct> {
  requireRoles(ctx.person, STOCK_DESK, STOCK_SENTENCE);
  const { tx, person, now } = ctx;
  const shelf = await holdShelf(ctx, input.shelf);
  const [before] = await tx.select().from(stockCounts).where(eq(stockCounts.id, input.key));
  if (before) {
    if (before.inventoryId === shelf.id && before.userId === person.id && before.counted === input.counted) return { act: input.key, inventoryId: shelf.id, again: true };
    throw new AppError("CONFLICT", "This form was sent before with another count. Load the page again.");
  }
  if (shelf.onHand !== input.expected) {
    const sentence = `The books said ${sayCopies(input.expected)} when you began and say ${sayCopies(shelf.onHand)} now: something was sold or moved meanwhile. Nothing was changed. Look at the shelf once more, then count again.`;
    throw new AppError("CONFLICT", sentence, { counted: `The books now say ${shelf.onHand.toLocaleString("en")}.` });
  }
  const [written] = await tx
    .insert(stockCounts)
    .values({ id: input.key, inventoryId: shelf.id, expected: input.expected, counted: input.counted, userId: person.id, occurredAt: now })
    .onConflictDoNothing()
    .returning({ id: stockCounts.id });
  if (!written) throw new AppError("CONFLICT", "This form was sent before for another record. Load the page again.");
  const difference = input.counted - shelf.onHand;
  if (difference !== 0) await writeMovements(ctx, input.key, [{ inventoryId: shelf.id, movement: "adjustment", quantity: difference, reason: input.reason ?? "Counted" }]);
  await recordActivities(tx, [
    { at: now, actor: { kind: "person", id: person.id }, action: difference === 0 ? "stock.counted" : "stock.corrected", category: "stock", object: { type: "inventory", id: shelf.id }, fields: difference === 0 ? [] : ["on_hand"], requestId: ctx.requestId },
  ]);
  return { act: input.key, inventoryId: shelf.id, again: false };
}
