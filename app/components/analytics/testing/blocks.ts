import type { BlockColumn, CellUnit } from "#db/queries/analytics/block.ts";
import type { ShownBlock, ShownRow } from "../types.ts";

/* Blocks as the server would send them, with what is hard on a drawing: gaps, losses, crowds, names. */

export const RTL_NAME = "מיילס דייוויס — סוג של כחול";
export const LONG_NAME = "The complete concerts at the Plugged Nickel ".repeat(7).slice(0, 300);
export const EMOJI_NAME = '🎷 "Ensemble" 👩‍👩‍👧‍👦 <b>';

const DAY_MS = 86_400_000;
const dayOf = (at: number): string => new Date(Date.UTC(2026, 9, 24) + at * DAY_MS).toISOString().slice(0, 10);
const monthOf = (at: number): string => new Date(Date.UTC(2025, at, 1)).toISOString().slice(0, 10);

const BASE = {
  id: "block",
  tab: "sales",
  track: "B2",
  title: "Revenue",
  words: "What was paid for records.",
  formula: "sum(line price)",
  span: 12,
  choices: [],
  by: "",
  whenEmpty: "Nothing was sold. Take other days.",
  csvHref: "/analytics/sales.csv?block=block",
  time: "range",
  currency: "EUR",
  timeZone: "Europe/Berlin",
  comparisonLabel: null,
  notes: [],
  marks: [],
} as const satisfies Partial<ShownBlock>;

/** Bars by day, from 24 October 2026 on. */
export function daysBlock(values: readonly (number | null)[], more: Partial<ShownBlock> = {}): ShownBlock {
  const rows = values.map((value, at): ShownRow => ({
    key: dayOf(at),
    cells: { start: dayOf(at), end: dayOf(at), revenue: value === null ? null : value.toFixed(2), before: "50.00" },
    links: { revenue: `/rows/lines?from=${dayOf(at)}` },
  }));
  const columns: BlockColumn[] = [
    { key: "start", label: "Day", unit: "day" },
    { key: "end", label: "Last day", unit: "day" },
    { key: "revenue", label: "Revenue", unit: "money" },
    { key: "before", label: "Before", unit: "money" },
  ];
  return { ...BASE, title: "Revenue by day", comparisonLabel: "the 30 days before", columns, rows, total: rows.length, chart: { kind: "time", x: "start", y: ["revenue"], before: "before" }, ...more };
}

/** Lines by month; line 0 is the highest, every seventh value is missing. */
export function linesBlock(series: number, months: number, unit: CellUnit = "money"): ShownBlock {
  const keys = Array.from({ length: series }, (_, at) => `s${at}`);
  const rows = Array.from({ length: months }, (_, at): ShownRow => ({
    key: monthOf(at),
    cells: { month: monthOf(at), ...Object.fromEntries(keys.map((key, index) => [key, (at + index) % 7 === 3 ? null : String((series - index) * 10 + (at % 3))])) },
    links: Object.fromEntries(keys.map((key) => [key, `/rows/lines?genre=${key}&from=${monthOf(at)}`])),
  }));
  const names = ["Hard bop", RTL_NAME, EMOJI_NAME, LONG_NAME];
  const columns: BlockColumn[] = [{ key: "month", label: "Month", unit: "day" }, ...keys.map((key, at) => ({ key, label: names[at] ?? `Genre ${at}`, unit }))];
  return { ...BASE, title: "Genres by month", columns, rows, total: rows.length, chart: { kind: "time", x: "month", y: keys } };
}

/** Lying bars of names and amounts. */
export function namesBlock(rows: readonly (readonly [name: string, value: number | null, before: number | null])[], more: Partial<ShownBlock> = {}): ShownBlock {
  return {
    ...BASE,
    title: "Revenue by genre",
    comparisonLabel: "the 30 days before",
    columns: [
      { key: "name", label: "Genre", unit: "text" },
      { key: "revenue", label: "Revenue", unit: "money" },
      { key: "before", label: "Before", unit: "money" },
      { key: "share", label: "Share", unit: "percent" },
    ],
    rows: rows.map(([name, value, before], at) => ({
      key: String(at),
      cells: { name, revenue: value === null ? null : value.toFixed(2), before: before === null ? null : before.toFixed(2), share: value === null ? null : "0.25" },
      links: { revenue: `/rows/lines?genre=${at}` },
      aboutHref: at === 0 ? "/albums/1" : undefined,
    })),
    total: rows.length,
    chart: { kind: "bars", label: "name", value: "revenue", before: "before", detail: "share" },
    ...more,
  };
}

/** The same as parts of a whole. */
export const partsBlock = (rows: readonly (readonly [name: string, value: number])[]): ShownBlock => namesBlock(rows.map(([name, value]) => [name, value, null]), { chart: { kind: "parts", label: "name", value: "revenue" } });

/** Cohorts by month, a triangle of shares with their links. */
export function heatBlock(size: number): ShownBlock {
  const keys = Array.from({ length: size }, (_, at) => `m${at}`);
  return {
    ...BASE,
    title: "Cohorts",
    columns: [{ key: "cohort", label: "First order", unit: "text" }, ...keys.map((key, at) => ({ key, label: String(at), unit: "percent" as const }))],
    rows: Array.from({ length: size }, (_, row) => ({
      key: String(row),
      cells: { cohort: row === 1 ? LONG_NAME : `Cohort ${row}`, ...Object.fromEntries(keys.map((key, at) => [key, at >= size - row ? null : at === 0 ? "1" : (at % 5 === 4 ? 0 : 0.4 / (at + row + 1)).toFixed(4)])) },
      links: Object.fromEntries(keys.map((key, at) => [key, `/rows/customers?cohort=${row}&active=${at}`])),
    })),
    total: size,
    chart: { kind: "heat", label: "cohort", columns: keys },
  };
}

const wave = (count: number): number[] => Array.from({ length: count }, (_, at) => Math.round((Math.sin(at / 3) + 1.2) * 500));

/** One block for each thing that is hard, by name. */
export const GALLERY: Readonly<Record<string, ShownBlock>> = {
  "no rows": daysBlock([]),
  "one day": daysBlock([812.5]),
  "all zero": daysBlock([0, 0, 0], { chart: { kind: "time", x: "start", y: ["revenue"] } }),
  "a month": daysBlock(wave(30), { marks: [{ day: dayOf(3), text: "Record Store Day" }, { day: dayOf(20), text: LONG_NAME }] }),
  "losses and gaps": daysBlock([-40, null, 60, 0, null, -5, 12]),
  "only losses": daysBlock([-40, -2, -300]),
  "a year of days": daysBlock(wave(400)),
  "huge values": daysBlock([4e12, 1, 3e11]),
  "two lines": linesBlock(2, 14),
  "thirty lines": linesBlock(30, 24),
  "lines with one point": linesBlock(3, 1, "rating"),
  names: namesBlock([["Cool", 900, 300], [RTL_NAME, 700.5, 900], [EMOJI_NAME, 12, 0], [LONG_NAME, -40, 60], ["Unknown", null, 10]]),
  "forty names": namesBlock(Array.from({ length: 40 }, (_, at) => [`Label ${at}`, 4000 - at * 90, null] as const), { total: 412 }),
  parts: partsBlock([["Card", 5000], ["Cash", 2200], [RTL_NAME, 900], [LONG_NAME, 300], ["Invoice", 120], ["Voucher", 20], ["Other", 0]]),
  cohorts: heatBlock(18),
};
