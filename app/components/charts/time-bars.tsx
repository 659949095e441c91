import { Link } from "@remix-run/react";
import { type KeyboardEvent, type PointerEvent, useRef, useState } from "react";
import { type LabelPlace, placeOnLine, placeOver } from "./prepare/place-label.ts";
import type { BarsDrawing } from "./prepare/prepare-bars.ts";

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

interface TimeBarsProps {
  bars: readonly TimeBar[];
  drawing: BarsDrawing;
  /** What the whole drawing says, for those who hear it. */
  summary: string;
  formatTick: (value: number) => string;
  /** "the 30 days before"; names the thin line. */
  beforeLabel: string | null;
  /** Words on one bar; the highest bar gets its value where nothing else is said. */
  annotation: { key: string; text: string } | null;
}

const HEIGHT = 236;
const AXIS_HEIGHT = 26;
/** Width of a letter in percent of the plot where there is room (about 640 pixels), and on a phone. */
const LETTER_ROOMY = 1.1;
const LETTER_SNUG = 2.3;

/**
 * Bars over time with the comparison as a thin stepped line. Drawn on the server; each bar is a
 * link to its rows. Pointer, focus and arrow keys move a crosshair with a readout; one bar is in
 * the tab order, the arrows go on from there.
 */
export function TimeBars({ bars, drawing, summary, formatTick, beforeLabel, annotation }: TimeBarsProps) {
  const [read, setRead] = useState<number | null>(null);
  const [entry, setEntry] = useState(bars.length - 1);
  const columns = useRef<HTMLDivElement>(null);
  const noted = annotation ? bars.findIndex((bar) => bar.key === annotation.key) : drawing.highest;
  const notedBar = drawing.bars[noted];
  const notedText = annotation?.text ?? (bars[noted] ? `${bars[noted].label}: ${bars[noted].text}` : "");
  const lineYs = drawing.bars.map((bar) => bar.beforeY);
  const tops = drawing.bars.map((bar) => Math.min(bar.y, bar.beforeY ?? 100));
  const roomy = notedBar ? placeOver(tops, noted, notedText.length * LETTER_ROOMY) : null;
  const snug = notedBar ? placeOver(tops, noted, notedText.length * LETTER_SNUG) : null;
  const lineName = beforeLabel && drawing.beforePath ? `line: ${beforeLabel}` : "";
  const namePlace = lineName ? placeOnLine(lineYs, tops, lineName.length * LETTER_ROOMY, roomy) : null;

  function moveBy(event: KeyboardEvent, at: number) {
    const target = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: bars.length - 1 }[event.key];
    if (target === undefined) return;
    event.preventDefault();
    const next = Math.min(bars.length - 1, Math.max(0, target));
    setEntry(next);
    columns.current?.querySelectorAll<HTMLElement>("a, button")[next]?.focus();
  }

  /** A finger first reads; a second touch on the same bar follows it. */
  function readFirst(event: PointerEvent<HTMLAnchorElement>, at: number) {
    if (event.pointerType !== "touch" || read === at) return;
    event.currentTarget.addEventListener("click", (click) => click.preventDefault(), { once: true, capture: true });
    setRead(at);
  }

  return (
    <div className="axes">
      <svg className="chart" height={HEIGHT} aria-hidden="true">
        {drawing.ticks.map((tick) => (
          <text key={tick.value} x="0" y={`${tick.y}%`} dy={tick.value === 0 ? 0 : 4}>
            {formatTick(tick.value)}
          </text>
        ))}
      </svg>
      <div className={read === null ? "plot" : "plot reading"} onPointerLeave={() => setRead(null)}>
        <svg className="chart" height={HEIGHT + AXIS_HEIGHT} aria-hidden="true">
          <svg width="100%" height={HEIGHT} overflow="visible">
            {drawing.ticks.slice(1).map((tick) => (
              <line key={tick.value} className="grid" x1="0" x2="100%" y1={`${tick.y}%`} y2={`${tick.y}%`} />
            ))}
            {drawing.bars.map((bar) => (
              <rect key={bar.key} className="c-now" x={`${bar.x}%`} width={`${bar.width}%`} y={`${bar.y}%`} height={`${bar.height}%`} />
            ))}
            {drawing.beforePath ? (
              <svg width="100%" height="100%" viewBox="0 0 100 100" preserveAspectRatio="none" overflow="visible">
                <path className="l-halo" d={drawing.beforePath} />
                <path className="l-before" d={drawing.beforePath} />
              </svg>
            ) : null}
            <line className="zero" x1="0" x2="100%" y1="100%" y2="100%" />
            <PlacedText className="before roomy" place={namePlace} text={lineName} />
            {notedBar ? <PlacedText className="strong roomy" place={roomy} text={notedText} downTo={notedBar.y} /> : null}
            {notedBar ? <PlacedText className="strong snug" place={snug} text={notedText} downTo={notedBar.y} /> : null}
          </svg>
          <svg y={HEIGHT} width="100%" height={AXIS_HEIGHT} overflow="visible">
            {drawing.labelled.map((at) => {
              const bar = drawing.bars[at];
              const middle = bar ? bar.x + bar.width / 2 : 0;
              return (
                <text key={bars[at]?.key} x={`${middle}%`} y="18" textAnchor={middle > 95 ? "end" : middle < 5 ? "start" : "middle"}>
                  {bars[at]?.shortLabel}
                </text>
              );
            })}
          </svg>
        </svg>
        <div className="hits" ref={columns} role="group" aria-label={summary}>
          {bars.map((bar, at) => {
            const says = `${bar.label}: ${bar.text}${bar.beforeText ? `, before ${bar.beforeText}` : ""}`;
            const hand = {
              className: read === at ? "on" : undefined,
              tabIndex: at === entry ? 0 : -1,
              onPointerEnter: (event: PointerEvent) => event.pointerType !== "touch" && setRead(at),
              onFocus: () => setRead(at),
              onBlur: () => setRead(null),
              onKeyDown: (event: KeyboardEvent) => moveBy(event, at),
            };
            return bar.href === null ? (
              <button key={bar.key} type="button" {...hand} aria-label={says} onClick={() => setRead(at)} />
            ) : (
              <Link key={bar.key} to={bar.href} {...hand} aria-label={`${says}. Show the rows`} onPointerDown={(event) => readFirst(event, at)} />
            );
          })}
        </div>
        <Readout bar={read === null ? undefined : bars[read]} at={read ?? 0} of={bars.length} beforeLabel={beforeLabel} />
        {lineName ? <p className="small quiet narrow-only">Bars: this period. Line: {beforeLabel}.</p> : null}
        {annotation && !snug ? <p className="small quiet narrow-only">{annotation.text}</p> : null}
      </div>
    </div>
  );
}

interface ReadoutProps {
  bar: TimeBar | undefined;
  at: number;
  of: number;
  beforeLabel: string | null;
}

/** The values under the crosshair, on the side where there is room. */
function Readout({ bar, at, of, beforeLabel }: ReadoutProps) {
  if (!bar) return null;
  const x = ((at + 0.5) / of) * 100;
  const side = x > 50 ? { right: `calc(${100 - x}% + 14px)` } : { left: `calc(${x}% + 14px)` };
  return (
    <p className="readout" style={side} aria-hidden="true">
      <b>{bar.text}</b>
      {bar.label}
      {bar.beforeText && beforeLabel ? (
        <>
          <br />
          <span className="before">{bar.beforeText} before</span>
        </>
      ) : null}
    </p>
  );
}

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
