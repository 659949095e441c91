import { wordsOf } from "./question.ts";

/*
 * Things that exclude each other: who has one of them in the place of another says something else. A person for a
 * person, a day for a day. Words that stand for the same are one thing.
 */

const DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const MONTHS = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

const GROUPS: readonly (readonly (readonly string[])[])[] = [
  [
    ["manager", "managers"], ["admin", "admins", "administrator"], ["buyer", "buyers"], ["marketing"], ["accountant", "bookkeeper"], ["director"], ["owner", "owners"],
    ["staff", "employee", "employees", "colleague", "colleagues", "team"], ["student helper", "helper", "helpers"], ["customer", "customers", "client", "clients"],
    ["supplier", "suppliers", "distributor", "distributors"], ["musician", "musicians", "band", "bands"], ["carrier", "courier"], ["bank"], ["police"], ["lawyer"],
  ],
  DAYS.map((day) => [day, `${day}s`]),
  MONTHS.map((month) => [month]),
  [["new"], ["used", "secondhand"]],
  [["sealed", "unopened"], ["opened"]],
  [["germany", "domestic"], ["overseas", "abroad"], ["berlin"]],
  [["cash"], ["credit", "voucher", "vouchers"], ["card", "cards"], ["transfer"], ["paypal"]],
  [["daily"], ["weekly"], ["monthly"], ["yearly"]],
];

const PLACES = new Map(GROUPS.flatMap((group, at) => group.flatMap((names, which) => names.map((name) => [name, [at, which] as const] as const))));

/** Names of things with the name of another in them. */
const WHOLE: readonly (readonly [RegExp, string])[] = [[/\b(?:credit|debit|bank) (cards?)\b/gi, "$1"], [/\bbank (transfers?|accounts?)\b/gi, "$1"]];

/** Members of each group that a text names; of a stretch of days, "Monday to Friday", all. */
export type Parties = ReadonlyMap<number, ReadonlySet<number>>;

export function readParties(text: string): Parties {
  const named = new Map<number, Set<number>>();
  const add = (group: number, which: number) => named.set(group, (named.get(group) ?? new Set()).add(which));
  const words = wordsOf(WHOLE.reduce((rest, [name, plain]) => rest.replace(name, plain), text));
  for (const [at, word] of words.entries()) {
    // "may" is a month only where it is written large.
    if (word === "may" && !/\bMay\b/.test(text.slice(1))) continue;
    const place = PLACES.get(word);
    if (!place) continue;
    add(...place);
    const last = ["to", "until", "till"].includes(words[at + 1] ?? "") ? PLACES.get(words[at + 2] ?? "") : undefined;
    if (last?.[0] === place[0] && DAYS.includes(word)) for (let day = place[1]; day <= last[1]; day += 1) add(place[0], day);
  }
  return named;
}

/** Whether a sentence names one of a group that a text does not, while the text names another of it. */
export const namesAnother = (sentence: Parties, text: Parties, around: Parties): boolean =>
  [...sentence].some(([group, members]) => {
    const there = text.get(group);
    return there !== undefined && [...members].some((one) => !there.has(one) && !around.get(group)?.has(one));
  });

/** Days of the week and months: who names one says it of that alone. */
const TIMES = new Set([1, 2]);

/** Whether a sentence names a day or a month that stands nowhere in a text or around it. */
export const lacksDay = (sentence: Parties, text: Parties, around: Parties): boolean =>
  [...sentence].some(([group, members]) => TIMES.has(group) && [...members].some((one) => !text.get(group)?.has(one) && !around.get(group)?.has(one)));
