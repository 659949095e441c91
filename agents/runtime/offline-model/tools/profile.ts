import type { LanguageModelV3CallOptions, LanguageModelV3FunctionTool } from "@ai-sdk/provider";
import { FUNCTION_WORDS, neighboursOf } from "../language/thesaurus.ts";
import { plain, stem, stemsOf, wordsOf } from "../language/words.ts";

/*
 * What a tool can do, read from what any model sees of it: description and JSON schema. The name
 * counts little, so that renaming a tool changes nothing.
 */

export type ParamRole = "from" | "to" | "againstFrom" | "againstTo" | "limit" | "order" | "grain" | "compare" | "name" | "choice" | "none";

export interface EnumValue {
  value: string | number;
  /** Ways of saying it, each as stems that must all be there; the value's own words first. */
  ways: string[][];
}

export interface Param {
  name: string;
  description: string;
  role: ParamRole;
  values: EnumValue[];
  /** Takes several of the values. */
  isList: boolean;
  isNumber: boolean;
  isBoolean: boolean;
  min: number | null;
  max: number | null;
  isRequired: boolean;
  stems: ReadonlySet<string>;
}

export interface ToolProfile {
  name: string;
  /** The part of the description that says what it does. */
  does: string;
  params: Param[];
  /** How much each stem says about the tool, 0 to 1. */
  terms: ReadonlyMap<string, number>;
  /** Words of its first sentence: what its result is about. */
  subject: ReadonlySet<string>;
  /** The first of them, most telling first. */
  opening: readonly string[];
  /** Says when something was, among what it tells: "date, status". */
  dates: boolean;
  /** Finds what a name means. */
  isFinder: boolean;
  /** Tells about one thing that is named, and has nothing to say without a name. */
  isLookup: boolean;
}

/** Content words that a description opens with, which say what it is about. */
const OPENING_WORDS = 6;

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json => typeof value === "object" && value !== null && !Array.isArray(value);
const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

/** The one schema that matters of a union with null, or of a single reference to a definition. */
function resolveSchema(schema: unknown, root: Json, depth = 0): Json {
  if (!isObject(schema) || depth > 5) return {};
  const reference = textOf(schema["$ref"]).match(/^#\/(?:\$defs|definitions)\/(.+)$/)?.[1];
  if (reference) {
    const definitions = isObject(root["$defs"]) ? root["$defs"] : isObject(root["definitions"]) ? root["definitions"] : {};
    return { ...resolveSchema(definitions[reference], root, depth + 1), ...(schema["description"] ? { description: schema["description"] } : {}) };
  }
  const choices = [schema["anyOf"], schema["oneOf"]].find((list): list is unknown[] => Array.isArray(list));
  if (!choices) return schema;
  const options = choices.map((choice) => resolveSchema(choice, root, depth + 1)).filter((choice) => choice["type"] !== "null");
  const constants = options.map((choice) => choice["const"]).filter((value) => value !== undefined);
  if (constants.length === options.length && constants.length > 1) return { ...schema, anyOf: undefined, oneOf: undefined, enum: constants };
  return { ...(options[0] ?? {}), ...(schema["description"] ? { description: schema["description"] } : {}) };
}

/** Without what it says it is not for: those words must not attract questions. */
const positivePart = (description: string): string =>
  description
    .split(/(?<=[.;!?])\s+/)
    .map((sentence) => sentence.replace(/\([^()]*\b(?:not|without|except|excluding|left out)\b[^()]*\)/gi, "").trim())
    .filter((sentence) => !/^(?:not|never|do not|don't|does not|cannot|no |unlike|instead)\b|^use [^.]* (?:instead|for)|^for [^,]*, use /i.test(sentence))
    .map((sentence) => sentence.replace(/[,;]?\s*\b(?:but not|and not|not for|not the|without|except|excluding|leaving out|left out)\b.*$/i, ""))
    .join(" ");

/** Examples in a parameter's description are names and numbers, no words of the tool. */
const withoutExamples = (description: string): string => description.replace(/\b(?:such as|for example|e\.g\.)[^;.)]*/gi, "");

/** In "record label" and "record shop" nobody speaks of records. */
const contentStems = (text: string): string[] => wordsOf(text.replace(/\bsell-through\b/gi, "sellthrough").replace(/\brecords? (?=labels?\b|shops?\b|stores?\b|compan)/gi, "")).filter((word) => !FUNCTION_WORDS.has(word)).map(stem);

/** "revenue (takings, turnover), orders (purchases)" gives the ways to say each value. */
function waysToSay(value: string, description: string): string[][] {
  const own = stemsOf(value);
  const escaped = value.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const inBrackets = new RegExp(`(?<![\\w-])${escaped}(?: [a-z]+){0,4}? ?\\(([^()]*)\\)`, "i").exec(description)?.[1];
  const afterColon = new RegExp(`(?<![\\w-])["'\`]?${escaped}["'\`]?(?::| =| means| for) ([^,;.()]+)`, "i").exec(description)?.[1];
  const phrases = `${inBrackets ?? ""},${afterColon ?? ""}`.split(/[,;]| or /).map(contentStems);
  return [own, ...phrases.filter((phrase) => phrase.length > 0 && phrase.length <= 4)];
}

const HIGH = /^(?:best|highest|high|most|top|desc|descending|largest|biggest|heaviest|longest|oldest|max|maximum|greatest)$/;
const LOW = /^(?:worst|lowest|low|least|fewest|bottom|asc|ascending|smallest|lightest|shortest|soonest|youngest|min|minimum)$/;
/** Whether an order's value puts the high or the low end first. */
export const endOf = (value: string): "high" | "low" | null => (wordsOf(value).some((word) => HIGH.test(word)) ? "high" : wordsOf(value).some((word) => LOW.test(word)) ? "low" : null);

const TIME_STEPS = /^(?:day|daily|week|weekly|month|monthly|quarter|quarterly|year|yearly|annual)$/;

function dateRole(name: string, description: string): ParamRole {
  const nameWords = wordsOf(name);
  const words = [...nameWords, ...wordsOf(description).slice(0, 12)];
  const isAgainst = nameWords.some((word) => /^(?:against|compare|compared|comparison|versus|vs|other|baseline|previous|prior|reference|second)$/.test(word)) || /compar|against|held against|other period|second period/i.test(description.slice(0, 120));
  const start = /^(?:from|since|start|starts|starting|first|after|begin|begins|earliest)$/;
  const end = /^(?:to|until|till|end|ends|ending|last|before|through|latest|upto)$/;
  const word = nameWords.find((candidate) => start.test(candidate) || end.test(candidate)) ?? words.find((candidate) => start.test(candidate) || end.test(candidate));
  if (word === undefined) return "none";
  return start.test(word) ? (isAgainst ? "againstFrom" : "from") : isAgainst ? "againstTo" : "to";
}

function roleOf(name: string, schema: Json, values: EnumValue[], description: string): ParamRole {
  const type = textOf(schema["type"]);
  const isText = type === "string" && values.length === 0;
  if (isText && (/^date/.test(textOf(schema["format"])) || /\\d\{4\}-|\[0-9\]\{4\}-|0-9\]\|\[13579\]/.test(textOf(schema["pattern"])) || /\b(?:ISO (?:date|day)|YYYY-MM-DD)\b/i.test(description))) return dateRole(name, description);
  if (isText) return "name";
  if (/^(?:integer|number)$/.test(type)) {
    const about = `${wordsOf(name).join(" ")} ${description.toLowerCase()}`;
    if (/\b(?:min|minimum|least)\b/.test(about.slice(0, 60)) && !/\b(?:rows|list)\b/.test(about.slice(0, 60))) return "none";
    return /\b(?:limit|rows|top|how many|max|maximum|results|count|size)\b/.test(about) ? "limit" : "none";
  }
  if (values.length > 0) {
    const ends = values.map(({ value }) => endOf(String(value)));
    if (schema["type"] !== "array" && ends.includes("high") && ends.includes("low")) return "order";
    if (/compar|against/i.test(name) || /^(?:what )?.{0,40}compar/i.test(description)) return "compare";
    if (values.filter(({ value }) => TIME_STEPS.test(plain(String(value)))).length >= 2) return "grain";
    return "choice";
  }
  return "none";
}

function readParam(name: string, raw: unknown, root: Json, required: ReadonlySet<string>): Param {
  const schema = resolveSchema(raw, root);
  const types = Array.isArray(schema["type"]) ? schema["type"].filter((type) => type !== "null") : [schema["type"]];
  const type = textOf(types[0]);
  const items = type === "array" ? resolveSchema(schema["items"], root) : {};
  const listed = Array.isArray(schema["enum"]) ? schema["enum"] : schema["const"] !== undefined ? [schema["const"]] : Array.isArray(items["enum"]) ? items["enum"] : [];
  const description = textOf(schema["description"]) || textOf(isObject(raw) ? raw["description"] : "") || textOf(items["description"]);
  const values = listed.filter((value) => typeof value === "string" || typeof value === "number").map((value) => ({ value, ways: waysToSay(String(value), description) }));
  const number = (key: string): number | null => (typeof schema[key] === "number" && Math.abs(schema[key]) < 1e9 ? schema[key] : null);
  return {
    name,
    description,
    role: roleOf(name, { ...schema, type }, values, description),
    values,
    isList: type === "array",
    isNumber: type === "integer" || type === "number",
    isBoolean: type === "boolean",
    min: number("minimum") ?? number("exclusiveMinimum"),
    max: number("maximum"),
    isRequired: required.has(name),
    stems: new Set([...stemsOf(name), ...contentStems(withoutExamples(positivePart(values.length > 0 ? description.replace(/\([^()]*\)/g, " ") : description)))]),
  };
}

function readTool(tool: LanguageModelV3FunctionTool): ToolProfile {
  const root: Json = isObject(tool.inputSchema) ? tool.inputSchema : {};
  const required = new Set(Array.isArray(root["required"]) ? root["required"].filter((name) => typeof name === "string") : []);
  const properties = isObject(root["properties"]) ? root["properties"] : {};
  const params = Object.entries(properties).map(([name, schema]) => readParam(name, schema, root, required));
  const description = tool.description ?? "";
  const does = positivePart(description.replace(/,? (?:such as|like) (?=\p{Lu})[^;.),]*/gu, ""));
  const first = contentStems(/^.*?[.;](?:\s|$)/.exec(does)?.[0] ?? does);
  const subject = new Set(first);
  const terms = new Map<string, number>();
  const add = (stems: Iterable<string>, weight: number) => {
    for (const word of stems) terms.set(word, Math.max(terms.get(word) ?? 0, weight));
  };
  add(contentStems(does), 0.8);
  add(subject, 0.85);
  add(first.slice(0, OPENING_WORDS), 1);
  add(contentStems(tool.name), 0.5);
  for (const param of params) {
    add(param.stems, 0.35);
    add(stemsOf(param.name), 0.5);
    for (const { ways } of param.values) {
      // One word of a longer phrase says nothing by itself.
      add(ways.slice(1).filter((way) => way.length === 1).flat(), 0.55);
      add(ways[0] ?? [], 0.7);
    }
  }
  const texts = params.filter((param) => param.role === "name");
  const isFinder =
    texts.some((param) => param.isRequired) && !params.some((param) => param.role === "from" || param.role === "limit" && param.isRequired) && /\bnames?\b/i.test(does) && /\b(?:mean|means|meant|typing|spell|spelling|misspelt|resolves?|matches|which (?:kind|sort))\b/i.test(does);
  const isLookup = !params.some((param) => param.role === "limit" || param.role === "from" || param.role === "grain" || param.isList) && params.some((param) => param.role === "name" || (param.isNumber && param.role === "none"));
  return { name: tool.name, does, params, terms, subject, opening: [...new Set(first)].slice(0, OPENING_WORDS), dates: /\b(?:dates?|when)\b/i.test(does), isFinder, isLookup };
}

/** The function tools of a call, read. Tools of the provider's own are none of ours. */
export function readTools(tools: LanguageModelV3CallOptions["tools"]): ToolProfile[] {
  return (tools ?? []).filter((tool) => tool.type === "function").map(readTool);
}

/** How much a stem says about a tool: its own word, or a neighbour's for a little less. */
export function termWeight(tool: ToolProfile, word: string): number {
  const own = tool.terms.get(word) ?? 0;
  let near = 0;
  let inSubject = tool.subject.has(word) ? 1 : 0;
  for (const other of neighboursOf(word)) {
    near = Math.max(near, tool.terms.get(other) ?? 0);
    if (tool.subject.has(other)) inSubject += 1;
  }
  // A description that says it in several words is about it.
  const weight = Math.max(own, near * 0.75);
  return weight * (1 + 0.15 * Math.min(3, Math.max(0, inSubject - 1)));
}

/** Whether a kind of thing ("genre") is what the stems speak of. */
export const speaksOf = (stems: ReadonlySet<string>, kind: string): boolean => stemsOf(kind).every((word) => stems.has(word) || [...neighboursOf(word)].some((other) => stems.has(other)));
