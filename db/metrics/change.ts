/** How a value stands to the one before it. */
export interface Change {
  /**
   * `relative` by a share (0.072 = 7.2 % more), `absolute` by points; `new` from nothing (never
   * infinity), `gone` to nothing; `same`; `none` without a comparison or with nothing on both sides.
   */
  kind: "same" | "new" | "gone" | "none" | "relative" | "absolute";
  value: number | null;
  /** Whether the change is welcome; null where neither or unknown. */
  good: boolean | null;
}

interface Rule {
  change: "relative" | "absolute";
  upIsGood: boolean | null;
}

const quiet = (kind: "same" | "none"): Change => ({ kind, value: null, good: null });

/**
 * The change from `before` to `now`, both decimal text or null for "no value". Only compares and
 * divides for display; sums are never made here.
 */
export function describeChange(now: string | null, before: string | null, rule: Rule): Change {
  const from = before === null ? null : Number(before);
  const to = now === null ? null : Number(now);
  const welcome = (up: boolean) => (rule.upIsGood === null ? null : rule.upIsGood === up);
  if (from === null && to === null) return quiet("none");
  if (from === to) return quiet(from === 0 ? "none" : "same");
  const hadNothing = from === null || (from === 0 && rule.change === "relative");
  const hasNothing = to === null || (to === 0 && rule.change === "relative");
  // A rate of zero where there was none before is nothing new.
  if (hadNothing) return hasNothing || to === 0 ? quiet("none") : { kind: "new", value: null, good: welcome(true) };
  if (hasNothing) return { kind: "gone", value: null, good: welcome(false) };
  const difference = to - from;
  const value = rule.change === "absolute" ? difference : difference / Math.abs(from);
  return { kind: rule.change, value, good: welcome(difference > 0) };
}
