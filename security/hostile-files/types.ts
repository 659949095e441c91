/** A file that means harm, or is broken. */
export interface HostileFile {
  /** What it tries. */
  name: string;
  /** Made when it is needed: some are large. */
  make: () => Uint8Array;
  /** The name it comes under; path tricks stand here. */
  fileName?: string;
  /** `refused`: it must not be read. `read`: it must be, without what is hostile in it. Else either is fine. */
  must?: "refused" | "read";
  /** Words that must not stand in what was read. */
  without?: RegExp;
}

export const text = (words: string): Uint8Array => new TextEncoder().encode(words);

/** Numbers that look random and are the same each time (mulberry32). */
export function numbersFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
  };
}

export const randomBytes = (seed: number, length: number): Uint8Array => {
  const next = numbersFrom(seed);
  return Uint8Array.from({ length }, () => Math.floor(next() * 256));
};
