import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

/** Uniform numbers in [0, 1). */
export type Random = () => number;

/** 32 bits out of any list of words and numbers (FNV-1a), so that each (seed, day, purpose) has a stream of its own. */
export function seedFrom(...parts: (string | number)[]): number {
  let hash = 0x811c9dc5;
  for (const char of parts.join("|")) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return hash | 0;
}

/** A stream of random numbers that is the same for the same parts, on every machine. */
export function randomFrom(...parts: (string | number)[]): Random {
  const generator = xoroshiro128plus(seedFrom(...parts));
  return () => uniformFloat64(generator);
}

/** One of `items`, each as likely as the other. Throws when there are none. */
export function pick<T>(random: Random, items: readonly T[]): T {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new Error("nothing to pick from");
  return item;
}

/** True with probability `p`. */
export const chance = (random: Random, p: number): boolean => random() < p;

/** An integer from `low` to `high`, both included. */
export const between = (random: Random, low: number, high: number): number => low + Math.floor(random() * (high - low + 1));

/** One of `items`, as likely as its weight. Throws when there are none. */
export function weighted<T>(random: Random, items: readonly T[], weights: readonly number[]): T {
  let rest = random() * weights.reduce((sum, weight) => sum + weight, 0);
  for (const [index, item] of items.entries()) {
    rest -= weights[index] ?? 0;
    if (rest < 0) return item;
  }
  return pick(random, items.slice(-1));
}
