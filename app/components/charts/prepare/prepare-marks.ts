/** A note on a day. */
export interface DayMark {
  day: string;
  text: string;
}

/** Notes at one place of the time axis. */
export interface PlacedMark {
  /** "1", as it stands over the plot and before the words. */
  name: string;
  /** Percent of the plot's width. */
  x: number;
  /** Positions of the columns that it covers. */
  columns: number[];
  notes: DayMark[];
}

/** Numbers closer than this, in percent of the width, would touch on a phone; they become one. */
const APART = 7;

/**
 * Puts notes on the columns whose days hold them and numbers them from left to right. Notes of one
 * column share a number, and so do columns whose numbers would touch; notes outside all columns
 * are left out.
 */
export function prepareMarks(columns: readonly { start: string; end: string }[], marks: readonly DayMark[]): PlacedMark[] {
  const placed: PlacedMark[] = [];
  const known = marks
    .map((mark) => ({ mark, at: columns.findIndex(({ start, end }) => start <= mark.day && mark.day <= end) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at || a.mark.day.localeCompare(b.mark.day));
  for (const { mark, at } of known) {
    const x = Math.round(((at + 0.5) * 10_000) / columns.length) / 100;
    const last = placed.at(-1);
    if (last && x - last.x < APART) {
      last.notes.push(mark);
      if (!last.columns.includes(at)) last.columns.push(at);
    } else {
      placed.push({ name: String(placed.length + 1), x, columns: [at], notes: [mark] });
    }
  }
  return placed;
}
