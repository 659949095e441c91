import { readNumber } from "../language/words.ts";
import { type NameSaid, saidBetween } from "./frame.ts";
import type { Marks } from "./marks.ts";

/*
 * Values that everybody knows by name and that are no word for a figure: a day of the week, a number
 * of stars, a group of customers, a catalogue number. Each becomes a name of its kind, for whatever
 * tool takes such a kind or lists it among its rows.
 */

interface Pattern {
  kind: string;
  pattern: RegExp;
  /** The name as it is usually written; null leaves the words alone. */
  read: (match: RegExpExecArray, all: string) => string | null;
}

const whole = (pattern: string): RegExp => new RegExp(`(?<![^ ])(?:${pattern})(?![^ ])`, "g");
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const DAY = "(?<day>monday|tuesday|wednesday|thursday|friday|saturday|sunday)";
const ASKS_GROUPS = /\b(?:rfm|segments?|groups?)\b/;
const ASKS_REVIEWS = /\b(?:reviews?|complain\w*|mention\w*|feedback|talk(?:s|ed)? about|reviewers?)\b/;
const SOME = "(?:exactly |only |just )*";
const PLACED = "(?:placed |made |ordered |bought |with |have |had |order |orders )?";

const PATTERNS: readonly Pattern[] = [
  { kind: "weekday", pattern: whole(`(?<=(?:average|typical|usual|normal|mean) )${DAY}s?|(?:on |every |each |any )*${DAY.replace("<day>", "<many>")}s(?= |$)|(?:on )?(?:every|each|any) ${DAY.replace("<day>", "<single>")}`), read: ({ groups }) => groups?.["day"] ?? groups?.["many"] ?? groups?.["single"] ?? null },
  { kind: "star", pattern: whole("(?:with |of )?(?:only |just )?(?<count>[1-5]|one|two|three|four|five) stars?"), read: ({ groups }, all) => (/\b(?:least|most|than|over|above|below|under|minimum|up to) (?:[1-5]|one|two|three|four|five) stars?\b/.test(all) ? null : String(readNumber(groups?.["count"] ?? "") ?? "")) },
  { kind: "segment", pattern: whole("(?<group>champions|at risk(?= |$)(?: of (?:leaving|churning|being lost))?|previously loyal|almost lost|needs? attention|dormant|prospects)"), read: ({ groups }) => capital((groups?.["group"] ?? "").replace(/ of .*/, "").replace(/^need /, "needs ")) },
  { kind: "segment", pattern: whole("(?<!most )(?<group>loyal|active|promising|new)(?= (?:customers|buyers|clients|segment|group|ones)| |$)"), read: ({ groups }, all) => (ASKS_GROUPS.test(all) ? capital(groups?.["group"] ?? "") : null) },
  { kind: "frequency", pattern: whole(`${SOME}${PLACED}(?:one[ -]?time (?:buyers?|customers?)|one[ -]?off (?:buyers?|customers?)|one timers?|${SOME}(?:once|one order|1 order|a single order|one single order))(?= |$)`), read: ({ 0: said }, all) => (/\b(?:customers?|buyers?|people|timers?|clients?)\b/.test(all) && !/once (?:a|per|every)\b/.test(said + all.slice(all.indexOf(said) + said.length)) ? "1 order" : null) },
  { kind: "frequency", pattern: whole(`${SOME}${PLACED}(?:(?<two>(?:two|2) (?:or|to) (?:three|3))|(?<four>(?:four|4) (?:or|to) (?:five|5))|(?<six>(?:six|6) or more)|(?<sixth>more than (?:five|5))) (?:orders|times)`), read: ({ groups }) => (groups?.["two"] ? "2 or 3 orders" : groups?.["four"] ? "4 or 5 orders" : "6 orders or more") },
  { kind: "frequency", pattern: whole("(?:(?:bought|ordered) nothing(?: at all)?|placed no orders?|(?:did not|didn't|have not|haven't) (?:order|buy|bought|ordered)(?: anything| at all)*)"), read: (_, all) => (/\b(?:customers?|buyers?|people|clients?)\b/.test(all) ? "No order" : null) },
  { kind: "theme", pattern: whole("(?:about |mention |mentions |mentioned |mentioning |of )(?:the |our )?(?<theme>music|sound|pressings?|sleeves?|packaging|delivery|prices?|service|staff)(?: (?:and|or) (?:packaging|condition|playing|advice))?"), read: ({ groups }, all) => (ASKS_REVIEWS.test(all) ? (groups?.["theme"] ?? "").replace(/^packaging$/, "sleeve").replace(/^(pressing|sleeve|price)s$/, "$1") : null) },
  { kind: "sentiment", pattern: whole("(?:read|reads|sound|sounds|are|is|were) (?:as )?(?:rather |mostly )?(?<tone>bad|negative|good|positive|mixed)(?! rated)"), read: ({ groups }, all) => (ASKS_REVIEWS.test(all) ? capital({ negative: "bad", positive: "good" }[groups?.["tone"] ?? ""] ?? groups?.["tone"] ?? "") : null) },
  { kind: "sentiment", pattern: whole("(?<tone>positive|negative|mixed|good|bad)(?= (?:reviews?|feedback)(?: |$))"), read: ({ groups }, all) => (/\b(?:how many|number of|share|percentage|percent|proportion|count)\b/.test(all) ? capital({ negative: "bad", positive: "good" }[groups?.["tone"] ?? ""] ?? groups?.["tone"] ?? "") : null) },
  { kind: "age", pattern: whole("(?:for |since )?(?:over|more than|longer than|older than) (?:a|one|1) year|(?:for |since )?(?:over|more than|longer than) (?:twelve|12) months"), read: (_, all) => (/\b(?:shelf|shelves|stock|copies|inventory)\b/.test(all) ? "Over a year" : null) },
  { kind: "age", pattern: whole("(?:from|of|in|within|up to|for) (?:the )?(?:last |less than )?30 days"), read: (_, all) => (/\b(?:age|old)\b/.test(all) && /\b(?:shelf|stock|inventory)\b/.test(all) ? "Up to 30 days" : null) },
];

/** The words that these kinds are named by; what is not taken here is read as anything else. */
export function takeKnownValues(marks: Marks): NameSaid[] {
  const names: NameSaid[] = [];
  const all = marks.tokens.map((token) => token.low).join(" ");
  for (const { kind, pattern, read } of PATTERNS) {
    const { text, starts } = marks.text();
    for (const match of text.matchAll(pattern)) {
      if (match[0].includes("\u0001")) continue;
      const lead = match[0].length - match[0].trimStart().length;
      const start = starts.indexOf(match.index + lead);
      const end = start + match[0].trim().split(" ").length;
      const name = read(match, all);
      if (!name || start < 0 || !marks.isFree(start, end)) continue;
      names.push({ start, end, said: saidBetween(marks.tokens, start, end), name, kind, hint: null, isCertain: true });
      marks.take(start, end);
    }
  }
  return [...names, ...takeCatalogueNumbers(marks)];
}

/** "BLP 1577", "blp1577" and barcodes: no number of an order or customer looks like these. */
function takeCatalogueNumbers(marks: Marks): NameSaid[] {
  const names: NameSaid[] = [];
  for (const [index, token] of marks.tokens.entries()) {
    const next = marks.tokens[index + 1];
    const isPair = next !== undefined && !token.endsPhrase && /^(?:\p{Lu}{2,5}|[A-Z]{1,4}-)$/u.test(token.text) && !/^(?:Q|H|KW|CW|MR|EUR|USD|GBP|LP|LPS|TOP|ID|NO)$/.test(token.text) && /^\d{2,6}$/.test(next.text) && !/^(?:19|20)\d\d$/.test(next.text);
    const isCode = /^\p{L}{2,5}\d{3,6}$/u.test(token.text) || /^\d{11,14}$/.test(token.text);
    const end = index + (isPair ? 2 : 1);
    if (!(isPair || isCode) || !marks.isFree(index, end)) continue;
    const said = saidBetween(marks.tokens, index, end);
    names.push({ start: index, end, said, name: said, kind: /^\d+$/.test(said) ? "barcode" : "catalogue", hint: null, isCertain: true });
    marks.take(index, end);
  }
  return names;
}
