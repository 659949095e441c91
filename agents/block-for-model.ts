import type { AnswerBlock } from "./contracts/blocks.ts";

/** Rows a model is given; the screen shows more. */
const ROWS_FOR_MODEL = 60;

/** A block as compact JSON: the columns once, rows as arrays. Addresses are left out; a change is a share (0.081 is 8.1 %) or, for ratings and shares, points. */
export function blockForModel(block: AnswerBlock): string {
  const { title, period, against, currency, figures, table, notes } = block;
  return JSON.stringify({
    title,
    ...(period ? { period } : {}),
    ...(against ? { against } : {}),
    currency,
    ...(figures.length > 0 ? { figures: figures.map(({ href: _href, change, ...figure }) => ({ ...figure, ...(change && change.value !== null ? { change: change.value } : {}) })) } : {}),
    ...(table
      ? {
          columns: table.columns.map((column) => column.key),
          units: table.columns.map((column) => column.unit),
          rows: table.rows.slice(0, ROWS_FOR_MODEL).map((row) => table.columns.map((column) => row[column.key] ?? null)),
          rowsInAll: table.total,
        }
      : {}),
    ...(notes.length > 0 ? { notes } : {}),
  });
}
