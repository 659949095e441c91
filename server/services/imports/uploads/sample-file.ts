import type { Reading } from "../../../contracts/imports.ts";
import { DELIMITER_NAMES, type DelimiterName } from "../../../contracts/imports.ts";
import { dateReader } from "../reader/date-pattern.ts";
import { readStart } from "../reader/read-text.ts";
import { type CellRecord, RecordParser } from "../reader/record-parser.ts";
import { DATE_PATTERNS } from "./guess-date.ts";

const MOST_ROWS = 500;

/** The beginning of a file, cut into cells. */
export interface Sample {
  /** Names of the columns; their places, from 1, where the file has none. */
  columns: string[];
  rows: { line: number; cells: string[] }[];
  header: boolean;
  delimiter: DelimiterName;
}

/** Reads the beginning of a file as `reading` says, or as its content shows. */
export async function sampleFile(path: string, reading: Reading): Promise<Sample> {
  const text = await readStart(path);
  const delimiter = reading.delimiter ?? guessDelimiter(text);
  const records = readRecords(text, delimiter);
  const [first] = records;
  const header = reading.header ? reading.header === "yes" : first === undefined || looksLikeHeader(first.cells);
  const columns = (first?.cells ?? []).map((cell, at) => (header ? cell.trim() : String(at + 1)));
  return { columns, rows: (header ? records.slice(1) : records).map(({ line, cells }) => ({ line, cells })), header, delimiter };
}

function readRecords(text: string, delimiter: DelimiterName): CellRecord[] {
  const parser = new RecordParser(DELIMITER_NAMES[delimiter]);
  // The last line may be cut off where the sample ends; with a single line there is nothing else.
  const end = text.lastIndexOf("\n");
  const whole = text.length < 30_000 || end === -1 ? text : text.slice(0, end + 1);
  return [...parser.push(whole), ...parser.end()].flatMap((record) => (record.kind === "row" ? [record] : [])).slice(0, MOST_ROWS);
}

/** The sign that cuts the first lines into the same number of cells, more than one. */
function guessDelimiter(text: string): DelimiterName {
  const lines = text.split(/\r?\n|\r/).filter((line) => line.trim() !== "").slice(0, 20);
  let best: DelimiterName = "comma";
  let bestScore = 0;
  for (const name of ["comma", "semicolon", "tab", "bar"] as const) {
    const counts = lines.map((line) => line.replace(/"[^"]*"/g, "").split(DELIMITER_NAMES[name]).length);
    const [expected = 1] = counts;
    const even = counts.filter((count) => count === expected).length / Math.max(1, counts.length);
    const score = expected > 1 ? even * 10 + Math.min(expected, 9) / 10 : 0;
    if (score > bestScore) [best, bestScore] = [name, score];
  }
  return best;
}

/** A first line with a date or a bare number in it is a row already. */
function looksLikeHeader(cells: readonly string[]): boolean {
  return !cells.some((cell) => /^-?\d+([.,]\d+)*$/.test(cell.trim()) || DATE_PATTERNS.some((pattern) => reads(pattern, cell)));
}

/** True when `text` is a date written so. */
export function reads(pattern: string, text: string): boolean {
  try {
    dateReader(pattern, "")(text);
    return true;
  } catch {
    return false;
  }
}
