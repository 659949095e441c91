import { bareText } from "#app/lib/quote-print.ts";
import { joinPageText } from "#kb/ingest/join-page-text.ts";

/** What is needed of an item of a page's text: its words, where it stands, and how large it is. */
export interface PlacedItem {
  str?: string;
  hasEOL?: boolean;
  /** The matrix of the text; x and y of its base line are the last two. */
  transform?: number[];
  width?: number;
  height?: number;
}

/** In units of the page, from its lower left corner. */
export interface PageBox {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Letters below the base line, as a part of the height. */
const BELOW = 0.24;

/** One box around each piece of a line that overlaps the characters from `start` up to and without `end` of the page's text. */
export function boxesOf(items: readonly PlacedItem[], start: number, end: number): PageBox[] {
  const { spans } = joinPageText(items);
  return items.flatMap((item, at): PageBox[] => {
    const span = spans[at];
    const { transform, width = 0 } = item;
    if (!span || !transform || span.end <= start || span.start >= end) return [];
    const [a = 0, b = 0, , d = 0, x = 0, y = 0] = transform;
    const height = item.height || Math.abs(d) || Math.hypot(a, b);
    const letters = Math.max(1, span.end - span.start);
    const from = Math.max(0, start - span.start) / letters;
    const to = Math.min(letters, end - span.start) / letters;
    if ((item.str ?? "").slice(Math.max(0, start - span.start), end - span.start).trim() === "" || width === 0) return [];
    // Text that runs upwards has its width along y.
    if (Math.abs(b) > Math.abs(a)) {
      const up = b > 0 ? 1 : -1;
      const [low, high] = [y + up * width * from, y + up * width * to];
      return [{ x: x - height * (1 - BELOW), y: Math.min(low, high), width: height, height: Math.abs(high - low) }];
    }
    return [{ x: x + width * from, y: y - height * BELOW, width: width * (to - from), height: height * (1 + BELOW) }];
  });
}

/**
 * The characters of `text` that `quote` has in the page as it was stored; where the page now reads otherwise, the same
 * words nearest to there. Null when they are not on it.
 */
export function findOnPage(text: string, stored: { start: number; end: number; quote: string }): { start: number; end: number } | null {
  const wanted = bareText(stored.quote).bare;
  if (wanted === "") return null;
  if (bareText(text.slice(stored.start, stored.end)).bare === wanted) return { start: stored.start, end: stored.end };
  const { bare, places } = bareText(text);
  let nearest: { start: number; end: number } | null = null;
  for (let at = bare.indexOf(wanted); at !== -1; at = bare.indexOf(wanted, at + 1)) {
    const [start, last] = [places[at], places[at + wanted.length - 1]];
    if (start === undefined || last === undefined || (nearest && Math.abs(nearest.start - stored.start) <= Math.abs(start - stored.start))) continue;
    nearest = { start, end: last + 1 };
  }
  return nearest;
}
