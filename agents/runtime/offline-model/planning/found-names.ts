import { allowedErrors, nameKey, nameLikeness, typingErrors } from "../language/fuzzy.ts";
import type { PastCall } from "../read-prompt.ts";
import { speaksOf, type ToolProfile } from "../tools/profile.ts";
import type { NameSaid } from "../understand/frame.ts";

export interface NameHit {
  name: string;
  kind: string | null;
  /** What stands beside it, such as who made a record. */
  detail?: string | null;
}

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json => typeof value === "object" && value !== null && !Array.isArray(value);

const PERSON = /^(?:artist|customer|person|author|member|reader|keeper|musician|client|band|composer|employee|contact)$/i;
const KIND = /^(?:kind|type|category|what|entity|class)$/i;
const DETAIL = /^(?:detail|of|by|artist|author|made_?by)$/i;
const NAME = /^(?:name|title|label|text|match|called|full_?name)$/i;

/** Rows with a name each, from whatever JSON a finder gives. */
export function readHits(result: string): NameHit[] {
  let value: unknown;
  try {
    value = JSON.parse(result);
  } catch {
    return [];
  }
  const rows: Json[] = [];
  const visit = (node: unknown, depth: number): void => {
    if (depth > 4) return;
    if (isObject(node)) {
      const columns = node["columns"];
      if (Array.isArray(columns) && Array.isArray(node["rows"])) {
        const keys = columns.map((column) => (isObject(column) ? [column["key"], column["name"]].find((key) => typeof key === "string") ?? "" : String(column)));
        for (const row of node["rows"]) rows.push(Array.isArray(row) ? Object.fromEntries(row.map((cell: unknown, index) => [keys[index] ?? String(index), cell])) : isObject(row) ? row : {});
        return;
      }
      // A result without rows is no name, whatever its title says.
      if (!("currency" in node)) rows.push(node);
      for (const child of Object.values(node)) visit(child, depth + 1);
    } else if (Array.isArray(node)) for (const child of node) visit(child, depth + 1);
  };
  visit(value, 0);
  return rows.flatMap((row) => {
    const key = Object.keys(row).find((candidate) => NAME.test(candidate));
    const kindKey = Object.keys(row).find((candidate) => KIND.test(candidate));
    const name = key === undefined ? undefined : row[key];
    const kind = kindKey === undefined ? undefined : row[kindKey];
    const detailKey = Object.keys(row).find((candidate) => DETAIL.test(candidate) && candidate !== key && candidate !== kindKey);
    const detail = detailKey === undefined ? undefined : row[detailKey];
    return typeof name === "string" && name !== "" && (typeof kind === "string" || kindKey === undefined) ? [{ name, kind: typeof kind === "string" ? kind : null, detail: typeof detail === "string" ? detail : null }] : [];
  });
}

/** A long word with its first half right may have two errors: "coltrain". */
const errorsIn = (word: string, other: string, isPerson: boolean): number => (isPerson && word.length < 7 ? 0 : word.length >= 8 && word.slice(0, 4) === other.slice(0, 4) ? 2 : Math.min(1, allowedErrors(word.length)));

/** Whether each word of what was said is, but for typing errors, a word of the name. */
function isPartOf(said: string, name: string, isPerson: boolean): boolean {
  const words = nameKey(name).split(" ");
  return nameKey(said).split(" ").every((word) => words.some((other) => typingErrors(word, other, 3) <= errorsIn(word, other, isPerson)));
}

/** The hit that a name means, or null. Small letters are a name only when they are nearly all of one, or a clear part. */
export function pickHit(name: NameSaid, hits: readonly NameHit[]): NameHit | null {
  const fitting = name.hint === null ? hits : hits.filter((hit) => hit.kind === null || speaksOf(new Set([hit.kind]), name.hint ?? "") || speaksOf(new Set([name.hint ?? ""]), hit.kind));
  const candidates = fitting.length > 0 ? fitting : hits;
  const exact = candidates.find((hit) => nameKey(hit.name) === nameKey(name.name) || nameKey(hit.name) === nameKey(name.said));
  if (exact) return exact;
  const alike = candidates.find((hit) => Math.max(nameLikeness(hit.name, name.name), nameLikeness(hit.name, name.said)) >= (name.isCertain ? 0.6 : 0.75));
  if (alike) return alike;
  // A surname is a name; one word out of a long title is an accident ("Berlin" in "Ella in Berlin").
  return candidates.find((hit) => {
    const said = nameKey(name.said);
    const share = said.length / Math.max(1, nameKey(hit.name).length);
    const isPerson = hit.kind !== null && PERSON.test(hit.kind);
    return said.length >= 4 && share >= (isPerson ? 0.3 : name.isCertain ? 0.45 : 0.7) && isPartOf(name.said, hit.name, isPerson);
  }) ?? null;
}

/** "In Berlin" is a place, not a person or a title that sounds like it. */
export const isPlace = (before: string, hit: NameHit, name: NameSaid): boolean => before === "in" && name.hint === null && hit.kind !== null && (PERSON.test(hit.kind) || /^(?:album|book|title|record|song)$/i.test(hit.kind)) && nameKey(hit.name) !== nameKey(name.said);

/** The call that asks what a name means. */
export function finderCall(finder: ToolProfile, name: NameSaid): { tool: string; input: Record<string, unknown> } {
  const text = finder.params.find((param) => param.role === "name" && param.isRequired) ?? finder.params.find((param) => param.role === "name");
  const input: Record<string, unknown> = text ? { [text.name]: name.name } : {};
  return { tool: finder.name, input };
}

/** What was already found in this turn: the text that was asked for and its hits. */
export function foundInTurn(finder: ToolProfile | undefined, calls: readonly PastCall[]): Map<string, NameHit[]> {
  const found = new Map<string, NameHit[]>();
  if (!finder) return found;
  for (const call of calls) {
    if (call.tool !== finder.name || call.result === null) continue;
    const text = Object.values(call.input).find((value) => typeof value === "string");
    if (typeof text === "string") found.set(nameKey(text), call.isError ? [] : readHits(call.result));
  }
  return found;
}
