import { and, eq, ne, sql } from "drizzle-orm";
import { ADMINS } from "#db/policies.ts";
import { aiPrices } from "#db/schema/index.ts";
import type { AddPriceInput, CorrectPriceInput } from "../../contracts/ai-use.ts";
import { AppError } from "../../errors.ts";
import { recordActivities } from "../activity/record-activity.ts";
import { requireRoles, type ServiceContext } from "../context.ts";

export const AI_SENTENCE = "AI use, its prices and budgets are the admins'.";

const note = (ctx: ServiceContext, action: string, id: string, fields: string[], details: Record<string, unknown>) =>
  recordActivities(ctx.tx, [{ at: ctx.now, actor: { kind: "person", id: ctx.person.id }, action, category: "agents", object: { type: "ai_price", id }, fields, requestId: ctx.requestId, details }]);

function taken(input: { model: string; validFrom: string }): AppError {
  const sentence = `${input.model} has a price from ${input.validFrom} already. Correct that one.`;
  return new AppError("CONFLICT", sentence, { validFrom: sentence });
}

const columnsOf = ({ model, inputUsd, outputUsd, validFrom, source }: AddPriceInput | CorrectPriceInput) => ({ model, inputUsd, outputUsd, validFrom, source });

/** Adds the price of a model from a day on. Runs keep the cost they had. Throws FORBIDDEN, and CONFLICT for a day that has one. */
export async function addPrice(ctx: ServiceContext, input: AddPriceInput): Promise<{ id: string }> {
  requireRoles(ctx.person, ADMINS, AI_SENTENCE);
  const [made] = await ctx.tx.insert(aiPrices).values({ id: input.key, ...columnsOf(input) }).onConflictDoNothing().returning({ id: aiPrices.id });
  if (!made) {
    const [same] = await ctx.tx.select({ model: aiPrices.model, validFrom: aiPrices.validFrom }).from(aiPrices).where(eq(aiPrices.id, input.key));
    if (same?.model === input.model && same.validFrom === input.validFrom) return { id: input.key };
    throw taken(input);
  }
  await note(ctx, "ai_price.added", input.key, [], columnsOf(input));
  return { id: input.key };
}

/** Corrects a price. Runs keep the cost they had. Throws FORBIDDEN, NOT_FOUND, and CONFLICT when somebody changed it meanwhile or the day has another. */
export async function correctPrice(ctx: ServiceContext, input: CorrectPriceInput): Promise<{ id: string; changed: boolean }> {
  requireRoles(ctx.person, ADMINS, AI_SENTENCE);
  const { tx } = ctx;
  // One change of prices at a time: a unique violation would end the transaction and its sentence with it.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('ai_prices', 4))`);
  const [known] = await tx.select({ model: aiPrices.model, inputUsd: aiPrices.inputUsd, outputUsd: aiPrices.outputUsd, validFrom: aiPrices.validFrom, source: aiPrices.source, seen: sql<string>`${aiPrices.updatedAt}::text` }).from(aiPrices).where(eq(aiPrices.id, input.id)).for("update");
  if (!known) throw new AppError("NOT_FOUND", "This price is not there any more.");
  if (known.seen !== input.seen) throw new AppError("CONFLICT", "Somebody changed this price meanwhile. Load the page again and look.");
  const [other] = await tx.select({ id: aiPrices.id }).from(aiPrices).where(and(eq(aiPrices.model, input.model), eq(aiPrices.validFrom, input.validFrom), ne(aiPrices.id, input.id)));
  if (other) throw taken(input);
  const { seen: _seen, ...before } = known;
  const after = columnsOf(input);
  const fields = (Object.keys(after) as (keyof typeof after)[]).filter((name) => (name === "inputUsd" || name === "outputUsd" ? Number(after[name]) !== Number(before[name]) : after[name] !== before[name]));
  if (fields.length === 0) return { id: input.id, changed: false };
  await tx.update(aiPrices).set(after).where(eq(aiPrices.id, input.id));
  await note(ctx, "ai_price.corrected", input.id, fields.map((name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)), { before, after });
  return { id: input.id, changed: true };
}

/** Removes a price. Runs keep the cost they had. Throws FORBIDDEN and NOT_FOUND. */
export async function removePrice(ctx: ServiceContext, input: { id: string }): Promise<void> {
  requireRoles(ctx.person, ADMINS, AI_SENTENCE);
  const [gone] = await ctx.tx.delete(aiPrices).where(eq(aiPrices.id, input.id)).returning({ model: aiPrices.model, validFrom: aiPrices.validFrom, inputUsd: aiPrices.inputUsd, outputUsd: aiPrices.outputUsd });
  if (!gone) throw new AppError("NOT_FOUND", "This price is not there any more.");
  await note(ctx, "ai_price.removed", input.id, [], gone);
}
