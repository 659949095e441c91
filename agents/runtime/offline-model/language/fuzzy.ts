import { wordsOf } from "./words.ts";

/**
 * How many typing errors lie between two words: insertions, deletions, replacements and swaps of
 * neighbours (Damerau-Levenshtein, optimal string alignment; Damerau 1964). Stops counting above `most`.
 */
export function typingErrors(a: string, b: string, most = 3): number {
  if (a === b) return 0;
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, (before[j - 2] ?? 0) + 1);
      row.push(best);
    }
    if (Math.min(...row) > most) return most + 1;
    before = last;
    last = row;
  }
  return last[b.length] ?? most + 1;
}

/** Typing errors that a word of this length may have and still be meant. */
export const allowedErrors = (length: number): number => (length < 5 ? 0 : length < 8 ? 1 : 2);

/** Whether `written` means `word`, with a forgivable number of typing errors and the same first letter. */
export const isNearly = (written: string, word: string): boolean =>
  written === word || (written[0] === word[0] && typingErrors(written, word, 2) <= allowedErrors(Math.min(written.length, word.length)));

/** A name without case, accents, punctuation and a leading article, for comparing. */
export const nameKey = (name: string): string => wordsOf(name).join(" ").replace(/^the (?=.)/, "");

/** How alike two names are, from 0 to 1: 1 minus typing errors per letter of the longer. */
export function nameLikeness(a: string, b: string): number {
  const [x, y] = [nameKey(a), nameKey(b)];
  if (x === y) return 1;
  const length = Math.max(x.length, y.length);
  if (length === 0) return 0;
  return Math.max(0, 1 - typingErrors(x, y, length) / length);
}
