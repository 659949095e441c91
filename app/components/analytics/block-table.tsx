import { Link } from "@remix-run/react";
import { formatInColumn, headOf } from "#app/components/agent/blocks/format-cell.ts";
import { type Column, DataTable } from "#app/components/data-table/data-table.tsx";
import { formatCount } from "#app/lib/format.ts";
import type { BlockColumn } from "#db/queries/analytics/block.ts";
import { formatCell, formatOf, holdsOthers, hrefOfName, isNumeric, NOTHING, sayDays } from "./read-block.ts";
import type { ShownBlock, ShownRow } from "./types.ts";

/** Rows from which on the table scrolls in a place of its own. */
const MOST_ROWS = 12;

type Row = ShownRow & { at: number };

/** Beside the first column where it is narrow: what the chart draws first, else the last number. */
function amountOf({ chart }: ShownBlock, columns: readonly BlockColumn[]): string | undefined {
  const drawn = chart?.kind === "time" ? chart.y[0] : chart?.kind === "heat" ? chart.columns[0] : chart?.value;
  return columns.slice(1).find(({ key }) => key === drawn)?.key ?? columns.slice(1).findLast(({ unit }) => isNumeric(unit))?.key;
}

/** A block as a table: its own columns in its own order, each cell with the way to the rows behind it. */
export function BlockTable({ block }: { block: ShownBlock }) {
  const format = formatOf(block);
  const x = block.chart?.kind === "time" ? block.chart.x : null;
  const days = x === null ? null : sayDays(block, x).words;
  // The name of a row along time says its last day already.
  const shown = x === null ? block.columns : block.columns.filter(({ key }) => key !== "end");
  const amount = amountOf(block, shown);
  const write = (column: BlockColumn, row: Row): string => (column.key === x ? (days?.[row.at]?.label ?? "") : formatInColumn(row.cells[column.key], column.unit, format));
  const columns = shown.map((column, at): Column<Row> => ({
    head: headOf(column, block.currency),
    numeric: isNumeric(column.unit) && at > 0,
    amount: column.key === amount,
    cell: (row) => {
      const text = write(column, row);
      const said = column.unit === "text" ? <bdi>{text}</bdi> : text;
      const href = at === 0 ? hrefOfName(row, column.key) : row.links?.[column.key];
      return href && text !== NOTHING ? <Link to={href}>{said}</Link> : said;
    },
  }));
  const others = shown.slice(1).filter(({ key }) => key !== amount);
  const meta = (row: Row) =>
    others
      .map((column) => ({ column, text: formatCell(row.cells[column.key], column.unit, format) }))
      .filter(({ text }) => text !== NOTHING)
      .map(({ column, text }) => (isNumeric(column.unit) ? `${column.label} ${text}` : text))
      .join(" · ");
  return (
    <>
      <div className={block.rows.length > MOST_ROWS ? "block-table long-table" : "block-table"} tabIndex={0} role="region" aria-label={`${block.title}, table`}>
        <DataTable caption={block.title} columns={columns} rows={block.rows.map((row, at) => ({ ...row, at }))} keyOf={({ key }) => key} meta={meta} />
      </div>
      {block.total > block.rows.length && !holdsOthers(block) ? (
        <p className="small quiet">
          {formatCount(block.rows.length)} of {formatCount(block.total)} are shown.
        </p>
      ) : null}
    </>
  );
}
