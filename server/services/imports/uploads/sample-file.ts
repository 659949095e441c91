import { LAST_FIRST_LINE, type Reading } from "../../../contracts/imports.ts";
import { DELIMITER_NAMES, type DelimiterName } from "../../../contracts/imports.ts";
import { readStart } from "../reader/read-text.ts";
import { type CellRecord, RecordParser } from "../reader/record-parser.ts";
import { isDate } from "./guess-date.ts";

const MOST_ROWS = 500;
/** More cells than a table has; what follows would only make the page long. */
const MOST_COLUMNS = 1_000;
/** A text this long may be cut off within its last line: what is read has 64 KB, and a sign at most four of them. */
const PERHAPS_CUT = 16_000;

/** The beginning of a file, cut into cells. */
export interface Sample {
  /** Names of the columns; their places, from 1, where the file has none. */
  columns: string[];
  rows: { line: number; cells: string[] }[];
  header: boolean;
  delimiter: DelimiterName;
  /** The line in which the table begins, from 1. */
  line: number;
  /** The file has more columns than can be read; these are the first of them. */
  tooWide: boolean;
}

/** Reads the beginning of a file as `reading` says, or as its content shows. */
export async function sampleFile(path: string, reading: Reading): Promise<Sample> {
  const text = await readStart(path);
  const shape = guessShape(text, reading.delimiter);
  const { delimiter } = shape;
  const line = reading.line ?? shape.line;
  const records = readRecords(text, delimiter, line - 1);
  const [first] = records;
  const header = reading.header ? reading.header === "yes" : first === undefined || looksLikeHeader(first.cells);
  const cells = first?.cells.slice(0, MOST_COLUMNS) ?? [];
  const columns = cells.map((cell, at) => (header ? cell.trim() : String(at + 1)));
  return { columns, rows: (header ? records.slice(1) : records).map((record) => ({ line: record.line, cells: record.cells })), header, delimiter, line, tooWide: (first?.cells.length ?? 0) > MOST_COLUMNS };
}

function readRecords(text: string, delimiter: DelimiterName, skipped: number): CellRecord[] {
  const parser = new RecordParser(DELIMITER_NAMES[delimiter], skipped);
  // With a single line there is nothing else than what may be cut.
  const end = Math.max(text.lastIndexOf("\n"), text.lastIndexOf("\r"));
  const whole = text.length < PERHAPS_CUT || end === -1 ? text : text.slice(0, end + 1);
  return [...parser.push(whole), ...parser.end()].flatMap((record) => (record.kind === "row" ? [record] : [])).slice(0, MOST_ROWS);
}

/**
 * The sign that cuts most lines into the same number of cells, more than one, and the first line
 * that has about so many: what stands above it is a title. A spreadsheet's first line `sep=;` says it.
 */
function guessShape(text: string, said: DelimiterName | undefined): { delimiter: DelimiterName; line: number } {
  const lines = text.split(/\r?\n|\r/).slice(0, LAST_FIRST_LINE).map((line) => line.replace(/"[^"]*"/g, ""));
  const named = /^\uFEFF?"?sep=(.)"?$/i.exec(lines[0] ?? "")?.[1];
  const names = said ? [said] : (["comma", "semicolon", "tab", "bar"] as const).filter((name) => named === undefined || DELIMITER_NAMES[name] === named);
  let best: { delimiter: DelimiterName; line: number; score: number } = { delimiter: said ?? "comma", line: 1, score: 0 };
  for (const name of names) {
    const shape = shapeOf(lines, name, named === undefined ? 0 : 1);
    if (shape.score > best.score) best = { delimiter: name, ...shape };
  }
  return best;
}

function shapeOf(lines: readonly string[], name: DelimiterName, from: number): { line: number; score: number } {
  const cut = DELIMITER_NAMES[name];
  const counts = lines.map((line, at) => (at < from || line.trim() === "" ? 0 : cut === "blanks" ? line.trim().split(/[ \t]+/).length : line.split(cut).length));
  const filled = counts.filter((count) => count > 0);
  const often = new Map<number, number>();
  for (const count of filled) if (count > 1) often.set(count, (often.get(count) ?? 0) + 1);
  const [expected, n] = [...often].reduce((a, b) => (b[1] > a[1] ? b : a), [0, 0]);
  if (expected === 0) return { line: 1, score: 0 };
  // A header may have one cell less or more than its rows, where those end in a delimiter.
  const first = counts.findIndex((count) => count >= Math.max(2, expected - 1));
  // Blanks are in every text: a table of them is one throughout.
  return { line: name === "blanks" ? 1 : first + 1, score: (n / filled.length) * 10 + Math.min(expected, 9) / 10 };
}

/** A first line with a date or a bare number in it is a row already. */
function looksLikeHeader(cells: readonly string[]): boolean {
  return !cells.some((cell) => /^-?\d+([.,]\d+)*$/.test(cell.trim()) || isDate(cell));
}
