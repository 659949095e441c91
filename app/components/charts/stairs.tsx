import { prepareStairs } from "./prepare/prepare-stairs.ts";

interface StairsProps {
  now: readonly (number | null)[];
  before: readonly (number | null)[];
}

/** Two running totals on the ground of a sleeve: now filled, before as a line. */
export function Stairs({ now, before }: StairsProps) {
  const drawing = prepareStairs(now, before);
  return (
    <svg className="stairs" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
      {drawing.now ? <path className="st-now" d={drawing.now} /> : null}
      {drawing.before ? <path className="st-before" d={drawing.before} /> : null}
    </svg>
  );
}
