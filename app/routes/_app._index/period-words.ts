import type { Period } from "#app/lib/api-types.ts";

/** A period as the head of a column says it: "30 days", "This month". */
export function sayPeriod(period: Pick<Period, "preset" | "days">): string {
  if (period.preset === "mtd") return "This month";
  if (period.preset === "ytd") return "This year";
  return period.days === 1 ? "1 day" : `${period.days} days`;
}
