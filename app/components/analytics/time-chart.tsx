import { prepareBars } from "#app/components/charts/prepare/prepare-bars.ts";
import { TimeBars } from "#app/components/charts/time-bars.tsx";
import type { BlockChart } from "#db/queries/analytics/block.ts";
import { columnOf, formatCell, formatOf, formatTick, numberOf, sayDays } from "./read-block.ts";
import type { ShownBlock } from "./types.ts";

/** A row per day, week or month. */
export function TimeChart({ block, chart }: { block: ShownBlock; chart: Extract<BlockChart, { kind: "time" }> }) {
  const format = formatOf(block);
  const y = columnOf(block, chart.y[0] ?? "");
  const { before } = chart;
  const { grain, words } = sayDays(block, chart.x);
  const drawing = prepareBars(
    block.rows.map(({ key, cells }) => ({ key, value: numberOf(cells[y.key]) ?? 0, before: before === undefined ? null : numberOf(cells[before]) })),
    grain === "day",
    5,
  );
  const bars = block.rows.map((row, at) => ({
    key: row.key,
    label: words[at]?.label ?? "",
    shortLabel: words[at]?.short ?? "",
    text: formatCell(row.cells[y.key], y.unit, format),
    beforeText: before === undefined || numberOf(row.cells[before]) === null ? null : formatCell(row.cells[before], y.unit, format),
    href: row.links?.[y.key] ?? null,
  }));
  return (
    <TimeBars
      bars={bars}
      drawing={drawing}
      summary={`${block.title}${block.comparisonLabel ? `, against ${block.comparisonLabel}` : ""}. The table holds every value.`}
      formatTick={(value) => formatTick(value, y.unit, format)}
      beforeLabel={before === undefined ? null : block.comparisonLabel}
      annotation={null}
    />
  );
}
