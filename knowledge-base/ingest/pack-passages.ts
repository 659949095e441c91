import { splitSentences } from "./split-sentences.ts";

/** Characters of a text (UTF-16, as JavaScript counts): from `start` up to and without `end`. */
export interface Piece {
  start: number;
  end: number;
}

/** A passage by its place in the text. */
export interface Span extends Piece {
  /** The headings it stands under, outermost first. */
  headings: string[];
  /** From 1; null where there are no pages. */
  page: number | null;
}

/** A paragraph, list, table or the like, in the pieces it may be cut into when it is too long for one passage. */
export interface Block extends Span {
  cut: (most: number) => Piece[];
}

export interface PassageSizes {
  /** Characters after which a passage ends. */
  target: number;
  /** Characters a passage never passes; a table or code may reach `whole`. */
  most: number;
  whole: number;
  /** Characters of a passage's end that the next one in the same section begins with, in whole sentences. */
  overlap: number;
}

/** Measured on the tuning part of the golden questions: see docs/decisions/018-reading-documents.md. */
export const SIZES: PassageSizes = { target: 700, most: 1_400, whole: 4_000, overlap: 0 };

const length = ({ start, end }: Piece): number => end - start;

/** Without the white space around it; null when there is nothing else. */
function trim(text: string, { start, end }: Piece): Piece | null {
  const words = text.slice(start, end);
  const from = start + words.length - words.trimStart().length;
  const to = start + words.trimEnd().length;
  return to > from ? { start: from, end: to } : null;
}

/** A piece as pieces of at most `most` characters: at line ends, else at spaces, else anywhere but inside a character. */
export function cutHard(text: string, piece: Piece, most: number): Piece[] {
  const pieces: Piece[] = [];
  let { start } = piece;
  while (piece.end - start > most) {
    const words = text.slice(start, start + most);
    const line = words.lastIndexOf("\n");
    const space = line > most / 2 ? line : Math.max(line, words.lastIndexOf(" "));
    let at = space > most / 4 ? space + 1 : most;
    if (/[\uD800-\uDBFF]$/.test(text.slice(start, start + at))) at--;
    pieces.push({ start, end: start + at });
    start += at;
  }
  return [...pieces, { start, end: piece.end }];
}

/** The sentences of a piece, those that are too long cut hard. */
export const cutSentences = (text: string, piece: Piece, most: number): Piece[] =>
  splitSentences(text.slice(piece.start, piece.end)).flatMap(({ start, end }) => cutHard(text, { start: piece.start + start, end: piece.start + end }, most));

/** Whether something in it can be read: a letter or a digit. */
export const hasWords = (text: string): boolean => /[\p{L}\p{N}]/u.test(text);

/** Where the passage after one that ends here may begin, so that it repeats whole sentences of at most `overlap` characters. */
function repeatFrom(text: string, last: Piece, overlap: number): number | null {
  if (overlap === 0) return null;
  const sentence = splitSentences(text.slice(last.start, last.end)).find(({ start }) => start > 0 && last.end - (last.start + start) <= overlap);
  return sentence ? last.start + sentence.start : null;
}

/** Blocks of one section, none longer than a passage may be; what leads in ("as follows:") and what it leads to in one. */
function toUnits(text: string, blocks: readonly Block[], most: number): Piece[] {
  const pieces = blocks.flatMap((block) => (length(block) <= most ? [block] : block.cut(most))).flatMap((piece) => trim(text, piece) ?? []);
  const units: Piece[] = [];
  for (const piece of pieces) {
    const before = units.at(-1);
    if (before && text[before.end - 1] === ":" && (length(before) <= most / 4 || piece.end - before.start <= most)) units[units.length - 1] = { start: before.start, end: piece.end };
    else units.push({ start: piece.start, end: piece.end });
  }
  return units;
}

function packSection(text: string, blocks: readonly Block[], { target, most, overlap }: PassageSizes): Piece[] {
  const passages: Piece[] = [];
  let open: Piece | null = null;
  let repeat: number | null = null;
  const close = (piece: Piece) => {
    passages.push(piece);
    repeat = repeatFrom(text, piece, overlap);
    open = null;
  };
  for (const unit of toUnits(text, blocks, most)) {
    const begun = open;
    if (begun && unit.end - begun.start > most) close(begun);
    const before = open;
    const start: number = before?.start ?? (repeat !== null && unit.end - repeat <= most ? repeat : unit.start);
    open = { start, end: unit.end };
    if (length(open) >= target) close(open);
  }
  const left = open;
  const last = passages.at(-1);
  // What is left over says little alone.
  if (left && last && length(left) < target / 4 && left.end - last.start <= most) last.end = left.end;
  else if (left) passages.push(left);
  return passages;
}

/**
 * Blocks in the order of their text as passages: whole blocks until the target is reached, never over the end of a
 * section (other headings, another page). Every block with a word in it stands in a passage.
 */
export function packPassages(text: string, blocks: readonly Block[], sizes: PassageSizes = SIZES): Span[] {
  const spans: Span[] = [];
  for (let from = 0; from < blocks.length; ) {
    const first = blocks[from] as Block;
    let to = from + 1;
    while (to < blocks.length && blocks[to]?.page === first.page && blocks[to]?.headings === first.headings) to++;
    spans.push(...packSection(text, blocks.slice(from, to), sizes).map((piece) => ({ ...piece, headings: first.headings, page: first.page })));
    from = to;
  }
  return spans.filter(({ start, end }) => hasWords(text.slice(start, end)));
}
