import type { AnswerBlock, Cell, CellUnit } from "#agents/contracts/blocks.ts";
import { type BarPoint, type BarsDrawing, prepareBars } from "#app/components/charts/prepare/prepare-bars.ts";
import type { TimeBar } from "#app/components/charts/bars-plot.tsx";
import { formatDay, formatMonth, formatShortDay, formatShortMonth } from "#app/lib/format.ts";
import { type CellFormat, formatCell } from "./format-cell.ts";

const DAY_MS = 86_400_000;
/** Answers also stand in the narrow panel. */
const MOST_LABELS = 5;
const ISO_DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Which columns a chart draws, with their units; null where the block has no chart or a column is missing. */
export function chartColumns(block: AnswerBlock): { x: string; y: string; before: string | null; unit: CellUnit; yLabel: string } | null {
  const { chart, table } = block;
  const y = table?.columns.find(({ key }) => key === chart?.y);
  if (!chart || !table || !y || !table.columns.some(({ key }) => key === chart.x)) return null;
  return { x: chart.x, y: chart.y, before: chart.before ?? null, unit: y.unit, yLabel: y.label };
}

/** A cell as a number, for drawing only. */
export const numberOf = (value: Cell | undefined): number | null => {
  const number = value === null || value === undefined || value === "" ? Number.NaN : Number(value);
  return Number.isFinite(number) ? number : null;
};

type Grain = "day" | "week" | "month" | "longer";

/** How far two neighbours on the axis stand apart. */
function grainOf(days: readonly string[]): Grain {
  const [first, second] = days.slice(-2);
  if (!first || !second) return "day";
  const apart = (Date.parse(second) - Date.parse(first)) / DAY_MS;
  return apart >= 80 ? "longer" : apart >= 28 ? "month" : apart >= 7 ? "week" : "day";
}

/** The day a row begins with: its place on the axis, or beside a name of its own the column `from`. */
const dayOf = (row: Record<string, Cell>, x: string): string => [row[x], row["from"]].map(String).find((value) => ISO_DAY.test(value)) ?? "";

/** Bars over time of a block's table, as the pages draw them. */
export function prepareTimeBars(block: AnswerBlock, format: CellFormat): { bars: TimeBar[]; drawing: BarsDrawing } | null {
  const columns = chartColumns(block);
  const rows = block.table?.rows ?? [];
  if (!columns || rows.length < 2) return null;
  const names = rows.map((row) => String(row[columns.x] ?? ""));
  const days = rows.map((row) => dayOf(row, columns.x));
  const areDays = days.every((day) => day !== "");
  const grain = grainOf(days);
  const manyYears = days[0]?.slice(0, 4) !== days.at(-1)?.slice(0, 4);
  const say = (at: number) => {
    const name = names[at] ?? "";
    if (!ISO_DAY.test(name)) return name;
    return grain === "month" ? formatMonth(name) : grain === "week" ? `Week from ${formatDay(name)}` : formatDay(name);
  };
  const short = (at: number) => {
    const day = days[at] ?? "";
    if (!areDays || grain === "longer") return names[at] ?? "";
    return grain === "month" ? formatShortMonth(day, manyYears) : formatShortDay(day);
  };
  const keys = rows.map((_row, at) => `${names[at]} ${at}`);
  const points: BarPoint[] = rows.map((row, at) => ({ key: keys[at] ?? "", value: numberOf(row[columns.y]) ?? 0, before: columns.before ? numberOf(row[columns.before]) : null }));
  const bars = rows.map((row, at) => ({
    key: keys[at] ?? "",
    label: say(at),
    shortLabel: short(at),
    text: formatCell(row[columns.y], columns.unit, format),
    beforeText: columns.before && row[columns.before] !== null && row[columns.before] !== undefined ? formatCell(row[columns.before], columns.unit, format) : null,
    href: typeof row["href"] === "string" ? row["href"] : null,
  }));
  return { bars, drawing: prepareBars(points, areDays && grain === "day", MOST_LABELS) };
}
