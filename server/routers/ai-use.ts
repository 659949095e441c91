import { ADMINS } from "#db/policies.ts";
import { listAiRuns, readAiGroups, readAiOverTime, readAiTotals } from "#db/queries/agents/ai-use.ts";
import { listBudgets } from "#db/queries/agents/budgets.ts";
import { listPrices, listUnpriced } from "#db/queries/agents/prices.ts";
import { listPeople } from "#db/queries/identity.ts";
import { addPriceInput, aiEntryInput, aiRunsInput, aiUseInput, correctPriceInput, saveBudgetInput } from "../contracts/ai-use.ts";
import { todayIn } from "../contracts/calendar.ts";
import { readShop } from "#db/queries/shop.ts";
import { removeBudget, saveBudget } from "../services/agent-runs/keep-budgets.ts";
import { addPrice, AI_SENTENCE, correctPrice, removePrice } from "../services/agent-runs/keep-prices.ts";
import { roleTxProcedure, router } from "../trpc/procedures.ts";
import { framePeriod } from "./frame-period.ts";

const admins = roleTxProcedure(ADMINS, AI_SENTENCE);
const PRICED_WITHIN_MS = 90 * 86_400_000;

export const aiUseRouter = router({
  /** What was asked in a period, by day, person, agent, model and error, with the budgets of this month. */
  page: admins.input(aiUseInput).query(async ({ ctx, input }) => {
    const { tx, now } = ctx;
    const { shop, period, frame, buckets } = await framePeriod(tx, now, input);
    const groups = { people: await readAiGroups(tx, frame.now, "person"), agents: await readAiGroups(tx, frame.now, "agent"), models: await readAiGroups(tx, frame.now, "model"), errors: await readAiGroups(tx, frame.now, "error") };
    return {
      period,
      grain: frame.grain,
      timeZone: shop.timeZone,
      totals: await readAiTotals(tx, frame.now),
      before: frame.before && (await readAiTotals(tx, frame.before)),
      days: (await readAiOverTime(tx, buckets)).map((row, at) => ({ ...row, end: buckets[at]?.end ?? row.start, label: buckets[at]?.label ?? row.start })),
      ...groups,
      budgets: await listBudgets(tx, now),
      unpriced: await listUnpriced(tx, new Date(now.getTime() - PRICED_WITHIN_MS)),
      model: { provider: ctx.runtime.models.chat.provider, id: ctx.runtime.models.chat.id },
    };
  }),
  /** One page of the runs behind a figure: who, which model, what it used; nothing of what was said. */
  runs: admins.input(aiRunsInput).query(async ({ ctx, input }) => {
    const { shop, period, frame } = await framePeriod(ctx.tx, ctx.now, input);
    const { cursor, p: _p, from: _from, to: _to, against: _against, ...filter } = input;
    const people = await listPeople(ctx.tx, { now: ctx.now });
    return { ...(await listAiRuns(ctx.tx, { days: frame.now, ...filter }, cursor)), period, timeZone: shop.timeZone, filter, people: people.map(({ id, name }) => ({ id, name })) };
  }),
  /** The price list and the budgets. */
  money: admins.query(async ({ ctx }) => {
    const { timeZone } = await readShop(ctx.tx);
    const people = await listPeople(ctx.tx, { now: ctx.now });
    const today = todayIn(timeZone, ctx.now);
    return { today, prices: await listPrices(ctx.tx, today), budgets: await listBudgets(ctx.tx, ctx.now), unpriced: await listUnpriced(ctx.tx, new Date(ctx.now.getTime() - PRICED_WITHIN_MS)), people: people.map(({ id, name }) => ({ id, name })) };
  }),
  addPrice: admins.input(addPriceInput).mutation(({ ctx, input }) => addPrice(ctx, input)),
  correctPrice: admins.input(correctPriceInput).mutation(({ ctx, input }) => correctPrice(ctx, input)),
  removePrice: admins.input(aiEntryInput).mutation(({ ctx, input }) => removePrice(ctx, input)),
  saveBudget: admins.input(saveBudgetInput).mutation(({ ctx, input }) => saveBudget(ctx, input)),
  removeBudget: admins.input(aiEntryInput).mutation(({ ctx, input }) => removeBudget(ctx, input)),
});
