import type { Random } from "./random.ts";

/** A Poisson number with mean `mean` (Knuth's product below 30, the normal approximation above). */
export function poisson(random: Random, mean: number): number {
  if (mean <= 0) return 0;
  if (mean > 30) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal(random)));
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = random(); product > limit; product *= random()) count++;
  return count;
}

/** A standard normal number (Box and Muller). */
export function normal(random: Random): number {
  const radius = Math.sqrt(-2 * Math.log(1 - random()));
  return radius * Math.cos(2 * Math.PI * random());
}

/** An exponential number with mean `mean`. */
export const exponential = (random: Random, mean: number): number => -mean * Math.log(1 - random());

/** Picks positions in proportion to their weights, in logarithmic time. */
export class WeightedPicker {
  private readonly sums: Float64Array;
  readonly total: number;

  constructor(weights: ArrayLike<number>) {
    this.sums = new Float64Array(weights.length);
    let sum = 0;
    for (let i = 0; i < weights.length; i++) {
      sum += weights[i] ?? 0;
      this.sums[i] = sum;
    }
    this.total = sum;
  }

  /** A position; positions without weight are never picked. Throws when there is no weight at all. */
  pick(random: Random): number {
    if (this.total <= 0) throw new Error("nothing to pick from");
    const target = random() * this.total;
    let low = 0;
    let high = this.sums.length - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.sums[middle] ?? 0) > target) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
