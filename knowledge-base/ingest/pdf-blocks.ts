import type { Line } from "./page-lines.ts";
import { type Block, cutSentences, hasWords } from "./pack-passages.ts";

export interface PdfPage {
  /** Where its text begins in the body. */
  start: number;
  text: string;
  lines: Line[];
}

/** Letters this much larger than the document's own make a heading. */
const LARGER = 1.15;
const LONGEST_HEADING = 150;
/** When more of the text than this would be headings, sizes say nothing: slides, posters. */
const MOST_HEADINGS = 0.25;
/** Nor are lines that repeat the titles of pages when they are more of the text than this. */
const MOST_RUNNING = 0.25;
const BULLET = /^\s*(?:[•▪◦‣∙●○■–*-]|\d{1,3}[.)]|[a-z][.)])\s/;

const wordsOf = (page: PdfPage, { start, end }: Line): string => page.text.slice(start, end);

/** Size of the letters that most of the text is set in, to half a point. */
function bodySize(pages: readonly PdfPage[]): number {
  const counts = new Map<number, number>();
  for (const { lines } of pages) for (const { size, start, end } of lines) counts.set(Math.round(size * 2), (counts.get(Math.round(size * 2)) ?? 0) + end - start);
  return ([...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0) / 2;
}

/** Lines at the top or foot of most pages: running titles and page numbers, which nobody looks for. */
function runningLines(pages: readonly PdfPage[], usual: number): Set<Line> {
  const seen = new Map<string, Line[]>();
  for (const page of pages) {
    const edge = new Set([...page.lines.slice(0, 2), ...page.lines.slice(-2)]);
    for (const line of edge) {
      const own = wordsOf(page, line).replace(/\s+/g, " ").trim();
      // "Page 3" is one of many, "Part 3" in large letters is a heading.
      const words = line.size > usual * LARGER ? own : own.replace(/\d+/g, "#");
      seen.set(words, [...(seen.get(words) ?? []), line]);
    }
  }
  const running = [...seen.values()].filter((lines) => lines.length >= Math.max(3, pages.length / 2)).flat();
  const chars = (lines: readonly Line[]) => lines.reduce((sum, { start, end }) => sum + end - start, 0);
  // Pages that say little else are no running titles.
  return chars(running) > MOST_RUNNING * chars(pages.flatMap(({ lines }) => lines)) ? new Set() : new Set(running);
}

/** The distance from one line to the next that is usual on a page. */
function usualGap(lines: readonly Line[]): number {
  const gaps = lines.flatMap((line, at) => {
    const gap = (lines[at - 1]?.y ?? line.y) - line.y;
    return gap > 0 ? [gap] : [];
  });
  return gaps.sort((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? 0;
}

/**
 * The pages of a PDF as blocks: paragraphs by the space between lines and by bullets, headings by the size of their
 * letters. A heading is the first line of what stands under it, too. Lines at the edge of most pages are left out.
 */
export function readPdfBlocks(body: string, pages: readonly PdfPage[]): { blocks: Block[]; title: string | null } {
  const usual = bodySize(pages);
  const running = pages.length >= 3 ? runningLines(pages, usual) : new Set<Line>();
  const large = (page: PdfPage, line: Line): boolean => line.size > usual * LARGER && line.end - line.start <= LONGEST_HEADING && hasWords(wordsOf(page, line));
  const total = pages.reduce((sum, { text }) => sum + text.length, 0);
  const inLarge = pages.reduce((sum, page) => sum + page.lines.filter((line) => !running.has(line) && large(page, line)).reduce((chars, { start, end }) => chars + end - start, 0), 0);
  const trusted = inLarge <= total * MOST_HEADINGS;
  const blocks: Block[] = [];
  const above: { size: number; words: string }[] = [];
  let headings: string[] = [];
  pages.forEach((page, at) => {
    const gap = usualGap(page.lines);
    let before: Line | null = null;
    let inHeading = false;
    for (const line of page.lines) {
      if (running.has(line)) continue;
      const isHeading = trusted && large(page, line);
      const words = wordsOf(page, line).replace(/\s+/g, " ").trim();
      if (isHeading) {
        const top = above.at(-1);
        if (inHeading && top && Math.abs(top.size - line.size) < 0.5) top.words = `${top.words} ${words}`;
        else {
          while (above.length > 0 && (above.at(-1)?.size ?? 0) <= line.size + 0.5) above.pop();
          above.push({ size: line.size, words });
        }
        headings = above.map((heading) => heading.words);
      }
      const drop = before ? before.y - line.y : 0;
      const begins = !before || (isHeading && !inHeading) || drop < 0 || (gap > 0 && drop > gap * 1.4) || Math.abs(before.size - line.size) > usual * 0.15 || BULLET.test(wordsOf(page, line));
      const last = blocks.at(-1);
      const end = page.start + line.end;
      if (begins || !last) blocks.push({ start: page.start + line.start, end, headings, page: at + 1, cut: (most) => cutSentences(body, { start: page.start + line.start, end: page.start + line.end }, most) });
      else last.end = end;
      // Under a heading of several lines the block bears all of them.
      const block = blocks.at(-1) as Block;
      block.headings = headings;
      block.cut = (most) => cutSentences(body, block, most);
      before = line;
      inHeading = isHeading;
    }
  });
  const first = pages[0];
  const title = first && trusted ? first.lines.filter((line) => large(first, line)).sort((a, b) => b.size - a.size)[0] : undefined;
  return { blocks, title: first && title ? wordsOf(first, title).replace(/\s+/g, " ").trim() : null };
}
