import { sql } from "drizzle-orm";
import { v7 } from "uuid";
import type { StockMovement } from "#db/enums.ts";
import { sales } from "#db/schema/index.ts";
import { AppError } from "../../errors.ts";
import type { ServiceContext } from "../context.ts";

/** A row that an act adds to the ledger. */
export interface NewMovement {
  inventoryId: string;
  movement: StockMovement;
  quantity: number;
  reason: string;
  orderItemId?: string | null;
  undoes?: string;
  fromOrder?: number | null;
  unitCost?: string | null;
}

/** What an act answers: which act, the place to look at, and whether it had been done before (the form came twice). */
export interface StockAct {
  act: string;
  inventoryId: string;
  again: boolean;
}

const USED_KEY = "This form was sent before with something else in it. Load the page again and look at the movements.";

/**
 * Whether the act with this key is done: the same person wrote exactly these rows. Ask while the
 * places are held, so that of many equal forms the first writes and the others see it.
 * Throws CONFLICT where the key was used for something else.
 */
export async function isDone(ctx: ServiceContext, key: string, movements: readonly Pick<NewMovement, "inventoryId" | "movement" | "quantity">[]): Promise<boolean> {
  const rows = await ctx.tx.execute<{ inventory_id: string; movement: StockMovement; quantity: number; user_id: string | null }>(sql`
    select inventory_id, movement, quantity, user_id from sales where act_id = ${key}::uuid`);
  if (rows.length === 0) return false;
  const same =
    rows.length === movements.length &&
    movements.every((wanted) => rows.some((row) => row.user_id === ctx.person.id && row.inventory_id === wanted.inventoryId && row.movement === wanted.movement && row.quantity === wanted.quantity));
  if (!same) throw new AppError("CONFLICT", USED_KEY);
  return true;
}

/** Adds the rows of one act to the ledger, in the person's name; on_hand follows by trigger. Throws CONFLICT where the key was used on another place. */
export async function writeMovements(ctx: ServiceContext, key: string, movements: readonly NewMovement[]): Promise<void> {
  const written = await ctx.tx
    .insert(sales)
    .values(movements.map(({ orderItemId = null, fromOrder = null, unitCost = null, ...row }) => ({ ...row, id: v7(), orderItemId, fromOrder, unitCost, userId: ctx.person.id, occurredAt: ctx.now, actId: key })))
    .onConflictDoNothing()
    .returning({ id: sales.id });
  if (written.length !== movements.length) throw new AppError("CONFLICT", USED_KEY);
}
