import type { CellUnit } from "../contracts/blocks.ts";
import { findFigures, type TextFigure } from "../contracts/figures-in-text.ts";
import type { NumberMark } from "../contracts/messages.ts";
import type { ToolResult } from "./bind-tools.ts";

interface Source {
  callId: string;
  /** The figure's key, or `column[row]`. */
  place: string;
  unit: CellUnit;
  value: number;
  /** ISO code that the result's money is in. */
  currency: string;
}

/** Every number that the results hold, with its place. */
function sourcesOf(results: readonly ToolResult[]): Source[] {
  const sources: Source[] = [];
  let currency = "";
  const add = (callId: string, place: string, unit: CellUnit, value: unknown) => {
    if (unit === "text" || unit === "day" || unit === "time" || value === null || value === undefined || value === "") return;
    const number = Number(value);
    if (Number.isFinite(number)) sources.push({ callId, place, unit, value: number, currency });
  };
  for (const { callId, block } of results) {
    currency = block.currency;
    for (const figure of block.figures) {
      add(callId, figure.key, figure.unit, figure.value);
      add(callId, `${figure.key}.before`, figure.unit, figure.before);
      const change = figure.change?.value;
      if (change !== undefined && change !== null) add(callId, `${figure.key}.change`, figure.change?.kind === "relative" ? "percent" : figure.unit, change);
      for (const [index, noted] of findFigures(figure.note ?? "").entries()) add(callId, `${figure.key}.note[${index}]`, noted.percent ? "percent" : noted.money ? "money" : "count", noted.percent ? noted.value / 100 : noted.value);
    }
    for (const [index, row] of (block.table?.rows ?? []).entries()) for (const { key, unit } of block.table?.columns ?? []) add(callId, `${key}[${index}]`, unit, row[key]);
    if (block.table) {
      add(callId, "rows", "count", block.table.total);
      add(callId, "rows.shown", "count", block.table.rows.length);
    }
    for (const [index, noted] of block.notes.flatMap(findFigures).entries()) add(callId, `notes[${index}]`, noted.percent ? "percent" : noted.money ? "money" : "count", noted.percent ? noted.value / 100 : noted.value);
  }
  return sources;
}

/** Signs that stand for one currency only. */
const SIGNS: readonly (readonly [RegExp, string])[] = [[/€|EUR/, "EUR"], [/£|GBP/, "GBP"], [/USD/, "USD"], [/CHF/, "CHF"], [/JPY/, "JPY"]];

/** Whether an amount as it is written may be in the currency; a dollar or a yen sign has several. */
const isIn = (text: string, currency: string): boolean => {
  const sign = SIGNS.find(([pattern]) => pattern.test(text));
  if (sign) return sign[1] === currency;
  return !(text.includes("$") && /^(?:EUR|GBP|CHF|JPY)$/.test(currency)) && !(text.includes("¥") && /^(?:EUR|GBP|CHF|USD)$/.test(currency));
};

/** Whether a figure of a text says this value at the precision it is shown at. Its sign is the sentence's ("8% less"). */
function says(figure: TextFigure, source: Source): boolean {
  if (figure.percent !== (source.unit === "percent")) return false;
  if (figure.money && (source.unit !== "money" || !isIn(figure.text, source.currency))) return false;
  // What is counted is whole: "5" is no 4.7 days rounded, nor a 4.6 of five stars.
  if (!figure.money && source.unit !== "money" && figure.decimals === 0 && source.unit !== "percent" && !Number.isInteger(source.value)) return false;
  const value = Math.abs(source.unit === "percent" ? source.value * 100 : source.value);
  // Half a unit of the last digit shown, and a hair for binary fractions.
  return Math.abs(value - figure.value) <= 0.5 * 10 ** -figure.decimals + 1e-9 * Math.max(1, value);
}

/** The words that results themselves give: "the last 30 days", a record's title or catalogue number, a label. A number in them is part of a name. */
function namesOf(results: readonly ToolResult[]): string[] {
  const names = results.flatMap(({ block }) => [
    block.title,
    block.period?.label ?? "",
    block.against?.label ?? "",
    ...block.figures.flatMap((figure) => [figure.label, figure.unit === "text" ? String(figure.value) : ""]),
    ...(block.table?.columns ?? []).flatMap((column) => [column.label, ...(column.unit === "text" ? (block.table?.rows ?? []).map((row) => String(row[column.key] ?? "")) : [])]),
  ]);
  // A short name of digits alone ("7") would hide figures.
  return [...new Set(names)].filter((name) => /\d/.test(name) && !/^\d{1,3}$/.test(name)).sort((a, b) => b.length - a.length);
}

/** The text with those names blanked out, so that offsets stay. */
function withoutNames(text: string, results: readonly ToolResult[]): string {
  return namesOf(results).reduce((rest, name) => {
    const found = new RegExp(`(?<![\\p{L}\\p{N}.,])${name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?![\\p{L}\\p{N}]|[.,]\\d)`, "giu");
    return rest.replace(found, (match) => " ".repeat(match.length));
  }, text);
}

/**
 * Says of each figure in an answer where it comes from: a tool's result of this turn, the question
 * (or the page), or nowhere. Derivations are not looked for; the same figure is named once.
 */
export function markNumbers(text: string, results: readonly ToolResult[], given: string): NumberMark[] {
  const sources = sourcesOf(results);
  const asked = findFigures(given);
  const marks = new Map<string, NumberMark>();
  for (const figure of findFigures(withoutNames(text, results))) {
    if (marks.has(figure.text)) continue;
    // The exact value first: "412" orders rather than a count of 411.6.
    const source = sources.filter((candidate) => says(figure, candidate)).sort((a, b) => distance(figure, a) - distance(figure, b))[0];
    const inQuestion = asked.some(({ value, percent }) => value === figure.value && percent === figure.percent);
    const status = source ? "verified" : inQuestion ? "question" : "unverified";
    marks.set(figure.text, { text: figure.text, value: figure.value, status, callId: source?.callId ?? null, source: source?.place ?? null });
  }
  return [...marks.values()];
}

const distance = (figure: TextFigure, source: Source): number => Math.abs(Math.abs(source.unit === "percent" ? source.value * 100 : source.value) - figure.value);

