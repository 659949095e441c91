import { PartsStrip } from "#app/components/charts/parts-strip.tsx";
import { pickFills } from "#app/components/charts/prepare/pick-fills.ts";
import { prepareParts } from "#app/components/charts/prepare/prepare-shares.ts";
import type { BlockChart } from "#db/queries/analytics/block.ts";
import { columnOf, formatCell, formatOf, hrefOfName, numberOf } from "./read-block.ts";
import type { ShownBlock } from "./types.ts";

/** The rows as parts of a whole. Shares are shown where the table has them: they are never worked out here. */
export function PartsChart({ block, chart }: { block: ShownBlock; chart: Extract<BlockChart, { kind: "parts" }> }) {
  const format = formatOf(block);
  const label = columnOf(block, chart.label);
  const value = columnOf(block, chart.value);
  const share = block.columns.find(({ key, unit }) => unit === "percent" && key !== chart.value);
  const fills = pickFills(block.rows.map(({ key }) => key));
  const parts = block.rows.map((row, at) => ({
    key: row.key,
    name: formatCell(row.cells[label.key], label.unit, format),
    text: formatCell(row.cells[value.key], value.unit, format),
    share: share ? formatCell(row.cells[share.key], share.unit, format) : null,
    href: row.links?.[value.key] ?? hrefOfName(row, label.key),
    fill: fills[at] ?? "slate",
  }));
  const gap = block.rows.length > 12 ? 0.1 : 0.5;
  return (
    <PartsStrip
      id={`parts-${block.track.toLowerCase()}`}
      caption={`${block.title}: ${value.label} by ${label.label.toLowerCase()}`}
      parts={parts}
      places={prepareParts(block.rows.map(({ cells }) => numberOf(cells[value.key]) ?? 0), gap, block.rows.length > 30 ? 0.2 : 1.5)}
    />
  );
}
