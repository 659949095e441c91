import { sql } from "drizzle-orm";
import { STOCK_DESK } from "#db/policies.ts";
import type { ReturnInput } from "../../contracts/stock.ts";
import { AppError } from "../../errors.ts";
import { recordActivities } from "../activity/record-activity.ts";
import { requireRoles, type ServiceContext } from "../context.ts";
import { type HeldShelf, holdShelf, sayCopies, STOCK_SENTENCE } from "./shelves.ts";
import { isDone, type StockAct, writeMovements } from "./write-movements.ts";

/**
 * Takes back what a customer brings. With an order's number the copies are tied to its line, and no
 * more come back than were bought. The money is another matter: this moves the stock alone.
 * Throws FORBIDDEN, NOT_FOUND, and BAD_REQUEST about the order.
 */
export async function returnStock(ctx: ServiceContext, input: ReturnInput): Promise<StockAct> {
  requireRoles(ctx.person, STOCK_DESK, STOCK_SENTENCE);
  const shelf = await holdShelf(ctx, input.shelf);
  const movement = { inventoryId: shelf.id, movement: "return", quantity: input.quantity, reason: input.reason } as const;
  const answer = { act: input.key, inventoryId: shelf.id };
  if (await isDone(ctx, input.key, [movement])) return { ...answer, again: true };
  const orderItemId = input.order === undefined ? null : await findLine(ctx, shelf, input.order, input.quantity);
  await writeMovements(ctx, input.key, [{ ...movement, orderItemId }]);
  await recordActivities(ctx.tx, [
    { at: ctx.now, actor: { kind: "person", id: ctx.person.id }, action: "stock.returned", category: "stock", object: { type: "inventory", id: shelf.id }, fields: ["on_hand"], requestId: ctx.requestId },
  ]);
  return { ...answer, again: false };
}

/** The line of the order from which so many copies can still come back. */
async function findLine(ctx: ServiceContext, shelf: HeldShelf, orderNumber: number, quantity: number): Promise<string> {
  const refuse = (sentence: string) => new AppError("BAD_REQUEST", sentence, { order: sentence });
  const number = orderNumber.toLocaleString("en");
  // New and used copies stand in different places: what came back is counted by one desk at a time.
  await ctx.tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`return ${orderNumber}`}::text, 4))`);
  const lines = await ctx.tx.execute<{ id: string; left: number }>(sql`
    select l.id, (l.quantity - coalesce((select sum(s.quantity) from sales s where s.order_item_id = l.id and s.movement = 'return'), 0))::int as left
    from orders o join order_items l on l.order_id = o.id where o.order_number = ${orderNumber} and l.album_id = ${shelf.albumId}::uuid order by l.position`);
  if (lines.length === 0) {
    const [order] = await ctx.tx.execute(sql`select from orders where order_number = ${orderNumber}`);
    throw refuse(order ? `Order ${number} does not hold this record.` : `There is no order ${number}.`);
  }
  const line = lines.find(({ left }) => left >= quantity);
  if (line) return line.id;
  const most = Math.max(0, ...lines.map(({ left }) => left));
  throw refuse(most === 0 ? `All copies of this record in order ${number} came back already.` : `Only ${sayCopies(most)} of order ${number} can still come back.`);
}
