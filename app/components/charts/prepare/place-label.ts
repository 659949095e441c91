/** Where a text stands over a chart, in percent of the plot; `anchor` says which end of it stands at `x`. */
export interface LabelPlace {
  x: number;
  y: number;
  anchor: "start" | "middle" | "end";
  /** The stretch of the width that the text covers. */
  from: number;
  to: number;
}

/** Air between a text's foot and what stands under it, in percent of the plot's height. */
const AIR = 4;
/** Two texts closer than this in height, in percent, must not share a stretch of the width. */
const LINE = 9;

/** The part of the width that a text of `width` percent takes when it is tied to `x`; null when it is wider than the plot. */
function spanAt(x: number, width: number): { from: number; to: number; anchor: LabelPlace["anchor"] } | null {
  if (width > 100) return null;
  if (x - width / 2 >= 0 && x + width / 2 <= 100) return { from: x - width / 2, to: x + width / 2, anchor: "middle" };
  if (x >= width) return { from: x - width, to: x, anchor: "end" };
  return x + width <= 100 ? { from: x, to: x + width, anchor: "start" } : null;
}

/** The highest of the columns under a stretch of the width; `tops` are percent from the top. */
function highestUnder(tops: readonly number[], from: number, to: number): number {
  const column = 100 / tops.length;
  return Math.min(100, ...tops.filter((_, at) => (at + 1) * column > from && at * column < to));
}

/** Places a text of `width` percent over the column `at`, clear of all columns that it covers; null when it does not fit. */
export function placeOver(tops: readonly number[], at: number, width: number): LabelPlace | null {
  const x = ((at + 0.5) * 100) / tops.length;
  const span = spanAt(x, width);
  return span ? { x, y: Math.max(0, highestUnder(tops, span.from, span.to) - AIR), ...span } : null;
}

/** Whether `text` would touch the other text, or the thin line that leads down from it. */
function collide(text: LabelPlace, other: LabelPlace): boolean {
  const touches = Math.abs(text.y - other.y) < LINE && text.from < other.to && other.from < text.to;
  return touches || (text.y > other.y && text.from < other.x && other.x < text.to);
}

/**
 * Places a text that names a line as close over the line as it can without covering a column,
 * away from `taken` (another text). `lineYs` are the line's heights, percent from the top.
 */
export function placeOnLine(lineYs: readonly (number | null)[], tops: readonly number[], width: number, taken: LabelPlace | null): LabelPlace | null {
  let best: { place: LabelPlace; gap: number } | null = null;
  lineYs.forEach((lineY, at) => {
    const place = lineY === null ? null : placeOver(tops, at, width);
    if (lineY === null || !place || (taken && collide(place, taken))) return;
    const gap = lineY - place.y;
    if (best === null || gap < best.gap) best = { place, gap };
  });
  return (best as { place: LabelPlace } | null)?.place ?? null;
}
