/*
 * Text in pieces -> records. Written by hand because the libraries give up (or swallow the rest of
 * the file) where a quote is never closed: here a broken row costs itself and nothing else.
 */

/** Cells may hold this many bytes of UTF-8. */
export const MAX_CELL_BYTES = 1_048_576;
/** How far an open quote is followed before it counts as never closed, and the longest line kept, in characters. */
const LOOKAHEAD = 16 * 1_048_576;
const LONGEST_LINE = 8 * 1_048_576;
/** Of a line that is too long, this much is kept for the report. */
const KEPT_OF_OVERLONG = 10_000;

/** `blanks` is one or more blanks or tabs; anything else is one character. */
export type Delimiter = "blanks" | "," | ";" | "\t" | "|";

/** One row of cells; `line` is the number of its first line, from 1. */
export interface CellRecord {
  kind: "row";
  line: number;
  cells: string[];
}

/** A row that cannot be read as cells. `lastLine` is the last line that was given up with it. */
export interface BrokenRecord {
  kind: "broken";
  line: number;
  lastLine: number;
  fault: "quoting" | "oversize" | "columns";
  /** What was read of it: the cells, or the whole line as one. */
  cells: string[];
  /** Index of the cell at fault, where it is known. */
  column: number | null;
}

export type FileRecord = CellRecord | BrokenRecord;

interface Line {
  text: string;
  overlong: boolean;
}

/** A record being put together over several lines. */
interface Draft {
  cells: string[];
  /** Lines used so far, counted from the front of the queue. */
  used: number;
  characters: number;
  /** Parts of the quoted cell that is open, and how long they are together. */
  open: string[] | null;
  openLength: number;
  oversize: number | null;
}

const isOversize = (cell: string): boolean => cell.length > MAX_CELL_BYTES || (cell.length > MAX_CELL_BYTES / 3 && Buffer.byteLength(cell) > MAX_CELL_BYTES);

/**
 * Splits text that arrives in pieces into records. The first record sets how many columns there
 * are. A quote that is never closed, or text after a closing quote, breaks the row it begins in;
 * reading goes on at the next line that has the right number of columns. Memory is bounded
 * whatever comes.
 */
export class RecordParser {
  readonly #delimiter: Delimiter;
  readonly #skipped: number;
  /** Lines not yet given out, `#first` is the number of the first of them. */
  #queue: Line[] = [];
  #head = 0;
  #lineNumber = 1;
  #tail = "";
  #swallowing = false;
  #separator: "\n" | "\r" | null = null;
  #draft: Draft | null = null;
  #columns: number | null = null;
  #recovering: BrokenRecord | null = null;
  #out: FileRecord[] = [];

  /** The first `skippedLines` lines are none of the table: a title, an empty line. */
  constructor(delimiter: Delimiter, skippedLines = 0) {
    this.#delimiter = delimiter;
    this.#skipped = skippedLines;
  }

  /** Takes the next piece of text; returns the records that are complete. */
  push(text: string): FileRecord[] {
    this.#splitLines(text);
    return this.#drain(false);
  }

  /** The text is over; returns what was left. */
  end(): FileRecord[] {
    if (this.#tail !== "" || this.#swallowing) {
      this.#queue.push({ text: stripCarriageReturn(this.#tail), overlong: this.#swallowing });
      this.#tail = "";
    }
    return this.#drain(true);
  }

  #splitLines(text: string): void {
    this.#separator ??= text.includes("\n") ? "\n" : /\r[^\n]/.test(text) ? "\r" : null;
    const separator = this.#separator ?? "\n";
    let start = 0;
    for (let end = text.indexOf(separator); end !== -1; end = text.indexOf(separator, start)) {
      const piece = text.slice(start, end);
      this.#queue.push({ text: stripCarriageReturn(this.#tail === "" ? piece : this.#swallowing ? this.#tail : this.#tail + piece), overlong: this.#swallowing });
      this.#tail = "";
      this.#swallowing = false;
      start = end + 1;
    }
    if (this.#swallowing) return;
    this.#tail += start === 0 ? text : text.slice(start);
    if (this.#tail.length > LONGEST_LINE) {
      // Copied out, because a slice would keep the whole long text alive.
      this.#tail = Buffer.from(this.#tail.slice(0, KEPT_OF_OVERLONG).replace(/[\uD800-\uDBFF]$/, "")).toString();
      this.#swallowing = true;
    }
  }

  #drain(ended: boolean): FileRecord[] {
    while (this.#advance(ended));
    if (ended && this.#recovering) this.#emitRecovered();
    if (this.#head > 0) {
      this.#queue = this.#queue.slice(this.#head);
      this.#head = 0;
    }
    const out = this.#out;
    this.#out = [];
    return out;
  }

  /** Reads one line further; false when more text is needed. */
  #advance(ended: boolean): boolean {
    const draft = this.#draft;
    const line = this.#queue[this.#head + (draft?.used ?? 0)];
    if (!line) {
      if (!draft || !ended) return false;
      this.#breakFirstLine("quoting", draft.cells.length);
      return true;
    }
    if (!draft) return this.#startRecord(line);
    draft.used++;
    draft.characters += line.text.length;
    if (line.overlong || draft.characters > LOOKAHEAD) this.#breakFirstLine("quoting", draft.cells.length);
    else this.#finishLine(scanLine(line.text, draft, this.#delimiter));
    return true;
  }

  #startRecord(line: Line): boolean {
    const text = line.text;
    if (this.#lineNumber <= this.#skipped) {
      this.#skip(1);
    } else if (line.overlong) {
      this.#giveOut(1, { kind: "broken", line: this.#lineNumber, lastLine: this.#lineNumber, fault: "oversize", cells: [text], column: null });
    } else if (text === "" || (this.#delimiter === "blanks" && text.trim() === "")) {
      this.#skip(1);
    } else if (!text.includes('"')) {
      const cells = this.#delimiter === "blanks" ? text.trim().split(/[ \t]+/) : text.split(this.#delimiter);
      const big = text.length > MAX_CELL_BYTES / 3 ? cells.findIndex(isOversize) : -1;
      this.#finishRecord(cells, big === -1 ? null : big, 1);
    } else {
      this.#draft = { cells: [], used: 1, characters: text.length, open: null, openLength: 0, oversize: null };
      this.#finishLine(scanLine(text, this.#draft, this.#delimiter));
    }
    return true;
  }

  #finishLine(result: "complete" | "open" | "broken"): void {
    const draft = this.#draft;
    if (!draft || result === "open") return;
    if (result === "broken") this.#breakFirstLine("quoting", draft.cells.length);
    else if (draft.used > 1 && this.#columns !== null && draft.cells.length !== this.#columns) this.#breakFirstLine("quoting", null);
    else this.#finishRecord(draft.cells, draft.oversize, draft.used);
  }

  #finishRecord(cells: string[], oversize: number | null, lines: number): void {
    const line = this.#lineNumber;
    this.#columns ??= cells.length;
    // A delimiter too many at the end of a row says nothing.
    while (cells.length > this.#columns && cells.at(-1) === "") cells.pop();
    if (oversize !== null) {
      this.#giveOut(lines, { kind: "broken", line, lastLine: line + lines - 1, fault: "oversize", cells, column: oversize });
    } else if (cells.length === this.#columns) {
      this.#giveOut(lines, { kind: "row", line, cells });
    } else if (this.#recovering) {
      // Still the remains of the row whose quotes broke.
      this.#recovering.lastLine = line + lines - 1;
      this.#skip(lines);
    } else {
      this.#giveOut(lines, { kind: "broken", line, lastLine: line + lines - 1, fault: "columns", cells, column: null });
    }
  }

  /**
   * Gives up the row that begins at the front of the queue, and reads its other lines anew. That
   * stays linear: an open quote is only followed far where no line in between leaves one open itself.
   */
  #breakFirstLine(fault: "quoting", column: number | null): void {
    const line = this.#lineNumber;
    const first = this.#queue[this.#head];
    const broken: BrokenRecord = { kind: "broken", line, lastLine: line, fault, cells: [first?.text ?? ""], column };
    if (this.#recovering) this.#emitRecovered();
    this.#recovering = broken;
    this.#skip(1);
  }

  #emitRecovered(): void {
    if (this.#recovering) this.#out.push(this.#recovering);
    this.#recovering = null;
  }

  #giveOut(lines: number, record: FileRecord): void {
    if (this.#recovering) this.#emitRecovered();
    this.#out.push(record);
    this.#skip(lines);
  }

  #skip(lines: number): void {
    this.#head += lines;
    this.#lineNumber += lines;
    this.#draft = null;
  }
}

const stripCarriageReturn = (line: string): string => (line.endsWith("\r") ? line.slice(0, -1) : line);

const isDelimiter = (character: string | undefined, delimiter: Delimiter): boolean =>
  delimiter === "blanks" ? character === " " || character === "\t" : character === delimiter;

/** Reads one line into `draft`, which may begin inside a quoted cell. */
function scanLine(text: string, draft: Draft, delimiter: Delimiter): "complete" | "open" | "broken" {
  const blanks = delimiter === "blanks";
  let at = 0;
  if (draft.open) addPart(draft, "\n");
  for (;;) {
    if (draft.open) {
      const quote = text.indexOf('"', at);
      if (quote === -1) {
        addPart(draft, text.slice(at));
        return "open";
      }
      addPart(draft, text.slice(at, quote));
      at = quote + 1;
      if (text[at] === '"') {
        addPart(draft, '"');
        at++;
        continue;
      }
      closeCell(draft);
    } else {
      if (blanks) {
        while (at < text.length && isDelimiter(text[at], delimiter)) at++;
        if (at >= text.length) return "complete";
      }
      if (text[at] === '"') {
        draft.open = [];
        draft.openLength = 0;
        at++;
        continue;
      }
      const start = at;
      if (blanks) while (at < text.length && !isDelimiter(text[at], delimiter)) at++;
      else at = text.indexOf(delimiter, at) === -1 ? text.length : text.indexOf(delimiter, at);
      const cell = text.slice(start, at);
      if (cell.includes('"')) return "broken";
      if (isOversize(cell)) draft.oversize ??= draft.cells.length;
      draft.cells.push(cell);
    }
    // A cell has ended: the line ends, or a delimiter follows.
    if (at >= text.length) return "complete";
    if (!isDelimiter(text[at], delimiter)) {
      draft.cells.pop(); // the cell at fault is this one
      return "broken";
    }
    if (!blanks) at++;
  }
}

function addPart(draft: Draft, part: string): void {
  draft.openLength += part.length;
  if (draft.openLength > MAX_CELL_BYTES) draft.oversize ??= draft.cells.length;
  else draft.open?.push(part);
}

function closeCell(draft: Draft): void {
  const cell = draft.open?.join("") ?? "";
  if (isOversize(cell)) draft.oversize ??= draft.cells.length;
  draft.cells.push(cell);
  draft.open = null;
}
