import type { Evaluation } from "../tools/fill.ts";
import { type Frame, saidBetween } from "../understand/frame.ts";
import { type Ask, understandIn, type World } from "./world.ts";

interface ClauseAnswer {
  asks: Ask[];
  best: Evaluation[];
  remarks: string[];
}

export interface Parts {
  asks: Ask[];
  remarks: string[];
  /** Clauses that no tool answers. */
  leftovers: string[];
  /** A part asks for more about the one before than that tells. */
  asksMore: boolean;
  /** Whether the parts answer more than one call for the whole does. */
  isBetter(whole: { asks: Ask[] }): boolean;
}

const JOINS = /^(?:and|plus|also|&|or|but|then)$/;

const POINTS_BACK = /\b(?:was|is|were|are|did|does|do|of|placed|made|bought|ordered) (?:that|those|they|it|them|these)\b/;

/** Where a question falls into parts: at "and", commas and full stops, not inside names, days and phrases. */
function cutPoints(frame: Frame): { at: number; next: number }[] {
  const { tokens, dates, names, items } = frame;
  const isInside = (index: number) => dates.used.has(index) || [...names, ...items].some((span) => span.start < index && index < span.end);
  const points: { at: number; next: number }[] = [];
  for (const [index, token] of tokens.entries()) {
    if (index > 0 && JOINS.test(token.low) && !isInside(index)) points.push({ at: index, next: index + 1 });
    else if (token.low === "as" && tokens[index + 1]?.low === "well" && tokens[index + 2]?.low === "as") points.push({ at: index, next: index + 3 });
    else if (token.endsPhrase && index + 1 < tokens.length && !JOINS.test(tokens[index + 1]?.low ?? "") && tokens[index + 1]?.low !== "by" && !isInside(index + 1)) points.push({ at: index + 1, next: index + 1 });
  }
  return points;
}

const hasOwnWords = (frame: Frame): boolean => frame.items.some((item) => !item.isSoft) || frame.items.some((item) => (item.ways[0]?.length ?? 0) > 1);

/** What a part leaves unsaid is said by its neighbours: days, how many, best or worst. */
function share(frames: Frame[]): void {
  const withDays = frames.filter((frame) => frame.dates.ranges.length > 0 || frame.dates.isPage);
  for (const frame of frames) {
    const source = withDays.length > 0 && frame.dates.ranges.length === 0 && !frame.dates.isPage ? (withDays.find((other) => frames.indexOf(other) > frames.indexOf(frame)) ?? withDays.at(-1)) : undefined;
    if (source) frame.dates = { ...frame.dates, ranges: source.dates.ranges, compareWith: frame.dates.compareWith ?? source.dates.compareWith, isPage: source.dates.isPage };
  }
  const [first, ...rest] = frames;
  for (const frame of rest) {
    const isShort = frame.tokens.length - frame.dates.used.size <= 4;
    if (first && isShort && frame.limit === null && frame.order === null && (first.limit !== null || first.order !== null)) {
      frame.limit = first.limit;
      frame.order = first.order;
    }
  }
}

/** A question of several parts, each answered by itself; null when it has only one. */
export function splitClauses(whole: Frame, world: World, answer: (frame: Frame) => ClauseAnswer): Parts | null {
  const points = cutPoints(whole);
  // "Of the customers who came in May, what share ..." is one question.
  if (points.length === 0 || /^of (?:the|our|all|those|these) /.test(whole.tokens.map((token) => token.low).join(" "))) return null;
  const spans: { start: number; end: number }[] = [];
  let start = 0;
  for (const point of [...points, { at: whole.tokens.length, next: whole.tokens.length }]) {
    if (point.at > start) spans.push({ start, end: point.at });
    start = point.next;
  }
  const frames: Frame[] = [];
  let open = 0;
  let carried = "";
  let pointed = 0;
  const unsaid: string[] = [];
  for (const [index, span] of spans.entries()) {
    const text = `${carried} ${sayClause(whole, span)}`.trim();
    const frame = understandIn(world, text);
    // "And how much money was that" speaks of the part before.
    if (frames.length > 0 && POINTS_BACK.test(text.toLowerCase()) && frame.names.length === 0 && frame.dates.ranges.length === 0) {
      // "Who bought them" asks for more than the part before tells.
      if (/\b(?:how (?:much|many)|what|total|altogether|sum)\b/i.test(text)) pointed += 1;
      else unsaid.push(text);
      continue;
    }
    // A part without a word of its own ("and John Coltrane") belongs to the one before.
    if (!hasOwnWords(frame) && frames.length > 0 && frame.dates.ranges.length === 0 && frame.names.length === 0) continue;
    // "Who works on Saturday" stands by itself, though nobody knows what to do with it.
    const isQuestion = frame.names.some((name) => name.kind === null) && /^(?:who|what|which|how|when|where|whose)\b/i.test(text);
    if (!hasOwnWords(frame) && !isQuestion) {
      carried = index < spans.length - 1 ? text : "";
      if (carried === "" && frames.length > 0) {
        const last = spans.slice(open);
        frames[frames.length - 1] = understandIn(world, last.map((other) => sayClause(whole, other)).join(" and "));
      }
      continue;
    }
    carried = "";
    open = index;
    frames.push(frame);
  }
  if (frames.length + pointed + unsaid.length < 2) return null;
  share(frames);
  const answers = frames.slice(0, 5).map((frame) => ({ frame, answer: answer(frame) }));
  const asks = answers.flatMap((part) => part.answer.asks);
  if (asks.length === 0) return null;
  const leftovers = [...unsaid, ...answers.filter((part) => part.answer.asks.length === 0).map((part) => saidBetween(part.frame.tokens, 0, part.frame.tokens.length))];
  const tools = new Set(asks.map((ask) => ask.tool));
  return {
    asks,
    remarks: answers.flatMap((part) => part.answer.remarks),
    leftovers,
    asksMore: unsaid.length > 0,
    // What one look-up tells whole is not asked for in parts.
    isBetter: (single) => !(single.asks.length === 1 && world.tools.some((tool) => tool.isLookup && tool.name === single.asks[0]?.tool) && answers.some((part) => part.frame.names.length === 0)) && leftovers.length === 0 && (tools.size > 1 || (pointed > 0 && frames.length === 1)) && !(single.asks.length === 1 && Object.values(single.asks[0]?.input ?? {}).some((value) => Array.isArray(value) && value.length >= frames.length)),
  };
}

function sayClause(whole: Frame, span: { start: number; end: number }): string {
  return whole.tokens
    .slice(span.start, span.end)
    .map((token) => (token.quoted ? `"${token.text}"` : token.text))
    .join(" ")
    .replace(/" "/g, " ");
}
