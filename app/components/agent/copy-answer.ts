import type { AnswerBlock } from "#agents/contracts/blocks.ts";
import { formatDayRange } from "#app/lib/format.ts";

/** A cell that would be a formula in a spreadsheet is text there. */
const plain = (value: string | number | null | undefined): string => {
  const text = String(value ?? "").replace(/[\t\r\n]+/g, " ");
  return /^[=+@]|^-(?![\d.])/.test(text) ? `'${text}` : text;
};

/** A block as text: title, figures, notes, and its table as tab-separated values that a spreadsheet takes. Values are exact, as they came. */
export function blockAsText(block: AnswerBlock): string {
  const head = block.period ? `${block.title}, ${formatDayRange(block.period.from, block.period.to)}` : block.title;
  const figures = block.figures.map(({ label, unit, value }) => `${label}\t${plain(value)}${unit === "money" ? ` ${block.currency}` : ""}`);
  const { table } = block;
  const rows = table
    ? [
        table.columns.map(({ label, unit }) => (unit === "money" ? `${label} (${block.currency})` : label)).join("\t"),
        ...table.rows.map((row) => table.columns.map(({ key }) => plain(row[key])).join("\t")),
      ]
    : [];
  return [head, ...figures, ...rows, ...block.notes].join("\n");
}

/** The whole answer as text. */
export const answerAsText = (text: string, blocks: readonly AnswerBlock[]): string => [text, ...blocks.map(blockAsText)].filter((part) => part !== "").join("\n\n");

/** Puts `text` on the clipboard. False where the browser does not allow it. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
