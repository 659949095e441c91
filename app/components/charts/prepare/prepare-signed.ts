const round = (value: number): number => Math.round(value * 100) / 100;

/** A lying bar in percent of the width, from `x` on; `before` is the place of its comparison. */
export interface SignedBar {
  x: number;
  width: number;
  before: number | null;
}

export interface SignedDrawing {
  /** Place of the drawn zero. */
  zero: number;
  bars: SignedBar[];
}

/** The longest bar leaves a little room, so that its comparison's tick is not cut. */
const REACH = 98.5;
/** A value that is not zero is never too short to see. */
const LEAST = 0.4;

/**
 * Lying bars around a zero: negative values go left of it, positive ones right, on one scale. The
 * zero stands at the left edge where nothing is negative. A value that is not known has no bar.
 */
export function prepareSigned(rows: readonly { value: number | null; before: number | null }[]): SignedDrawing {
  const all = rows.flatMap(({ value, before }) => [value ?? 0, before ?? 0]);
  const low = Math.min(0, ...all);
  const high = Math.max(0, ...all);
  const range = high - low;
  const inset = low < 0 ? 100 - REACH : 0;
  const place = (value: number) => (range === 0 ? 0 : round(inset + ((value - low) / range) * (REACH - inset)));
  const zero = place(0);
  const bars = rows.map(({ value, before }) => {
    const end = place(value ?? 0);
    const width = value ? Math.max(LEAST, Math.abs(end - zero)) : 0;
    return { x: round((value ?? 0) < 0 ? zero - width : zero), width: round(width), before: before === null ? null : place(before) };
  });
  return { zero, bars };
}
