/*
 * Text into words. The offline model sees a question as tokens: the word as written, the word in
 * lower case for comparing, and where it stood.
 */

export interface Token {
  /** As it was written, without the punctuation around it. */
  text: string;
  /** Lower case, without a possessive 's and without accents. */
  low: string;
  /** True when a comma, semicolon, question mark or full stop stands right after it. */
  endsPhrase: boolean;
  /** True inside quotation marks. */
  quoted: boolean;
}

/** More is never a question. */
const MOST_TOKENS = 400;

/** Lower case without accents and with plain quotes: "Café’s" -> "cafe's". */
export const plain = (text: string): string =>
  text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[‘’´`]/g, "'")
    .toLowerCase();

/** Dates, numbers and codes stay whole; other words split at hyphens and slashes. */
const WORD = /\d{4}-\d{2}(?:-\d{2})?(?!\d)|\d{1,2}[./]\d{1,2}[./]\d{2,4}(?!\d)|\d{1,2}\/\d{1,2}(?![\d/])|#?\d[\d,.]*\d(?:st|nd|rd|th|%)?|#?\d+(?:st|nd|rd|th|%)?|\p{L}[\p{L}\p{M}\p{N}]*(?:['’&][\p{L}\p{N}]+)*|&|\$|€|£|–|—|-/gu;
/** A code such as MR-1042: letters and digits joined by a hyphen. */
const CODE = /\b\p{L}{1,8}-\d[\p{L}\d-]*\b/gu;
const QUOTES = /"([^"]{1,120})"|“([^”]{1,120})”|„([^“”]{1,120})[“”]|(?<![\p{L}\d])['‘]([^'‘’]{2,120})['’](?!\p{L})/gu;

/** The words of a text, in order. */
export function tokenise(text: string): Token[] {
  const quoted = [...text.matchAll(QUOTES)].map((match) => ({ start: match.index, end: match.index + match[0].length }));
  const codes = [...text.matchAll(CODE)].map((match) => ({ text: match[0], start: match.index, end: match.index + match[0].length }));
  const tokens: Token[] = [];
  let skipUntil = 0;
  for (const match of text.matchAll(WORD)) {
    if (tokens.length >= MOST_TOKENS) break;
    if (match.index < skipUntil) continue;
    const code = codes.find((candidate) => candidate.start === match.index);
    const word = code ? code.text : match[0];
    const end = match.index + word.length;
    skipUntil = end;
    const isDash = word === "-" || word === "–" || word === "—";
    // A hyphen inside a compound only joins; one between spaces separates like a comma.
    const isSeparator = isDash && /\s/.test(text[match.index - 1] ?? " ") && /\s/.test(text[end] ?? " ");
    if (isDash) {
      const last = tokens.at(-1);
      if (isSeparator && last) last.endsPhrase = true;
      if (!/\d\s*$/.test(text.slice(0, match.index)) || !/^\s*\d/.test(text.slice(end))) continue;
    }
    tokens.push({
      text: word,
      low: isDash ? "-" : plain(word).replace(/'s$/, ""),
      endsPhrase: /^[\s"”']*[,;:?!.](?:\s|$|["”'])/.test(text.slice(end, end + 4)),
      quoted: quoted.some((span) => match.index >= span.start && end <= span.end),
    });
  }
  return tokens;
}

const IRREGULAR: Record<string, string> = {
  people: "person",
  persons: "person",
  men: "man",
  women: "woman",
  children: "child",
  sold: "sell",
  bought: "buy",
  spent: "spend",
  made: "make",
  earnt: "earn",
  earned: "earn",
  took: "take",
  taken: "take",
  paid: "pay",
  paying: "pay",
  lent: "lend",

  best: "best",
  least: "least",
  lowest: "low",
  lower: "low",
  highest: "high",
  higher: "high",
  days: "day",
  sales: "sale",
  series: "series",
  has: "have",
  had: "have",
  gone: "go",
  goods: "good",
  species: "species",
  ordering: "order",
  ordered: "order",
  wrote: "write",
  written: "write",
  brought: "bring",
  gave: "give",
  given: "give",
};

const VOWEL = /[aeiouy]/;

/** A light stem that makes one of the forms of a word: "ratings" and "rated" -> "rat", "buyers" -> "buyer". Same in, same out; no dictionary. */
export function stem(word: string): string {
  const known = Object.hasOwn(IRREGULAR, word) ? IRREGULAR[word] : undefined;
  if (known) return known;
  if (word.length < 4 || /\d/.test(word)) return word;
  let root = word;
  if (root.endsWith("ies") && root.length > 4) root = `${root.slice(0, -3)}y`;
  else if (/(ss|us|is)$/.test(root)) return root;
  else if (/(ches|shes|xes|sses|zes)$/.test(root)) root = root.slice(0, -2);
  else if (root.endsWith("s")) root = root.slice(0, -1);
  for (const ending of ["ing", "ed"]) {
    if (root.endsWith(ending) && root.length - ending.length >= 3 && VOWEL.test(root.slice(0, -ending.length))) {
      root = root.slice(0, -ending.length);
      // selling -> sell, dropped -> drop
      if (/([bdgmnprt])\1$/.test(root)) root = root.slice(0, -1);
      return root.replace(/e$/, "");
    }
  }
  return root.length > 4 ? root.replace(/e$/, "") : root;
}

const NUMBERS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"];
const TENS: Record<string, number> = { thirty: 30, forty: 40, fifty: 50, sixty: 60, seventy: 70, eighty: 80, ninety: 90, hundred: 100, dozen: 12, couple: 2 };

/** The whole number a word means ("five", "12", "1,000"), or null. */
export function readNumber(word: string): number | null {
  if (/^\d{1,3}(,\d{3})+$/.test(word)) return Number(word.replaceAll(",", ""));
  if (/^\d{1,9}$/.test(word)) return Number(word);
  const index = NUMBERS.indexOf(word);
  if (index >= 0) return index;
  return Object.hasOwn(TENS, word) ? (TENS[word] ?? null) : null;
}

/** The word spelled out up to twenty, for regular expressions over text. */
export const NUMBER_WORDS = [...NUMBERS, ...Object.keys(TENS)].join("|");

const splitCamel = (text: string): string => text.replace(/([a-z\d])([A-Z])/g, "$1 $2").replace(/[_\-./]+/g, " ");

/** The plain words of any text, camelCase and snake_case taken apart. */
export const wordsOf = (text: string): string[] => plain(splitCamel(text)).match(/[a-z\d]+(?:'[a-z]+)?/g)?.map((word) => word.replace(/'s$/, "")) ?? [];

/** The stems of any text. */
export const stemsOf = (text: string): string[] => wordsOf(text).map(stem);
