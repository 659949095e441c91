import { scaleLinear } from "d3-scale";

/** One bar over time, and what stood there before; amounts as numbers, for drawing only. */
export interface BarPoint {
  key: string;
  value: number;
  before: number | null;
}

/** A drawn bar. All places are percentages of the plot, so that one drawing fits every width. */
export interface Bar {
  key: string;
  x: number;
  width: number;
  y: number;
  height: number;
  /** Height of the comparison's line, from the top; null where there is nothing to compare. */
  beforeY: number | null;
}

export interface BarsDrawing {
  bars: Bar[];
  /** Gridlines and their values; the first is the drawn zero. */
  ticks: { value: number; y: number }[];
  /** The comparison as a stepped path in a 100 x 100 box; empty without one. */
  beforePath: string;
  /** Positions (in `bars`) of the labels on the time axis. */
  labelled: number[];
  /** Position of the highest bar, or -1 when all are zero. */
  highest: number;
}

/** Share of a bar's column that the bar itself takes. */
const BAR_SHARE = 0.7;
const TICKS = 4;
/** Air over the highest value, where its name stands. */
const HEADROOM = 1.1;

const round = (value: number): number => Math.round(value * 100) / 100;

/** Positions of at most `most` labels over `count` columns, evenly apart, counted back from the last. */
export function pickLabels(count: number, most: number): number[] {
  if (count === 0) return [];
  const step = count <= most ? 1 : Math.ceil(count / most);
  const even = count > most && step > 1 && step < 7 && count >= 14 && count <= 42 ? 7 : step;
  const picked: number[] = [];
  for (let at = count - 1; at >= 0; at -= even) picked.unshift(at);
  return picked;
}

/** A stepped line through `ys` (percent from the top), one step per column; gaps break the line. */
export function stepPath(ys: readonly (number | null)[]): string {
  const width = 100 / ys.length;
  let path = "";
  let drawing = false;
  ys.forEach((y, at) => {
    if (y === null) {
      drawing = false;
      return;
    }
    path += drawing ? `V${round(y)}` : `M${round(at * width)} ${round(y)}`;
    path += `H${round((at + 1) * width)}`;
    drawing = true;
  });
  return path;
}

/**
 * Places bars on a zero baseline. The scale reaches a round value above the highest of now and
 * before, so nothing touches the top; when all is zero it still has a height.
 */
export function prepareBars(points: readonly BarPoint[], mostLabels = 6): BarsDrawing {
  const most = Math.max(0, ...points.flatMap((point) => [point.value, point.before ?? 0]));
  const scale = scaleLinear().domain([0, most > 0 ? most * HEADROOM : 1]).nice(TICKS).range([100, 0]);
  const column = points.length > 0 ? 100 / points.length : 100;
  const beforeYs = points.map((point) => (point.before === null ? null : round(scale(point.before))));
  const bars = points.map((point, at) => {
    const y = round(scale(Math.max(0, point.value)));
    return {
      key: point.key,
      x: round(at * column + (column * (1 - BAR_SHARE)) / 2),
      width: round(column * BAR_SHARE),
      y,
      height: round(100 - y),
      beforeY: beforeYs[at] ?? null,
    };
  });
  const highest = points.reduce((best, point, at) => (point.value > (points[best]?.value ?? 0) ? at : best), -1);
  return {
    bars,
    ticks: (most > 0 ? scale.ticks(TICKS) : [0]).map((value) => ({ value, y: round(scale(value)) })),
    beforePath: beforeYs.some((y) => y !== null) ? stepPath(beforeYs) : "",
    labelled: pickLabels(points.length, mostLabels),
    highest: most > 0 ? highest : -1,
  };
}
