import type { Tx } from "#db/client.ts";
import { findMetric } from "#db/metrics/registry.ts";
import { EVERYONE, MANAGERS } from "#db/policies.ts";
import { listRows, readFilterNames, readRowTotal, rowsOfMetric } from "#db/queries/rows/list-rows.ts";
import type { RowFilter } from "#db/queries/rows/filters.ts";
import { sumRows } from "#db/queries/rows/sum-rows.ts";
import { readShop } from "#db/queries/shop.ts";
import { todayIn } from "../contracts/calendar.ts";
import { resolvePeriod } from "../contracts/period.ts";
import { DEFAULT_MEASURE, describeMeasure, sayNarrowing } from "../contracts/row-words.ts";
import { narrowingInput, ROW_SETS, rowsInput, type RowsInput } from "../contracts/rows.ts";
import { AppError } from "../errors.ts";
import { router, txProcedure } from "../trpc/procedures.ts";

const isRowSet = (name: string): name is (typeof ROW_SETS)[number] => (ROW_SETS as readonly string[]).includes(name);

/** What an address leads to: the figure in words, its value, and the rows behind it. Throws NOT_FOUND. */
async function resolveTarget(tx: Tx, { metric: name, of }: RowsInput, filter: RowFilter) {
  const metric = of === undefined ? findMetric(name) : null;
  if (metric) {
    const { id, label, words, formula, unit, time, rowRoles } = metric;
    return { about: { id, label, definition: words, formula, unit, time }, roles: rowRoles, total: await readRowTotal(tx, id, filter), metric: id, ...rowsOfMetric(id, filter) };
  }
  if (!isRowSet(name)) throw new AppError("NOT_FOUND", "There is no figure of that name.");
  const measure = of ?? DEFAULT_MEASURE[name];
  const { label, unit, words } = describeMeasure(name, measure);
  const total = (await sumRows(tx, name, filter))[measure] ?? null;
  const time = name === "stock" ? ("now" as const) : ("range" as const);
  return { about: { id: name, label, definition: words, formula: null, unit, time }, roles: name === "payments" ? MANAGERS : EVERYONE, total, metric: null, set: name, filter };
}

export const rowsRouter = router({
  /**
   * The rows behind a figure, one page, with the figure they add up to. The figure is for
   * everyone; who may not see its rows gets `table: null` and the sentence who may.
   */
  list: txProcedure.input(rowsInput).query(async ({ ctx, input }) => {
    const { tx, person } = ctx;
    const { currency, timeZone } = await readShop(tx);
    const period = resolvePeriod({ params: input, today: todayIn(timeZone, ctx.now) });
    const narrow = narrowingInput.parse(input);
    const { about, roles, total, metric, set, filter } = await resolveTarget(tx, input, { days: { from: period.from, to: period.to }, ...narrow });
    const allowed = roles.includes(person.role);
    return {
      metric: about,
      shop: { currency, timeZone },
      period,
      /** What the rows are narrowed to, in words: a genre, a record, a weekday, stars. */
      narrowedTo: sayNarrowing(narrow, await readFilterNames(tx, filter)),
      total,
      table: allowed ? await listRows(tx, set, filter, input.cursor, metric) : null,
      /** Who may see the rows, for those who may not. */
      reason: allowed ? null : "The total is for everyone. Managers and admins see the payments behind it.",
    };
  }),
});
