import { HeatMap } from "#app/components/charts/heat-map.tsx";
import { prepareHeat } from "#app/components/charts/prepare/prepare-heat.ts";
import type { BlockChart } from "#db/queries/analytics/block.ts";
import { columnOf, formatCell, formatOf, formatShortCell, hrefOfName, NOTHING, numberOf } from "./read-block.ts";
import type { ShownBlock } from "./types.ts";

/** Rows by columns, a colour per cell; columns beside those are left to the table, but for the count that a row starts from. */
export function HeatChart({ block, chart }: { block: ShownBlock; chart: Extract<BlockChart, { kind: "heat" }> }) {
  const format = formatOf(block);
  const label = columnOf(block, chart.label);
  const columns = chart.columns.map((key) => columnOf(block, key));
  const drawing = prepareHeat(block.rows.map(({ cells }) => chart.columns.map((key) => numberOf(cells[key]))));
  const rows = block.rows.map((row) => ({
    key: row.key,
    name: formatCell(row.cells[label.key], label.unit, format),
    href: hrefOfName(row, label.key),
    cells: columns.map(({ key, unit }) => {
      const text = formatCell(row.cells[key], unit, format);
      return { short: text === NOTHING ? "" : formatShortCell(row.cells[key], unit), text, href: row.links?.[key] };
    }),
  }));
  const unit = columns[0]?.unit ?? "count";
  return <HeatMap caption={`${block.title}, as a heat map`} label={label.label} columns={columns} rows={rows} drawing={drawing} formatCut={(value) => formatCell(value, unit, format)} />;
}
