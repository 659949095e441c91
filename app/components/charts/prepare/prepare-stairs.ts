import { stepPath } from "./prepare-bars.ts";

const round = (value: number): number => Math.round(value * 100) / 100;
/** The highest stair leaves a little room under the top edge. */
const REACH = 98;

/**
 * Two running totals as stairs in a box of 100 x 100: `now` as a filled shape standing on the
 * ground, `before` as a line. Both share one scale. Days to come (null) end the shape.
 */
export function prepareStairs(now: readonly (number | null)[], before: readonly (number | null)[]): { now: string; before: string } {
  const most = Math.max(0, ...now.map((value) => value ?? 0), ...before.map((value) => value ?? 0));
  if (most === 0) return { now: "", before: "" };
  const columns = Math.max(now.length, before.length);
  const place = (value: number | null) => (value === null ? null : 100 - (value / most) * REACH);
  const pad = (values: readonly (number | null)[]) => Array.from({ length: columns }, (_, at) => place(values[at] ?? null));
  const width = 100 / columns;
  let shape = "M0 100";
  let end = 0;
  pad(now).forEach((y, at) => {
    if (y === null) return;
    end = round((at + 1) * width);
    shape += `V${round(y)}H${end}`;
  });
  return { now: end > 0 ? `${shape}V100Z` : "", before: before.some((value) => (value ?? 0) > 0) ? stepPath(pad(before)) : "" };
}
