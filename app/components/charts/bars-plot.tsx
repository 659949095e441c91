import type { ReactNode } from "react";
import { type LabelPlace, placeOnLine, placeOver } from "./prepare/place-label.ts";
import type { BarsDrawing } from "./prepare/prepare-bars.ts";
import { Readout } from "./readout.tsx";
import { TimeAxes } from "./time-axes.tsx";

/** The words of one bar; what it looks like stands in the drawing. */
export interface TimeBar {
  key: string;
  /** "Sat 14 Nov". */
  label: string;
  /** As short as an axis needs: "14 Nov". */
  shortLabel: string;
  /** "€1,905.00". */
  text: string;
  beforeText: string | null;
  /** The rows behind the bar; null where there is no page for them, then it is only read. */
  href: string | null;
}

/** What a chart of bars over time needs, however hands move over it. */
export interface BarsProps {
  bars: readonly TimeBar[];
  drawing: BarsDrawing;
  /** What the whole drawing says, for those who hear it. */
  summary: string;
  formatTick: (value: number) => string;
  /** "the 30 days before"; names the thin line. */
  beforeLabel: string | null;
  /** Words on one bar; the highest bar gets its value where nothing else is said. */
  annotation: { key: string; text: string } | null;
  /** What is drawn over the bars beside that: marks of days. */
  marks?: ReactNode;
  /** Words under the chart. */
  foot?: ReactNode;
}

/** Width of a letter in percent of the plot where there is room (about 640 pixels), and on a phone. */
const LETTER_ROOMY = 1.1;
const LETTER_SNUG = 2.3;

interface BarsPlotProps extends Omit<BarsProps, "summary"> {
  /** The bar that is read. */
  read: number | null;
  onLeave: () => void;
  hands: ReactNode;
}

/** Bars over time around a drawn zero, the comparison as a thin stepped line, a readout on the bar that is read. */
export function BarsPlot({ bars, drawing, formatTick, beforeLabel, annotation, marks, foot, read, onLeave, hands }: BarsPlotProps) {
  const noted = annotation ? bars.findIndex((bar) => bar.key === annotation.key) : marks ? -1 : drawing.highest;
  const notedBar = drawing.bars[noted];
  const notedText = annotation?.text ?? (bars[noted] ? `${bars[noted].label}: ${bars[noted].text}` : "");
  const lineYs = drawing.bars.map((bar) => bar.beforeY);
  const tops = drawing.bars.map((bar) => Math.min(bar.y, bar.beforeY ?? 100));
  const roomy = notedBar ? placeOver(tops, noted, notedText.length * LETTER_ROOMY) : null;
  const snug = notedBar ? placeOver(tops, noted, notedText.length * LETTER_SNUG) : null;
  const lineName = beforeLabel && drawing.beforePath ? `line: ${beforeLabel}` : "";
  const namePlace = lineName ? placeOnLine(lineYs, tops, lineName.length * LETTER_ROOMY, roomy) : null;
  const labels = drawing.labelled.map((at) => ({ key: bars[at]?.key ?? "", x: middleOf(drawing.bars[at]), text: bars[at]?.shortLabel ?? "" }));
  const readBar = read === null ? undefined : bars[read];
  return (
    <TimeAxes
      ticks={drawing.ticks}
      formatTick={formatTick}
      zeroY={drawing.zeroY}
      gaps={drawing.gaps}
      labels={labels}
      isReading={read !== null}
      onLeave={onLeave}
      marks={
        <>
          {drawing.shape ? (
            <svg width="100%" height="100%" viewBox="0 0 100 100" preserveAspectRatio="none">
              <path className="c-now" d={drawing.shape} />
            </svg>
          ) : (
            drawing.bars.map((bar) => (bar.height > 0 ? <rect key={bar.key} className="c-now" x={`${bar.x}%`} width={`${bar.width}%`} y={`${bar.y}%`} height={`${bar.height}%`} /> : null))
          )}
          {drawing.beforePath ? (
            <svg width="100%" height="100%" viewBox="0 0 100 100" preserveAspectRatio="none" overflow="visible">
              <path className="l-halo" d={drawing.beforePath} />
              <path className="l-before" d={drawing.beforePath} />
            </svg>
          ) : null}
        </>
      }
      texts={
        <>
          {marks}
          <PlacedText className="before roomy" place={namePlace} text={lineName} />
          {notedBar ? <PlacedText className="strong roomy" place={roomy} text={notedText} downTo={notedBar.y} /> : null}
          {notedBar ? <PlacedText className="strong snug" place={snug} text={notedText} downTo={notedBar.y} /> : null}
        </>
      }
    >
      {hands}
      {readBar && read !== null ? (
        <Readout at={read} of={bars.length}>
          <b>{readBar.text}</b>
          {readBar.label}
          {readBar.beforeText && beforeLabel ? (
            <>
              <br />
              <span className="before">{readBar.beforeText} before</span>
            </>
          ) : null}
        </Readout>
      ) : null}
      {lineName ? <p className="small quiet narrow-only">Bars: this period. Line: {beforeLabel}.</p> : null}
      {annotation && !snug ? <p className="small quiet narrow-only">{annotation.text}</p> : null}
      {foot}
    </TimeAxes>
  );
}

const middleOf = (bar: BarsDrawing["bars"][number] | undefined): number => (bar ? bar.x + bar.width / 2 : 0);

/** A bar with its comparison as one sentence. */
export const sayBar = (bar: TimeBar): string => `${bar.label}: ${bar.text}${bar.beforeText ? `, before ${bar.beforeText}` : ""}`;

interface PlacedTextProps {
  className: string;
  place: LabelPlace | null;
  text: string;
  /** Top of the bar that the text belongs to; a thin line leads there where they stand apart. */
  downTo?: number;
}

/** A text over the bars; while a readout is shown it steps back. */
function PlacedText({ className, place, text, downTo }: PlacedTextProps) {
  if (!place || !text) return null;
  return (
    <g className={`${className} note-mark`}>
      {downTo !== undefined && downTo - place.y > 6 ? <line className="lead" x1={`${place.x}%`} x2={`${place.x}%`} y1={`${place.y + 1.5}%`} y2={`${downTo - 1}%`} /> : null}
      <text className={className} x={`${place.x}%`} y={`${place.y}%`} textAnchor={place.anchor}>
        {text}
      </text>
    </g>
  );
}
