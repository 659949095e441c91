/** One bar over time, and what stood there before; amounts as numbers, for drawing only. */
export interface BarPoint {
  key: string;
  /** Null where there is no value, which is not zero. */
  value: number | null;
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
  /** Height of the drawn zero, from the top: 100 where nothing is negative. */
  zeroY: number;
  /** Stretches of columns without a value: there the zero line is broken. */
  gaps: { x: number; width: number }[];
  /** All bars as one shape in a 100 x 100 box, where they are too many to stand apart; else empty. */
  shape: string;
  /** The comparison as a stepped path in a 100 x 100 box; empty without one. */
  beforePath: string;
  /** How many columns each step of that path is the mean of: more than 1 where they are many. */
  beforeJoins: number;
  /** Positions (in `bars`) of the labels on the time axis. */
  labelled: number[];
  /** Position of the highest bar, or -1 when all are zero. */
  highest: number;
}

/** Share of a bar's column that the bar itself takes, and the widest a bar gets, in percent of the plot. */
const BAR_SHARE = 0.7;
const WIDEST = 12;
/** From so many columns on bars are less than a few pixels wide: they are drawn as one shape. */
const MOST_APART = 150;
/** Steps that the comparison of such a shape is drawn with. */
const MOST_STEPS = 120;
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

/** A scale with zero on it that reaches the next whole step over `high` and under `low`, as d3 would choose it, without its 11 kB in the browser. */
export function scaleOver(low: number, high: number): { bottom: number; top: number; ticks: number[] } {
  let step = stepOf(high - low, TICKS);
  let up = stepsTo(high, step);
  let down = stepsTo(-low, step);
  // A longer scale may ask for a wider step.
  const wider = stepOf((up + down) * step, TICKS);
  if (wider > step) {
    up = stepsTo(up * step, wider);
    down = stepsTo(down * step, wider);
    step = wider;
  }
  // By division where the step is a fraction, so that 0.3 is not 0.30000000000000004.
  const at = (index: number) => (step < 1 ? index / Math.round(1 / step) : index * step);
  const below = Array.from({ length: down }, (_, index) => at(-index - 1));
  return { bottom: down === 0 ? 0 : at(-down), top: at(up), ticks: [...Array.from({ length: up + 1 }, (_, index) => at(index)), ...below] };
}

/** A scale of whole steps from just under `low` to just over `high`, which need not hold zero. */
export function scaleBetween(low: number, high: number): { bottom: number; top: number; ticks: number[] } {
  const step = stepOf(high > low ? high - low : Math.max(1, Math.abs(high)), TICKS);
  const first = Math.floor(low / step + 1e-9);
  const last = Math.max(first + 1, stepsTo(high, step));
  const at = (index: number) => (step < 1 ? index / Math.round(1 / step) : index * step);
  return { bottom: at(first), top: at(last), ticks: Array.from({ length: last - first + 1 }, (_, index) => at(first + index)) };
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

/** The mean of the known ones; null without any. */
function meanOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}

/** A stepped line through `ys` (percent from the top), one step per column, or the mean of `join` neighbours; gaps break the line. */
export function stepPath(ys: readonly (number | null)[], join = 1): string {
  const width = 100 / ys.length;
  let path = "";
  let drawing = false;
  for (let at = 0; at < ys.length; at += join) {
    const y = join === 1 ? (ys[at] ?? null) : meanOf(ys.slice(at, at + join));
    if (y !== null) {
      path += drawing ? `V${round(y)}` : `M${round(at * width)} ${round(y)}`;
      path += `H${round(Math.min(ys.length, at + join) * width)}`;
    }
    drawing = y !== null;
  }
  return path;
}

/** Neighbouring columns without a value, joined. */
function findGaps(points: readonly BarPoint[], column: number): BarsDrawing["gaps"] {
  const gaps: { from: number; to: number }[] = [];
  points.forEach(({ value }, at) => {
    if (value !== null) return;
    const last = gaps.at(-1);
    if (last && last.to === at) last.to = at + 1;
    else gaps.push({ from: at, to: at + 1 });
  });
  return gaps.map(({ from, to }) => ({ x: round(from * column), width: round((to - from) * column) }));
}

/** The outline of columns without air between them; columns without a value fall to the zero. */
function shapeOf(ys: readonly number[], zeroY: number): string {
  const column = 100 / ys.length;
  return `M0 ${zeroY}${ys.map((y, at) => `V${y}H${round((at + 1) * column)}`).join("")}V${zeroY}Z`;
}

/**
 * Places bars around a drawn zero, which stands at the bottom where nothing is negative. The scale
 * reaches a round value beyond the outermost of now and before, so nothing touches the edge; when
 * all is zero it still has a height. At most `mostLabels` bars are named on the axis.
 */
export function prepareBars(points: readonly BarPoint[], areDays = false, mostLabels = MOST_LABELS): BarsDrawing {
  let [low, high] = [0, 0];
  for (const { value, before } of points) {
    low = Math.min(low, value ?? 0, before ?? 0);
    high = Math.max(high, value ?? 0, before ?? 0);
  }
  const isFlat = low === 0 && high === 0;
  const { bottom, top, ticks } = scaleOver(low * HEADROOM, isFlat ? 1 : high * HEADROOM);
  const scale = (value: number) => round(100 - ((value - bottom) / (top - bottom)) * 100);
  const column = points.length > 0 ? 100 / points.length : 100;
  const width = Math.min(WIDEST, column * BAR_SHARE);
  // A comparison in which nothing happened is no line: it would lie under the zero.
  const hasBefore = points.some((point) => (point.before ?? 0) !== 0);
  const beforeYs = points.map((point) => (point.before === null || !hasBefore ? null : scale(point.before)));
  const zeroY = scale(0);
  const bars = points.map((point, at) => {
    const end = scale(point.value ?? 0);
    const y = Math.min(zeroY, end);
    return {
      key: point.key,
      x: round(at * column + (column - width) / 2),
      width: round(width),
      y,
      height: round(Math.max(zeroY, end) - y),
      beforeY: beforeYs[at] ?? null,
    };
  });
  const areMany = points.length > MOST_APART;
  const beforeJoins = areMany ? Math.ceil(points.length / MOST_STEPS) : 1;
  const highest = points.reduce((best, point, at) => ((point.value ?? 0) > (points[best]?.value ?? 0) ? at : best), -1);
  return {
    bars,
    ticks: (isFlat ? [0] : ticks).map((value) => ({ value, y: scale(value) })),
    zeroY,
    gaps: findGaps(points, column),
    shape: areMany ? shapeOf(points.map(({ value }) => scale(value ?? 0)), zeroY) : "",
    beforePath: hasBefore ? stepPath(beforeYs, beforeJoins) : "",
    beforeJoins,
    labelled: pickLabels(points.length, mostLabels, areDays),
    highest,
  };
}
