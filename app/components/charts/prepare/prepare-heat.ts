/** How the values of a heat map are cut into steps of colour. */
export interface HeatDrawing {
  /** The highest value of each step, rising; as many as there are steps. */
  cuts: number[];
  /** By row and column: 1 the least to 5 the most, 0 for zero, -1 for less than zero, null without a value. */
  steps: (number | null)[][];
}

const STEPS = 5;

/**
 * Cuts values above zero into up to five steps that hold about as many cells each, so that one
 * column of hundreds does not leave the others pale. Equal values share a step.
 */
export function prepareHeat(rows: readonly (readonly (number | null)[])[]): HeatDrawing {
  const known = rows
    .flatMap((row) => row.filter((value): value is number => value !== null && value > 0))
    .sort((a, b) => a - b);
  const cuts = [...new Set(Array.from({ length: STEPS }, (_, at) => known[Math.ceil(((at + 1) / STEPS) * known.length) - 1]).filter((cut) => cut !== undefined))];
  const spare = STEPS - cuts.length;
  const stepOf = (value: number | null): number | null => {
    if (value === null) return null;
    if (value < 0) return -1;
    if (value === 0) return 0;
    return spare + 1 + cuts.findIndex((cut) => value <= cut);
  };
  return { cuts, steps: rows.map((row) => row.map(stepOf)) };
}
