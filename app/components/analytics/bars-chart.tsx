import { headOf } from "#app/components/agent/blocks/format-cell.ts";
import { prepareSigned } from "#app/components/charts/prepare/prepare-signed.ts";
import { RankedBars } from "#app/components/charts/ranked-bars.tsx";
import { formatCount } from "#app/lib/format.ts";
import type { BlockChart } from "#db/queries/analytics/block.ts";
import { columnOf, formatBeside, formatCell, formatOf, holdsOthers, hrefOfName, numberOf, OTHERS } from "./read-block.ts";
import type { ShownBlock } from "./types.ts";

/** Bars that are drawn; the table shows the others. */
const MOST_BARS = 30;

/** A lying bar per row. */
export function BarsChart({ block, chart }: { block: ShownBlock; chart: Extract<BlockChart, { kind: "bars" }> }) {
  const format = formatOf(block);
  const label = columnOf(block, chart.label);
  const value = columnOf(block, chart.value);
  const detail = chart.detail === undefined ? null : columnOf(block, chart.detail);
  const { before } = chart;
  const rows = block.rows.slice(0, MOST_BARS);
  // All others together are no rival of the named ones: their bar would leave those no room.
  const drawing = prepareSigned(rows.map(({ key, cells }) => (key === OTHERS ? { value: null, before: null } : { value: numberOf(cells[chart.value]), before: before === undefined ? null : numberOf(cells[before]) })));
  const isWhole = holdsOthers(block);
  const bars = rows.map((row) => ({
    key: row.key,
    name: formatCell(row.cells[label.key], label.unit, format),
    nameHref: hrefOfName(row, label.key),
    text: formatBeside(row.cells[value.key], value.unit, format),
    exact: formatCell(row.cells[value.key], value.unit, format),
    href: row.links?.[value.key],
    beforeText: before === undefined || numberOf(row.cells[before]) === null ? null : formatCell(row.cells[before], value.unit, format),
    detail: detail === null ? null : formatCell(row.cells[detail.key], detail.unit, format),
  }));
  const more = (isWhole ? block.rows.length : block.total) - rows.length;
  // A grey figure beside the value says nowhere else what it counts; a name speaks for itself.
  const beside = detail === null || detail.unit === "text" ? "" : `, and in grey: ${detail.label.toLowerCase()}`;
  return (
    <>
      <RankedBars
        caption={`${block.title}: ${value.label} by ${label.label.toLowerCase()}${block.comparisonLabel && before !== undefined ? `, against ${block.comparisonLabel}` : ""}`}
        heads={{ name: label.label, value: headOf(value, block.currency), detail: detail?.label ?? null }}
        bars={bars}
        drawing={drawing}
      />
      <p className="small quiet chart-foot">
        {value.unit === "money" ? `${value.label} in ${block.currency}${beside}.` : `${value.label}${beside}.`}
        {block.comparisonLabel && drawing.bars.some((bar) => bar.before !== null) ? ` The thin mark is ${block.comparisonLabel}.` : ""}
        {more > 0 ? ` And ${formatCount(more)} more${block.rows.length > rows.length ? ", in the table" : ""}.` : ""}
      </p>
    </>
  );
}
