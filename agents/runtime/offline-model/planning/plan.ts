import { addDays, addYears, countDays } from "#server/contracts/calendar.ts";
import { calendarUnit, type DayRange } from "../dates/calendar-words.ts";
import { allTime } from "../dates/range-rules.ts";
import { type FoundRange, rangeBefore } from "../dates/read-dates.ts";
import { nameKey } from "../language/fuzzy.ts";
import { evaluateAll, rarityOf } from "../tools/evaluate.ts";
import type { AskedDays, Evaluation } from "../tools/fill.ts";
import type { ToolProfile } from "../tools/profile.ts";
import type { Frame, NameSaid } from "../understand/frame.ts";
import { splitClauses } from "./clauses.ts";
import { finderCall, isPlace, type NameHit, pickHit } from "./found-names.ts";
import { followUp } from "./follow-up.ts";
import { stretchesOf } from "./titles.ts";
import { type Ask, type PlannedCall, understandIn, type World } from "./world.ts";

/** Calls of one turn, at most. */
export const MOST_CALLS = 6;

export type Plan =
  | { kind: "find"; calls: PlannedCall[] }
  | { kind: "call"; asks: Ask[]; remarks: string[]; leftovers: string[] }
  | { kind: "unclear"; words: string[]; notFound: string[]; near: ToolProfile | null }
  | { kind: "future"; label: string }
  | { kind: "either"; choices: Evaluation[] };

/** A running month beside a whole one is compared with the same days of it. */
function fairAgainst(main: FoundRange, against: FoundRange, remarks: string[]): DayRange {
  const isRunning = / so far$/.test(main.label) && main.unit === against.unit && !/ so far$/.test(against.label);
  if (!isRunning) return against;
  const to = main.unit === "year" ? addYears(main.to, -1, "before") : addDays(against.from, countDays(main.from, main.to) - 1);
  if (to >= against.to || to < against.from) return against;
  remarks.push(`The ${main.unit} is still running, so it is compared with the same days of ${against.label}.`);
  return { from: against.from, to, label: `the same days of ${against.label}` };
}

/** The days of each call that a question needs: one, two held against each other, or several side by side. */
function daysOf(frame: Frame, world: World, remarks: string[]): AskedDays[] {
  const { dates } = frame;
  const { page, last, today } = world.dateContext;
  const main = dates.ranges.filter((range) => !range.isAgainst);
  const against = dates.ranges.find((range) => range.isAgainst);
  for (const range of dates.ranges) if (range.assumed) remarks.push(`I read ${range.assumed}.`);
  const first = main[0];
  if (first && against && first.from === against.from && first.to === against.to && !first.isYearSaid) {
    const before = rangeBefore(first, "year");
    remarks.push(`The latest ${first.label} was meant, and the year before it is ${before.label}.`);
    return [{ range: first, against: before }];
  }
  if (first && against) return [{ range: first, against: fairAgainst(first, against, remarks) }];
  if (against) {
    if (last) return [{ range: last, against }];
    // "Compared with last month" is asked of this month.
    const unit = against.unit;
    if (unit === "other") return [{ range: { from: addDays(against.to, 1), to: today, label: "" }, against }];
    const now = calendarUnit(unit, today, 0);
    const running: FoundRange = { ...against, ...now, to: now.to > today ? today : now.to, label: `${now.label || `this ${unit}`} so far`, isAgainst: false };
    return [{ range: running, against: fairAgainst(running, against, remarks) }];
  }
  if (main.length > 1) return main.slice(0, 4).map((range) => ({ range, against: null }));
  if (first) return [{ range: first, against: dates.compareWith ? rangeBefore(first, dates.compareWith) : null }];
  const borrowed = dates.isPage ? page : dates.isSameAsBefore ? last : null;
  if (dates.isPage && page) remarks.push(`These are the days of the page${page.label ? ` (${page.label})` : ""}.`);
  if (borrowed) return [{ range: borrowed, against: dates.compareWith ? rangeBefore(borrowed, dates.compareWith) : null }];
  if (page && !dates.compareWith) return [{ range: { ...page, label: page.label || "the days of the page" }, against: null }];
  return [{ range: defaultDays(frame, world, remarks), against: null }];
}

/** Steps of time without days: the best month is the best ever, a series by month is of a year. */
function defaultDays({ grain, asksForStep, names, items }: Frame, { dateContext }: World, remarks: string[]): DayRange | null {
  // What is open is open however long ago it began.
  if (grain === null && items.some((item) => item.ways[0]?.length === 1 && item.ways[0][0] === "open")) {
    remarks.push("You named no period, so this is all time.");
    return allTime(dateContext);
  }
  if (grain === null || names.length > 0 || !(asksForStep || /^(?:month|quarter|year)$/.test(grain))) return null;
  const isYear = grain === "month" && !asksForStep;
  remarks.push(`You named no period, so this is ${isYear ? "the last twelve months" : "all time"}.`);
  return isYear ? { from: addDays(addYears(dateContext.today, -1, "before"), 1), to: dateContext.today, label: "the last twelve months" } : allTime(dateContext);
}

/** What was found for a longer stretch that holds the name, where that settles it. */
function hitsAround(name: NameSaid, world: World): NameHit[] | undefined {
  const key = ` ${nameKey(name.name)} `;
  return [...world.found].find(([text, hits]) => ` ${text} `.includes(key) && pickHit(name, hits) !== null)?.[1];
}

/** Names that nobody knows yet are asked for; known ones get their kind. */
function resolveNames(frame: Frame, world: World): { calls: PlannedCall[]; notFound: string[] } {
  const calls: PlannedCall[] = [];
  const notFound: string[] = [];
  if (!world.finder) return { calls, notFound };
  for (const name of frame.names) {
    if (name.kind !== null || /\d/.test(name.name) && name.hint !== null) continue;
    if (/^#?\d+$|^\p{L}+-\d/u.test(name.name)) continue;
    const hits = world.found.get(nameKey(name.name)) ?? hitsAround(name, world);
    if (!hits) {
      calls.push(finderCall(world.finder, name));
      continue;
    }
    const hit = pickHit(name, hits);
    const before = frame.tokens[name.start - 1]?.low ?? "";
    if (hit && !isPlace(before, hit, name)) Object.assign(name, { name: hit.name, kind: hit.kind ?? name.hint, detail: hit.detail ?? null });
    else notFound.push(name.said);
  }
  return { calls: calls.slice(0, 3), notFound };
}

/** Scores closer than this are no reason to choose. */
const TIED = 0.02;

const isAnswer = (evaluation: Evaluation | undefined): evaluation is Evaluation => evaluation !== undefined && evaluation.unexplained.length === 0 && !evaluation.isOff && evaluation.evidence > 0;

const sameInput = (a: PlannedCall, b: PlannedCall): boolean => a.tool === b.tool && JSON.stringify(a.input) === JSON.stringify(b.input);

const toAsk = (evaluation: Evaluation, frame: Frame, days: AskedDays): Ask => ({ tool: evaluation.tool.name, input: evaluation.input, frame, rowNames: evaluation.rowNames, hasDays: days.range !== null });

/** Two names of one kind are asked for one after the other. */
function variants(frame: Frame): Frame[] {
  const byKind = new Map<string, NameSaid[]>();
  for (const name of frame.names) byKind.set(name.kind ?? name.hint ?? "", [...(byKind.get(name.kind ?? name.hint ?? "") ?? []), name]);
  const several = [...byKind.values()].find((names) => names.length > 1);
  if (!several) return [frame];
  return several.slice(0, 4).map((only) => ({ ...frame, names: frame.names.filter((name) => name === only || !several.includes(name)) }));
}

/** Named things without a period are looked up one by one, rather than in a list that may not hold them. */
function isBetterApart(found: Evaluation, frame: Frame, world: World, days: AskedDays): boolean {
  if (found.rowNames.length < 2 || days.range !== null || !found.tool.params.some((param) => param.role === "limit")) return false;
  return variants({ ...frame, order: null }).every((variant) => {
    const best = evaluateAll(world.tools, variant, days, rarityOf(world.tools))[0];
    return isAnswer(best) && best.rowNames.length === 0;
  });
}

/** The best day of many years is looked for year by year: a series by day has its limits. */
function byYears(frame: Frame, days: AskedDays): AskedDays[] {
  const { range } = days;
  if (!range || !frame.asksForStep || frame.grain !== "day" || countDays(range.from, range.to) <= 366) return [days];
  const years: AskedDays[] = [];
  for (let year = Number(range.to.slice(0, 4)); year >= Number(range.from.slice(0, 4)) && years.length < MOST_CALLS; year -= 1) {
    const [from, to] = [`${year}-01-01`, `${year}-12-31`];
    years.push({ range: { from: from < range.from ? range.from : from, to: to > range.to ? range.to : to, label: String(year) }, against: null });
  }
  return years;
}

/** The calls for one clause, or null when no tool explains all of it. */
function answerClause(frame: Frame, world: World, remarks: string[]): { asks: Ask[]; best: Evaluation[] } {
  const rarity = rarityOf(world.tools);
  const asks: Ask[] = [];
  const best: Evaluation[] = [];
  for (const days of daysOf(frame, world, remarks).flatMap((each) => byYears(frame, each))) {
    const all = evaluateAll(world.tools, frame, days, rarity);
    const whole = isAnswer(all[0]) && !isBetterApart(all[0], frame, world, days) ? [frame] : variants(frame);
    for (const variant of whole) {
      const list = variant === frame ? all : evaluateAll(world.tools, variant, days, rarity);
      best.push(...list.slice(0, 3));
      const found = list[0];
      if (!isAnswer(found)) continue;
      remarks.push(...found.remarks);
      asks.push(toAsk(found, variant, days));
      const compare = days.against && !found.tool.params.some((param) => param.role === "againstFrom") && !found.tool.params.some((param) => param.role === "compare" && param.name in found.input);
      if (compare && days.against) {
        const other = evaluateAll([found.tool], variant, { range: days.against, against: null }, rarity)[0];
        if (other) asks.push(toAsk(other, variant, { range: days.against, against: null }));
      }
    }
  }
  return { asks, best };
}

/** Where a name that nobody knows stands in one part of a question, the other parts are answered and that one is named. */
function answerKnownParts(whole: Frame, world: World): Plan | null {
  const parts = splitClauses(whole, world, (frame) => {
    const own: string[] = [];
    const isOpen = resolveNames(frame, world).notFound.length > 0 || frame.names.some((name) => name.kind === null && name.hint === null);
    return isOpen ? { asks: [], best: [], remarks: own } : { ...answerClause(frame, world, own), remarks: own };
  });
  if (!parts || parts.leftovers.length === 0 || parts.leftovers.some((part) => part.split(" ").length < 3)) return null;
  return { kind: "call", asks: parts.asks.slice(0, MOST_CALLS), remarks: [...new Set(parts.remarks)], leftovers: parts.leftovers };
}

/** What to do about a question: find names, call tools, ask back or say that it is not understood. */
export function makePlan(question: string, world: World): Plan {
  const whole = understandIn(world, question);
  const future = whole.dates.ranges.find((range) => range.isFuture);
  if (future) return { kind: "future", label: future.label };
  const stretches = world.finder ? stretchesOf(whole, (text) => world.found.has(nameKey(text))).filter(({ text }) => !world.found.has(nameKey(text))) : [];
  if (world.finder && stretches.length > 0 && world.prompt.now.calls.length < 3) return { kind: "find", calls: stretches.map(({ text, start, end }) => finderCall(world.finder as ToolProfile, { start, end, said: text, name: text, kind: null, hint: null, isCertain: false })) };
  const { calls, notFound } = resolveNames(whole, world);
  const remarks = whole.corrected.map(({ said, read }) => `I read "${said}" as "${read}".`);
  if (notFound.length > 0) return answerKnownParts(whole, world) ?? { kind: "unclear", words: [], notFound, near: null };
  const continued = followUp(whole, world);
  if (continued) {
    if (calls.length > 0) return { kind: "find", calls };
    return { kind: "call", asks: continued.asks, remarks: [...remarks, ...continued.remarks], leftovers: [] };
  }
  const single = answerClause(whole, world, remarks);
  if (calls.length > 0) {
    // Names with a word beside them go to a tool that takes them as they are.
    const isDirect = single.asks.length > 0 && whole.names.every((name) => name.kind !== null || (name.hint !== null && name.isCertain)) && single.asks.every((ask) => ask.rowNames.every((name) => name.kind !== null));
    if (!isDirect) return { kind: "find", calls };
  }
  const parts = splitClauses(whole, world, (frame) => {
    resolveNames(frame, world);
    const own: string[] = [];
    return { ...answerClause(frame, world, own), remarks: own };
  });
  const isWhole = single.asks.length > 0;
  // A cause that one tool takes apart is one question, however many parts it names.
  const isCause = isWhole && whole.items.some((item) => item.ways[0]?.includes("why"));
  if (parts && (!isWhole || (!isCause && (parts.isBetter(single) || parts.asksMore)))) {
    const asks = parts.asks.filter((ask, index) => parts.asks.findIndex((other) => sameInput(ask, other)) === index);
    return { kind: "call", asks: asks.slice(0, MOST_CALLS), remarks: [...new Set([...remarks.slice(0, whole.corrected.length), ...parts.remarks])], leftovers: parts.leftovers };
  }
  // Equally good tools mean that the question does not say which: nobody guesses.
  const [first, second] = single.best;
  if (single.asks.length === 1 && isAnswer(first) && isAnswer(second) && first.tool !== second.tool && first.tool.isLookup === second.tool.isLookup && first.score - second.score < TIED) {
    return { kind: "either", choices: single.best.filter((other) => isAnswer(other) && first.score - other.score < TIED).slice(0, 3) };
  }
  if (isWhole) return { kind: "call", asks: single.asks.slice(0, MOST_CALLS), remarks: [...new Set(remarks)], leftovers: [] };
  const nearest = single.best[0];
  const words = nearest && nearest.evidence > 0 ? nearest.unexplained : [...whole.items.filter((item) => !item.isSoft).map((item) => item.said), ...whole.names.map((name) => name.said)];
  return { kind: "unclear", words: [...new Set(words)], notFound: [], near: nearest && nearest.evidence > 0 ? nearest.tool : null };
}
