import { scaleBetween, scaleOver } from "./prepare-bars.ts";

/** One line over time; a value for each column, null where there is none. */
export interface LineSeries {
  key: string;
  values: readonly (number | null)[];
}

/** A drawn line. Places are percent of the plot. */
export interface Line {
  key: string;
  /** Straight from value to value; broken where there is none. Empty without two neighbours. */
  path: string;
  /** Values without a neighbour, which no line shows. */
  dots: { x: number; y: number }[];
  ys: (number | null)[];
  /** Where the line ends: its last known value. */
  end: { x: number; y: number } | null;
  /** True for the largest few, which are named and have a colour of their own; the others are slate. */
  isNamed: boolean;
  /** Position among the named ones in the order they came, which decides the colour; 0 for the others. */
  shade: number;
}

export interface LinesDrawing {
  lines: Line[];
  ticks: { value: number; y: number }[];
  /** Height of the drawn zero; null where zero is not on the scale. */
  zeroY: number | null;
  /** Positions of the labels on the time axis. */
  labelled: readonly number[];
}

/** With more series than this, only the largest five are named. */
const MOST_NAMED = 5;
const HEADROOM = 1.05;

const round = (value: number): number => Math.round(value * 100) / 100;

/** Middle of a column in percent of the plot. */
export const middleOf = (at: number, columns: number): number => round(((at + 0.5) * 100) / columns);

/** Keys of the series that are named: all up to five, else the five with the largest values over all columns. */
export function pickNamed(series: readonly LineSeries[]): Set<string> {
  const size = ({ values }: LineSeries) => values.reduce<number>((sum, value) => sum + Math.abs(value ?? 0), 0);
  return new Set(
    series
      .map((one) => ({ key: one.key, size: size(one) }))
      .sort((a, b) => b.size - a.size)
      .slice(0, MOST_NAMED)
      .map(({ key }) => key),
  );
}

/** The stroke through known neighbours, and the values that stand alone. */
function strokeOf(points: readonly ({ x: number; y: number } | null)[]): { path: string; dots: { x: number; y: number }[] } {
  let path = "";
  const dots: { x: number; y: number }[] = [];
  points.forEach((point, at) => {
    if (!point) return;
    const follows = at > 0 && points[at - 1] !== null;
    const leads = points[at + 1] !== undefined && points[at + 1] !== null;
    if (follows) path += `L${point.x} ${point.y}`;
    else if (leads) path += `M${point.x} ${point.y}`;
    else dots.push(point);
  });
  return { path, dots };
}

/**
 * Several series as lines on one scale. The scale holds zero, unless `fitted` asks for the range of
 * the values alone, as stars do. Colours follow the order of the series, not their size, so that a
 * line keeps its colour when another grows past it.
 */
export function prepareLines(series: readonly LineSeries[], options: { labelled: readonly number[]; fitted: boolean }): LinesDrawing {
  const columns = Math.max(0, ...series.map(({ values }) => values.length));
  let [low, high] = [Infinity, -Infinity];
  for (const { values } of series) {
    for (const value of values) {
      if (value === null) continue;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }
  const isEmpty = low > high;
  const isFlat = !isEmpty && low === 0 && high === 0;
  const fitted = options.fitted && !isEmpty;
  const { bottom, top, ticks } = fitted ? scaleBetween(low, high) : scaleOver(Math.min(0, isEmpty ? 0 : low) * HEADROOM, isEmpty || isFlat ? 1 : Math.max(0, high) * HEADROOM);
  const scale = (value: number) => round(100 - ((value - bottom) / (top - bottom)) * 100);
  const named = pickNamed(series);
  let shade = 0;
  const lines = series.map(({ key, values }): Line => {
    const points = Array.from({ length: columns }, (_, at) => {
      const value = values[at] ?? null;
      return value === null ? null : { x: middleOf(at, columns), y: scale(value) };
    });
    const isNamed = named.has(key);
    return { key, ...strokeOf(points), ys: points.map((point) => point?.y ?? null), end: points.findLast((point) => point !== null) ?? null, isNamed, shade: isNamed ? ++shade : 0 };
  });
  return {
    lines,
    ticks: (isEmpty || isFlat ? [0] : ticks).map((value) => ({ value, y: scale(value) })),
    zeroY: bottom <= 0 && top >= 0 ? scale(0) : null,
    labelled: options.labelled,
  };
}

/**
 * Moves labels apart that stand at `ys`: each as near to its own place as it can be, none closer
 * than `gap` to the next, all from 0 to `height`, in their order from the top. Where there is no
 * room for all they stand evenly.
 */
export function spreadLabels(ys: readonly number[], gap: number, height: number): number[] {
  const room = ys.length > 1 ? Math.min(gap, height / (ys.length - 1)) : gap;
  const order = ys.map((y, at) => ({ y, at })).sort((a, b) => a.y - b.y || a.at - b.at);
  const placed: number[] = [];
  order.forEach(({ y }, rank) => placed.push(Math.max(Math.min(height, Math.max(0, y)), rank === 0 ? 0 : (placed[rank - 1] ?? 0) + room)));
  for (let rank = placed.length - 1, most = height; rank >= 0; rank -= 1, most -= room) placed[rank] = Math.max(0, Math.min(placed[rank] ?? 0, most));
  const result = Array<number>(ys.length).fill(0);
  order.forEach(({ at }, rank) => (result[at] = placed[rank] ?? 0));
  return result;
}
