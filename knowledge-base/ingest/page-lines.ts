import { joinPageText, type PageItem } from "./join-page-text.ts";
import type { Piece } from "./pack-passages.ts";

/** What this needs of pdfjs's TextItem. `transform`: size and turn in 0 to 3, place in 4 and 5, from the lower left. */
export interface PlacedItem extends PageItem {
  transform?: number[];
  height?: number;
}

/** A line of a page by its characters in the page's text. */
export interface Line extends Piece {
  /** Where its first item stands, and how high its letters are, in points. */
  x: number;
  y: number;
  size: number;
}

/** A page's text and its lines, by the rule that the browser uses too. */
export function readLines(items: readonly PlacedItem[]): { text: string; lines: Line[] } {
  const { text, spans } = joinPageText(items);
  const lines: Line[] = [];
  let open: Line | null = null;
  items.forEach((item, at) => {
    const span = spans[at];
    if (span && item.str?.trim()) {
      const [a = 0, b = 0, , d = 0, x = 0, y = 0] = item.transform ?? [];
      const size = item.height || Math.hypot(a, b) || Math.abs(d);
      if (open) {
        open.end = span.end;
        open.size = Math.max(open.size, size);
      } else open = { start: span.start, end: span.end, x, y, size };
    }
    if (item.hasEOL && open) {
      lines.push(open);
      open = null;
    }
  });
  if (open) lines.push(open);
  return { text, lines };
}
