/*
 * The stem of an English word, by the Snowball project's English stemmer (Porter2, M. F. Porter 2001), which
 * PostgreSQL's text search uses too: sentences are compared here by the terms that passages are found by there.
 */

const WHOLE: Readonly<Record<string, string>> = {
  skis: "ski", skies: "sky", dying: "die", lying: "lie", tying: "tie", idly: "idl", gently: "gentl", ugly: "ugli", early: "earli", only: "onli", singly: "singl",
  sky: "sky", news: "news", howe: "howe", atlas: "atlas", cosmos: "cosmos", bias: "bias", andes: "andes",
};
const KEPT_AFTER_PLURAL = new Set(["inning", "outing", "canning", "herring", "earring", "proceed", "exceed", "succeed"]);

const VOWEL = /[aeiouy]/;
const DOUBLE = /(bb|dd|ff|gg|mm|nn|pp|rr|tt)$/;

/** Where the part after the first consonant that follows a vowel begins, from `from` on. */
function region(word: string, from: number): number {
  for (let at = from + 1; at < word.length; at += 1) if (!VOWEL.test(word[at] ?? "") && VOWEL.test(word[at - 1] ?? "")) return at + 1;
  return word.length;
}

/** Whether a word ends in a short syllable: consonant, vowel, consonant other than w, x and Y; or is a vowel and a consonant. */
const endsShort = (word: string): boolean => /(?:[^aeiouy][aeiouy][^aeiouywxY]|^[aeiouy][^aeiouy])$/.test(word);

const SECOND: readonly (readonly [string, string])[] = [
  ["ization", "ize"], ["ational", "ate"], ["fulness", "ful"], ["ousness", "ous"], ["iveness", "ive"], ["tional", "tion"], ["biliti", "ble"], ["lessli", "less"], ["entli", "ent"], ["ation", "ate"], ["alism", "al"], ["aliti", "al"], ["ousli", "ous"],
  ["iviti", "ive"], ["fulli", "ful"], ["enci", "ence"], ["anci", "ance"], ["abli", "able"], ["izer", "ize"], ["ator", "ate"], ["alli", "al"], ["bli", "ble"], ["ogi", "og"], ["li", ""],
];
const THIRD: readonly (readonly [string, string])[] = [["ational", "ate"], ["tional", "tion"], ["alize", "al"], ["icate", "ic"], ["iciti", "ic"], ["ative", ""], ["ical", "ic"], ["ness", ""], ["ful", ""]];
const FOURTH = ["ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ism", "ate", "iti", "ous", "ive", "ize", "ion", "al", "er", "ic"];

function withoutPlural(word: string): string {
  if (word.endsWith("sses")) return word.slice(0, -2);
  if (/(ied|ies)$/.test(word)) return word.length > 4 ? word.slice(0, -2) : word.slice(0, -1);
  if (/(us|ss)$/.test(word)) return word;
  return word.endsWith("s") && VOWEL.test(word.slice(0, -2)) ? word.slice(0, -1) : word;
}

function withoutPast(word: string, first: number): string {
  const eed = /eed(ly)?$/.exec(word);
  if (eed) return eed.index >= first ? `${word.slice(0, eed.index)}ee` : word;
  const ending = /(?:ed|edly|ing|ingly)$/.exec(word);
  if (!ending || !VOWEL.test(word.slice(0, ending.index))) return word;
  const root = word.slice(0, ending.index);
  if (/(at|bl|iz)$/.test(root)) return `${root}e`;
  if (DOUBLE.test(root)) return root.slice(0, -1);
  return first >= root.length && endsShort(root) ? `${root}e` : root;
}

const known = new Map<string, string>();
const MOST_KNOWN = 20_000;

/** The stem of a word in lower case. A word with other signs than a to z and an apostrophe is its own stem. */
export function stem(given: string): string {
  const found = known.get(given);
  if (found !== undefined) return found;
  if (known.size >= MOST_KNOWN) known.clear();
  const made = stemOf(given);
  known.set(given, made);
  return made;
}

function stemOf(given: string): string {
  if (Object.hasOwn(WHOLE, given)) return WHOLE[given] ?? given;
  if (given.length <= 2 || !/^[a-z']+$/.test(given)) return given;
  // A consonant's y is written large until the end.
  let word = given.replace(/^'/, "").replace(/^y/, "Y").replace(/([aeiouy])y/g, "$1Y");
  const prefix = /^(gener|commun|arsen)/.exec(word)?.[0].length;
  const first = prefix ?? region(word, 0);
  const second = region(word, first);
  word = withoutPlural(word.replace(/'s?'?$/, ""));
  if (KEPT_AFTER_PLURAL.has(word)) return word;
  word = withoutPast(word, first);
  if (/..[yY]$/.test(word) && !VOWEL.test(word.at(-2) ?? "")) word = `${word.slice(0, -1)}i`;
  const two = SECOND.find(([ending]) => word.endsWith(ending));
  if (two) {
    const root = word.slice(0, -two[0].length);
    const fits = two[0] === "li" ? /[cdeghkmnrt]$/.test(root) : two[0] === "ogi" ? root.endsWith("l") : true;
    if (root.length >= first && fits) word = root + two[1];
  }
  const three = THIRD.find(([ending]) => word.endsWith(ending));
  if (three) {
    const root = word.slice(0, -three[0].length);
    if (root.length >= (three[0] === "ative" ? second : first)) word = root + three[1];
  }
  const four = FOURTH.find((ending) => word.endsWith(ending));
  if (four) {
    const root = word.slice(0, -four.length);
    if (root.length >= second && (four !== "ion" || /[st]$/.test(root))) word = root;
  }
  if (word.endsWith("e") && (word.length - 1 >= second || (word.length - 1 >= first && !endsShort(word.slice(0, -1))))) word = word.slice(0, -1);
  else if (word.endsWith("ll") && word.length - 1 >= second) word = word.slice(0, -1);
  return word.replaceAll("Y", "y");
}
