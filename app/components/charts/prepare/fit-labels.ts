import { anchorAt } from "./anchor-at.ts";
import { pickLabels } from "./prepare-bars.ts";

/** The narrowest plot, the width of a letter of its axis and the air between two labels, in pixels. */
const NARROW_PLOT = 280;
const LETTER = 6.9;
const AIR = 8;
const MOST = 6;

/** The stretch that a label takes in the narrowest plot, in pixels. */
export function labelSpan(at: number, columns: number, text: string): { from: number; to: number } {
  const x = ((at + 0.5) * 100) / columns;
  const middle = (x / 100) * NARROW_PLOT;
  const width = text.length * LETTER;
  const from = { start: middle, middle: middle - width / 2, end: middle - width }[anchorAt(x)];
  return { from, to: from + width };
}

/** Positions of as many labels, evenly apart, as stand in the narrowest plot without touching; at least the last. */
export function fitLabels(texts: readonly string[], areDays: boolean): number[] {
  for (let most = MOST; most > 1; most -= 1) {
    const picked = pickLabels(texts.length, most, areDays);
    const spans = picked.map((at) => labelSpan(at, texts.length, texts[at] ?? ""));
    if (spans.every(({ from }, rank) => rank === 0 || from - (spans[rank - 1]?.to ?? 0) >= AIR)) return picked;
  }
  return pickLabels(texts.length, 1, areDays);
}
