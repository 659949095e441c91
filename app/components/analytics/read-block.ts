import { type CellFormat, formatCell, isNumeric, NOTHING } from "#app/components/agent/blocks/format-cell.ts";
import { currencySymbol, formatCount, formatDay, formatDayOfYear, formatDayRange, formatMonth, formatRating, formatShort, formatShortDay, formatShortMonth, formatWhole } from "#app/lib/format.ts";
import type { BlockCell, BlockColumn, CellUnit } from "#db/queries/analytics/block.ts";
import type { ShownBlock, ShownRow } from "./types.ts";

const NO_BREAK = "\u00a0";

/** How the cells of a block are written. */
export const formatOf = ({ currency, timeZone }: ShownBlock): CellFormat => ({ currency, timeZone });

/** A cell as a number, for drawing only; null where there is none. */
export function numberOf(value: BlockCell | undefined): number | null {
  const number = value === null || value === undefined || value === "" ? Number.NaN : Number(value);
  return Number.isFinite(number) ? number : null;
}

/** The column of that key; a text column without a label where there is none. */
export const columnOf = ({ columns }: ShownBlock, key: string): BlockColumn => columns.find((column) => column.key === key) ?? { key, label: "", unit: "text" };

/** A value beside a bar: whole units of money, everything else as it is. */
export function formatBeside(value: BlockCell | undefined, unit: CellUnit, format: CellFormat): string {
  const number = numberOf(value);
  if (unit !== "money" || number === null) return formatCell(value, unit, format);
  return Math.abs(number) < 100 && !Number.isInteger(number) ? formatCell(value, unit, format).replace(currencySymbol(format.currency), "").trim() : formatWhole(number);
}

/** A value at an axis or in a small cell: as short as it can be said. */
export function formatTick(value: number, unit: CellUnit, format: CellFormat): string {
  if (unit === "percent") return `${formatShort(Math.round(value * 1e6) / 1e4)}${NO_BREAK}%`;
  return unit === "money" && value === 0 ? `${currencySymbol(format.currency)}0` : formatShort(value);
}

/** A value in a cell of a heat map, whose head and scale say the unit. */
export function formatShortCell(value: BlockCell | undefined, unit: CellUnit): string {
  const number = numberOf(value);
  if (number === null) return "";
  if (unit === "percent") return formatCount(Math.round(number * 100));
  return unit === "rating" ? formatRating(number) : formatShort(Math.abs(number) >= 100 ? Math.round(number) : Math.round(number * 10) / 10);
}

/** The grain of rows along time: how long their bars are. */
type Grain = "day" | "week" | "month";

const DAY_MS = 86_400_000;
const isFirst = (day: string): boolean => day.endsWith("-01");

function grainOf(block: ShownBlock, x: string): Grain {
  let longest = 0;
  block.rows.forEach(({ cells }, at) => {
    const start = String(cells[x]);
    const next = block.rows[at + 1]?.cells[x];
    const end = cells["end"] ? Date.parse(String(cells["end"])) + DAY_MS : next ? Date.parse(String(next)) : Number.NaN;
    const days = (end - Date.parse(start)) / DAY_MS;
    if (days > longest) longest = days;
  });
  return longest <= 1 ? "day" : longest <= 7 ? "week" : "month";
}

/** The days of a row along time, in full and as short as an axis needs. */
export interface RowDays {
  start: string;
  end: string;
  label: string;
  short: string;
}

/** Names the days of all rows of a chart over time; a row's own last day stands in its column `end`. */
export function sayDays(block: ShownBlock, x: string): { grain: Grain; words: RowDays[] } {
  const grain = grainOf(block, x);
  const days = block.rows.map(({ cells }) => String(cells[x] ?? ""));
  const manyYears = days[0]?.slice(0, 4) !== days.at(-1)?.slice(0, 4);
  const words = block.rows.map(({ cells }, at) => {
    const start = days[at] ?? "";
    const end = typeof cells["end"] === "string" ? cells["end"] : null;
    const isWhole = isFirst(start) && (end === null || isFirst(dayAfter(end)));
    const next = days[at + 1];
    const last = end ?? (next ? dayBefore(next) : start);
    if (grain === "month") return { start, end: last, label: isWhole ? formatMonth(start) : formatDayRange(start, last), short: formatShortMonth(start, manyYears) };
    const label = grain === "week" && end !== null && end !== start ? formatDayRange(start, end) : `${formatDay(start)}${manyYears ? ` ${start.slice(0, 4)}` : ""}`;
    return { start, end: last, label, short: manyYears && days.length > 200 ? formatDayOfYear(start) : formatShortDay(start) };
  });
  return { grain, words };
}

function moveDay(day: string, by: number): string {
  const moment = Date.parse(day);
  return Number.isNaN(moment) ? day : new Date(moment + by * DAY_MS).toISOString().slice(0, 10);
}
const dayAfter = (day: string): string => moveDay(day, 1);
const dayBefore = (day: string): string => moveDay(day, -1);

/** True where a chart would show nothing: no row, or nothing but zeros and gaps in what it draws. */
export function isNothing({ chart, rows }: ShownBlock): boolean {
  if (rows.length === 0) return true;
  if (!chart) return false;
  const keys = chart.kind === "time" ? [...chart.y, ...(chart.before ? [chart.before] : [])] : chart.kind === "heat" ? chart.columns : [chart.value];
  return rows.every(({ cells }) => keys.every((key) => (numberOf(cells[key]) ?? 0) === 0));
}

/** The row of all that is not named. */
export const OTHERS = "others";

/** True where the rows sum to the whole because the last of them is all others: then nothing is left out. */
export const holdsOthers = ({ rows }: ShownBlock): boolean => rows.some(({ key }) => key === OTHERS);

/** True where a block whose chart would show nothing still has something to say: amounts or counts that are not drawn. */
export function hasMoreThanDrawn({ chart, columns, rows }: ShownBlock): boolean {
  if (!chart) return false;
  const drawn: readonly string[] = ["before", ...(chart.kind === "time" ? chart.y : chart.kind === "heat" ? chart.columns : [chart.value])];
  const others = columns.filter(({ key, unit }) => !drawn.includes(key) && ["money", "count", "percent", "rating"].includes(unit));
  return rows.some(({ cells }) => others.some(({ key }) => (numberOf(cells[key]) ?? 0) !== 0));
}

/** Where the name of a row leads: its own page, else the rows behind it. */
export const hrefOfName = (row: ShownRow, key: string): string | undefined => row.aboutHref ?? row.links?.[key];

export { type CellFormat, formatCell, isNumeric, NOTHING };
