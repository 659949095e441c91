import type { TimeBucket } from "../dashboard/frame.ts";
import type { BlockColumn, BlockQuestion, CellUnit } from "./block.ts";

/** Days of a bar and of the days it stands beside; null where it stands beside none. */
export interface BarDays {
  now: { from: string; to: string };
  before: TimeBucket["before"];
}

/** The days of the bars, in the order of their rows. */
export const barDays = (question: BlockQuestion): BarDays[] => question.frame.buckets.map((bar) => ({ now: { from: bar.start, to: bar.end }, before: bar.before }));

/** Columns of a table over time: a bar's first and last day, its values, and what the first of them was before where days are compared. */
export function timeColumns(question: BlockQuestion, values: readonly BlockColumn[], before: { label: string; unit: CellUnit }): BlockColumn[] {
  return [
    { key: "start", label: "From", unit: "day" },
    { key: "end", label: "To", unit: "day" },
    ...values,
    ...(question.frame.before ? [{ key: "before", ...before }] : []),
  ];
}

/** The chart of such a table: one series, with the thin line of before where days are compared. */
export const timeChart = (question: BlockQuestion, value: string) =>
  question.frame.before ? ({ kind: "time", x: "start", y: [value], before: "before" } as const) : ({ kind: "time", x: "start", y: [value] } as const);
