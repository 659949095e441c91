import type { Hash } from "node:crypto";
import { FileFault, ValueFault } from "../faults.ts";
import type { Stager } from "../staging/stager.ts";
import type { RowReader, TableSpec } from "../types.ts";
import { shorten } from "../values.ts";
import { readText } from "./read-text.ts";
import { type BrokenRecord, type FileRecord, RecordParser } from "./record-parser.ts";

/** Of each cell this much is kept with the row. */
const KEPT_CHARACTERS = 10_000;

/** A table wider than this is none, or is cut by the wrong sign. */
const MOST_COLUMNS = 1_000;

const sameName = (name: string): string => name.trim().toLowerCase();

/** A header's columns, checked: each once, and the required ones there. Throws FileFault. */
export function readHeader(cells: readonly string[], spec: Pick<TableSpec, "file" | "required">): Map<string, number> {
  const columns = new Map<string, number>();
  cells.forEach((cell, index) => {
    const name = sameName(cell);
    if (name === "") return;
    if (columns.has(name)) throw new FileFault(`${spec.file} has the column "${shorten(cell.trim())}" twice in its header, so it is not clear which one counts.`);
    columns.set(name, index);
  });
  const missing = spec.required.filter((name) => !columns.has(sameName(name)));
  if (missing.length > 0) {
    throw new FileFault(`${spec.file} has no column ${missing.map((name) => `"${name}"`).join(", ")}; it has ${cells.map((cell) => `"${shorten(cell.trim())}"`).join(", ").slice(0, 400)}.`);
  }
  return columns;
}

/** One file's rows on their way into the staging table. */
export class TableReader {
  #names: string[] = [];
  #read: RowReader | null = null;
  #headerKey = "";
  /** Rows so far, and how many of them were refused. */
  rows = 0;
  refused = 0;

  constructor(
    private readonly spec: TableSpec,
    private readonly stager: Stager,
  ) {}

  /** Names of the columns, in the order of the file. */
  get columns(): readonly string[] {
    return this.#names;
  }

  /** Reads the file to its end. Throws FileFault when it is to be refused as a whole. */
  async readFile(hash: Hash, onPiece: (bytes: number) => void): Promise<void> {
    const parser = new RecordParser(this.spec.delimiter, this.spec.skippedLines);
    for await (const text of readText(this.spec.path, this.spec.file, hash, onPiece)) {
      for (const record of parser.push(text)) this.#take(record);
      await this.stager.flush();
    }
    for (const record of parser.end()) this.#take(record);
    if (!this.#read) throw new FileFault(`${this.spec.file} is empty.`);
  }

  #take(record: FileRecord): void {
    if (this.#read === null) this.#open(record);
    else if (record.kind === "row") this.#takeRow(this.#read, record.line, record.cells);
    else this.#refuse(record.line, record.cells, describeBroken(record, this.#names));
  }

  #open(record: FileRecord): void {
    if (record.kind !== "row") throw new FileFault(`The first line of ${this.spec.file} cannot be read: ${describeBroken(record, []).message}.`);
    if (record.cells.length > MOST_COLUMNS) throw new FileFault(`${this.spec.file} has ${record.cells.length} columns; at most ${MOST_COLUMNS} can be read.`);
    if (this.spec.header) {
      this.#names = record.cells.map((cell) => cell.trim());
      const columns = readHeader(record.cells, this.spec);
      this.#headerKey = record.cells.map(sameName).join("\n");
      this.#read = this.spec.bind((name) => columns.get(sameName(name)) ?? -1);
    } else {
      this.#names = record.cells.map((_cell, index) => String(index + 1));
      const wanted = this.spec.required.filter((name) => !this.#names.includes(name));
      if (wanted.length > 0) throw new FileFault(`${this.spec.file} has only ${record.cells.length} columns; column ${wanted.join(", ")} is missing.`);
      this.#read = this.spec.bind((name) => this.#names.indexOf(name));
      this.#takeRow(this.#read, record.line, record.cells);
    }
  }

  #takeRow(read: RowReader, line: number, cells: string[]): void {
    let error: ValueFault;
    try {
      for (const [index, cell] of cells.entries()) if (cell.includes("\0")) throw new ValueFault(this.#names[index] ?? null, "the cell holds a NUL character, which no text has");
      const { key, data } = read(cells);
      this.rows++;
      this.stager.add({ file: this.spec.file, line, kind: this.spec.kind, raw: rawJson(cells), data, key, error: null });
      return;
    } catch (fault) {
      if (!(fault instanceof ValueFault)) throw fault;
      error = fault;
    }
    if (this.spec.header && cells.map(sameName).join("\n") === this.#headerKey) {
      throw new FileFault(`${this.spec.file} has its header a second time, in line ${line}: it seems to be several files in one.`);
    }
    this.#refuse(line, cells, error);
  }

  #refuse(line: number, cells: readonly string[], error: { column: string | null; message: string; key?: string | null }): void {
    this.rows++;
    this.refused++;
    this.stager.add({ file: this.spec.file, line, kind: this.spec.kind, raw: rawJson(cells), data: null, key: error.key ?? null, error: { column: error.column, message: error.message } });
  }
}

function describeBroken(record: BrokenRecord, names: readonly string[]): { column: string | null; message: string } {
  const column = record.column === null ? null : (names[record.column] ?? null);
  switch (record.fault) {
    case "oversize":
      return { column, message: "a cell is larger than 1 MB" };
    case "columns":
      return { column: null, message: `the row has ${record.cells.length} cells, the header ${names.length}` };
    case "quoting":
      return { column, message: record.lastLine > record.line ? `the quotes are broken; lines ${record.line} to ${record.lastLine} are left out` : "the quotes are broken" };
  }
}

/** The cells as a JSON array that PostgreSQL takes: cut, without NULs and without half a character at the cut. */
function rawJson(cells: readonly string[]): string {
  return JSON.stringify(
    cells.map((cell) => {
      const kept = cell.length > KEPT_CHARACTERS ? cell.slice(0, KEPT_CHARACTERS).replace(/[\uD800-\uDBFF]$/, "") : cell;
      return kept.includes("\0") ? kept.replaceAll("\0", "\uFFFD") : kept;
    }),
  );
}
