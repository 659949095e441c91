/**
 * CSV as spreadsheets read it: commas, CRLF, quotes where needed, and a byte order mark, because
 * Excel takes a file without one for a Windows code page and spoils every "Novák". Client-safe.
 */

export type CsvCell = string | number | boolean | Date | null | undefined;

export const CSV_START = "\uFEFF";

const NUMBER = /^-?\d+(\.\d+)?$/;
/** A spreadsheet would run such a text as a formula; the wide forms are what some keyboards type. */
const FORMULA = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;

function sayCell(cell: CsvCell): string {
  if (cell === null || cell === undefined) return "";
  if (cell instanceof Date) return cell.toISOString();
  const text = String(cell);
  if (NUMBER.test(text)) return text;
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** One line with its end. Numbers, also as text, stay numbers; texts that would be formulas get an apostrophe. */
export const csvLine = (cells: readonly CsvCell[]): string => `${cells.map(sayCell).join(",")}\r\n`;

/** A name that every file system takes: "misty-orders-2026-10-24-to-2026-11-22.csv". */
export function csvFileName(parts: readonly (string | number | null | undefined)[]): string {
  const words = ["misty", ...parts].filter((part) => part !== null && part !== undefined && part !== "").map((part) => String(part).toLowerCase().replace(/[^a-z0-9]+/g, "-"));
  return `${words.join("-").replace(/-{2,}/g, "-").replace(/^-|-$/g, "").slice(0, 150)}.csv`;
}

/** A table to be downloaded; `filter` and `as_of` are added to each line. */
export interface CsvTable {
  columns: readonly string[];
  rows: AsyncIterable<readonly CsvCell[]> | Iterable<readonly CsvCell[]>;
}

/** How much text gathers before it is sent. */
const CHUNK = 16_384;

/** The table's text in pieces, written as they are asked for, so that a long one never lies in memory whole. */
export async function* writeCsv(table: CsvTable, filter: string, asOf: Date): AsyncGenerator<string> {
  const tail = [filter, asOf.toISOString()];
  let text = CSV_START + csvLine([...table.columns, "filter", "as_of"]);
  for await (const row of table.rows) {
    text += csvLine([...row, ...tail]);
    if (text.length >= CHUNK) {
      yield text;
      text = "";
    }
  }
  if (text !== "") yield text;
}

/** A CSV file that is written while it is read. */
export const csvResponse = (fileName: string, pieces: AsyncGenerator<string>, signal: AbortSignal): Response => downloadResponse(fileName, "text/csv; charset=utf-8", pieces, signal);

/** The name of what a signal is aborted with when the rights of whoever asked ended under way. */
export const RIGHTS_ENDED = "RightsEnded";

/** A download that is written while it is read, and stops when the browser is gone. One whose asker lost the right to it breaks off, so that nobody takes it for whole. */
export function downloadResponse(fileName: string, type: string, pieces: AsyncGenerator<string>, signal: AbortSignal): Response {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (signal.aborted && signal.reason instanceof Error && signal.reason.name === RIGHTS_ENDED) return controller.error(signal.reason);
      const piece = signal.aborted ? { done: true as const } : await pieces.next();
      if (piece.done) controller.close();
      else controller.enqueue(encoder.encode(piece.value));
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
  return new Response(body, {
    headers: { "Content-Type": type, "Content-Disposition": `attachment; filename="${fileName}"`, "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff" },
  });
}
