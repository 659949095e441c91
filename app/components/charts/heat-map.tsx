import { Link } from "@remix-run/react";
import type { HeatDrawing } from "./prepare/prepare-heat.ts";

export interface HeatRow {
  key: string;
  name: string;
  href?: string | undefined;
  cells: readonly HeatCell[];
}

export interface HeatCell {
  /** As short as a cell needs: "1.2k". */
  short: string;
  /** Exact, with its unit. */
  text: string;
  href?: string | undefined;
}

interface HeatMapProps {
  caption: string;
  /** The head of the rows' names. */
  label: string;
  columns: readonly { key: string; label: string }[];
  rows: readonly HeatRow[];
  drawing: HeatDrawing;
  /** How the highest value of a step is said. */
  formatCut: (value: number) => string;
}

const PADDING = 9;
const LETTER = 6.2;
const LEAST_CELL = 26;
/** Widths of a block at which the values of its cells may step back; a class each. */
const ROOMS = [500, 700, 900, 1100] as const;

/** The class of the narrowest room that the values fit in. */
function roomOf(columns: number, cellWidth: number): string {
  const needed = 90 + columns * cellWidth;
  return `room-${ROOMS.find((room) => needed <= room) ?? "none"}`;
}

/**
 * Rows by columns with a colour per cell. It is a table with a place of its own to scroll in; the
 * colour repeats what each cell says.
 */
export function HeatMap({ caption, label, columns, rows, drawing, formatCut }: HeatMapProps) {
  const longest = Math.max(1, ...rows.flatMap(({ cells }) => cells.map(({ short }) => short.length)), ...columns.map((column) => column.label.length));
  const width = Math.max(LEAST_CELL, Math.round(longest * LETTER + PADDING));
  return (
    <>
      <div className="heat-scroll" tabIndex={0} role="region" aria-label={`${caption}, scrolls sideways`}>
        <table className={`heat ${roomOf(columns.length, width)}`} style={{ "--cell": `${width}px` } as React.CSSProperties}>
          <caption className="sr">{caption}</caption>
          <thead>
            <tr>
              <th scope="col">{label}</th>
              {columns.map((column) => (
                <th key={column.key} scope="col" className="num">
                  {column.label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, rowAt) => (
              <tr key={row.key}>
                <th scope="row" title={row.name.length > 16 ? row.name : undefined}>
                  <bdi className="name">
                    {row.href ? (
                      <Link className="plain" to={row.href}>
                        {row.name}
                      </Link>
                    ) : (
                      row.name
                    )}
                  </bdi>
                </th>
                {row.cells.map((cell, at) => (
                  <Cell key={columns[at]?.key} cell={cell} step={drawing.steps[rowAt]?.[at] ?? null} says={`${row.name}, ${columns[at]?.label ?? ""}: ${cell.text}`} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Scale cuts={drawing.cuts} formatCut={formatCut} />
    </>
  );
}

function Cell({ cell, step, says }: { cell: HeatCell; step: number | null; says: string }) {
  if (step === null) {
    return (
      <td className="h-none">
        <span className="sr">no value</span>
      </td>
    );
  }
  return (
    <td className={step < 0 ? "h-less" : `h${step}`} title={says}>
      {cell.href ? (
        <Link to={cell.href} aria-label={`${says}. Show the rows`}>
          <span className="v">{cell.short}</span>
        </Link>
      ) : (
        <span className="v">{cell.short}</span>
      )}
    </td>
  );
}

/** What the colours mean: the highest value of each. */
function Scale({ cuts, formatCut }: { cuts: readonly number[]; formatCut: (value: number) => string }) {
  if (cuts.length === 0) return null;
  return (
    <p className="heat-scale small quiet">
      <span>Up to</span>
      {cuts.map((cut, at) => (
        <span key={cut} className={`step h${5 - cuts.length + at + 1}`}>
          {formatCut(cut)}
        </span>
      ))}
    </p>
  );
}
