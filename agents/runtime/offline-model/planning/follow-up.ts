import { isDay, sayRange } from "#server/contracts/calendar.ts";
import type { DayRange } from "../dates/calendar-words.ts";
import { rangeBefore } from "../dates/read-dates.ts";
import { FUNCTION_WORDS } from "../language/thesaurus.ts";
import { readResult } from "../compose/read-result.ts";
import { plain } from "../language/words.ts";
import type { PastCall, PastTurn } from "../read-prompt.ts";
import { evaluateAll, rarityOf } from "../tools/evaluate.ts";
import { speaksOf, type ToolProfile } from "../tools/profile.ts";
import type { Frame } from "../understand/frame.ts";
import type { Ask, World } from "./world.ts";

const inputOf = (call: PastCall, tool: ToolProfile, role: string): unknown => {
  const param = tool.params.find((candidate) => candidate.role === role);
  return param ? call.input[param.name] : undefined;
};

/** The calls of the last turn that gave something, without those that only looked a name up. */
function lastCalls(past: readonly PastTurn[], tools: readonly ToolProfile[]): { call: PastCall; tool: ToolProfile }[] {
  for (const turn of [...past].reverse()) {
    const calls = turn.calls.flatMap((call) => {
      const tool = tools.find((candidate) => candidate.name === call.tool && !candidate.isFinder);
      return tool ? [{ call, tool }] : [];
    });
    if (calls.length > 0) return calls;
  }
  return [];
}

/** The days that the conversation was last about. */
export function lastDays(past: readonly PastTurn[], tools: readonly ToolProfile[]): DayRange | null {
  for (const { call, tool } of lastCalls(past, tools)) {
    const [from, to] = [inputOf(call, tool, "from"), inputOf(call, tool, "to")];
    if (typeof from === "string" && typeof to === "string" && isDay(from) && isDay(to)) return { from, to, label: sayRange(from, to) };
  }
  return null;
}

const OPENER = /^(?:and|what about|how about|only|just|same|but|also|now|or|instead|then|ok|okay|what if|the same|as well|plus|(?:for|in|by|with)(?! (?:which|what|how|whom|whose))|not|this time|show me that|show that|make (?:it|that)|why$|why (?:is|was|did) (?:that|it)|compared (?:to|with)|compare (?:that|this|it)|split (?:that|this|it)|break (?:that|this|it))\b/;
const POINTS_BACK = /\b(?:it|that|this|they|them|those|these|he|she|him|her|his|its|their|same|instead)\b/;

/**
 * Whether a word of the question means something said before it: "is that better", "when was her first
 * order". After a noun of its own it belongs to that: "records that sold", "customers and their orders".
 */
function pointsBack(frame: Frame): boolean {
  return frame.tokens.some((token, index) => {
    if (frame.dates.used.has(index) || token.quoted || !POINTS_BACK.test(token.low)) return false;
    const isOwn = frame.items.some((item) => !item.isSoft && !item.isWhen && item.end <= index) || frame.names.some((name) => name.end <= index);
    const isName = frame.names.some((name) => name.start <= index && index < name.end);
    return !isName && (!isOwn || /^(?:is|was|are|were|did|does|do|of|for|than|with|to|about|from|by|has|have)$/.test(frame.tokens[index - 1]?.low ?? ""));
  });
}

/** Whether a question leans on the one before. */
const leansBack = (question: string, frame: Frame): boolean => OPENER.test(plain(question).replace(/[?!.\s]+$/, "").trim()) || pointsBack(frame);

export interface Continued {
  asks: Ask[];
  remarks: string[];
}

const ROLES_OF_DAYS = new Set(["from", "to", "againstFrom", "againstTo", "compare"]);

/** The last call again with what the new question changes. */
function changeLast(frame: Frame, world: World, last: { call: PastCall; tool: ToolProfile }, remarks: string[]): Ask | null {
  const { tool, call } = last;
  const { dates } = frame;
  const before = world.dateContext.last;
  const named = dates.ranges.find((range) => !range.isAgainst) ?? dates.ranges[0];
  let range: (DayRange & { unit?: "day" | "week" | "month" | "quarter" | "year" | "other" }) | null = named ?? null;
  // "And last year?" after a month means that month a year earlier.
  if (named && before && named.unit === "year" && !(before.from.endsWith("-01-01") && before.to === world.dateContext.today) && before.from.slice(0, 4) === before.to.slice(0, 4) && named.from.slice(0, 4) !== before.from.slice(0, 4) && /^(?:and |what about |how about )?(?:in |for )?(?:the )?(?:last|previous) year\b/.test(frame.tokens.map((token) => token.low).join(" "))) {
    const years = Number(before.from.slice(0, 4)) - Number(named.from.slice(0, 4));
    range = before;
    for (let step = 0; step < years; step += 1) range = rangeBefore(range, "year");
    remarks.push(`I took that as the same days a year earlier, ${range.label}.`);
  } else if (!named && dates.compareWith && before) range = dates.isSameAsBefore ? before : rangeBefore(before, dates.compareWith);
  const days = { range, against: null };
  const evaluation = evaluateAll([tool], { ...frame, dates: { ...dates, compareWith: null }, order: frame.order, names: frame.names }, days, rarityOf(world.tools))[0] ?? missingFilled(frame, world, tool, days, call);
  if (!evaluation || evaluation.unexplained.length > 0 || evaluation.rowNames.some((name) => name.kind === null)) return null;
  const input: Record<string, unknown> = { ...call.input };
  if (range) for (const param of tool.params) if (ROLES_OF_DAYS.has(param.role) && !(param.name in evaluation.input) && /against/.test(param.role)) delete input[param.name];
  return { tool: tool.name, input: { ...input, ...evaluation.input }, frame, rowNames: evaluation.rowNames, hasDays: true };
}

function missingFilled(frame: Frame, world: World, tool: ToolProfile, days: Parameters<typeof evaluateAll>[2], call: PastCall) {
  const optional: ToolProfile = { ...tool, isLookup: false, params: tool.params.map((param) => ({ ...param, isRequired: param.isRequired && !(param.name in call.input) })) };
  return evaluateAll([optional], frame, days, rarityOf(world.tools))[0];
}

/** A new tool for the same days and names: "and by genre?" */
function switchTool(frame: Frame, world: World, last: { call: PastCall; tool: ToolProfile }, before: DayRange | null = world.dateContext.last, against: DayRange | null = null): Ask | null {
  const named = frame.dates.ranges.find((range) => !range.isAgainst);
  const days = { range: named ?? before, against };
  const found = evaluateAll(world.tools, frame, days, rarityOf(world.tools))[0] ?? null;
  const withName = found && found.unexplained.length === 0 && !found.isOff && found.evidence > 0 ? found : null;
  if (!withName) return null;
  const input = { ...withName.input };
  // What was held against what stays so: "why?" after a comparison.
  if (!named) for (const param of last.tool.params) {
    const target = /^(?:against|compare)/.test(param.role) ? withName.tool.params.find((candidate) => candidate.role === param.role && !(candidate.name in input)) : undefined;
    if (target && last.call.input[param.name] !== undefined) input[target.name] = last.call.input[param.name];
  }
  for (const param of last.tool.params) {
    const value = last.call.input[param.name];
    if (value === undefined || ROLES_OF_DAYS.has(param.role) || param.role === "limit" || param.role === "order" || param.role === "grain") continue;
    for (const target of withName.tool.params) {
      if (target.name in input) continue;
      const isSameName = target.role === "name" && param.role === "name" && (target.name === param.name || speaksOf(target.stems, param.name));
      if (target.isList && Array.isArray(value) && target.values.length > 0 && value.length > 1) {
        const both = value.filter((one) => target.values.some((candidate) => candidate.value === one));
        if (both.length > 0) input[target.name] = both;
        continue;
      }
      const single = Array.isArray(value) && value.length === 1 ? (value[0] as unknown) : value;
      const choice = target.role === "choice" && param.role === "choice" ? target.values.find((candidate) => candidate.value === single) : undefined;
      if (isSameName && typeof value === "string") input[target.name] = value;
      else if (choice) input[target.name] = target.isList ? [choice.value] : choice.value;
    }
  }
  return { tool: withName.tool.name, input, frame, rowNames: withName.rowNames, hasDays: days.range !== null };
}

/** "It", "she": the name that the last call was about. */
function nameOf(last: { call: PastCall; tool: ToolProfile }, kinds: ReadonlySet<string>): { value: string; kind: string } | null {
  for (const param of last.tool.params) {
    const value = last.call.input[param.name];
    if (param.role === "name" && typeof value === "string") return { value, kind: param.name };
  }
  return firstOfList(last, kinds);
}

/** "When was her first order" after a ranking is asked of who leads it. */
function firstOfList({ call, tool }: { call: PastCall; tool: ToolProfile }, kinds: ReadonlySet<string>): { value: string; kind: string } | null {
  const read = call.result === null || call.isError ? null : readResult(call.result);
  const [row] = read?.rows ?? [];
  const column = read?.columns.findIndex(({ key, unit }) => unit === "text" && key !== "rank") ?? -1;
  const value = row?.[column];
  const kind = [...kinds].find((candidate) => read?.columns[column]?.key === candidate || (/^(?:name|title)$/.test(read?.columns[column]?.key ?? "") && tool.opening.includes(candidate)));
  return typeof value === "string" && kind !== undefined ? { value, kind } : null;
}

/** "Is that better than the Saturday before?": the figures of the last call for its days against those days. */
function compareWithLast(frame: Frame, world: World, last: { call: PastCall; tool: ToolProfile }): Ask | null {
  const { ranges } = frame.dates;
  const [against] = ranges;
  const before = world.dateContext.last;
  if (!before || !against || !ranges.every((range) => range.isAgainst) || frame.items.some((item) => !item.isSoft) || frame.names.length > 0) return null;
  const ask = switchTool(frame, world, last, before, against);
  const found = world.tools.find((tool) => tool.name === ask?.tool);
  const isAlike = found?.params.some((param) => param.role === "choice" && last.tool.params.some((other) => other.role === "choice" && other.values.some(({ value }) => param.values.some((candidate) => candidate.value === value))));
  return ask && isAlike && found?.params.some((param) => param.role === "againstFrom") ? ask : null;
}

/**
 * The calls for a question that goes on from the one before, or null when it stands by itself.
 * Days, filters and what was measured stay as they were unless the question says otherwise.
 */
export function followUp(frame: Frame, world: World): Continued | null {
  const calls = lastCalls(world.prompt.past, world.tools);
  const last = calls[0];
  const question = world.prompt.now.question;
  if (!last) return null;
  const isShort = frame.tokens.filter((token) => !FUNCTION_WORDS.has(token.low)).length <= 4;
  const own = frame.items.filter((item) => !item.isSoft);
  const leans = leansBack(question, frame);
  const isBare = own.length === 0 && (frame.names.length > 0 || frame.dates.ranges.length > 0 || frame.dates.compareWith !== null || frame.grain !== null || frame.limit !== null || frame.order !== null);
  if (!(isBare && (leans || isShort)) && !leans) return null;
  if (frame.names.some((name) => name.kind === null && name.hint === null)) return isBare || leans ? { asks: [], remarks: [] } : null;
  const remarks: string[] = [];
  const compared = compareWithLast(frame, world, last);
  if (compared) return { asks: [compared], remarks };
  if (isBare) {
    const changed = calls.slice(0, 3).map((each) => changeLast(frame, world, each, remarks)).filter((ask) => ask !== null);
    if (changed.length > 0) return { asks: changed, remarks: [...new Set(remarks)] };
  }
  // The same tool explains it ("by copies instead"), or another does for the same days.
  const pointed = nameOf(last, world.vocabulary.kinds);
  if (pointed && pointsBack(frame) && frame.names.length === 0) {
    const { kind } = pointed;
    const withName: Frame = { ...frame, names: [{ start: 0, end: 0, said: pointed.value, name: pointed.value, kind, hint: null, isCertain: true }] };
    const again = changeLast(withName, world, last, remarks) ?? switchTool(withName, world, last) ?? switchTool(withName, world, last, null);
    if (again) return { asks: [again], remarks: [...remarks, `I took that as ${pointed.value}.`] };
  }
  const isOwnPeriod = frame.dates.ranges.length > 0;
  const changed = isShort && !isBare ? changeLast(frame, world, last, remarks) : null;
  const switched = switchTool(frame, world, last);
  // "By revenue" changes a choice of the same tool; "by genre" is another tool's matter.
  const isSameTool = changed && (last.tool.isLookup || last.tool.params.some((param) => param.role === "choice" && JSON.stringify(changed.input[param.name]) !== JSON.stringify(last.call.input[param.name])));
  const better = changed && !isSameTool && switched && switched.tool !== changed.tool && own.some((item) => item.isHead) ? switched : (changed ?? switched);
  if (!better || (isOwnPeriod && !OPENER.test(plain(question).trim()))) return null;
  return { asks: [better], remarks };
}
