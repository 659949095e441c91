import type { ReactNode } from "react";
import type { TimeBar } from "#app/components/charts/bars-plot.tsx";
import { MarkFlags, MarkWords } from "#app/components/charts/day-marks.tsx";
import { DenseBars } from "#app/components/charts/dense-bars.tsx";
import { fitLabels } from "#app/components/charts/prepare/fit-labels.ts";
import { prepareBars } from "#app/components/charts/prepare/prepare-bars.ts";
import { prepareLines } from "#app/components/charts/prepare/prepare-lines.ts";
import { prepareMarks } from "#app/components/charts/prepare/prepare-marks.ts";
import { TimeBars } from "#app/components/charts/time-bars.tsx";
import { TimeLines } from "#app/components/charts/time-lines.tsx";
import type { BlockChart } from "#db/queries/analytics/block.ts";
import { sayChart, sayExtremes } from "./describe-chart.ts";
import { columnOf, formatCell, formatOf, formatTick, numberOf, type RowDays, sayDays } from "./read-block.ts";
import type { ShownBlock } from "./types.ts";

/** Bars that may be links each; with more of them one hand reads all. */
const MOST_LINKS = 120;
/** With more series than this the others are not named. */
const NAMED = 5;

type Chart = Extract<BlockChart, { kind: "time" }>;

/** Notes on days as numbers over the plot and words under it; nothing where no note falls on its days. */
function drawMarks(block: ShownBlock, columns: readonly RowDays[]): { flags: ReactNode; words: ReactNode } {
  const marks = prepareMarks(columns, block.marks);
  return marks.length === 0 ? { flags: null, words: null } : { flags: <MarkFlags marks={marks} />, words: <MarkWords marks={marks} /> };
}

/** A row per day, week or month: one series as bars, several as lines. */
export function TimeChart({ block, chart }: { block: ShownBlock; chart: Chart }) {
  return chart.y.length > 1 ? <Lines block={block} chart={chart} /> : <Bars block={block} chart={chart} />;
}

function Bars({ block, chart }: { block: ShownBlock; chart: Chart }) {
  const format = formatOf(block);
  const y = columnOf(block, chart.y[0] ?? "");
  const { before } = chart;
  const { grain, words } = sayDays(block, chart.x);
  const labelled = fitLabels(words.map(({ short }) => short), grain === "day");
  const drawing = { ...prepareBars(block.rows.map(({ key, cells }) => ({ key, value: numberOf(cells[y.key]), before: before === undefined ? null : numberOf(cells[before]) }))), labelled };
  const bars = block.rows.map((row, at): TimeBar => ({
    key: row.key,
    label: words[at]?.label ?? "",
    shortLabel: words[at]?.short ?? "",
    text: numberOf(row.cells[y.key]) === null ? "no value" : formatCell(row.cells[y.key], y.unit, format),
    beforeText: before === undefined || numberOf(row.cells[before]) === null ? null : formatCell(row.cells[before], y.unit, format),
    href: row.links?.[y.key] ?? null,
  }));
  const { flags, words: markWords } = drawMarks(block, words);
  const against = before === undefined ? null : block.comparisonLabel;
  const extremes = sayExtremes(bars.map(({ label, text }, at) => ({ name: label, text, value: numberOf(block.rows[at]?.cells[y.key]) })));
  const Chart = bars.length > MOST_LINKS ? DenseBars : TimeBars;
  return (
    <Chart
      bars={bars}
      drawing={drawing}
      summary={sayChart({ title: block.title, against, body: extremes })}
      formatTick={(value) => formatTick(value, y.unit, format)}
      beforeLabel={against}
      annotation={null}
      marks={flags}
      foot={
        <>
          {against && drawing.beforePath !== "" && drawing.beforeJoins > 1 ? <p className="small quiet chart-foot">The line is drawn as the mean of {drawing.beforeJoins} bars; pointing at a bar says its own.</p> : null}
          {markWords}
        </>
      }
    />
  );
}

function Lines({ block, chart }: { block: ShownBlock; chart: Chart }) {
  const format = formatOf(block);
  const columns = chart.y.map((key) => columnOf(block, key));
  const unit = columns[0]?.unit ?? "count";
  const { grain, words } = sayDays(block, chart.x);
  const drawing = prepareLines(
    columns.map(({ key }) => ({ key, values: block.rows.map(({ cells }) => numberOf(cells[key])) })),
    { labelled: fitLabels(words.map(({ short }) => short), grain === "day"), fitted: unit === "rating" },
  );
  const series = columns.map(({ key, label }) => ({
    name: label,
    textAt: (at: number) => formatCell(block.rows[at]?.cells[key], unit, format),
    hrefAt: (at: number) => block.rows[at]?.links?.[key] ?? null,
  }));
  const days = block.rows.map(({ key }, at) => ({ key, label: words[at]?.label ?? "", short: words[at]?.short ?? "" }));
  const { flags, words: markWords } = drawMarks(block, words);
  const extremes = sayExtremes(
    columns.flatMap(({ key, label }) => block.rows.map(({ cells }, at) => ({ name: `${label} on ${words[at]?.label ?? ""}`, text: formatCell(cells[key], unit, format), value: numberOf(cells[key]) }))),
  );
  const others = columns.length - NAMED;
  return (
    <TimeLines
      drawing={drawing}
      series={series}
      days={days}
      summary={sayChart({ title: `${block.title}, ${columns.length} lines`, against: null, body: extremes })}
      formatTick={(value) => formatTick(value, unit, format)}
      marks={flags}
      foot={
        <>
          {others > 0 ? (
            <p className="small quiet chart-foot">
              The five largest are named; {others === 1 ? "one other is" : `the ${others} others are`} slate, and named where you point.
            </p>
          ) : null}
          {markWords}
        </>
      }
    />
  );
}
