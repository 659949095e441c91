import type { AnswerBlock, Cell, CellUnit } from "#agents/contracts/blocks.ts";

const NUMBER = /\d+(?:,\d{3})*(?:\.\d+)?/g;

/** The numbers that a text shows, without the places of its list items. */
const numbersIn = (text: string): string[] => [...text.replace(/^\d+\. /gm, "").matchAll(NUMBER)].map(([found]) => found);

const plain = (shown: string): number => Number(shown.replaceAll(",", ""));
const decimals = (shown: string): number => shown.split(".")[1]?.length ?? 0;

interface Known {
  value: number;
  /** Shares are shown as percent. */
  isShare: boolean;
}

/** The numbers of the shown text that are no value of the block at the precision they are shown with. */
export function strangers(text: string, block: AnswerBlock): string[] {
  const words = new Set<string>();
  const values: Known[] = [];
  const learnWords = (...texts: readonly (string | undefined)[]) => texts.forEach((each) => numbersIn(each ?? "").forEach((found) => words.add(found)));
  const learn = (value: Cell | undefined, unit: CellUnit) => {
    if (value === null || value === undefined) return;
    if (unit === "text" || unit === "time") learnWords(String(value));
    else if (unit === "day") String(value).split("-").forEach((part) => words.add(String(Number(part))));
    else values.push({ value: Math.abs(Number(value)), isShare: unit === "percent" });
  };
  learnWords(block.title, block.period?.label, block.against?.label, ...block.notes);
  for (const figure of block.figures) {
    learnWords(figure.label, figure.note);
    learn(figure.value, figure.unit);
    learn(figure.before, figure.unit);
    if (figure.change?.value) values.push({ value: Math.abs(figure.change.value), isShare: figure.change.kind === "relative" || figure.unit === "percent" });
  }
  for (const column of block.table?.columns ?? []) {
    learnWords(column.label);
    block.table?.rows.forEach((row) => learn(row[column.key], column.unit));
  }
  if (block.table) values.push({ value: block.table.total, isShare: false });
  const fits = (shown: string): boolean =>
    words.has(shown) || values.some(({ value, isShare }) => Math.abs((isShare ? value * 100 : value) - plain(shown)) <= 0.5 * 10 ** -decimals(shown) + 1e-9);
  return numbersIn(text).filter((shown) => !fits(shown));
}
