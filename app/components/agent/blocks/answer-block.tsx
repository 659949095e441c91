import { memo, useState } from "react";
import type { AnswerBlock as Block } from "#agents/contracts/blocks.ts";
import { formatDayRange } from "#app/lib/format.ts";
import { AnswerChart, hasChart } from "./answer-chart.tsx";
import { AnswerFigures } from "./answer-figures.tsx";
import { AnswerTable } from "./answer-table.tsx";

interface AnswerBlockProps {
  block: Block;
  timeZone: string;
  /** Tells the headings of several blocks apart. */
  id: string;
}

/** What a tool found: figures, a chart or its table, and what one must know about them. */
export const AnswerBlock = memo(function AnswerBlock({ block, timeZone, id }: AnswerBlockProps) {
  const canDraw = hasChart(block);
  const [view, setView] = useState<"chart" | "table">("chart");
  const format = { currency: block.currency, timeZone };
  const showsChart = canDraw && view === "chart";
  const { table } = block;
  return (
    // A group and not a landmark: a conversation may hold the same title twice.
    <section className="block answer-block" role="group" aria-labelledby={id}>
      <header className="block-head">
        <h3 id={id}>{block.title}</h3>
        {canDraw ? (
          <div className="tools">
            {(["chart", "table"] as const).map((kind) => (
              <button key={kind} type="button" aria-current={view === kind ? "true" : undefined} onClick={() => setView(kind)}>
                {kind === "chart" ? "Chart" : "Table"}
                <span className="sr"> of {block.title}</span>
              </button>
            ))}
          </div>
        ) : null}
      </header>
      {block.period ? <Period period={block.period} against={block.against} /> : null}
      <AnswerFigures block={block} format={format} />
      {showsChart ? <AnswerChart block={block} format={format} /> : null}
      {!showsChart && table && table.rows.length > 0 ? <AnswerTable block={block} table={table} format={format} /> : null}
      {table && table.rows.length === 0 && block.figures.length === 0 ? <p className="quiet">No rows fit.</p> : null}
      {block.notes.length > 0 ? (
        <ul className="answer-notes">
          {block.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      ) : null}
    </section>
  );
});

/** The days of a block in words, and what they are held against. */
function Period({ period, against }: { period: NonNullable<Block["period"]>; against: Block["against"] }) {
  const days = formatDayRange(period.from, period.to);
  return (
    <p className="small quiet answer-period">
      {days}
      {against ? `, against ${against.label} (${formatDayRange(against.from, against.to)})` : ""}
    </p>
  );
}
