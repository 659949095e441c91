import { z } from "zod/v4";
import { computeMetrics } from "#db/metrics/compute.ts";
import { METRIC_IDS, METRICS } from "#db/metrics/registry.ts";
import { countDays, sayDay } from "#server/contracts/calendar.ts";
import { AppError } from "#server/errors.ts";
import { defineTool } from "#agents/define-tool.ts";
import { makeBlock, metricFigure } from "../shared/blocks.ts";
import { describeFigures, joinWords } from "../shared/describe.ts";
import { dayField, periodFields, sayMetrics } from "../shared/inputs.ts";
import { readPeriod } from "../shared/period.ts";
import { OVERVIEW_METRICS } from "./business-overview.ts";

const COMPARED = METRIC_IDS.filter((id) => METRICS[id].time === "range");

/** The same figures in two periods that are both named, side by side. */
export const comparePeriods = defineTool({
  label: "Two periods side by side",
  description:
    "Compares two named periods (this against that, versus, before and after, Q3 against Q3 last year, this March and last March): revenue, orders or any other figures in both, with the change. Both periods are given; for one period with what came before it use the overview.",
  access: "read",
  minRole: "staff",
  input: z.object({
    metrics: z
      .array(z.enum(COMPARED))
      .min(1, "Name at least one figure.")
      .max(COMPARED.length)
      .optional()
      .describe(`Which figures: ${sayMetrics(COMPARED)}. Default: revenue, orders, average_order_value, buying_customers, average_rating, refunds.`),
    ...periodFields,
    againstFrom: dayField("First day of the other, usually earlier, period that it is compared with, included."),
    againstTo: dayField("Last day of the other period, included. Without both: as many days directly before the first period."),
  }),
  async run({ tx, shop, today }, input) {
    const ids = [...new Set(input.metrics ?? OVERVIEW_METRICS.filter((id) => METRICS[id].time === "range"))];
    const asked = readPeriod({ shop, today }, input, "previous");
    const other = input.againstFrom || input.againstTo ? readPeriod({ shop, today }, { from: input.againstFrom, to: input.againstTo }) : null;
    const before = other ? other.now : asked.before;
    const title = ids.length === 1 && ids[0] ? METRICS[ids[0]].label : "Two periods side by side";
    const outside = asked.outside ?? other?.outside ?? (before ? null : "There is nothing to compare with before the shop's first order.");
    if (outside) throw new AppError("NOT_FOUND", outside);
    if (!before) throw new Error("no second period");
    const [now, then] = await computeMetrics(tx, ids, [asked.now, before]);
    if (!now || !then) throw new Error("no figures were computed");
    const [days, daysBefore] = [countDays(asked.now.from, asked.now.to), countDays(before.from, before.to)];
    return makeBlock(title, shop.currency, {
      period: asked.now,
      against: before,
      figures: ids.map((id) => metricFigure(id, now[id], then[id], asked.period)),
      notes: [
        ...asked.notes,
        ...(other?.notes ?? []).filter((note) => !asked.notes.includes(note)),
        ...(days === daysBefore ? [] : [`The periods differ in length: ${days} and ${daysBefore} days.`]),
        ...(asked.now.from <= before.to && before.from <= asked.now.to ? [`They overlap: ${sayDay(asked.now.from > before.from ? asked.now.from : before.from, true)} is the first day in both.`] : []),
      ],
    });
  },
  describe: (block) => joinWords(block, describeFigures(block)),
});
