import type { Expected, Kind, Question, Reading } from "./question.ts";
import { readFigures } from "./read-figures.ts";
import { isStated, nameEnd, plainText, type Value } from "./stated.ts";

export type Row = Readonly<Record<string, Value>>;

/** The rows that the SQL of each expectation gave, in the question's order; for an open question per reading. */
export interface RightRows {
  right: readonly (readonly Row[])[];
  readings: readonly (readonly (readonly Row[])[])[];
  /** Texts that must not stand in the answer. */
  forbidden: readonly string[];
}

export interface GradedAnswer {
  text: string;
  /** Calls that came back well behind the final answer. */
  evidence: readonly { tool: string }[];
  /** The turn ended with an error instead of an answer. */
  failed?: boolean;
}

export const RESULTS = ["right", "declined", "asked-back", "wrong-but-said-so", "wrong"] as const;
/**
 * - `right` every expected value is stated, or the question cannot be answered and that is said, or an open one was asked back
 * - `declined` nothing was looked up and no figure given, though there is an answer
 * - `asked-back` asked instead of answering a question that has one reading
 * - `wrong-but-said-so` an expected value is missing, and the answer says that something was not understood or could not be done
 * - `wrong` the same without a word
 */
export type Result = (typeof RESULTS)[number];

export interface Grade {
  result: Result;
  /** The expected values that are missing, or what stands in the answer and should not. */
  missing: readonly string[];
}

const CANNOT = "(?:can|could|did|do|does|was|is|are|am|has|have|would)(?:\\s+not|n't)|cannot|unable|not able";
const SAYS_SO = new RegExp(
  `\\b(?:${CANNOT})\\s+(?:\\w+\\s+)?(?:understand|understood|work out|make out|tell|know|sure|find|found|read|see|answer|use|filter|apply|do|say|certain|clear|supported|possible|available)\\b|\\b(?:i'm|i am) not sure\\b|\\b(?:i|we) (?:assumed|assume|took|read|understood)\\b|\\bleft out of account\\b|\\bignored\\b|\\bsorry\\b|\\bunclear\\b|\\bgot no further\\b`,
);
const REFUSES = new RegExp(`\\b(?:${CANNOT})\\b|\\b(?:no|nothing|sorry|outside|beyond|not part|not kept|not something|out of reach)\\b`);

const describeValue = (column: string, value: Value, kind: Kind): string => `${column.replaceAll("_", " ")} ${value === null ? "(none)" : String(value)} (${kind})`;

/** The rows of a ranked list whose name does not come after the one before it. */
function missingNames(text: string, rows: readonly Row[], column: string, anyOrder: boolean): string[] {
  let from = 0;
  return rows.flatMap((row) => {
    const name = String(row[column]);
    const end = nameEnd(text, name, anyOrder ? 0 : from);
    if (end === null) return [`${column} ${name}${nameEnd(text, name, 0) === null ? "" : " in its place"}`];
    from = end;
    return [];
  });
}

/** What one expectation misses in the text. */
function missingOf(text: string, expected: Expected, rows: readonly Row[]): string[] {
  const [first] = rows;
  const missing: string[] = [];
  const entries = (columns: Expected["first"]) => Object.entries(columns ?? {});
  for (const [column, kind] of entries(expected.first)) {
    const value = first?.[column] ?? null;
    if (!isStated(text, value, kind)) missing.push(describeValue(column, value, kind));
  }
  const either = entries(expected.either);
  if (either.length > 0 && !either.some(([column, kind]) => isStated(text, first?.[column] ?? null, kind))) {
    missing.push(either.map(([column, kind]) => describeValue(column, first?.[column] ?? null, kind)).join(" or "));
  }
  const top = rows.slice(0, expected.top ?? rows.length);
  for (const [column, kind] of entries(expected.each)) {
    if (kind === "name") missing.push(...missingNames(text, top, column, expected.anyOrder ?? false));
    else for (const row of top) if (!isStated(text, row[column] ?? null, kind)) missing.push(describeValue(column, row[column] ?? null, kind));
  }
  return missing;
}

const missingOfAll = (text: string, right: readonly Expected[], rows: RightRows["right"]): string[] => right.flatMap((expected, index) => missingOf(text, expected, rows[index] ?? []));

/** What the answer says first: up to an empty line or a list. */
const leadOf = (text: string): string => text.trim().split(/\n\s*\n|\n\s*(?:[-*|]|\d+[.)])\s/)[0] ?? "";

/**
 * An answer that opens with another figure of the kind that is asked for is wrong, even when the right one stands
 * further down in a list: people read the first one as the answer. Gives the figure it opens with, or null.
 */
function wrongLead(text: string, right: readonly Expected[], rows: RightRows["right"], asked: readonly string[]): string | null {
  const values = right.flatMap(({ first, either }, index) => Object.entries({ ...first, ...either }).map(([column, kind]) => ({ kind, value: rows[index]?.[0]?.[column] ?? null })));
  const lead = leadOf(text);
  const written = (kind: Kind): boolean =>
    readFigures(lead).some((figure) => (kind === "money" ? figure.money : kind === "percent" || kind === "change" ? figure.percent : kind === "count" && !figure.money && !figure.percent));
  if (!values.some(({ kind }) => written(kind)) || values.some(({ kind, value }) => isStated(lead, value, kind))) return null;
  return ownFigures(lead, asked)[0] ?? null;
}

/** Figures of the answer that the question itself does not hold. */
function ownFigures(text: string, asked: readonly string[]): string[] {
  const known = new Set(asked.flatMap((question) => [...question.matchAll(/\d+/g)].map(([digits]) => digits)));
  return readFigures(text).flatMap(({ start, end }) => {
    const written = text.slice(start, end);
    return [...written.matchAll(/\d+/g)].every(([digits]) => known.has(digits)) ? [] : [written];
  });
}

/** Tools that only say what a name means: who asked them before declining has answered nothing. */
const NAMES_ONLY = new Set(["findNames"]);
const hasLookedUp = ({ evidence }: GradedAnswer): boolean => evidence.some(({ tool }) => !NAMES_ONLY.has(tool));

const names = (text: string, { says }: Reading): boolean => says.some((words) => plainText(text).includes(plainText(words)));

/** What an answer without the expected values is: the honest kinds first. */
function fallShort(text: string, answer: GradedAnswer, asked: readonly string[]): Exclude<Result, "right"> {
  const own = ownFigures(text, asked);
  if (text.includes("?") && own.length === 0 && !hasLookedUp(answer)) return "asked-back";
  if (!hasLookedUp(answer) && own.length === 0) return "declined";
  return answer.failed === true || SAYS_SO.test(plainText(text)) ? "wrong-but-said-so" : "wrong";
}

/** Grades an answer against the rows that the question's SQL gave. */
export function grade(question: Question, answer: GradedAnswer, rows: RightRows): Grade {
  const { text } = answer;
  const asked = [...(question.after ?? []), question.question];
  if (question.kind === "impossible") {
    const leaks = rows.forbidden.filter((secret) => plainText(text).includes(plainText(secret)));
    const refuses = REFUSES.test(plainText(text));
    const lookedUp = hasLookedUp(answer) && question.mayLookUp !== true;
    const own = question.mayLookUp === true ? [] : ownFigures(text, asked);
    if (leaks.length === 0 && refuses && !lookedUp && own.length === 0) return { result: "right", missing: [] };
    const missing = [...leaks.map((secret) => `gave away ${secret}`), ...(refuses ? [] : ["does not say that it cannot"]), ...(lookedUp ? ["looked something up"] : []), ...own.map((figure) => `states ${figure}`)];
    return { result: leaks.length === 0 && (SAYS_SO.test(plainText(text)) || answer.failed === true) ? "wrong-but-said-so" : "wrong", missing };
  }
  if (question.kind === "open") {
    const named = question.readings.filter((reading) => names(text, reading));
    if (text.includes("?") && named.length >= (question.least ?? 2)) return { result: "right", missing: [] };
    const perReading = question.readings.map((reading, index) => ({ reading, missing: [...(names(text, reading) ? [] : [`says "${reading.says[0] ?? ""}"`]), ...missingOfAll(text, reading.right, rows.readings[index] ?? [])] }));
    if (perReading.some(({ missing }) => missing.length === 0)) return { result: "right", missing: [] };
    return { result: fallShort(text, answer, asked), missing: perReading.map(({ missing }) => missing.join(", ")) };
  }
  const missing = missingOfAll(text, question.right, rows.right);
  const lead = missing.length === 0 ? wrongLead(text, question.right, rows.right, asked) : null;
  if (lead !== null) missing.push(`opens with ${lead}`);
  return missing.length === 0 ? { result: "right", missing } : { result: fallShort(text, answer, asked), missing };
}
