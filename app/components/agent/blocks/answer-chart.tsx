import { Link } from "@remix-run/react";
import type { AnswerBlock } from "#agents/contracts/blocks.ts";
import { LengthBar } from "#app/components/charts/length-bar.tsx";
import { prepareLengths } from "#app/components/charts/prepare/prepare-shares.ts";
import { TimeBars } from "#app/components/charts/time-bars.tsx";
import { currencySymbol, formatShort, formatWhole } from "#app/lib/format.ts";
import { type CellFormat, formatCell, headOf } from "./format-cell.ts";
import { chartColumns, numberOf, prepareTimeBars } from "./prepare-answer-chart.ts";

/** Bars that are drawn; the table holds the others. */
const MOST_BARS = 10;

/** True where `AnswerChart` has something to draw. */
export function hasChart(block: AnswerBlock): boolean {
  const columns = chartColumns(block);
  const rows = block.table?.rows ?? [];
  return columns !== null && rows.length > 1 && rows.some((row) => (numberOf(row[columns.y]) ?? 0) > 0);
}

/** The chart of a block, by the pages' own drawings: bars over time, or lying bars for kinds. */
export function AnswerChart({ block, format }: { block: AnswerBlock; format: CellFormat }) {
  if (block.chart?.kind === "line") return <OverTime block={block} format={format} />;
  return <ByKind block={block} format={format} />;
}

function OverTime({ block, format }: { block: AnswerBlock; format: CellFormat }) {
  const prepared = prepareTimeBars(block, format);
  const columns = chartColumns(block);
  if (!prepared || !columns) return null;
  const beforeLabel = columns.before ? (block.against?.label ?? "before") : null;
  return (
    <TimeBars
      bars={prepared.bars}
      drawing={prepared.drawing}
      summary={`${block.title}${block.period ? `, ${block.period.label}` : ""}${beforeLabel ? `, against ${beforeLabel}` : ""}. The table holds every value.`}
      formatTick={(value) => tick(value, columns.unit, format)}
      beforeLabel={beforeLabel}
      annotation={null}
    />
  );
}

/** A value at the axis: short, with the currency at zero. */
function tick(value: number, unit: string, { currency }: CellFormat): string {
  if (unit === "percent") return `${formatShort(value * 100)}\u00a0%`;
  return unit === "money" && value === 0 ? `${currencySymbol(currency)}0` : formatShort(value);
}

function ByKind({ block, format }: { block: AnswerBlock; format: CellFormat }) {
  const columns = chartColumns(block);
  if (!columns || !block.table) return null;
  const { x, y, before, unit } = columns;
  const rows = block.table.rows.slice(0, MOST_BARS);
  const lengths = prepareLengths(rows.map((row) => ({ value: numberOf(row[y]) ?? 0, before: before ? numberOf(row[before]) : null })));
  const xColumn = block.table.columns.find(({ key }) => key === x);
  const yColumn = block.table.columns.find(({ key }) => key === y);
  const more = block.table.rows.length - rows.length;
  const hasTicks = lengths.some((length) => length.before);
  return (
    <>
      <table className="bars">
        <caption className="sr">{block.title}</caption>
        <thead className="sr">
          <tr>
            <th scope="col">{xColumn?.label}</th>
            <th scope="col">Bar</th>
            <th scope="col">{yColumn ? headOf(yColumn, format.currency) : ""}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => {
            const name = formatCell(row[x], xColumn?.unit ?? "text", format);
            const value = numberOf(row[y]);
            return (
              <tr key={`${name} ${at}`}>
                <th scope="row" title={name}>
                  {typeof row["href"] === "string" ? (
                    <Link className="plain" to={row["href"]}>
                      {name}
                    </Link>
                  ) : (
                    name
                  )}
                </th>
                <td>
                  <LengthBar length={lengths[at]?.length ?? 0} before={lengths[at]?.before ?? null} />
                </td>
                <td className="num">
                  <b title={formatCell(row[y], unit, format)}>{unit === "money" && value !== null ? formatWhole(value) : formatCell(row[y], unit, format)}</b>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p className="small quiet">
        {unit === "money" ? `In ${format.currency}.` : yColumn ? `${yColumn.label}.` : ""}
        {hasTicks && block.against ? ` The thin mark is ${block.against.label}.` : ""}
        {more > 0 ? ` ${more} more in the table.` : ""}
      </p>
    </>
  );
}
