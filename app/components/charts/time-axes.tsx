import type { ReactNode } from "react";
import { anchorAt } from "./prepare/anchor-at.ts";

export const PLOT_HEIGHT = 236;
const AXIS_HEIGHT = 26;

interface TimeAxesProps {
  /** Values and their heights in percent from the top. */
  ticks: readonly { value: number; y: number }[];
  formatTick: (value: number) => string;
  /** Height of the drawn zero; null where zero is not on the scale. */
  zeroY: number | null;
  /** Stretches of the zero line without values, in percent. */
  gaps?: readonly { x: number; width: number }[];
  /** Names on the time axis and where they stand, in percent. */
  labels: readonly { key: string; x: number; text: string }[];
  /** A readout is open: fixed texts step back. */
  isReading: boolean;
  onLeave: () => void;
  /** What is drawn between the grid and the zero line. */
  marks: ReactNode;
  /** What is drawn over everything. */
  texts?: ReactNode;
  /** Names at the right of the plot, where there is room. */
  side?: ReactNode;
  /** Hands and readouts over the drawing, words under it. */
  children: ReactNode;
}

/** The frame of every chart over time: values on the left, days below, a drawn zero. */
export function TimeAxes({ ticks, formatTick, zeroY, gaps = [], labels, isReading, onLeave, marks, texts, side, children }: TimeAxesProps) {
  return (
    <div className={side ? "axes sided" : "axes"}>
      <svg className="chart" height={PLOT_HEIGHT} aria-hidden="true">
        {ticks.map((tick) => (
          <text key={tick.value} x="0" y={`${tick.y}%`} dy={tick.y === 100 ? 0 : 4}>
            {formatTick(tick.value)}
          </text>
        ))}
      </svg>
      <div className={isReading ? "plot reading" : "plot"} onPointerLeave={onLeave}>
        <svg className="chart" height={PLOT_HEIGHT + AXIS_HEIGHT} aria-hidden="true">
          <svg width="100%" height={PLOT_HEIGHT} overflow="visible">
            {ticks.map(({ value, y }) => (y === zeroY ? null : <line key={value} className="grid" x1="0" x2="100%" y1={`${y}%`} y2={`${y}%`} />))}
            {marks}
            {zeroY === null ? null : <line className="zero" x1="0" x2="100%" y1={`${zeroY}%`} y2={`${zeroY}%`} />}
            {zeroY === null ? null : gaps.map((gap) => <line key={gap.x} className="gap" x1={`${gap.x}%`} x2={`${gap.x + gap.width}%`} y1={`${zeroY}%`} y2={`${zeroY}%`} />)}
            {texts}
          </svg>
          <svg y={PLOT_HEIGHT} width="100%" height={AXIS_HEIGHT} overflow="visible">
            {labels.map(({ key, x, text }) => (
              <text key={key} x={`${x}%`} y="18" textAnchor={anchorAt(x)}>
                {text}
              </text>
            ))}
          </svg>
        </svg>
        {children}
      </div>
      {side}
    </div>
  );
}
