import { z } from "zod/v4";
import { computeMetrics } from "#db/metrics/compute.ts";
import { type MetricId, METRICS } from "#db/metrics/registry.ts";
import { defineTool } from "#agents/define-tool.ts";
import { makeBlock, metricFigure, outsideBlock } from "../shared/blocks.ts";
import { describeFigures, joinWords } from "../shared/describe.ts";
import { compareField, metricsField, periodFields } from "../shared/inputs.ts";
import { readPeriod } from "../shared/period.ts";

/** What is shown when nobody says which figures: the dashboard's tiles. */
export const OVERVIEW_METRICS: readonly MetricId[] = ["revenue", "orders", "average_order_value", "buying_customers", "average_rating", "refunds"];

const isState = (id: MetricId): boolean => METRICS[id].time === "now";

/** The figures of one period, each with its comparison; any metric of the registry. */
export const businessOverview = defineTool({
  label: "Business overview",
  description:
    "How the shop is doing in one period: its key figures with the change against before. Also for any single figure such as revenue (takings, turnover, sales), orders, average order, buyers, refunds, margin, ratings, stock value. Not for a development over time, and not for two periods that are both named.",
  access: "read",
  minRole: "staff",
  input: z.object({ metrics: metricsField, ...periodFields, compareWith: compareField }),
  async run({ tx, shop, today }, input) {
    const ids = [...new Set(input.metrics ?? OVERVIEW_METRICS)];
    const asked = readPeriod({ shop, today }, input, input.compareWith ?? "previous");
    const shown = asked.outside ? ids.filter(isState) : ids;
    if (asked.outside && shown.length === 0) return outsideBlock("Business overview", shop.currency, asked);
    const hasRange = shown.some((id) => !isState(id));
    const before = hasRange ? asked.before : null;
    const ranges = before ? [asked.now, before] : [asked.now];
    const [now, then] = await computeMetrics(tx, shown, ranges);
    if (!now) throw new Error("no figures were computed");
    const states = shown.filter(isState);
    const notes = [
      ...asked.notes,
      ...(asked.outside ? [asked.outside] : []),
      ...(states.length > 0 ? [`${states.map((id) => METRICS[id].label).join(", ")}: as it is now.`] : []),
    ];
    return makeBlock(shown.length === 1 && shown[0] ? METRICS[shown[0]].label : "Business overview", shop.currency, {
      period: hasRange ? asked.now : null,
      against: before,
      figures: shown.map((id) => metricFigure(id, now[id], then?.[id], asked.period)),
      notes,
    });
  },
  describe: (block) => joinWords(block, describeFigures(block)),
});
