import { FUNCTION_WORDS, neighboursOf } from "../language/thesaurus.ts";
import { stem, stemsOf } from "../language/words.ts";
import type { Frame, Item } from "../understand/frame.ts";
import { chooseValues } from "./choices.ts";
import { isAbout } from "./fill.ts";
import type { ToolProfile } from "./profile.ts";

/* Whether a tool is about as much as was asked, not about a part of it and not about something beside it. */

/** Words that narrow what a tool is about: failed payments are not payments. */
const STATES = ["failed", "pending", "unpaid", "running", "low", "out", "gone", "stars", "rated", "cancelled", "overdue", "late", "returned", "reserved", "reorder"].map(stem);
/** Words for a way of looking at a business that nobody means without saying so. */
const VIEWS: ReadonlySet<string> = new Set(["why", "weekday", "hour", "discount", "segment", "cohort", "retention", "frequency", "often", "walk", "new", "lifetime", "theme", "talk", "sentiment", "sellthrough", "dead", "age", "cover", "returning"].map(stem));
const NARROWING: ReadonlySet<string> = new Set([...STATES, ...VIEWS]);

/** Views that a tool opens with and that the question does not ask for: "returning" where only new customers are meant. */
export const unsaidViews = (tool: ToolProfile, frame: Frame): number => {
  const said = new Set([...frame.items.flatMap((item) => item.ways.flat()), ...frame.tokens.map((token) => stem(token.low))]);
  return tool.opening.slice(0, 3).filter((word) => VIEWS.has(word) && !said.has(word)).length;
};

const OPENING_READ = 4;

/** The word that makes a tool narrower than the question, or null. */
export function narrower(tool: ToolProfile, frame: Frame): string | null {
  const own = tool.opening.slice(0, OPENING_READ).filter((word) => NARROWING.has(word));
  if (own.length === 0) return null;
  const said = new Set([...frame.items.flatMap((item) => item.ways.flat()), ...frame.tokens.map((token) => stem(token.low)), ...frame.names.map((name) => stem(name.kind ?? ""))]);
  const isSaid = (word: string) => said.has(word) || [...neighboursOf(word)].some((other) => said.has(other));
  // Said in the tool's other words for it: "sold out" for what is gone.
  const means = (word: string) => isSaid(word) || frame.items.some((item) => (item.ways[0]?.length ?? 0) > 1 && item.ways[0]?.every((other) => tool.subject.has(other)) && item.ways[0].some((other) => NARROWING.has(other)));
  const views = own.filter((word) => VIEWS.has(word));
  return (views.length > 0 ? views.some(isSaid) : own.some(means)) ? null : (own[0] ?? null);
}

/** Whether a question is narrowed by a word that the tool only knows as an end of its ranking: "which records are low". */
export function isWider(tool: ToolProfile, frame: Frame): boolean {
  const isValue = (item: Item) => tool.params.some((param) => param.role === "choice" && param.values.length > 0 && chooseValues(param, [item]).length > 0);
  const knows = (word: string) => tool.subject.has(word) || [...neighboursOf(word)].some((other) => tool.subject.has(other)) || tool.params.some((param) => param.role === "choice" && param.values.some(({ ways }) => ways.some((way) => way.includes(word) || way.some((other) => neighboursOf(word).has(other)))));
  return !tool.isLookup && frame.items.some((item) => !item.isSoft && !item.isWhen && !isValue(item) && (item.ways[0] ?? []).some((word) => NARROWING.has(word)) && !(item.ways[0] ?? []).some((word) => NARROWING.has(word) && knows(word)));
}

/** Figures of a shop are listed by tools that can give any of them. */
const MANY_VALUES = 6;
const figuresOf = (tool: ToolProfile) => tool.params.find((param) => param.role === "choice" && param.values.length >= MANY_VALUES);

/** Items that name a figure of some tool by more than one word: "repeat rate", "average order value". */
export function namedFigures(tools: readonly ToolProfile[], frame: Frame): Item[] {
  const lists = tools.flatMap((tool) => figuresOf(tool) ?? []);
  return frame.items.filter((item) => !item.isSoft && (item.ways[0]?.length ?? 0) > 1 && lists.some((param) => param.values.some(({ value }) => {
    const own = stemsOf(String(value));
    return own.length > 1 && own.every((word) => item.ways[0]?.includes(word));
  })));
}

/** Whether a tool gives a figure that was named: as one of its values, or for each of what it is asked to split by. */
export function givesFigure(tool: ToolProfile, item: Item, frame: Frame): boolean {
  const list = figuresOf(tool);
  if (list && chooseValues(list, [item]).length > 0) return true;
  const words = item.ways[0] ?? [];
  // "Low stock" is a number of the overview and what another tool is about.
  if (words.some((word) => NARROWING.has(word)) && tool.opening.slice(0, OPENING_READ).some((word) => NARROWING.has(word)) && words.every((word) => tool.subject.has(word))) return true;
  // What a description opens with is what the tool gives.
  const opening = tool.opening.slice(0, OPENING_READ);
  if (words.every((word) => opening.includes(word)) || words.some((word) => VIEWS.has(word) && opening.includes(word))) return true;
  // "How many" counts whatever it is.
  const known = words.filter((word) => word === "count" || FUNCTION_WORDS.has(word) || tool.terms.has(word) || [...neighboursOf(word)].some((other) => tool.terms.has(other)));
  if (known.length < words.length * 0.6) return false;
  const isSplit = frame.items.some((other) => other !== item && !other.isSoft && other.ways[0]?.some((word) => isAbout(tool, word)));
  const isNamed = frame.names.some((name) => name.kind !== null && (tool.isLookup || isAbout(tool, name.kind) || opening.includes(stem(name.kind))));
  return isSplit || isNamed;
}

/** Whether it lists single things, where the question only wants their number. */
export const listsOnly = (tool: ToolProfile, frame: Frame): boolean => frame.asksHowMany && tool.opening.slice(0, 2).includes(stem("single")) && !frame.asksForList;

/** Whether it only lists rows one by one and adds them up: the last resort, where nothing else takes all that narrows a question. */
export const listsRows = (tool: ToolProfile): boolean => tool.opening.slice(0, 2).includes("row");

/** Rows rank nothing and have no steps. */
export const cannotRank = (tool: ToolProfile, frame: Frame): boolean => listsRows(tool) && (frame.order !== null || frame.grain !== null || frame.asksForStep || frame.dates.compareWith !== null);

/** Whether a tool that gives any of many figures was asked for one that it did not make out: "the stock". */
export function missesFigure(tool: ToolProfile, frame: Frame, input: Readonly<Record<string, unknown>>): boolean {
  const list = figuresOf(tool);
  if (!list || list.name in input) return false;
  // "Did we sell more" speaks of all figures, "how is the stock" of one.
  const words = new Set(list.values.flatMap(({ value }) => stemsOf(String(value))).filter((word) => !/^(?:sell|valu|averag|rate|net|gros)e?$/.test(word)));
  return frame.items.some((item) => !item.isSoft && item.ways[0]?.length === 1 && words.has(item.ways[0][0] ?? ""));
}

/** Whether the sum of one thing that is named would have to be added up from a ranking of its parts. */
export function ranksParts(tool: ToolProfile, frame: Frame): boolean {
  if (!(frame.asksHowMany || frame.asksHowMuch) || frame.order !== null || frame.limit !== null) return false;
  return tool.params.some((param) => param.role === "order") && frame.names.some((name) => name.kind !== null && !isAbout(tool, name.kind) && tool.params.some((param) => param.role === "name" && param.name === name.kind));
}

/** Whether one thing of many is asked for ("the worst rated of hers", "the newest order") that a tool cannot pick out. */
export function cannotPick(tool: ToolProfile, frame: Frame): boolean {
  if (frame.asksForStep) return false;
  // A customer's favourite genre is told of one customer.
  const isRanked = frame.order !== null && !frame.tokens.some((token) => /^favou?rite$/.test(token.low));
  if (tool.isLookup && isRanked) return true;
  const isList = tool.params.some((param) => param.role === "limit");
  return !tool.isLookup && !isList && frame.items.some((item) => /^(?:newest|oldest)$/i.test(item.said));
}
