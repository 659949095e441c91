/** How hard a password is to guess, for people. */
export interface Strength {
  /** From 0 (guessed at once) to 4. */
  level: 0 | 1 | 2 | 3 | 4;
  words: string;
}

/** Rows of keyboards; steps along them count as little as steps along the alphabet. */
const ROWS = ["qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop", "azertyuiop", "1234567890"];

/**
 * An estimate from the password alone, the same in the browser and on the server: characters that
 * follow from the one before (a repeat, the next in the alphabet, the next key) count a quarter,
 * and a password made of few different characters counts less. Whether it is a common one only the
 * server can say, which has the list.
 */
export function rateStrength(password: string): Strength {
  const letters = [...password.normalize("NFKC").toLowerCase()];
  let length = 0;
  letters.forEach((letter, at) => (length += follows(letters[at - 1], letter) ? 0.25 : 1));
  const worth = Math.min(length, new Set(letters).size * 1.6);
  if (worth < 6) return { level: 0, words: "Very easy to guess" };
  if (worth < 9) return { level: 1, words: "Easy to guess" };
  if (worth < 13) return { level: 2, words: "Fair" };
  if (worth < 17) return { level: 3, words: "Good" };
  return { level: 4, words: "Strong" };
}

function follows(before: string | undefined, letter: string): boolean {
  if (before === undefined) return false;
  if (Math.abs((letter.codePointAt(0) ?? 0) - (before.codePointAt(0) ?? 0)) <= 1) return true;
  return ROWS.some((row) => row.includes(before) && row.includes(letter) && Math.abs(row.indexOf(before) - row.indexOf(letter)) === 1);
}
