/** Two running totals in a box of 100 x 100, as they were drawn on the server; empty where there is nothing to draw. */
export interface StairsDrawing {
  now: string;
  before: string;
}

/** Stairs on the ground of a sleeve: now filled, before as a line. */
export function Stairs({ drawing }: { drawing: StairsDrawing }) {
  return (
    <svg className="stairs" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
      {drawing.now ? <path className="st-now" d={drawing.now} /> : null}
      {drawing.before ? <path className="st-before" d={drawing.before} /> : null}
    </svg>
  );
}
