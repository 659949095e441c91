import type { Database } from "#db/client.ts";
import { type BudgetUse, listUsedUp } from "#db/queries/agents/budgets.ts";
import { withSystem } from "#db/rls.ts";
import { AppError } from "../../errors.ts";

/** "$12.40", also of a sum with more places than a cent. */
export const sayDollars = (amount: string): string => `$${Number(amount).toLocaleString("en", { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;

const sentenceOf = (budget: BudgetUse): string =>
  `${budget.userId === null ? "The month's budget for AI is used up" : "Your budget for AI this month is used up"}: ${sayDollars(budget.spentUsd)} of ${sayDollars(budget.monthlyUsd)}. An admin can raise it. Figures and all pages work as before.`;

/**
 * Throws PAYMENT_REQUIRED with a sentence when a budget that stops is used up, the shop's or this person's (null: the
 * command line). Asked before a model is. Turns that are in flight have not told their cost yet, so a budget is
 * overshot by those at most: four per person and process.
 */
export async function refuseOverBudget(db: Database, personId: string | null, now: Date): Promise<void> {
  const [usedUp] = await withSystem(db, "is a budget for AI used up", (tx) => listUsedUp(tx, now, personId), { readOnly: true });
  if (usedUp) throw new AppError("PAYMENT_REQUIRED", sentenceOf(usedUp));
}
