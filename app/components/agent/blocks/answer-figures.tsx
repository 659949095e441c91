import { Link } from "@remix-run/react";
import type { AnswerBlock } from "#agents/contracts/blocks.ts";
import { Delta } from "#app/components/ui/delta.tsx";
import { type CellFormat, formatCell } from "./format-cell.ts";

/** The figures of a block: each with its value, what it was before and a note of its own. */
export function AnswerFigures({ block, format }: { block: AnswerBlock; format: CellFormat }) {
  if (block.figures.length === 0) return null;
  return (
    <dl className="answer-figures">
      {block.figures.map((figure) => {
        const value = formatCell(figure.value, figure.unit, format);
        return (
          <div key={figure.key}>
            <dt>{figure.label}</dt>
            <dd className={figure.unit === "text" ? "value words" : "value"}>
              {figure.href ? (
                <Link to={figure.href}>
                  {value}
                  <span className="sr">, show the rows</span>
                </Link>
              ) : (
                value
              )}
            </dd>
            {figure.change || figure.before !== undefined || figure.note ? (
              <dd className="small">
                {figure.change ? <Delta change={figure.change} unit={figure.unit} signal /> : null}
                {figure.before !== undefined && figure.before !== null ? <span className="quiet"> from {formatCell(figure.before, figure.unit, format)}</span> : null}
                {figure.note ? <span className="quiet"> {figure.note}</span> : null}
              </dd>
            ) : null}
          </div>
        );
      })}
    </dl>
  );
}
