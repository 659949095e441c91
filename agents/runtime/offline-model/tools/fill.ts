import { countDays } from "#server/contracts/calendar.ts";
import type { DayRange } from "../dates/calendar-words.ts";
import { rangeBefore } from "../dates/read-dates.ts";
import { isNearly } from "../language/fuzzy.ts";
import { neighboursOf } from "../language/thesaurus.ts";
import { plain, stem, stemsOf } from "../language/words.ts";
import type { Frame, NameSaid } from "../understand/frame.ts";
import { chooseJointly, chooseValues, valueLike } from "./choices.ts";
import { endOf, type Param, speaksOf, type ToolProfile } from "./profile.ts";

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
  /** It is about less than what was asked, or about something beside it. */
  isOff: boolean;
}

/** Whether a tool is about this, not only able to filter by it. */
export function isAbout(tool: ToolProfile, word: string): boolean {
  const names = new Set([word, stem(word), ...neighboursOf(stem(word))]);
  if (tool.opening.slice(0, 2).some((opening) => names.has(opening))) return true;
  return tool.opening.some((opening) => names.has(opening)) && [...tool.subject].filter((other) => names.has(other)).length >= 2;
}

/** A parameter whose name does not say what it is the name of. */
const GENERIC_NAME = /^(?:name|text|title|query|q|search|term|who|what|value|key|called|subject|of)$/i;

export function fillName(name: NameSaid, tool: ToolProfile, input: Record<string, unknown>): boolean {
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
    const numeric = free.find((param) => param.isNumber && param.role !== "limit" && (stemsOf(param.name).includes(kind ?? "") || (kind !== "star" && (param.isRequired || (kind !== null && speaksOf(param.stems, kind))))));
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

export function fillDays(evaluation: Evaluation, frame: Frame, days: AskedDays): void {
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
  const relative = frame.dates.compareWith ?? (range && against ? (["previous", "year"] as const).find((kind) => { const moved = rangeBefore(range, kind); return moved.from === against.from && moved.to === against.to && (kind === "year" || countDays(moved.from, moved.to) === countDays(range.from, range.to)); }) : undefined);
  if (relative && compare) {
    const value = valueLike(compare, relative === "year" ? /year|yoy/ : /previous|before|prior/);
    if (value !== null) {
      input[compare.name] = value;
      evaluation.score += 0.9;
      return;
    }
  }
  if (against || frame.dates.compareWith) {
    // Two sides without a tool that holds them against each other: side by side at best.
    evaluation.score -= against && frame.dates.ranges.some((other) => other.isAgainst) ? 1.6 : 0.6;
    if (!against) evaluation.unexplained.push("the comparison");
  } else if (againstFrom) evaluation.score -= 1.2;
}

export function fillNumbers(evaluation: Evaluation, frame: Frame): void {
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

export function fillChoices(evaluation: Evaluation, frame: Frame): void {
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

