/** One row of evidence, its values by name. */
type EvidenceRow = Record<string, unknown>;

/** The rows behind a figure: single figures first, then the table, each with the columns it has. */
export interface EvidenceTable {
  columns: string[];
  rows: { cells: string[]; isMeant: boolean }[];
}

export const isRow = (value: unknown): value is EvidenceRow => typeof value === "object" && value !== null && !Array.isArray(value);

/** A value as it came from the database. */
export function sayValue(value: unknown): string {
  if (value === null || value === undefined) return "–";
  if (value instanceof Date) return value.toISOString();
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return String(value);
  return JSON.stringify(value) ?? "–";
}

const wordsOf = (name: string): string => name.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();

/** What a look-up was asked, in words: the period first, then the rest in its order. */
export function sayInput(input: unknown): string {
  if (!isRow(input)) return "";
  const { from, to, ...rest } = input;
  const period = [...(from === undefined ? [] : [`from ${sayValue(from)}`]), ...(to === undefined ? [] : [`to ${sayValue(to)}`])].join(" ");
  return [...(period ? [period] : []), ...Object.entries(rest).map(([name, value]) => `${wordsOf(name)} ${Array.isArray(value) ? value.map(sayValue).join(", ") : sayValue(value)}`)].join("; ");
}

/** SQL without the indentation of the code that it was written in. */
function dedent(text: string): string {
  const [first = "", ...rest] = text.split("\n");
  const indents = rest.filter((line) => line.trim() !== "").map((line) => line.length - line.trimStart().length);
  const least = Math.min(...indents, 40);
  return [first, ...rest.map((line) => line.slice(least))].join("\n").trim();
}

/** Splits "revenue[3]" into its column and row, "orders.before" into its key. */
function readSource(source: string | null): { key: string; row: number | null } {
  const match = source?.match(/^(.+)\[(\d+)\]$/);
  return match ? { key: match[1] ?? "", row: Number(match[2]) } : { key: (source ?? "").split(".")[0] ?? "", row: null };
}

/** The rows of evidence as tables, with the row that `source` names marked. */
export function tablesOf(rows: unknown, source: string | null): EvidenceTable[] {
  const all = Array.isArray(rows) ? rows.filter(isRow) : [];
  const figures = all.filter((row) => "figure" in row);
  const others = all.filter((row) => !("figure" in row));
  const place = readSource(source);
  const tables: EvidenceTable[] = [];
  if (figures.length > 0) {
    const hasBefore = figures.some((row) => "before" in row);
    tables.push({
      columns: ["Figure", "Value", ...(hasBefore ? ["Before"] : [])],
      rows: figures.map((row) => ({ cells: [row["label"], row["value"], ...(hasBefore ? [row["before"]] : [])].map(sayValue), isMeant: place.row === null && row["figure"] === place.key })),
    });
  }
  if (others.length > 0) {
    const columns = [...new Set(others.flatMap((row) => Object.keys(row)))];
    tables.push({ columns, rows: others.map((row, at) => ({ cells: columns.map((column) => sayValue(row[column])), isMeant: place.row === at })) });
  }
  return tables;
}

/** The statements of a tool call with their parameters, side by side. */
export function statementsOf(sql: string | null, parameters: unknown): { text: string; parameters: string[] }[] {
  if (!sql) return [];
  const lists = Array.isArray(parameters) ? parameters : [];
  // Statements are kept joined; where they cannot be told apart again all parameters stand under all of them.
  const texts = sql.split(/;\n\n/);
  if (texts.length !== lists.length) return [{ text: dedent(sql), parameters: lists.flat().map(sayValue) }];
  return texts.map((text, at) => {
    const list: unknown = lists[at];
    return { text: dedent(text), parameters: Array.isArray(list) ? list.map(sayValue) : [] };
  });
}
