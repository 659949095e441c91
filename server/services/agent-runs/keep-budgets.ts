import { eq, sql } from "drizzle-orm";
import { v7 } from "uuid";
import { ADMINS } from "#db/policies.ts";
import { aiBudgets } from "#db/schema/index.ts";
import type { SaveBudgetInput } from "../../contracts/ai-use.ts";
import { AppError } from "../../errors.ts";
import { recordActivities } from "../activity/record-activity.ts";
import { requireRoles, type ServiceContext } from "../context.ts";
import { AI_SENTENCE } from "./keep-prices.ts";

const note = (ctx: ServiceContext, action: string, id: string, fields: string[], details: Record<string, unknown>) =>
  recordActivities(ctx.tx, [{ at: ctx.now, actor: { kind: "person", id: ctx.person.id }, action, category: "agents", object: { type: "ai_budget", id }, fields, requestId: ctx.requestId, details }]);

/** Adds a budget, for the whole shop or one person. Throws FORBIDDEN, and CONFLICT where there is one already. */
async function addBudget(ctx: ServiceContext, input: SaveBudgetInput): Promise<{ id: string }> {
  const id = v7();
  const values = { monthlyUsd: input.monthlyUsd, warnPercent: input.warnPercent, stops: input.stops };
  const [made] = await ctx.tx.insert(aiBudgets).values({ id, userId: input.userId ?? null, ...values }).onConflictDoNothing().returning({ id: aiBudgets.id });
  if (!made) {
    const sentence = input.userId ? "This person has a budget already. Change that one." : "The shop has a budget already. Change that one.";
    throw new AppError("CONFLICT", sentence, { userId: sentence });
  }
  await note(ctx, "ai_budget.added", id, [], { ...values, userId: input.userId ?? null });
  return { id };
}

/**
 * Adds a month's budget, or changes one; it holds from the next question on. Whom it is for does not change.
 * Throws FORBIDDEN, NOT_FOUND, and CONFLICT when there is one already or somebody changed it meanwhile.
 */
export async function saveBudget(ctx: ServiceContext, input: SaveBudgetInput): Promise<{ id: string }> {
  requireRoles(ctx.person, ADMINS, AI_SENTENCE);
  if (input.id === undefined) return addBudget(ctx, input);
  const { tx } = ctx;
  const [known] = await tx.select({ monthlyUsd: aiBudgets.monthlyUsd, warnPercent: aiBudgets.warnPercent, stops: aiBudgets.stops, seen: sql<string>`${aiBudgets.updatedAt}::text` }).from(aiBudgets).where(eq(aiBudgets.id, input.id)).for("update");
  if (!known) throw new AppError("NOT_FOUND", "This budget is not there any more.");
  if (known.seen !== input.seen) throw new AppError("CONFLICT", "Somebody changed this budget meanwhile. Load the page again and look.");
  const fields = [
    ...(Number(known.monthlyUsd) === Number(input.monthlyUsd) ? [] : ["monthly_usd"]),
    ...(known.warnPercent === input.warnPercent ? [] : ["warn_percent"]),
    ...(known.stops === input.stops ? [] : ["stops"]),
  ];
  if (fields.length === 0) return { id: input.id };
  const after = { monthlyUsd: input.monthlyUsd, warnPercent: input.warnPercent, stops: input.stops };
  await tx.update(aiBudgets).set(after).where(eq(aiBudgets.id, input.id));
  const { seen: _seen, ...before } = known;
  await note(ctx, "ai_budget.changed", input.id, fields, { before, after });
  return { id: input.id };
}

/** Removes a budget: nothing warns or stops any more. Throws FORBIDDEN and NOT_FOUND. */
export async function removeBudget(ctx: ServiceContext, input: { id: string }): Promise<void> {
  requireRoles(ctx.person, ADMINS, AI_SENTENCE);
  const [gone] = await ctx.tx.delete(aiBudgets).where(eq(aiBudgets.id, input.id)).returning({ monthlyUsd: aiBudgets.monthlyUsd, warnPercent: aiBudgets.warnPercent, stops: aiBudgets.stops });
  if (!gone) throw new AppError("NOT_FOUND", "This budget is not there any more.");
  await note(ctx, "ai_budget.removed", input.id, [], gone);
}
