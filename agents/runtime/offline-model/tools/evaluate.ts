import type { DayRange } from "../dates/calendar-words.ts";
import { rangeBefore } from "../dates/read-dates.ts";
import { isNearly } from "../language/fuzzy.ts";
import { neighboursOf } from "../language/thesaurus.ts";
import { plain, stemsOf } from "../language/words.ts";
import type { Frame, Item, NameSaid } from "../understand/frame.ts";
import { chooseJointly, chooseValues, valueLike } from "./choices.ts";
import { endOf, type Param, speaksOf, termWeight, type ToolProfile } from "./profile.ts";

/** The days that one call is about. */
export interface AskedDays {
  range: (DayRange & { unit?: "day" | "week" | "month" | "quarter" | "year" | "other" }) | null;
  against: DayRange | null;
}

/** How well a tool answers a question, and what it would be called with. */
export interface Evaluation {
  tool: ToolProfile;
  input: Record<string, unknown>;
  /** Words that the tool does nothing with. */
  unexplained: string[];
  /** Required parameters without a value. */
  missing: string[];
  score: number;
  /** Names to be found among the rows. */
  rowNames: NameSaid[];
  /** What was taken otherwise than asked, in sentences. */
  remarks: string[];
  /** It looks at other days than those asked for. */
  ignoresDays: boolean;
  /** Items that said something about this tool. */
  evidence: number;
}

export type Rarity = (word: string) => number;

/** How rare a stem is among the tools: words that all of them use decide nothing. */
export function rarityOf(tools: readonly ToolProfile[]): Rarity {
  return (word) => {
    const uses = tools.filter((tool) => tool.terms.has(word)).length;
    return Math.log((tools.length + 1) / (uses + 0.5)) + 0.3;
  };
}

/** Whether a tool is about this, not only able to filter by it. */
function isAbout(tool: ToolProfile, word: string): boolean {
  const names = new Set([word, ...neighboursOf(word)]);
  if (tool.opening.slice(0, 2).some((opening) => names.has(opening))) return true;
  return tool.opening.some((opening) => names.has(opening)) && [...tool.subject].filter((other) => names.has(other)).length >= 2;
}

function itemValue(tool: ToolProfile, item: Item, rarity: Rarity): number {
  if (item.isWhen) return item.ways.some((way) => way.every((word) => (tool.terms.get(word) ?? 0) >= 0.8)) ? 1 : 0;
  let best = 0;
  for (const way of item.ways) {
    const weights = way.map((word) => termWeight(tool, word));
    const known = weights.filter((weight) => weight > 0).length;
    if (known / way.length < 0.6) continue;
    const value = way.reduce((sum, word, index) => sum + (weights[index] ?? 0) * rarity(word), 0) / Math.sqrt(way.length);
    best = Math.max(best, value);
  }
  return best;
}

/** A parameter whose name does not say what it is the name of. */
const GENERIC_NAME = /^(?:name|text|title|query|q|search|term|who|what|value|key|called|subject|of)$/i;

function fillName(name: NameSaid, tool: ToolProfile, input: Record<string, unknown>): boolean {
  const kind = name.kind ?? name.hint;
  const free = tool.params.filter((param) => !(param.name in input));
  for (const param of free.filter((candidate) => candidate.values.length > 0)) {
    const text = plain(name.name);
    const value = param.values.find((candidate) => {
      const words = stemsOf(String(candidate.value)).join(" ");
      return plain(String(candidate.value)) === text || words === stemsOf(text).join(" ") || (text.length > 4 && isNearly(text, plain(String(candidate.value)))) || candidate.ways.slice(1).some((way) => way.join(" ") === stemsOf(text).join(" "));
    });
    if (value) {
      input[param.name] = param.isList ? [value.value] : value.value;
      return true;
    }
  }
  const texts = free.filter((param) => param.role === "name");
  const digits = /^#?\d+$/.test(name.name);
  if (digits) {
    const numeric = free.find((param) => param.isNumber && param.role !== "limit" && (param.isRequired || (kind !== null && speaksOf(param.stems, kind))));
    if (numeric && (kind === null || speaksOf(new Set(tool.opening), kind) || speaksOf(numeric.stems, kind))) {
      input[numeric.name] = Number(name.name.replace("#", ""));
      return true;
    }
  }
  const byName = kind === null ? undefined : texts.find((param) => speaksOf(new Set(stemsOf(param.name)), kind));
  const byWords = name.kind === null ? undefined : texts.find((param) => GENERIC_NAME.test(param.name) && speaksOf(param.stems, name.kind ?? ""));
  const bySubject = kind !== null && isAbout(tool, kind) ? texts.find((param) => param.isRequired) : undefined;
  const only = kind === null && name.isCertain ? texts.filter((param) => param.isRequired) : [];
  const numbered = digits && kind === null ? texts.find((param) => param.stems.has("number") || /number/i.test(param.description)) : undefined;
  const param = byName ?? bySubject ?? (byWords?.isRequired || !tool.params.some((other) => other.isRequired) ? byWords : undefined) ?? numbered ?? (only.length === 1 ? only[0] : undefined);
  if (!param) return false;
  input[param.name] = name.name;
  return true;
}

function fillDays(evaluation: Evaluation, frame: Frame, days: AskedDays): void {
  const { tool, input } = evaluation;
  const find = (role: Param["role"]) => tool.params.find((param) => param.role === role);
  const [from, to, againstFrom, againstTo] = [find("from"), find("to"), find("againstFrom"), find("againstTo")];
  const { range, against } = days;
  if (range && from) {
    input[from.name] = range.from;
    if (to) input[to.name] = range.to;
  } else if (range && to) input[to.name] = range.to;
  else if (range && tool.params.length > 0) evaluation.ignoresDays = true;
  const compare = find("compare");
  if (against && againstFrom && againstTo && from) {
    input[againstFrom.name] = against.from;
    input[againstTo.name] = against.to;
    evaluation.score += 1.6;
    evaluation.evidence += 1;
    return;
  }
  const relative = frame.dates.compareWith ?? (range && against ? (["previous", "year"] as const).find((kind) => { const moved = rangeBefore(range, kind); return moved.from === against.from && moved.to === against.to; }) : undefined);
  if (relative && compare) {
    const value = valueLike(compare, relative === "year" ? /year|yoy/ : /previous|before|prior/);
    if (value !== null) {
      input[compare.name] = value;
      evaluation.score += 0.9;
      return;
    }
  }
  if (against || frame.dates.compareWith) {
    evaluation.score -= 0.6;
    if (!against) evaluation.unexplained.push("the comparison");
  } else if (againstFrom) evaluation.score -= 1.2;
}

function fillNumbers(evaluation: Evaluation, frame: Frame): void {
  const { tool, input, unexplained } = evaluation;
  const limit = tool.params.find((param) => param.role === "limit");
  if (frame.limit !== null) {
    if (limit) {
      const most = limit.max ?? 1000;
      input[limit.name] = Math.max(limit.min ?? 1, Math.min(most, frame.limit));
      if (frame.limit > most) evaluation.remarks.push(`At most ${most} rows can be listed at once, so these are the first ${most}.`);
      evaluation.score += 0.6;
    } else evaluation.score -= 0.8;
  }
  for (const condition of frame.conditions) {
    const noun = stemsOf(frame.tokens[condition.end]?.low ?? "")[0] ?? "";
    const param = tool.params.find((candidate) => candidate.isNumber && candidate.role === "none" && condition.isAtLeast && candidate.stems.has(noun) && /min|least/i.test(`${candidate.name} ${candidate.description}`));
    if (param) input[param.name] = Math.max(param.min ?? 0, Math.min(param.max ?? condition.value, condition.value));
    else unexplained.push(condition.said);
  }
}

function fillChoices(evaluation: Evaluation, frame: Frame): void {
  const { tool, input } = evaluation;
  for (const param of tool.params) {
    if (param.name in input) continue;
    const literal = param.role === "order" ? param.values.find((candidate) => frame.tokens.some((token) => token.low === plain(String(candidate.value)))) : undefined;
    if (literal) {
      input[param.name] = literal.value;
    } else if (param.role === "order" && frame.order) {
      const value = param.values.find((candidate) => endOf(String(candidate.value)) === frame.order);
      if (value) input[param.name] = value.value;
    } else if (param.role === "grain" && frame.grain) {
      const value = valueLike(param, new RegExp(`^${frame.grain}|^${frame.grain === "day" ? "dai" : frame.grain}`)) ?? valueLike(param, new RegExp(frame.grain.slice(0, 3)));
      if (value !== null) input[param.name] = value;
    } else if (param.role === "choice") {
      const chosen = chooseValues(param, frame.items);
      if (param.isList) {
        if (chosen.length > 0) input[param.name] = chosen.map(({ value }) => value);
        else {
          const joint = chooseJointly(param, frame.items);
          if (joint !== null) input[param.name] = [joint];
        }
        // The question names such values and nothing else: that is what the tool is for.
        const isAll = frame.items.every((item) => item.isSoft || chosen.some((choice) => choice.item === item));
        if (param.name in input && !frame.grain && !frame.order && frame.limit === null && frame.names.length === 0) evaluation.score += isAll ? (frame.asksForList ? 0.5 : 8) : frame.asksHowMany || frame.asksHowMuch ? 0.9 : 0.5;
      } else {
        // One figure at a time: the others are left unsaid, and that is a fault.
        if (param.values.length >= 6) evaluation.unexplained.push(...chosen.slice(1).map(({ item }) => item.said));
        const value = chosen[0]?.value ?? chooseJointly(param, frame.items);
        if (value !== null) {
          input[param.name] = value;
          evaluation.score += 0.3;
        }
      }
    } else if (param.isBoolean) {
      const own = stemsOf(param.name);
      if (own.length > 0 && own.every((word) => frame.items.some((item) => item.ways[0]?.includes(word)))) input[param.name] = true;
    }
  }
}

/** What a tool would make of a question. */
function evaluate(tool: ToolProfile, frame: Frame, days: AskedDays, rarity: Rarity): Evaluation {
  const evaluation: Evaluation = { tool, input: {}, unexplained: [], missing: [], score: 0, rowNames: [], remarks: [], ignoresDays: false, evidence: 0 };
  const { input, unexplained } = evaluation;
  for (const item of frame.items) {
    const value = itemValue(tool, item, rarity);
    if (value > 0) {
      evaluation.score += value * (item.isHead ? 3 : 1) * (item.isSoft ? 0.6 : 1);
      if (!item.isSoft) evaluation.evidence += 1;
    } else if (!item.isSoft) unexplained.push(item.said);
  }
  const has = (role: Param["role"]) => tool.params.some((param) => param.role === role);
  const opening = new Set(tool.opening);
  const isRanked = frame.order !== null || frame.limit !== null;
  for (const name of frame.names) {
    const kind = name.kind ?? name.hint;
    const before = Object.keys(input);
    if (fillName(name, tool, input)) {
      const key = Object.keys(input).find((candidate) => !before.includes(candidate));
      const isRequired = tool.params.some((param) => param.name === key && param.isRequired);
      evaluation.score += isRequired || tool.isLookup ? 2.5 : 1;
      // A tool that is about this kind of thing itself, where nothing else is asked for.
      if (kind !== null && !tool.isLookup && speaksOf(opening, kind) && !frame.items.some((item) => item.isHead && !item.isSoft && !item.ways[0]?.some((word) => speaksOf(new Set([word]), kind)))) evaluation.score += 1.4;
      evaluation.evidence += 1;
    } else if (name.kind !== null && !tool.params.some((param) => param.isRequired) && !tool.isLookup && speaksOf(opening, name.kind)) {
      evaluation.rowNames.push(name);
      evaluation.score += isRanked ? 0.2 : 1.2;
      evaluation.evidence += 1;
    } else unexplained.push(name.said);
  }
  for (const item of frame.items) {
    const [word, more] = item.ways[0] ?? [];
    // "In each genre" is no filter by genre.
    const filter = word === undefined || more !== undefined || item.isSoft ? undefined : tool.params.find((param) => param.role === "name" && stemsOf(param.name).includes(word));
    if (filter && word !== undefined && !(filter.name in input) && !isAbout(tool, word) && !tool.isLookup) unexplained.push(item.said);
  }
  if (frame.items.some((item) => item.said === "who")) evaluation.score += ["customer", "member", "person"].some((word) => isAbout(tool, word)) ? 1 : -1.5;
  if (tool.isLookup && !isRanked && days.range === null) evaluation.score += 5;
  fillDays(evaluation, frame, days);
  fillNumbers(evaluation, frame);
  fillChoices(evaluation, frame);
  const head = frame.items.find((item) => item.isHead && !item.isSoft && item.ways[0]?.length === 1);
  const isMeasure = head !== undefined && tool.params.some((param) => param.values.length > 0 && param.role === "choice" && chooseValues(param, [head]).length > 0);
  if (head?.ways[0]?.every((word) => isAbout(tool, word))) evaluation.score += 2.6;
  else if (head && !isMeasure) evaluation.score -= 2;
  if (frame.grain && tool.isLookup && frame.asksForStep && tool.terms.has(frame.grain)) evaluation.score += 0.5;
  else if (frame.grain) {
    if (has("grain")) {
      evaluation.score += 2;
      evaluation.evidence += 1;
    }
    else unexplained.push(frame.asksForStep ? `which ${frame.grain}` : `by ${frame.grain}`);
  } else if (has("grain")) evaluation.score -= 0.7;
  if (isRanked && !frame.asksForStep) evaluation.score += has("order") || has("limit") ? 0.6 : -0.8;
  const limit = tool.params.find((param) => param.role === "limit");
  if (evaluation.rowNames.length > 0 && limit && limit.max !== null) input[limit.name] = limit.max;
  if (evaluation.ignoresDays && days.range) {
    evaluation.score -= 1.5;
    if (!(days.range.from === days.range.to && frame.dates.ranges.length > 0 && days.range.label === "today")) unexplained.push(days.range.label);
    else evaluation.ignoresDays = false;
  }
  if (frame.order === "low" && !has("order") && !frame.asksForStep) evaluation.score -= 0.6;
  const said = new Set(frame.items.flatMap((item) => item.ways.flat()));
  const opened = tool.opening.slice(0, 3).filter((word) => said.has(word) || [...neighboursOf(word)].some((other) => said.has(other)));
  evaluation.score += (0.8 * opened.length) / Math.max(1, Math.min(3, tool.opening.length));
  const isList = has("limit") && !frame.asksHowMany && frame.order === null;
  if (isList && frame.items.some((item) => (item.ways[0]?.length ?? 0) > 1 && item.ways[0]?.every((word) => tool.subject.has(word)))) evaluation.score += 8.2;
  if (tool.isLookup && !tool.params.some((param) => (param.role === "name" || param.isNumber) && param.name in input)) evaluation.missing.push("a name");
  evaluation.missing.push(...tool.params.filter((param) => param.isRequired && !(param.name in input)).map((param) => param.name));
  evaluation.score -= evaluation.missing.length * 10 + unexplained.length * 3;
  return evaluation;
}

/** All tools that can be called for this, best first. */
export function evaluateAll(tools: readonly ToolProfile[], frame: Frame, days: AskedDays, rarity: Rarity): Evaluation[] {
  return tools
    .filter((tool) => !tool.isFinder)
    .map((tool) => evaluate(tool, frame, days, rarity))
    .filter((evaluation) => evaluation.missing.length === 0)
    .sort((a, b) => a.unexplained.length - b.unexplained.length || b.score - a.score);
}
