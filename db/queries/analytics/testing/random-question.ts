import fc from "fast-check";
import type { DayRange } from "../../../metrics/types.ts";
import { randomRange } from "../../../testing/random-history.ts";
import type { TimeBucket } from "../../dashboard/frame.ts";
import type { BlockDefinition, BlockQuestion } from "../block.ts";

const DAY_MS = 86_400_000;
const numberOf = (day: string): number => Date.parse(`${day}T00:00:00Z`) / DAY_MS;
const dayAt = (number: number): string => new Date(number * DAY_MS).toISOString().slice(0, 10);

/** A range cut into at most `pieces` equal parts, in order, without gaps. */
export function cut({ from, to }: DayRange, pieces: number): DayRange[] {
  const [first, last] = [numberOf(from), numberOf(to)];
  const length = Math.ceil((last - first + 1) / pieces);
  return Array.from({ length: Math.ceil((last - first + 1) / length) }, (_, index) => ({ from: dayAt(first + index * length), to: dayAt(Math.min(last, first + (index + 1) * length - 1)) }));
}

/** A frame of some bars; where days are compared, a bar may still stand beside none (29 February). */
export function frameOf(now: DayRange, before: DayRange | null, pieces: number): BlockQuestion["frame"] {
  const beside = before ? cut(before, pieces) : [];
  const buckets: TimeBucket[] = cut(now, pieces).map((piece, index) => ({ start: piece.from, end: piece.to, before: beside[index] ?? null }));
  return { now, before, buckets, grain: "week" };
}

/** What a block may be asked on a random history, without `by`. */
export const randomQuestion: fc.Arbitrary<Omit<BlockQuestion, "by">> = fc
  .record({ now: randomRange, before: fc.option(randomRange, { nil: null, freq: 4 }), pieces: fc.integer({ min: 1, max: 6 }), today: fc.constantFrom("2026-03-29", "2026-07-01", "2027-01-01") })
  .map(({ now, before, pieces, today }) => ({ frame: frameOf(now, before, pieces), today, currency: "EUR", timeZone: "Europe/Berlin" }));

/** The question once per choice of the block. */
export const asked = (block: BlockDefinition, question: Omit<BlockQuestion, "by">): BlockQuestion[] => (block.choices ?? [{ value: "" }]).map(({ value }) => ({ ...question, by: value }));
