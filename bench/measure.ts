/** One figure of a benchmark: both sides measured in one run on the same rows. */
export interface Figure {
  /** Goal of quality.md and what was measured, e.g. `P3 sale (native)`. */
  id: string;
  /** Orders in the shop, or rows of the load. */
  size: number;
  /** Our side, in `unit`. */
  ours: number;
  /** The side it is measured against, in `unit`; null where the goal is absolute. */
  other: number | null;
  /** ours / other; null where the goal is absolute. */
  ratio: number | null;
  /** The goal as a text, e.g. `<= 0.05x`. */
  goal: string;
  reached: boolean;
  /** Whether both sides gave the same result; null where there is nothing to compare. */
  equal: boolean | null;
  unit: "ms" | "MiB" | "kB" | "rows/s" | "streams";
  note?: string;
}

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const high = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? high : ((sorted[middle - 1] ?? Number.NaN) + high) / 2;
};

/** Milliseconds that `fn` takes, and what it gives. */
export async function time<T>(fn: () => Promise<T>): Promise<{ ms: number; value: T }> {
  const start = performance.now();
  const value = await fn();
  return { ms: performance.now() - start, value };
}

/**
 * Medians of both sides over `rounds` turns, each side first in every other turn, so that
 * whatever else the machine does meets both. One turn before that is not counted. Past
 * `budgetMs` no further turn begins.
 */
export async function measurePair<A, B>(ours: () => Promise<A>, other: () => Promise<B>, rounds: number, budgetMs = Infinity): Promise<{ ours: number; other: number; a: A; b: B }> {
  const end = performance.now() + budgetMs;
  const times = { ours: [] as number[], other: [] as number[] };
  let a: A = await ours();
  let b: B = await other();
  for (let round = 0; round < rounds && (round === 0 || performance.now() < end); round++) {
    const turns = [
      async () => {
        const { ms, value } = await time(ours);
        times.ours.push(ms);
        a = value;
      },
      async () => {
        const { ms, value } = await time(other);
        times.other.push(ms);
        b = value;
      },
    ];
    for (const turn of round % 2 === 0 ? turns : turns.reverse()) await turn();
  }
  return { ours: median(times.ours), other: median(times.other), a, b };
}

/** A figure whose goal is a ratio of at most (`atMost`) or at least (`atLeast`). */
export function ratioFigure(figure: Omit<Figure, "ratio" | "goal" | "reached" | "other"> & { other: number }, goal: { atMost: number } | { atLeast: number }): Figure {
  const ratio = figure.ours / figure.other;
  const holds = "atMost" in goal ? ratio <= goal.atMost : ratio >= goal.atLeast;
  return { ...figure, ratio, goal: "atMost" in goal ? `<= ${goal.atMost}x` : `>= ${goal.atLeast}x`, reached: holds && figure.equal !== false };
}

/** A figure with an absolute goal in its unit. */
export function absoluteFigure(figure: Omit<Figure, "ratio" | "goal" | "reached" | "other">, atMost: number): Figure {
  return { ...figure, other: null, ratio: null, goal: `<= ${atMost} ${figure.unit}`, reached: figure.ours <= atMost && figure.equal !== false };
}
