import { sql } from "drizzle-orm";
import type { StockMovement } from "#db/enums.ts";
import { STOCK_DESK } from "#db/policies.ts";
import type { UndoInput } from "../../contracts/stock.ts";
import { AppError } from "../../errors.ts";
import { recordActivities } from "../activity/record-activity.ts";
import { requireRoles, type ServiceContext } from "../context.ts";
import { holdShelves, sayCopies, STOCK_SENTENCE } from "./shelves.ts";
import { type StockAct, writeMovements } from "./write-movements.ts";

type Target = {
  id: string;
  inventory_id: string;
  movement: StockMovement;
  quantity: number;
  reason: string | null;
  order_item_id: string | null;
  user_id: string | null;
  import_batch_id: string | null;
  undoes: string | null;
  from_order: number | null;
};
type Undone = { undoes: string; act_id: string | null; person: string | null };

/**
 * Takes back a movement that a person made, or all that is left of one act, by rows of the opposite
 * sign; what had been on order is on order again, a cost that was said stays. Sales are not undone
 * here: their order is. Throws FORBIDDEN, NOT_FOUND, BAD_REQUEST for what cannot be undone, and
 * CONFLICT when somebody undid it already or the copies have left the shelf since.
 */
export async function undoMovement(ctx: ServiceContext, input: UndoInput): Promise<StockAct> {
  requireRoles(ctx.person, STOCK_DESK, STOCK_SENTENCE);
  const { tx, person, now } = ctx;
  const which = input.of === "act" ? sql`act_id = ${input.id}::uuid` : sql`id = ${input.id}::uuid`;
  const targets = await tx.execute<Target>(sql`
    select id, inventory_id, movement, quantity, reason, order_item_id, user_id, import_batch_id, undoes, from_order from sales where ${which} order by id`);
  const [first] = targets;
  if (!first) throw new AppError("NOT_FOUND", "There is no such movement.");
  for (const target of targets) refuseWhatStays(target);
  const shelves = await holdShelves(ctx, targets.map(({ inventory_id }) => inventory_id));
  // Read only now: whoever held the places before may have undone it.
  const undone = await tx.execute<Undone>(sql`
    select s.undoes, s.act_id, (select p.name from people p where p.id = s.user_id) as person from sales s where s.undoes = any(${sql.param(`{${targets.map(({ id }) => id).join(",")}}`)}::uuid[])`);
  const answer = { act: input.key, inventoryId: first.inventory_id };
  if (undone.some(({ act_id }) => act_id === input.key)) return { ...answer, again: true };
  const left = targets.flatMap((target, at) => (undone.some(({ undoes }) => undoes === target.id) ? [] : [{ target, shelf: shelves[at] }]));
  if (left.length === 0) throw new AppError("CONFLICT", `${undone[0]?.person ?? "Somebody"} undid this already. It counts once.`);
  for (const { target, shelf } of left) {
    if (shelf && target.quantity > 0 && shelf.onHand - target.quantity < 0) {
      const there = shelf.onHand > 0 ? `only ${sayCopies(shelf.onHand)} ${shelf.onHand === 1 ? "is" : "are"} there` : "none is there";
      throw new AppError("CONFLICT", `${shelf.title}: ${sayCopies(target.quantity)} came and ${there} now, so it cannot be undone. Count the shelf instead.`);
    }
  }
  await writeMovements(
    ctx,
    input.key,
    left.map(({ target }) => ({
      inventoryId: target.inventory_id,
      movement: target.movement,
      quantity: -target.quantity,
      reason: `Undone: ${target.reason ?? "no reason given"}`,
      orderItemId: target.order_item_id,
      undoes: target.id,
    })),
  );
  await tx.execute(sql`
    update inventory i set on_order = i.on_order + c.back
    from unnest(${sql.param(`{${left.map(({ target }) => target.inventory_id).join(",")}}`)}::uuid[], ${sql.param(`{${left.map(({ target }) => target.from_order ?? 0).join(",")}}`)}::int[]) as c(id, back)
    where i.id = c.id and c.back > 0`);
  await recordActivities(tx, [
    { at: now, actor: { kind: "person", id: person.id }, action: "stock.undone", category: "stock", object: { type: "inventory", id: first.inventory_id }, fields: ["on_hand"], requestId: ctx.requestId },
  ]);
  return { ...answer, again: false };
}

function refuseWhatStays(target: Target): void {
  if (target.undoes !== null) throw new AppError("BAD_REQUEST", "This row takes back another one and stays. Count or adjust the shelf instead.");
  if (target.movement === "sale") throw new AppError("BAD_REQUEST", "A sale is not undone here: take the copies back with a return.");
  if (target.user_id === null || target.import_batch_id !== null) throw new AppError("BAD_REQUEST", "No person made this movement, so no person undoes it. Count or adjust the shelf instead.");
}
