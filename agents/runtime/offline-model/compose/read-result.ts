import { CELL_UNITS, type Cell, type CellUnit } from "#agents/contracts/blocks.ts";
import { sayValue } from "#agents/words.ts";

/** A tool's result as far as it can be read: figures, rows, notes. */
export interface ReadResult {
  title: string;
  period: string | null;
  currency: string;
  figures: { key: string; label: string; unit: CellUnit; value: Cell }[];
  columns: { key: string; unit: CellUnit }[];
  rows: Cell[][];
  rowsInAll: number;
  notes: string[];
}

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json => typeof value === "object" && value !== null && !Array.isArray(value);
const isCell = (value: unknown): value is Cell => value === null || typeof value === "string" || typeof value === "number";
const textOf = (value: unknown): string => (typeof value === "string" ? value : "");
const unitOf = (value: unknown): CellUnit => CELL_UNITS.find((unit) => unit === value) ?? "text";

/** "average_price" -> "average price". */
export const humanise = (key: string): string =>
  key
    .replace(/([a-z\d])([A-Z])/g, "$1 $2")
    .replace(/[_-]+/g, " ")
    .trim()
    .toLowerCase();

function guessUnit(rows: readonly Json[], key: string): CellUnit {
  const values = rows.map((row) => row[key]).filter((value) => value !== null && value !== undefined);
  return values.length > 0 && values.every((value) => typeof value === "number") ? "number" : "text";
}

const readRows = (rows: unknown[], columns: readonly string[]): Cell[][] =>
  rows.map((row) => columns.map((column, index) => {
    const cell: unknown = Array.isArray(row) ? row[index] : isObject(row) ? row[column] : null;
    return isCell(cell) ? cell : cell === undefined ? null : JSON.stringify(cell);
  }));

function readObject(raw: Json): ReadResult {
  const period = isObject(raw["period"]) && typeof raw["period"]["label"] === "string" ? raw["period"]["label"] : null;
  const figures = (Array.isArray(raw["figures"]) ? raw["figures"] : []).filter(isObject).flatMap((figure) => {
    const value = figure["value"];
    return isCell(value ?? null) ? [{ key: textOf(figure["key"]), label: textOf(figure["label"]) || textOf(figure["key"]), unit: unitOf(figure["unit"]), value: isCell(value) ? value : null }] : [];
  });
  const list = Object.values(raw).find((value): value is Json[] => Array.isArray(value) && value.length > 0 && value.every(isObject) && value !== raw["figures"]);
  const keys = Array.isArray(raw["columns"]) ? raw["columns"].map((column) => (isObject(column) ? String(column["key"] ?? column["name"]) : String(column))) : list ? Object.keys(list[0] ?? {}) : [];
  const units = Array.isArray(raw["units"]) ? raw["units"] : [];
  const source = Array.isArray(raw["rows"]) ? (raw["rows"] as unknown[]) : (list ?? []);
  const rows = keys.length > 0 ? readRows(source, keys) : [];
  const plainFigures = figures.length > 0 || keys.length > 0 ? [] : Object.entries(raw).flatMap(([key, value]) => (typeof value === "string" || typeof value === "number" ? [{ key, label: humanise(key), unit: typeof value === "number" ? ("number" as const) : ("text" as const), value }] : []));
  return {
    title: typeof raw["title"] === "string" ? raw["title"] : "",
    period,
    currency: typeof raw["currency"] === "string" ? raw["currency"] : "",
    figures: figures.length > 0 ? figures : plainFigures.filter(({ key }) => key !== "title" && key !== "currency"),
    columns: keys.map((key, index) => ({ key, unit: units[index] === undefined ? guessUnit(list ?? [], key) : unitOf(units[index]) })),
    rows,
    rowsInAll: typeof raw["rowsInAll"] === "number" ? raw["rowsInAll"] : rows.length,
    notes: (Array.isArray(raw["notes"]) ? raw["notes"] : []).filter((note) => typeof note === "string"),
  };
}

/** Reads a result's JSON; null for text that is none. */
export function readResult(result: string): ReadResult | null {
  let value: unknown;
  try {
    value = JSON.parse(result);
  } catch {
    return null;
  }
  if (Array.isArray(value)) return readObject({ items: value.map((entry) => (isObject(entry) ? entry : { value: isCell(entry) ? entry : JSON.stringify(entry) })) });
  return isObject(value) ? readObject(value) : null;
}

/** A value in words; a currency that is none is left out. */
export function say(value: Cell, unit: CellUnit, currency: string): string {
  try {
    return sayValue(value, unit === "money" && !/^[A-Z]{3}$/.test(currency) ? "number" : unit, currency);
  } catch {
    return String(value);
  }
}

const ROWS_SAID = 10;
const MOST_CHARACTERS = 1_500;

/** A result in words without the tool's own: its figures, then its first rows. */
export function renderResult(result: string): string {
  const read = readResult(result);
  if (!read) return result.length > MOST_CHARACTERS ? `${result.slice(0, MOST_CHARACTERS)}…` : result;
  const figures = read.figures.map((figure) => `- ${figure.label}: ${say(figure.value, figure.unit, read.currency)}`);
  const rows = read.rows.slice(0, ROWS_SAID).map((row, index) => `${index + 1}. ${row.map((cell, column) => sayCell(read, cell, column)).filter((text) => text !== "").join(", ")}`);
  const head = [read.title, read.period].filter(Boolean).join(", ");
  const nothing = figures.length === 0 && rows.length === 0 ? "There is nothing to show." : "";
  return [head ? `${head}:` : "", figures.join("\n"), rows.join("\n"), nothing, read.notes.join(" ")].filter(Boolean).join("\n\n");
}

function sayCell(read: ReadResult, cell: Cell, column: number): string {
  const { key, unit } = read.columns[column] ?? { key: "", unit: "text" as CellUnit };
  if (cell === null) return "";
  return unit === "text" && column < 2 ? String(cell) : `${humanise(key)} ${say(cell, unit, read.currency)}`;
}

/** "Blue Note: revenue €1,204.00, copies 51". */
export function sayRow(read: ReadResult, row: readonly Cell[]): string {
  const name = read.columns.findIndex(({ unit }) => unit === "text");
  const rest = row.flatMap((cell, index) => {
    const column = read.columns[index];
    if (!column || index === name || cell === null || /^(?:rank|href|id)$/.test(column.key)) return [];
    return [`${humanise(column.key)} ${say(cell, column.unit, read.currency)}`];
  });
  return `${String(row[name] ?? "")}: ${rest.join(", ")}.`;
}
