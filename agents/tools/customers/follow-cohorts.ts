import type { BlockDefinition } from "#db/queries/analytics/block.ts";
import { addDays, type Day, dayParts, startOfMonthPlus } from "#server/contracts/calendar.ts";

/** The cohort of a day, written like another: "2026-03" or "2026-Q1". */
function cohortOf(day: Day, like: string): string {
  const { year, month } = dayParts(day);
  return like.includes("Q") ? `${year}-Q${Math.ceil(month / 3)}` : day.slice(0, 7);
}

/**
 * A block of cohorts whose days say when the first orders fell: the cohorts are followed up to
 * today (or for `mostMonths`, as many as the block shows), where the page ends with its days. The
 * figures are those of the page for the first day up to today.
 */
export function followCohorts(block: BlockDefinition, mostMonths?: number): BlockDefinition {
  return {
    ...block,
    async read(tx, question) {
      const { frame, today } = question;
      const { from, to } = frame.now;
      const limit = mostMonths === undefined ? today : addDays(startOfMonthPlus(from, mostMonths), -1);
      const until = [today, limit].sort()[0] ?? today;
      if (to >= until) return block.read(tx, question);
      const data = await block.read(tx, { ...question, frame: { ...frame, now: { from, to: until } } });
      const rows = data.rows.filter(({ key }) => key >= cohortOf(from, key) && key <= cohortOf(to, key));
      return { ...data, rows, total: rows.length };
    },
  };
}
