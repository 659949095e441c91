import { type ReactNode, useState } from "react";
import { PlotHand } from "./plot-hand.tsx";
import { type Line, type LinesDrawing, middleOf, spreadLabels } from "./prepare/prepare-lines.ts";
import { Readout } from "./readout.tsx";
import { PLOT_HEIGHT, TimeAxes } from "./time-axes.tsx";

/** One series in words, column by column. */
export interface SeriesWords {
  name: string;
  textAt: (at: number) => string;
  hrefAt: (at: number) => string | null;
}

interface TimeLinesProps {
  drawing: LinesDrawing;
  /** In the order of the drawing's lines. */
  series: readonly SeriesWords[];
  days: readonly { key: string; label: string; short: string }[];
  summary: string;
  formatTick: (value: number) => string;
  marks?: ReactNode;
  foot?: ReactNode;
}

/** Height of a name at the end of its line. */
const NAME_HEIGHT = 17;
/** Series that a readout lists. */
const MOST_READ = 6;

const styleOf = (line: Line | undefined, of: number): string => (line?.isNamed ? `s${line.shade}${of > 3 ? ` d${line.shade}` : ""}` : "s6");

/** Lines over time, named at their ends; one hand reads all values of a day and picks the line that is nearest. */
export function TimeLines({ drawing, series, days, summary, formatTick, marks, foot }: TimeLinesProps) {
  const { lines } = drawing;
  const [read, setRead] = useState<number | null>(null);
  const [picked, setPicked] = useState<number | null>(null);
  const known = read === null ? null : Math.min(read, days.length - 1);
  /** Lines with a value at that column, from the top. */
  const ranked = (at: number) => lines.flatMap(({ ys }, index) => (ys[at] === null || ys[at] === undefined ? [] : [{ index, y: ys[at] }])).sort((a, b) => a.y - b.y);
  const pickedAt = (at: number): number | null => (picked !== null && lines[picked]?.ys[at] !== null && lines[picked] ? picked : (ranked(at)[0]?.index ?? null));
  const says = (at: number) => {
    const index = pickedAt(at);
    const one = index === null ? undefined : series[index];
    return `${days[at]?.label ?? ""}: ${one ? `${one.name}, ${one.textAt(at)}` : "no values"}`;
  };
  const hrefAt = (at: number) => series[pickedAt(at) ?? -1]?.hrefAt(at) ?? null;
  const nearest = (at: number, y: number) => setPicked(ranked(at).reduce<{ index: number; y: number } | null>((best, one) => (best === null || Math.abs(one.y - y) < Math.abs(best.y - y) ? one : best), null)?.index ?? null);
  function step(at: number, by: number) {
    const order = ranked(at).map(({ index }) => index);
    const now = order.indexOf(pickedAt(at) ?? -1);
    setPicked(order[Math.min(order.length - 1, Math.max(0, now + by))] ?? null);
  }
  const shown = known === null ? null : pickedAt(known);
  const drawOrder = lines.map((line, index) => ({ line, index })).sort((a, b) => Number(a.index === shown) - Number(b.index === shown) || Number(a.line.isNamed) - Number(b.line.isNamed));
  return (
    <TimeAxes
      ticks={drawing.ticks}
      formatTick={formatTick}
      zeroY={drawing.zeroY}
      labels={drawing.labelled.map((at) => ({ key: days[at]?.key ?? "", x: middleOf(at, days.length), text: days[at]?.short ?? "" }))}
      isReading={known !== null}
      onLeave={() => setRead(null)}
      marks={
        <g className={shown === null ? "lines" : "lines picking"}>
          {drawOrder.map(({ line, index }) => (
            <LineMark key={line.key} line={line} className={`${styleOf(line, lines.length)}${index === shown ? " picked" : ""}`} dotAt={index === shown ? known : null} columns={days.length} />
          ))}
        </g>
      }
      texts={marks}
      side={<Names lines={lines} series={series} shown={shown} />}
    >
      <PlotHand summary={summary} columns={days.length} read={known} onRead={setRead} says={says} hrefAt={hrefAt} onHeight={nearest} onStep={step} />
      {known === null ? null : (
        <Readout at={known} of={days.length}>
          {days[known]?.label}
          <ReadList order={ranked(known).map(({ index }) => index)} shown={shown} series={series} lines={lines} at={known} />
        </Readout>
      )}
      <ul className="line-key small" aria-hidden="true">
        {lines.map((line, index) => (line.isNamed ? <KeyName key={line.key} className={styleOf(line, lines.length)} name={series[index]?.name ?? ""} /> : null))}
      </ul>
      {foot}
    </TimeAxes>
  );
}

interface LineMarkProps {
  line: Line;
  className: string;
  /** The column whose value is read on this line. */
  dotAt: number | null;
  columns: number;
}

function LineMark({ line, className, dotAt, columns }: LineMarkProps) {
  const y = dotAt === null ? null : line.ys[dotAt];
  return (
    <g className={`course ${className}`}>
      {line.path ? (
        <svg width="100%" height="100%" viewBox="0 0 100 100" preserveAspectRatio="none" overflow="visible">
          <path d={line.path} />
        </svg>
      ) : null}
      {line.dots.map((dot) => (
        <circle key={dot.x} cx={`${dot.x}%`} cy={`${dot.y}%`} r="4" />
      ))}
      {line.isNamed && line.end ? <line className="out" x1={`${line.end.x}%`} x2="100%" y1={`${line.end.y}%`} y2={`${line.end.y}%`} /> : null}
      {dotAt === null || y === null || y === undefined ? null : <circle cx={`${middleOf(dotAt, columns)}%`} cy={`${y}%`} r="5" />}
    </g>
  );
}

/** The names of the lines at their ends, moved apart where lines end close together. */
function Names({ lines, series, shown }: { lines: readonly Line[]; series: readonly SeriesWords[]; shown: number | null }) {
  const ends = lines.flatMap((line, index) => (line.end && (line.isNamed || index === shown) ? [{ line, index, y: (line.end.y / 100) * PLOT_HEIGHT }] : []));
  const places = spreadLabels(ends.map(({ y }) => y), NAME_HEIGHT, PLOT_HEIGHT);
  return (
    <div className="line-names" aria-hidden="true">
      <svg width="14" height={PLOT_HEIGHT} overflow="visible">
        {ends.map(({ line, y }, at) => (
          <g key={line.key} className={`course ${styleOf(line, lines.length)}`}>
            <path className="thin" d={`M0 ${Math.round(y)}L12 ${Math.round(places[at] ?? y)}`} />
          </g>
        ))}
      </svg>
      <ul>
        {ends.map(({ line, index, y }, at) => (
          <li key={line.key} dir="auto" className={index === shown ? "on" : undefined} style={{ top: `${Math.round((places[at] ?? y) - NAME_HEIGHT / 2)}px` }} title={series[index]?.name}>
            {series[index]?.name}
          </li>
        ))}
      </ul>
    </div>
  );
}

function KeyName({ className, name }: { className: string; name: string }) {
  return (
    <li>
      <Swatch className={className} />
      <bdi>{name}</bdi>
    </li>
  );
}

function Swatch({ className }: { className: string }) {
  return (
    <svg width="22" height="10" className={`course ${className}`}>
      <path d="M0 5H22" />
    </svg>
  );
}

interface ReadListProps {
  /** Lines with a value, from the top. */
  order: readonly number[];
  shown: number | null;
  series: readonly SeriesWords[];
  lines: readonly Line[];
  at: number;
}

/** The values of a column from the top; the picked line is among them wherever it stands. */
function ReadList({ order, shown, series, lines, at }: ReadListProps) {
  const top = order.slice(0, MOST_READ);
  const listed = shown !== null && !top.includes(shown) ? [...top.slice(0, MOST_READ - 1), shown] : top;
  if (listed.length === 0) return <b>No values</b>;
  return (
    <>
      <span className="read-list">
        {listed.map((index) => (
          <span key={lines[index]?.key} className={index === shown ? "on" : undefined}>
            <Swatch className={styleOf(lines[index], lines.length)} />
            <bdi>{series[index]?.name}</bdi>
            <span>{series[index]?.textAt(at)}</span>
          </span>
        ))}
      </span>
      {order.length > listed.length ? <span className="quiet">and {order.length - listed.length} more</span> : null}
    </>
  );
}
