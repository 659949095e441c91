import { z } from "zod/v4";
import { computeMetrics } from "#db/metrics/compute.ts";
import { METRIC_IDS, type MetricId, METRICS } from "#db/metrics/registry.ts";
import type { SourceId } from "#db/metrics/types.ts";
import { listAnnotations, readSeries, type SeriesPoint } from "#db/queries/performance/read-series.ts";
import { type Bucket, bucketsOf, type Grain, GRAINS, grainFor } from "#server/contracts/buckets.ts";
import { addDays, sayDay, sayRange } from "#server/contracts/calendar.ts";
import { rowsHref } from "#server/contracts/links.ts";
import { resolvePeriod } from "#server/contracts/period.ts";
import { AppError } from "#server/errors.ts";
import { defineTool, type ToolContext } from "#agents/define-tool.ts";
import type { AnswerBlock, AnswerFigure } from "#agents/contracts/blocks.ts";
import { sayValue } from "#agents/words.ts";
import { makeBlock, makeTable, metricFigure, outsideBlock } from "../shared/blocks.ts";
import { joinWords, sayHead } from "../shared/describe.ts";
import { periodFields, sayMetrics } from "../shared/inputs.ts";
import { readPeriod } from "../shared/period.ts";

const OVER_TIME = METRIC_IDS.filter((id) => METRICS[id].time === "range");

/** Bars one answer may hold; the statements behind stock over time look at all of its history per bar. */
const MOST_BARS = 400;
const MOST_BARS_OF: Partial<Record<SourceId, number>> = { ledger: 60, demand: 60 };
/** Rows that plain words list. */
const BARS_IN_WORDS = 12;

const UNIT_OF_TIME: Record<Grain, string> = { day: "days", week: "weeks", month: "months", quarter: "quarters", year: "years" };

/** Sums that may be added over bars; means, shares and different people may not. */
const ADDITIVE: ReadonlySet<MetricId> = new Set(["revenue", "refunds", "net_revenue", "orders", "units", "review_count"]);

const isNothing = (value: string | null): boolean => value === null || Number(value) === 0;

/** Without the bars at both ends that lie before the shop's first order or after its last and hold nothing. */
function withinHistory(points: SeriesPoint[], { shop, today }: Pick<ToolContext, "shop" | "today">): SeriesPoint[] {
  const { firstOrderDay, lastOrderDay } = shop;
  return points.filter(
    (point) => !((firstOrderDay !== null && point.end < firstOrderDay) || (lastOrderDay !== null && point.start > lastOrderDay) || point.start > today) || !isNothing(point.value),
  );
}

/** The bars that hold fewer days than the others: those cut by the period, or by today. */
function shortBars(points: readonly SeriesPoint[], whole: readonly Bucket[], lastKnown: string): SeriesPoint[] {
  return points.filter((point) => {
    const bar = whole.find((bucket) => bucket.start <= point.start && point.start <= bucket.end);
    return bar !== undefined && (bar.start < point.start || bar.end > (point.end < lastKnown ? point.end : lastKnown));
  });
}

function noteShort(points: readonly SeriesPoint[], short: readonly SeriesPoint[], grain: Grain, lastKnown: string): string[] {
  return short.map((point) => {
    const which = points.length === 1 ? "The" : point === points[0] ? "The first" : "The last";
    return `${which} ${grain} is not whole: ${sayRange(point.start, point.end < lastKnown ? point.end : lastKnown)} only.`;
  });
}

/** The bar with the highest or lowest value, the earliest of equals. */
function extreme(points: readonly SeriesPoint[], isBetter: (a: number, b: number) => boolean): SeriesPoint | null {
  let best: SeriesPoint | null = null;
  for (const point of points) if (point.value !== null && (best === null || isBetter(Number(point.value), Number(best.value)))) best = point;
  return best;
}

/** Any metric bar by bar; the best and the worst bar are read off it. */
export const metricOverTime = defineTool({
  label: "Figures over time",
  description:
    "How one figure developed: revenue (takings, turnover), orders, copies, ratings or any other by day, week, month, quarter or year, as a trend or chart, with the best and the worst day, week or month. Not for the total alone and not for comparing exactly two periods.",
  access: "read",
  minRole: "staff",
  input: z.object({
    metric: z.enum(OVER_TIME).optional().describe(`Which figure: ${sayMetrics(OVER_TIME)}. Default: revenue.`),
    grain: z.enum(GRAINS).optional().describe("How long each step is: day (daily), week (weekly, from Monday), month (monthly), quarter (quarterly), year (yearly, annual). Default: days up to a quarter, weeks up to a year, then months."),
    ...periodFields,
  }),
  async run({ tx, shop, today }, input) {
    const id = input.metric ?? "revenue";
    const metric = METRICS[id];
    const asked = readPeriod({ shop, today }, input);
    const grain = input.grain ?? grainFor(asked.period.days);
    const title = `${metric.label} by ${grain}`;
    if (asked.outside) return outsideBlock(title, shop.currency, asked);
    const buckets = bucketsOf(asked.period, grain);
    const most = MOST_BARS_OF[metric.source] ?? MOST_BARS;
    if (buckets.length > most) {
      throw new AppError("BAD_REQUEST", `That would be ${buckets.length.toLocaleString("en")} ${UNIT_OF_TIME[grain]}; at most ${most} fit in one answer. Ask for longer steps than a ${grain}, or for a shorter period.`);
    }
    const points = withinHistory(await readSeries(tx, id, buckets), { shop, today });
    const label = (point: SeriesPoint) => buckets.find((bucket) => bucket.start === point.start)?.label ?? point.start;
    // The bars that would be whole, to see which of ours are not.
    const wide = resolvePeriod({ params: { p: "custom", from: addDays(asked.now.from, -366), to: addDays(asked.now.to, 366), against: "none" }, today });
    const lastKnown = asked.now.to < today ? asked.now.to : today;
    const short = grain === "day" ? [] : shortBars(points, bucketsOf(wide, grain), lastKnown);
    // A week of two days is the lowest by accident.
    const fair = points.filter((point) => !short.includes(point));
    const judged = fair.length > 1 ? fair : points;
    const [whole] = ADDITIVE.has(id) ? await computeMetrics(tx, [id], [asked.now]) : [];
    const marks: AnswerFigure[] = (["highest", "lowest"] as const).flatMap((which) => {
      const point = judged.length > 1 ? extreme(judged, which === "highest" ? (a, b) => a > b : (a, b) => a < b) : null;
      if (!point) return [];
      const bar = resolvePeriod({ params: { p: "custom", from: point.start, to: point.end, against: "none" }, today });
      return [{ key: which, label: `${which === "highest" ? "Highest" : "Lowest"} ${grain}, ${label(point)}`, unit: metric.unit, value: point.value, href: rowsHref(id, bar) }];
    });
    const remarks = await listAnnotations(tx, asked.now);
    return makeBlock(title, shop.currency, {
      period: asked.now,
      figures: [...(whole ? [{ ...metricFigure(id, whole[id], undefined, asked.period), label: `${metric.label} in all` }] : []), ...marks],
      table: makeTable(
        [["step", grain === "day" ? "Day" : `${grain.charAt(0).toUpperCase()}${grain.slice(1)}`, "text"], ["from", "From", "day"], ["to", "To", "day"], [id, metric.label, metric.unit]],
        points.map((point) => ({
          step: label(point),
          from: point.start,
          to: point.end,
          [id]: point.value,
          href: rowsHref(id, resolvePeriod({ params: { p: "custom", from: point.start, to: point.end, against: "none" }, today })),
        })),
        points.length,
      ),
      chart: points.length > 1 ? { kind: "line", x: "step", y: id } : null,
      notes: [
        ...asked.notes,
        ...noteShort(points, short, grain, lastKnown),
        ...remarks.map((remark) => `${sayDay(remark.day, true)}: ${remark.text.replace(/\.$/, "")}.`),
      ],
    });
  },
  describe: describeSeries,
});

function describeSeries(block: AnswerBlock): string {
  const { table, currency, figures } = block;
  const value = table?.columns[3];
  if (!table || !value) return joinWords(block);
  if (table.rows.every((row) => row[value.key] === null)) return joinWords(block, `${block.title}: there is no value in these days.`);
  const marks = figures.map((figure) => `- ${figure.label}: ${sayValue(figure.value, figure.unit, currency)}`);
  const rows = table.rows.length <= BARS_IN_WORDS ? table.rows.map((row) => `- ${row["step"]}: ${sayValue(row[value.key] ?? null, value.unit, currency)}`) : [];
  // The steps are what was asked for; where they are too many to say, their sum and ends stand for them.
  return joinWords(block, [sayHead(block), "", ...rows, ...(rows.length > 0 ? ["", "In all:", ""] : []), ...marks].join("\n"));
}
