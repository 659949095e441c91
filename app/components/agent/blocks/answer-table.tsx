import { Link } from "@remix-run/react";
import { useState } from "react";
import type { AnswerBlock, AnswerColumn, AnswerTable as Table } from "#agents/contracts/blocks.ts";
import { type Column, DataTable } from "#app/components/data-table/data-table.tsx";
import { formatCount } from "#app/lib/format.ts";
import { type CellFormat, formatCell, formatInColumn, headOf, isNumeric, NOTHING } from "./format-cell.ts";

/** Rows that are shown before a person asks for all. */
const FOLDED_ROWS = 10;

type Row = { at: number; cells: Table["rows"][number] };

/** Beside the first column where it is narrow: what the chart draws, else the last number. */
function amountOf(columns: readonly AnswerColumn[], chart: AnswerBlock["chart"]): string | undefined {
  return columns.find(({ key }) => key === chart?.y)?.key ?? columns.slice(1).findLast(({ unit }) => isNumeric(unit))?.key;
}

/** A column of ranks stands beside the name and not in its place; days that say the same twice stand once. */
function readColumns(table: Table): { columns: AnswerColumn[]; rank: AnswerColumn | null } {
  const first = table.columns[0];
  const rank = first?.key === "rank" && table.columns.length > 1 ? first : null;
  const spansDays = table.rows.some((row) => row["from"] !== row["to"]);
  const hasName = table.columns.some(({ key, unit }) => key !== "from" && key !== "to" && (unit === "text" || unit === "day"));
  const isDouble = (key: string) => !spansDays && hasName && (key === "from" || key === "to");
  return { rank, columns: table.columns.filter((column) => column !== rank && !isDouble(column.key)) };
}

/** The rows of a block, ten of them at first; two lines per row where it is narrow. */
export function AnswerTable({ block, table, format }: { block: AnswerBlock; table: Table; format: CellFormat }) {
  const [isOpen, setOpen] = useState(false);
  const { columns: known, rank } = readColumns(table);
  const amount = amountOf(known, block.chart);
  const rows = table.rows.map((cells, at) => ({ at, cells }));
  const shown = isOpen ? rows : rows.slice(0, FOLDED_ROWS);
  const columns = known.map((column, at): Column<Row> => ({
    head: headOf(column, format.currency),
    numeric: isNumeric(column.unit) && at > 0,
    amount: column.key === amount,
    cell: ({ cells }) => {
      const text = formatInColumn(cells[column.key], column.unit, format);
      if (at > 0) return text;
      return (
        <>
          {rank ? <span className="answer-rank">{formatCell(cells[rank.key], rank.unit, format)}</span> : null}
          {typeof cells["href"] === "string" ? <Link to={cells["href"]}>{text}</Link> : text}
        </>
      );
    },
  }));
  const said = known.slice(1).filter(({ key }) => key !== amount);
  return (
    <>
      <DataTable
        caption={`${block.title}${block.period ? `, ${block.period.label}` : ""}`}
        columns={columns}
        rows={shown}
        keyOf={({ at }) => String(at)}
        meta={({ cells }) =>
          said
            .map((column) => ({ column, text: formatCell(cells[column.key], column.unit, format) }))
            .filter(({ text }) => text !== NOTHING)
            .map(({ column, text }) => (isNumeric(column.unit) ? `${column.label} ${text}` : text))
            .join(" · ")
        }
      />
      {rows.length > FOLDED_ROWS ? (
        <button type="button" className="btn s" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? `The first ${FOLDED_ROWS} only` : `All ${formatCount(rows.length)} rows`}
        </button>
      ) : null}
      {table.total > rows.length && !block.notes.some((note) => /\blisted\b/.test(note)) ? (
        <p className="small quiet">
          {formatCount(rows.length)} of {formatCount(table.total)} are listed here.
        </p>
      ) : null}
    </>
  );
}
