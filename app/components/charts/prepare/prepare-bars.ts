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
const MOST_LABELS = 6;
/** Air over the highest value, where its name stands. */
const HEADROOM = 1.1;

/** The step of a scale that reaches `most` in about `count` steps: 1, 2 or 5 times a power of ten. */
function stepOf(most: number, count: number): number {
  const rough = most / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const error = rough / power;
  return power * (error >= Math.sqrt(50) ? 10 : error >= Math.sqrt(10) ? 5 : error >= Math.SQRT2 ? 2 : 1);
}

/** How many steps reach `top`; a hair less than a whole one is a binary fraction. */
const stepsTo = (top: number, step: number): number => Math.ceil(top / step - 1e-9);

/** A scale from zero to the next whole step over `most`, as d3 would choose it, without its 11 kB in the browser. */
function scaleTo(most: number): { top: number; ticks: number[] } {
  let step = stepOf(most, TICKS);
  let count = stepsTo(most, step);
  // A higher top may ask for a wider step.
  const wider = stepOf(count * step, TICKS);
  if (wider > step) {
    count = stepsTo(count * step, wider);
    step = wider;
  }
  // By division where the step is a fraction, so that 0.3 is not 0.30000000000000004.
  const at = (index: number) => (step < 1 ? index / Math.round(1 / step) : index * step);
  return { top: at(count), ticks: Array.from({ length: count + 1 }, (_, index) => at(index)) };
}

const round = (value: number): number => Math.round(value * 100) / 100;

/** Positions of at most `most` labels over `count` columns, evenly apart, counted back from the last. Days stand whole weeks apart, so that all labels name one weekday. */
export function pickLabels(count: number, most: number, areDays = false): number[] {
  const least = Math.max(1, Math.ceil(count / most));
  const step = areDays && least > 1 ? Math.ceil(least / 7) * 7 : least;
  const picked: number[] = [];
  for (let at = count - 1; at >= 0; at -= step) picked.unshift(at);
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
 * before, so nothing touches the top; when all is zero it still has a height. At most `mostLabels`
 * bars are named on the axis.
 */
export function prepareBars(points: readonly BarPoint[], areDays = false, mostLabels = MOST_LABELS): BarsDrawing {
  const most = Math.max(0, ...points.flatMap((point) => [point.value, point.before ?? 0]));
  const { top, ticks } = scaleTo(most > 0 ? most * HEADROOM : 1);
  const scale = (value: number) => 100 - (value / top) * 100;
  const column = points.length > 0 ? 100 / points.length : 100;
  // A comparison in which nothing happened is no line: it would lie under the zero.
  const hasBefore = points.some((point) => (point.before ?? 0) > 0);
  const beforeYs = points.map((point) => (point.before === null || !hasBefore ? null : round(scale(point.before))));
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
    ticks: (most > 0 ? ticks : [0]).map((value) => ({ value, y: round(scale(value)) })),
    beforePath: hasBefore ? stepPath(beforeYs) : "",
    labelled: pickLabels(points.length, mostLabels, areDays),
    highest: most > 0 ? highest : -1,
  };
}
