/*
 * A short print of a quote for an address, so that a document can tell whether it still says it, and where. White space
 * does not count: a paragraph that was wrapped anew says the same.
 */

/** Two small sums instead of a large one: every product stays a whole number that a double holds. */
const SUMS = [
  { base: 31_337, modulus: 67_108_859 },
  { base: 65_539, modulus: 33_554_393 },
] as const;

/** A text without its white space, and where each of its characters stands. */
export function bareText(text: string): { bare: string; places: Int32Array } {
  const places = new Int32Array(text.length);
  let count = 0;
  const pieces: string[] = [];
  for (const { 0: piece, index } of text.matchAll(/\S+/g)) {
    pieces.push(piece);
    for (let at = 0; at < piece.length; at += 1) places[count++] = index + at;
  }
  return { bare: pieces.join(""), places: places.subarray(0, count) };
}

const sumOf = (bare: string, length: number, { base, modulus }: (typeof SUMS)[number]): number => {
  let sum = 0;
  for (let at = 0; at < length; at += 1) sum = (sum * base + bare.charCodeAt(at)) % modulus;
  return sum;
};

/** Letters and digits with dashes, at most 20: the quote's length without white space, and its sums (Rabin and Karp's rolling hash, twice). */
export function printOf(quote: string): string {
  const { bare } = bareText(quote);
  return [bare.length, ...SUMS.map((sum) => sumOf(bare, bare.length, sum))].map((number) => number.toString(36)).join("-");
}

/** The spans of `text` that have the print, in order. */
export function findPrint(text: string, print: string): { start: number; end: number }[] {
  const [length = 0, ...wanted] = print.split("-").map((part) => Number.parseInt(part, 36));
  const { bare, places } = bareText(text);
  if (!(length > 0) || length > bare.length || wanted.length !== SUMS.length) return [];
  const sums: number[] = SUMS.map((sum) => sumOf(bare, length, sum));
  const leading = SUMS.map(({ base, modulus }) => {
    let power = 1;
    for (let at = 1; at < length; at += 1) power = (power * base) % modulus;
    return power;
  });
  const found: { start: number; end: number }[] = [];
  for (let at = 0; ; at += 1) {
    if (sums[0] === wanted[0] && sums[1] === wanted[1]) found.push({ start: places[at] ?? 0, end: (places[at + length - 1] ?? 0) + 1 });
    if (at + length >= bare.length) return found;
    SUMS.forEach(({ base, modulus }, which) => {
      const without = ((sums[which] ?? 0) - ((bare.charCodeAt(at) * (leading[which] ?? 0)) % modulus) + modulus) % modulus;
      sums[which] = (without * base + bare.charCodeAt(at + length)) % modulus;
    });
  }
}
