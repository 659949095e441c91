import { findMetric } from "#db/metrics/registry.ts";
import { listRows, readFilterNames, readRowTotal } from "#db/queries/rows/list-rows.ts";
import { readShop } from "#db/queries/shop.ts";
import { todayIn } from "../contracts/calendar.ts";
import { resolvePeriod } from "../contracts/period.ts";
import { rowsInput } from "../contracts/rows.ts";
import { AppError } from "../errors.ts";
import { router, txProcedure } from "../trpc/procedures.ts";

export const rowsRouter = router({
  /**
   * The rows behind a figure, one page, with the figure they add up to. The figure is for
   * everyone; who may not see its rows gets `table: null` and the sentence who may.
   */
  list: txProcedure.input(rowsInput).query(async ({ ctx, input }) => {
    const { tx, person } = ctx;
    const metric = findMetric(input.metric);
    if (!metric) throw new AppError("NOT_FOUND", "There is no figure of that name.");
    const { currency, timeZone } = await readShop(tx);
    const period = resolvePeriod({ params: input, today: todayIn(timeZone, ctx.now) });
    const { genre, album, customer, stars } = input;
    const filter = { days: { from: period.from, to: period.to }, genre, album, customer, stars };
    const allowed = metric.rowRoles.includes(person.role);
    return {
      metric: { id: metric.id, label: metric.label, definition: metric.words, formula: metric.formula, unit: metric.unit, time: metric.time },
      shop: { currency, timeZone },
      period,
      /** What the rows are narrowed to: a genre, a record, a customer, stars. */
      narrowedTo: await readFilterNames(tx, filter),
      total: await readRowTotal(tx, metric.id, filter),
      table: allowed ? await listRows(tx, metric.id, filter, input.cursor) : null,
      /** Who may see the rows, for those who may not. */
      reason: allowed ? null : "The total is for everyone. Managers and admins see the payments behind it.",
    };
  }),
});
