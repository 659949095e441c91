import type { Quantity } from "../contradictions/quantities.ts";

/** On which side of a figure something lies, and how it stands to what a span of time is counted from. */
export interface Limit {
  /** What can be held against each other: "money €", "duration"; all figures without a unit are one. */
  kind: string;
  value: number;
  side: "most" | "least" | "for" | "exact";
  way: "before" | "after" | null;
}

const MOST = "up to|at most|maximum(?: of)?|within(?: the first)?|less than|fewer than|(?:shorter|younger|smaller|lower|cheaper|earlier|lighter) than|below|under|until|till|before|only";
const LEAST = "at least|minimum(?: of)?|more than|(?:longer|later|older|larger|bigger|higher|greater|heavier) than|exceed(?:s|ing)?|above|over|from|after|starting at|beyond|since|past";
const BEFORE = new RegExp(`\\b(?<no>(?:not|no|never|n['’]t) )?(?:(?<most>${MOST})|(?<least>${LEAST})|(?<for>for)) (?:the |a |an |about )?[€$£]?\\s*$`, "i");
/** Of the clock alone: "by ten percent" is no limit. */
const BY = /\bby (?:about )?$/i;
const MOST_AFTER = /^\s*(?:\p{L}+\s)?(?:or (?:less|fewer|below|under|earlier|younger)|at (?:the )?most|maximum|at the latest)\b/iu;
const LEAST_AFTER = /^\s*(?:\p{L}+\s)?(?:or (?:more|above|over|longer|later|older)|and (?:more|above|over|older)|at (?:the )?least|upwards?|on(?:up)?wards|minimum)\b/iu;
const WAY = /^\s*(?:(?<before>before|ahead|in advance|prior|beforehand|earlier)|(?<after>after|later|afterwards))\b/i;

function sideAt(text: string, start: number, end: number, isClock: boolean): Limit["side"] {
  const after = text.slice(end);
  if (MOST_AFTER.test(after)) return "most";
  if (LEAST_AFTER.test(after)) return "least";
  const before = text.slice(Math.max(0, start - 40), start);
  const groups = BEFORE.exec(before)?.groups;
  if (!groups) return isClock && BY.test(before) ? "most" : "exact";
  if (groups["for"]) return "for";
  // "Not before six" is from six on.
  return (groups["most"] !== undefined) === (groups["no"] === undefined) ? "most" : "least";
}

/** The limits of a text: `united` are its quantities with a unit, `bare` its other figures. */
export function readLimits(text: string, united: readonly Quantity[], kindOf: (one: Quantity) => string, bare: readonly { value: number; start: number; end: number }[]): Limit[] {
  const of = (kind: string, start: number, end: number) => {
    const groups = kind === "duration" ? WAY.exec(text.slice(end))?.groups : undefined;
    return { kind, side: sideAt(text, start, end, kind === "clock"), way: groups?.["before"] ? "before" as const : groups?.["after"] ? "after" as const : null };
  };
  return [
    ...united.flatMap((one): Limit[] => {
      const limit = of(kindOf(one), one.start, one.end);
      return one.low === one.high ? [{ ...limit, value: one.low }] : [{ ...limit, value: one.low, side: "least" }, { ...limit, value: one.high, side: "most" }];
    }),
    ...bare.map(({ value, start, end }) => ({ ...of("", start, end), value })),
  ];
}

const against = (one: Limit, other: Limit): boolean => {
  const sides = `${one.side} ${other.side}`;
  return sides === "most least" || sides === "least most" || (one.kind === "duration" && (sides === "least for" || sides === "for least")) || (one.way !== null && other.way !== null && one.way !== other.way);
};

/** Whether a sentence sets a limit at a figure that a text has on its other side alone. */
export const turnsLimit = (sentence: readonly Limit[], text: readonly Limit[]): boolean =>
  sentence.some((one) => {
    const there = text.filter(({ kind, value }) => kind === one.kind && Math.abs(value - one.value) < 1e-9 * Math.max(1, value));
    return there.length > 0 && there.every((other) => against(one, other));
  });
