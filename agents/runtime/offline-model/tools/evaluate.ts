import { neighboursOf } from "../language/thesaurus.ts";
import { stemsOf } from "../language/words.ts";
import type { Frame, Item } from "../understand/frame.ts";
import { chooseValues } from "./choices.ts";
import { type AskedDays, type Evaluation, fillChoices, fillDays, fillName, fillNumbers, isAbout } from "./fill.ts";
import { cannotPick, cannotRank, givesFigure, isWider, listsOnly, listsRows, missesFigure, namedFigures, narrower, ranksParts, unsaidViews } from "./scope.ts";
import { type Param, speaksOf, termWeight, type ToolProfile } from "./profile.ts";

export type Rarity = (word: string) => number;

/** How many tools the weights below were set for; with more or fewer, the share of them that use a word counts. */
const USUAL_TOOLS = 20;

/** How rare a stem is among the tools: words that all of them use decide nothing. More tools make no word weigh more. */
export function rarityOf(tools: readonly ToolProfile[]): Rarity {
  return (word) => {
    const uses = tools.filter((tool) => tool.terms.has(word)).length;
    return Math.log((USUAL_TOOLS + 1) / ((USUAL_TOOLS * uses) / Math.max(1, tools.length) + 0.5)) + 0.3;
  };
}

function itemValue(tool: ToolProfile, item: Item, rarity: Rarity): number {
  if (item.isWhen) return item.ways.some((way) => way.every((word) => (tool.terms.get(word) ?? 0) >= 0.8 || (tool.isLookup && word === "date" && tool.dates))) ? 1 : 0;
  let best = 0;
  for (const said of item.ways) {
    // Whatever there are many of can be counted.
    const way = said.length > 1 ? said.filter((word) => word !== "count") : said;
    const weights = way.map((word) => termWeight(tool, word));
    const known = weights.filter((weight) => weight > 0).length;
    if (known / way.length < 0.6) continue;
    const value = way.reduce((sum, word, index) => sum + (weights[index] ?? 0) * rarity(word), 0) / Math.sqrt(way.length);
    best = Math.max(best, value);
  }
  return best;
}

/** What a tool would make of a question. */
function evaluate(tool: ToolProfile, frame: Frame, days: AskedDays, rarity: Rarity): Evaluation {
  const evaluation: Evaluation = { tool, input: {}, unexplained: [], missing: [], score: 0, rowNames: [], remarks: [], ignoresDays: false, evidence: 0, isOff: false };
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
    } else if (kind !== null && tool.params.some((param) => param.role === "name" && param.name in input && frame.names.some((other) => other !== name && (other.kind ?? other.hint) === kind && input[param.name] === other.name))) {
      // A second of the same kind: one call each.
      unexplained.push(name.said);
    } else if (name.kind !== null && !/^\d+$/.test(name.name) && !tool.params.some((param) => param.isRequired) && !tool.isLookup && speaksOf(opening, name.kind)) {
      evaluation.rowNames.push(name);
      const kindChoice = tool.params.find((param) => param.role === "choice" && !(param.name in input) && param.values.some(({ value }) => value === name.kind));
      if (kindChoice) input[kindChoice.name] = name.kind;
      // A record among all others: those of its artist are few enough to hold it.
      const maker = name.detail && !/^number \d/.test(name.detail) ? tool.params.find((param) => param.role === "name" && !(param.name in input) && /^(?:artist|author|band|composer|maker)$/i.test(param.name)) : undefined;
      if (maker && name.detail && /^(?:album|book|title|record|song)$/i.test(name.kind)) input[maker.name] = name.detail;
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
  if (tool.isLookup && !isRanked && days.range === null) evaluation.score += 6.5;
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
    // One thing is told of for all time anyway.
    if ((tool.isLookup && days.range.label === "all time") || tool.does.includes(days.range.label)) evaluation.ignoresDays = false;
    else if (!(days.range.from === days.range.to && frame.dates.ranges.length > 0 && days.range.label === "today")) unexplained.push(days.range.label);
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

const faultsOf = (evaluation: Evaluation): number => evaluation.unexplained.length + (evaluation.isOff ? 1 : 0);

/** Marks what is about less than the question, or about another figure. */
function judgeScope(evaluation: Evaluation, frame: Frame, tools: readonly ToolProfile[]): Evaluation {
  const { tool } = evaluation;
  if (narrower(tool, frame) !== null || isWider(tool, frame)) evaluation.isOff = true;
  if (namedFigures(tools, frame).some((item) => !givesFigure(tool, item, frame))) evaluation.isOff = true;
  if (missesFigure(tool, frame, evaluation.input)) evaluation.isOff = true;
  if (cannotPick(tool, frame)) evaluation.isOff = true;
  if (cannotRank(tool, frame)) evaluation.isOff = true;
  if (listsRows(tool)) evaluation.score -= 6;
  evaluation.score -= 0.6 * unsaidViews(tool, frame);
  // "Which customers are at risk" asks for them, "how many" for the row of their group.
  if (frame.asksForList && evaluation.rowNames.some(({ kind }) => kind === "segment" || kind === "theme")) evaluation.score -= 8;
  if (ranksParts(tool, frame)) evaluation.score -= 11;
  const isChosen = tool.params.some((param) => param.role === "choice" && param.name in evaluation.input);
  if (listsOnly(tool, frame) && !isChosen) evaluation.score -= 6;
  return evaluation;
}

/** All tools that can be called for this, best first. */
export function evaluateAll(tools: readonly ToolProfile[], frame: Frame, days: AskedDays, rarity: Rarity): Evaluation[] {
  return tools
    .filter((tool) => !tool.isFinder)
    .map((tool) => judgeScope(evaluate(tool, frame, days, rarity), frame, tools))
    .filter((evaluation) => evaluation.missing.length === 0)
    .sort((a, b) => faultsOf(a) - faultsOf(b) || b.score - a.score);
}
