import type { Cell } from "#agents/contracts/blocks.ts";
import { sayRange } from "#server/contracts/calendar.ts";
import { calendarUnit } from "../dates/calendar-words.ts";
import { FUNCTION_WORDS, neighboursOf } from "../language/thesaurus.ts";
import { nameKey, nameLikeness } from "../language/fuzzy.ts";
import { stem, wordsOf } from "../language/words.ts";
import type { Ask } from "../planning/world.ts";
import { humanise, type ReadResult, say, sayRow } from "./read-result.ts";

const HIGHEST = /^(?:highest|best|max|maximum|peak|top|most|largest|biggest|newest)/i;
const LOWEST = /^(?:lowest|worst|min|minimum|least)/i;

const isNumeric = (unit: string): boolean => /^(?:money|count|rating|percent|days|number)$/.test(unit);

/** The column that a ranking is about: one the question names, else the last with numbers. */
function measureColumn(ask: Ask, read: ReadResult): number {
  const chosen = new Set(Object.values(ask.input).filter((value): value is string => typeof value === "string"));
  const byInput = read.columns.findIndex(({ key, unit }) => chosen.has(key) && isNumeric(unit));
  if (byInput >= 0) return byInput;
  const isNamed = (way: readonly string[]) => read.columns.some(({ key }) => wordsOf(key).map(stem).every((word) => way.includes(word)) && wordsOf(key).length >= Math.min(2, way.length));
  // One word of a longer name ("sell-through") names no column ("sold").
  const said = new Set(ask.frame.items.flatMap((item) => ((item.ways[0]?.length ?? 0) < 2 || isNamed(item.ways[0] ?? []) ? item.ways[0] ?? [] : [])));
  // Plain numbers are numbers of orders and customers: names, not amounts.
  const isAmount = (unit: string) => isNumeric(unit) && (unit !== "number" || !read.columns.some((column) => column.unit !== "number" && isNumeric(column.unit)));
  const words = (key: string) => wordsOf(key).map(stem);
  const fits = read.columns.flatMap(({ key, unit }, index) => (isAmount(unit) && words(key).every((word) => said.has(word) || [...neighboursOf(word)].some((other) => said.has(other))) ? [index] : []));
  // "Average order" is more than "orders".
  const named = fits.sort((x, y) => words(read.columns[y]?.key ?? "").length - words(read.columns[x]?.key ?? "").length)[0] ?? -1;
  if (named >= 0) return named;
  const money = read.columns.findIndex(({ unit }) => unit === "money");
  return money >= 0 ? money : read.columns.findLastIndex(({ key, unit }) => isAmount(unit) && key !== "rank");
}

/** The row with the highest or lowest value of a column. */
function extremeRow(read: ReadResult, column: number, order: "high" | "low"): readonly Cell[] | null {
  let best: readonly Cell[] | null = null;
  for (const row of read.rows) {
    // What is left over, summed up in one row, is none of those that are ranked.
    if (row.some((cell) => typeof cell === "string" && /^(?:[\d,]+ |all )?others?$/i.test(cell))) continue;
    const value = row[column];
    if (value === null || value === undefined || Number.isNaN(Number(value))) continue;
    if (best === null || (order === "high" ? Number(value) > Number(best[column]) : Number(value) < Number(best[column]))) best = row;
  }
  return best;
}

/** "December 2025" for a whole month, else its days. */
function sayStep(from: string, to: string): string {
  const month = calendarUnit("month", from, 0);
  return month.from === from && month.to === to ? month.label : sayRange(from, to);
}

/** "Which month was best": that one first. */
function leadStep(ask: Ask, read: ReadResult): string | null {
  const order = ask.frame.order ?? "high";
  const figure = read.figures.find(({ key, label }) => (order === "high" ? HIGHEST : LOWEST).test(key) || (order === "high" ? HIGHEST : LOWEST).test(label));
  if (figure) return `${figure.label}${read.period ? ` (${read.period})` : ""}: **${say(figure.value, figure.unit, read.currency)}**.`;
  const column = measureColumn(ask, read);
  const row = column < 0 ? null : extremeRow(read, column, order);
  const value = row?.[column];
  const isBar = read.columns[0]?.unit === "day" && read.columns[1]?.unit === "day" && row !== null;
  const step = isBar ? sayStep(String(row[0]), String(row[1])) : String(row?.[0]);
  return row && value !== undefined ? `The ${order === "high" ? "highest" : "lowest"} was ${step} with **${say(value, read.columns[column]?.unit ?? "number", read.currency)}**.` : null;
}

/** Of several results with one best step each, the best of all first. */
export function leadAcross(asks: readonly Ask[], reads: readonly (ReadResult | null)[]): string | null {
  const order = asks[0]?.frame.order ?? "high";
  if (asks.length < 2 || !asks.every((ask) => ask.frame.asksForStep)) return null;
  const steps = reads.flatMap((read) => {
    const figure = read?.figures.find(({ key, label }) => (order === "high" ? HIGHEST : LOWEST).test(key) || (order === "high" ? HIGHEST : LOWEST).test(label));
    return read && figure && figure.value !== null ? [{ read, figure, value: Number(figure.value) }] : [];
  });
  const best = steps.sort((a, b) => (order === "high" ? b.value - a.value : a.value - b.value))[0];
  return best ? `Of all these days: ${best.figure.label}${best.read.period ? ` (${best.read.period})` : ""}: **${say(best.figure.value, best.figure.unit, best.read.currency)}**.` : null;
}

/** The row of a name: exactly it, else nearly. */
function rowOf(name: string, read: ReadResult): readonly Cell[] | undefined {
  const texts = read.columns.flatMap(({ unit }, index) => (unit === "text" ? [index] : []));
  const find = (isFit: (cell: string) => boolean) => read.rows.find((row) => texts.some((index) => typeof row[index] === "string" && isFit(row[index])));
  // "Credit card" is paid by card.
  return find((cell) => nameKey(cell) === nameKey(name)) ?? find((cell) => nameLikeness(cell, name) >= 0.85) ?? find((cell) => nameKey(name).split(" ").includes(nameKey(cell))) ?? find((cell) => nameKey(cell).split(" ").includes(nameKey(name)));
}

const FELL = /^(?:drop|fall|fell|fallen|declin|decreas|less|fewer|down|dip|dipp|lost|los|worse|slump)$/;

/** What moved most where a change is taken apart: the parts that are named, else the one that moved most the way it went. */
function leadChange(ask: Ask, read: ReadResult): string | null {
  const column = read.columns.findIndex(({ key, unit }) => key === "change" && unit === "money");
  const name = read.columns.findIndex(({ unit }) => unit === "text");
  if (column < 0 || name < 0 || read.rows.length < 2) return null;
  const words = ask.frame.tokens.map((token) => stem(token.low));
  const said = new Set([...words, ...words.flatMap((word) => [...neighboursOf(word)])]);
  const amount = (row: readonly Cell[]) => `${String(row[name])}: **${say(row[column] ?? null, "money", read.currency)}**.`;
  const named = read.rows.filter((row) => wordsOf(String(row[name])).some((word) => said.has(stem(word)) && !FUNCTION_WORDS.has(word)));
  if (named.length > 0 && named.length < read.rows.length) return named.map(amount).join(" ");
  const isTaken = Object.values(ask.input).some((value) => typeof value === "string" && /^[a-z]+$/.test(value));
  const row = isTaken ? extremeRow(read, column, words.some((word) => FELL.test(word)) ? "low" : "high") : null;
  return row ? amount(row) : null;
}

/** Where a tool marks its highest or lowest entries as figures: the one whose words are asked for most. */
function leadMarked(ask: Ask, read: ReadResult): string | null {
  const wanted = ask.frame.order === "low" ? /^lowest/ : /^highest/;
  const said = new Set([...ask.frame.tokens.map((token) => stem(token.low)), ...ask.frame.items.flatMap((item) => item.ways[0] ?? [])]);
  const marked = read.figures.filter(({ key, value }) => wanted.test(key) && value !== null).map((figure) => ({ figure, hits: new Set(wordsOf(figure.label).map(stem).filter((word) => said.has(word))).size }));
  const [best] = marked.sort((a, b) => b.hits - a.hits);
  return best ? `${best.figure.label}: **${say(best.figure.value, best.figure.unit, read.currency)}**.` : null;
}

/** The rows of names that were asked about. */
function leadNames(ask: Ask, read: ReadResult): string[] {
  return ask.rowNames.flatMap((name) => {
    const row = rowOf(name.name, read);
    return row ? [sayRow(read, row)] : [`There is nothing for ${name.name} there.`];
  });
}

/** What to say where none of the names that were asked about is in a list; null where one is. */
export function sayMissing(ask: Ask, read: ReadResult): string | null {
  if (ask.rowNames.length === 0 || ask.rowNames.some((name) => rowOf(name.name, read) !== undefined)) return null;
  const names = ask.rowNames.map((name) => name.name).join(" and ");
  const when = read.period ? ` (${read.period})` : "";
  if (read.rowsInAll > read.rows.length) return `I cannot say that for ${names}${when}: the list holds the first ${read.rows.length} of ${read.rowsInAll} only, and ${ask.rowNames.length > 1 ? "they are" : "it is"} not among them. Ask for ${names} without a period for the figures of all time.`;
  return `I find nothing for ${names} there${when}.`;
}

/** Of a thing with many figures, those that the question names. */
function leadFigures(ask: Ask, read: ReadResult, isOneOfMany: boolean): string | null {
  if (read.figures.length < 2) return null;
  const words = ask.frame.tokens.filter((token) => !FUNCTION_WORDS.has(token.low) && !ask.frame.names.some((name) => ask.frame.tokens.indexOf(token) >= name.start && ask.frame.tokens.indexOf(token) < name.end)).map((token) => stem(token.low));
  const kinds = new Set(ask.frame.names.flatMap((name) => [name.kind ?? "", name.hint ?? ""].flatMap((kind) => wordsOf(kind).map(stem))));
  const said = new Set([...words, ...ask.frame.items.flatMap((item) => item.ways[0] ?? [])].filter((word) => !kinds.has(word)));
  // What it was asked to be measured by.
  const names = new Set(ask.frame.names.map((name) => name.name));
  for (const value of Object.values(ask.input)) if (typeof value === "string" && !names.has(value) && !/\d/.test(value)) for (const word of wordsOf(value)) said.add(stem(word));
  const lows = ask.frame.tokens.map((token) => token.low).join(" ");
  if (/\b(?:in stock|on hand|left|on the shel|available|(?:do|does|did) (?:we|the shop) (?:still )?have|have we got)\b/.test(lows)) for (const word of ["hand", "stock"]) said.add(word);
  // What it costs the asker is its price, not what the shop paid.
  if (ask.frame.asksHowMany && said.has("sell")) said.add("copy");
  if (said.has("stock")) said.add("hand");
  if (said.has(stem("rating")) || said.has(stem("rated"))) said.add(stem("average"));
  // "Who made Moanin'" asks for a person.
  if (/^(?:\w+ )?(?:who|whom) (?:made|recorded|plays|played|is|was)\b/.test(lows)) for (const word of ["revenue", "make", "made"]) said.delete(stem(word));
  const isOurCost = /\b(?:costs?|costing) (?:us|the shop|me)\b|\b(?:we|shop) (?:\w+ )?(?:pay|paid) for\b|\b(?:unit|purchase|buying|buy in|wholesale) (?:cost|price)\b|\bcost (?:price|of buying)\b/.test(lows);
  if (isOurCost) {
    said.delete(stem("price"));
    for (const word of ["unit", "cost"]) said.add(word);
  } else if (/\b(?:what|how much) (?:do|does|did|would) .*\b(?:cost|charge|ask|sell for|go for)\b|\bhow much (?:is|are)\b|\bcharge for\b/.test(lows)) {
    said.delete("cost");
    said.add(stem("price"));
  }
  const scored = read.figures.map((figure) => {
    const label = [...new Set(wordsOf(`${figure.label} ${humanise(figure.key)}`).filter((word) => !FUNCTION_WORDS.has(word) && word !== "new").map(stem))];
    const hits = label.reduce((sum, word) => sum + (said.has(word) ? 1 : [...neighboursOf(word)].some((other) => said.has(other)) ? 0.6 : 0), 0);
    return { figure, score: label.length === 0 || hits / label.length < 0.6 ? 0 : hits / Math.sqrt(label.length) };
  });
  const most = Math.max(...scored.map(({ score }) => score));
  const chosen = scored.filter(({ score }) => score >= 0.5 && score >= most * 0.9);
  if (chosen.length === 0 || chosen.length > 3) return null;
  const whose = isOneOfMany ? `${ask.frame.names.map((name) => name.name).join(", ")}: ` : "";
  return whose + chosen.map(({ figure }) => `${figure.label}: **${say(figure.value, figure.unit, read.currency)}**.`).join(" ");
}

/** The sentence that answers first, made of values that stand in the result; null where the tool's own words do. */
export function leadOf(ask: Ask, read: ReadResult | null, isOneOfMany = false): string | null {
  if (!read) return null;
  const change = leadChange(ask, read);
  if (change) return change;
  if (ask.frame.asksForStep) return leadStep(ask, read);
  if (ask.rowNames.length > 0) return leadNames(ask, read).join("\n");
  const limitless = ask.frame.order !== null && !Object.values(ask.input).some((value) => typeof value === "string" && (HIGHEST.test(value) || LOWEST.test(value)));
  if (limitless && ask.frame.limit === null && read.rows.length > 1) {
    const marked = leadMarked(ask, read);
    if (marked) return marked;
    const column = measureColumn(ask, read);
    const row = column < 0 ? null : extremeRow(read, column, ask.frame.order ?? "high");
    return row ? `${ask.frame.order === "low" ? "Lowest" : "Highest"} by ${humanise(read.columns[column]?.key ?? "")}: ${sayRow(read, row)}` : null;
  }
  // A limit may also come from the question before ("and only web?").
  const isRanked = ask.frame.order !== null || ask.frame.limit !== null || Object.entries(ask.input).some(([key, value]) => typeof value === "number" && /^(?:limit|count|rows|max|most|top|size)/i.test(key));
  return ask.frame.names.length > 0 && !(isRanked && read.rows.length > 1) ? leadFigures(ask, read, isOneOfMany) : null;
}
