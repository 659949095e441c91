import { addDays } from "#server/contracts/calendar.ts";
import { COMPARISONS, type Period, periodParams, type PeriodParams, resolvePeriod } from "#server/contracts/period.ts";

/** The period as it stands in the address of `request`. */
export function readPeriod(request: Request): PeriodParams {
  const search = new URL(request.url).searchParams;
  return { p: search.get("p") ?? undefined, from: search.get("from") ?? undefined, to: search.get("to") ?? undefined, against: search.get("against") ?? undefined };
}

/** What `period` can be held against, each in its own words: "the 30 days before". */
export function describeAgainst(period: Period): { kind: string; label: string }[] {
  return COMPARISONS.map((kind) => {
    // Every preset ends today but last month, which ends the day before this month begins; chosen days may go on.
    const today = period.preset === "lm" ? addDays(period.to, 1) : (period.passedTo ?? period.to);
    const { comparison } = resolvePeriod({ params: { ...periodParams(period), against: kind }, today });
    return { kind, label: comparison?.label ?? "no comparison" };
  });
}
