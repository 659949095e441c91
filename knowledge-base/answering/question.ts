import { GROUPS, LOOSE_GROUPS } from "./thesaurus/groups.ts";
import { stem } from "./stem.ts";

/** What kind of thing a question wants to be told. */
export type Wanted = "money" | "share" | "count" | "span" | "time" | "person" | "place" | "measure" | "phone" | "address" | "name" | null;

/** A thing that a question is about: a word, or a turn of phrase. */
export interface Concept {
  /** As it was asked. */
  words: string;
  /** Its stem, or those of its phrase. */
  stems: readonly string[];
  /** Stems, or phrases of stems, that people use for the same. */
  others: readonly (readonly string[])[];
  /** True for a number, which a rule rarely repeats: "ten records" is answered by "9 to 15". */
  isNumber: boolean;
  /** True for what a rule has other words for or none: a bloke, stuff, yesterday. */
  isLight: boolean;
  /** Stems that it may be a misspelling of; they count where it stands in no document itself. */
  guesses: readonly string[];
  /** True for what a follow-up adds to the question before it. */
  isNew: boolean;
}

export interface ReadQuestion {
  concepts: readonly Concept[];
  wanted: Wanted;
  /** Indices of the concepts that are asked for themselves: "excess" in "what is the excess of our insurance", "restart" in "how do I restart the till"; none where nothing stands out. */
  head: readonly number[];
  /** Names in it, as runs of stems: what is written large inside a sentence. */
  names: readonly (readonly string[])[];
  /** Words and turns of phrase that rules on the same may have instead: they find passages and prove nothing. */
  near: readonly string[];
  /** True when it asks for a figure of the shop and not for a rule: "how much did we refund in May". */
  asksFigure: boolean;
}

/** Words that hold a question together and say nothing about what it is about. */
const EMPTY = new Set(
  `a about after again all also am an and any are aren't as at be because been before being but by can can't could couldn't did didn't do does doesn't doing don't down during each else ever every few for from further get gets getting give given gives go goes going gone got had has hasn't
  have haven't having he he's her here hers him his how i i'd i'll i'm i've if in into is isn't it it's its itself just let like likes may me might mine more most much many must my need needs no nor not now of off ok on once one ones only or other our ours out over own please same shall she she's should so some
  something somebody someone somewhere such than that that's the their theirs them then there there's these they they're thing things think this those through to too under until up us very was wasn't we we'd we'll we're we've were what what's when where which while who who's whom whose why why's will with won't would yes yet you
  you're you've your yours anybody anyone anything everybody everyone everything nobody nothing none whether per via upon across happen happens happened exactly actually really still already always usually normally simply maybe perhaps want wants wanted mean means kind sort way ways quite rather tell know
  s t d ll m re ve im ive dont cant whats hey hello hi thanks make makes made take takes taken took come comes came put puts say says said look looks see seen use used try tried well plan`
    .split(/\s+/),
);
/** Words that say little: who it was, and when, in somebody's story. */
const LIGHT = new Set(
  `person people man woman men women bloke guy guys fellow chap lady gentleman girl boy kid friend mate stuff bit lot lots loads bunch today yesterday tonight tomorrow recently suddenly again different big small good bad nice old new right okay fine sure please help hate love sorry
  time times first last next work working job start end part case question answer idea problem issue situation step steps`.split(/\s+/).map(stem),
);

const NUMBERS = new Set("zero two three four five six seven eight nine ten eleven twelve thirteen fifteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand dozen couple half third first second".split(" "));

/** What begins a question, and then the thing itself that is asked for, up to a word that only tells more of it. */
const HEADS: readonly RegExp[] = [
  /^(?:and |so |but )*(?:what|which|whose) (?:kind of |sort of |type of )?(?!is\b|are\b|was\b|were\b|do\b|does\b|did\b|can\b|may\b|must\b|should\b|will\b|would\b|happens?\b|has\b|have\b|counts?\b|about\b)(.+)$/,
  /^(?:and |so )*how many (.+)$/,
  /^(?:what|where|when|who)(?: is|'s| are| was| were) (?:the |a |an |our |your )?(.+)$/,
  /^(?:is|are) there (?:a |an |any |some )?(.+)$/,
  /^how (?:long|often|fast|soon|high|large|big|old|much|heavy|loud) (?:is|are|was|does|do|did|can|may|must|will|should) (?:the |a |an |our |we |i )?(.+)$/,
  /^(?:how|when|where|why) .*\bbe (\w+)$/,
  /^how (?:do|can|should|must|would|could) (?:i|we|you|one|somebody) (.+)$/,
  /^(?:do|does|may|can) (?:we|you) (.+)$/,
  /^(?:is|are) (?!there\b)(.+?) (?:allowed|permitted|possible|included|ok|okay)\b/,
  /^(?:may|can|must|should|do|does) (?:the |our |a )?(?:customers?|people|guests|visitors|buyers|musicians|staff|children) (.+)$/,
];
const TELLS_MORE = /\s(?:of|for|on|in|at|to|from|with|by|per|that|who|which|when|if|does|do|did|is|are|has|have|should|must|may|can|we|i|a|an|the|our|it|up|away|out|off|into|during)\s/;
/** A question that begins so has its verb first, others have the thing itself last: "street address", "company pension". */
const VERB_FIRST = /^(?:how (?:do|can|should|must|would|could)|(?:do|does|may|can) (?:we|you))\b/;

const MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december";
const FIGURE = new RegExp(
  [
    String.raw`\b(?:this|last|past|previous) (?:year|month|week|quarter|spring|summer|autumn|fall|winter)\b`,
    String.raw`\b(?:did|have) (?:we|they|customers|people)\b.*\b(?:in|since|during) (?:(?:19|20)\d{2}|${MONTHS})\b`,
    String.raw`\bour (?:\w+ )?(?:best|top|worst|biggest|largest) (?:\d+ |\w+ )?(?:customers?|sellers?|albums?|records?|titles?|artists?|labels?|genres?)\b`,
    String.raw`\bso far\b|\bto date\b|\bright now\b|\bat the moment\b|\bcurrently\b`,
    String.raw`\bhow many (?:people|customers|orders|records|copies|reviews|subscribers) (?:have |are |were )?(?:subscribed|bought|ordered|reviewed|sold|signed up|returned)\b`,
    String.raw`\bhow (?:much|many) (?:\w+ ){0,2}did we\b`,
  ].join("|"),
);

const WANTED: readonly (readonly [RegExp, Exclude<Wanted, null>])[] = [
  [/\b(?:phone|telephone|mobile|fax) number\b|\bnumber of the \w+ (?:firm|company|service|bank|shop|office|doctor|police)\b|\bnumber (?:do|can) (?:i|we) (?:call|ring|dial)\b/, "phone"],
  [/\b(?:street|postal|mail|email|e mail) address\b|\bwhat (?:is|are) (?:the|our) .{0,30}address\b/, "address"],
  [/\b(?:which|what) (?:brand|make|model|company|programme?|program|software|app)\b|\bwhat (?:is|are) (?:the|our) names?\b|\bwhat .{2,30} called\b|\bname of\b/, "name"],
  [/\b(?:who|whom|whose|by whom|which person|which role|which colleague)\b/, "person"],
  [/\bhow much (?:time|longer)\b|\bhow (?:long|soon|quickly|fast|often|frequently)\b|\b(?:after|within|in|for) (?:how long|what time|how many (?:minutes|hours|days|weeks|months|years))\b|\bhow many (?:minutes|hours|days|weeks|months|years)\b|\bhow late\b/, "span"],
  [/^(?:and |so |but |then )*when\b|(?:,| and| since| until| till) when\b|\b(?:what time|at what time|which (?:day|days|date|month|weekday)|what (?:day|days|date)|by when|since when|until when|opening hours)\b/, "time"],
  [/\b(?:what|which) (?:share|percentage|percent|part|cut|proportion)\b|\bhow many percent\b|\bpercentage\b/, "share"],
  [/\bhow (?:heavy|large|big|small|high|loud|thick|far|warm|hot|cold|old|deep|wide)\b|\b(?:what|which) (?:size|weight|temperature|force|humidity|speed|volume|age)\b|\bhow many (?:square )?(?:grams|kilos|kilograms|metres|meters|centimetres|degrees|kilometres)\b/, "measure"],
  [/\bhow many\b|\bhow often\b|\bwhat number\b|\bnumber of\b/, "count"],
  [/\bhow much\b|\bhow expensive\b|\bwhat (?:does|do|did|would|will) .{2,60} (?:cost|earn|pay|get|charge|sell for)\b|\bwhat (?:is|are|was) (?:the |our )?.{0,40}\b(?:price|cost|fee|fees|postage|budget|deposit|wage|salary|pay|float|excess|reserve|rent|charge)\b|\bwhich (?:fee|deposit|sum|price|amount|salary|budget|postage)\b|\bwhat (?:fee|deposit|sum|price|amount|salary|budget|postage)\b|\b(?:up to|from|above|below) (?:which|what) (?:sum|amount|price|value)\b|\bwhat (?:do|does|did) \w+ pay\b/, "money"],
  [/^(?:and |so |but )*where\b|\bin which (?:room|place|street|town)\b/, "place"],
];

type Phrases = readonly (readonly string[])[];

const partsOf = (entry: string): string[] => entry.split("-").map(stem);

/** The words and phrases of groups, each with the others of its groups. */
function readGroups(groups: readonly (readonly string[])[]): Map<string, string[][]> {
  const table = new Map<string, string[][]>();
  for (const group of groups) {
    // A hyphen stands between the words of a phrase, "e-mail" and "wi-fi" alike.
    const entries = group.map(partsOf);
    for (const [at, entry] of entries.entries()) {
      const key = entry.join(" ");
      table.set(key, [...(table.get(key) ?? []), ...entries.filter((other, place) => place !== at && other.join(" ") !== key)]);
    }
  }
  return table;
}

const groups = readGroups(GROUPS);
const loose = readGroups(LOOSE_GROUPS);
const longestIn = (table: ReadonlyMap<string, unknown>): number => Math.max(...[...table.keys()].map((key) => key.split(" ").length));
const [longest, longestLoose] = [longestIn(groups), longestIn(loose)];
const knownWords = [...groups.keys()].filter((key) => !key.includes(" "));

const distinct = (lists: Phrases): Phrases => [...new Map(lists.map((list) => [list.join(" "), list])).values()];

/** The words of a text in lower case, without accents; numbers keep their separators. */
export const wordsOf = (text: string): string[] =>
  text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[‘’´`]/g, "'").toLowerCase().match(/\d+(?:[.,:]\d+)*|[\p{L}][\p{L}\p{N}]*(?:'[\p{L}]+)*/gu)?.map((word) => word.replace(/'s$/, "")) ?? [];

/** Whether two words are one letter apart: left out, put in, another, or two that changed places. */
function isNear(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  const [restA, restB] = [a.slice(at), b.slice(at)];
  return restA.slice(1) === restB.slice(1) || restA === restB.slice(1) || restA.slice(1) === restB || (restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2));
}

const guessed = new Map<string, string[]>();
const MOST_GUESSED = 5_000;

/** Words of the thesaurus that a word may be a misspelling of, and what stands for them. */
function guessesFor(word: string): string[] {
  if (word.length < 5) return [];
  const known = guessed.get(word);
  if (known) return known;
  const guesses = knownWords.filter((key) => key.length >= 5 && key[0] === word[0] && isNear(word, key)).flatMap((key) => [key, ...(groups.get(key) ?? []).filter((other) => other.length === 1).map(([other]) => other ?? "")]);
  if (guessed.size >= MOST_GUESSED) guessed.clear();
  guessed.set(word, guesses);
  return guesses;
}

const isNumber = (word: string): boolean => /^\d/.test(word) || NUMBERS.has(word);

/** What the loose groups have for the words and turns of phrase of a question. */
function nearOf(stems: readonly string[]): string[] {
  const found = new Set<string>();
  for (const at of stems.keys()) {
    for (let size = Math.min(longestLoose, stems.length - at); size > 0; size -= 1) {
      for (const other of loose.get(stems.slice(at, at + size).join(" ")) ?? []) found.add(other.join(" "));
    }
  }
  return [...found];
}

/** Whether a word says something by itself. */
export const saysSomething = (word: string): boolean => !EMPTY.has(word);

/** The stems of a text's words that say something by themselves. */
export const contentStems = (text: string): string[] => wordsOf(text).filter(saysSomething).map(stem);

/** What a question is about, and what kind of answer it wants; `focus` are the words that are new in a follow-up. */
export function readQuestion(text: string, focus = ""): ReadQuestion {
  const added = new Set(wordsOf(focus).map(stem));
  const asked = wordsOf(text);
  const stems = asked.map(stem);
  const concepts: Concept[] = [];
  for (let at = 0; at < asked.length; ) {
    let taken = 0;
    for (let size = Math.min(longest, asked.length - at); size > 1 && taken === 0; size -= 1) {
      const phrase = stems.slice(at, at + size);
      const key = phrase.join(" ");
      const others = groups.get(key);
      if (!others) continue;
      concepts.push({ words: asked.slice(at, at + size).join(" "), stems: phrase, others: distinct(others), isNumber: false, isLight: false, guesses: [], isNew: phrase.every((one) => added.has(one)) });
      taken = size;
    }
    if (taken === 0) {
      const word = asked[at] ?? "";
      const one = stems[at] ?? "";
      if (!EMPTY.has(word) && (word.length > 1 || /\d/.test(word))) concepts.push({ words: word, stems: [one], others: distinct(groups.get(one) ?? []), isNumber: isNumber(word), isLight: LIGHT.has(one), guesses: groups.has(one) ? [] : guessesFor(one), isNew: added.has(one) });
      taken = 1;
    }
    at += taken;
  }
  const low = asked.join(" ");
  const wanted = WANTED.find(([pattern]) => pattern.test(low))?.[1] ?? null;
  const distinctConcepts = [...new Map(concepts.map((concept) => [concept.stems.join(" "), concept])).values()];
  return { concepts: distinctConcepts, wanted, head: headOf(low, distinctConcepts), names: namesIn(text), near: nearOf(stems), asksFigure: FIGURE.test(low) };
}

function headOf(low: string, concepts: readonly Concept[]): number[] {
  const rest = HEADS.map((pattern) => pattern.exec(low)?.[1]).find((one) => one !== undefined);
  if (rest === undefined) return [];
  const thing = VERB_FIRST.test(low) ? rest : (rest.split(TELLS_MORE)[0] ?? rest);
  const inThing = wordsOf(thing).map(stem);
  const found = concepts.flatMap((concept, at) => {
    const place = inThing.indexOf(concept.stems[0] ?? "");
    return place < 0 || concept.isNumber ? [] : [{ at, place }];
  }).sort((a, b) => a.place - b.place);
  return (VERB_FIRST.test(low) ? found.slice(0, 1) : found).map(({ at }) => at);
}

const namesIn = (text: string): string[][] =>
  [...text.matchAll(/(?<=[\p{Ll}\p{N},;:'’"“] ["“]?)\p{Lu}[\p{L}\p{N}]*(?:\s+(?:(?:of|the|to|and|de)\s+)?\p{Lu}[\p{L}\p{N}]*)*/gu)]
    .map((match) => wordsOf(match[0]).map(stem))
    .filter((name) => name.length > 1 || (name[0]?.length ?? 0) > 3);

const MONEY = /[€$£]\s?\d|\d\s?(?:€|euros?\b|cents?\b)/i;
const TIME = /\b\d{1,2}:\d{2}\b|\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\b|\b(?:19|20)\d{2}\b|\b(?:noon|midnight|morning|evening|night|daily|every day|the same day|at once|the day before|never|closed|once)\b|\b\d+\s*(?:minutes?|hours?|days?|weeks?|months?|years?)\b/i;
const SPAN = /(?:\b\d+|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|thirty|half an?|an|a|every|each|same|next|first|last|working)\b)[\s-]*(?:working |business |open |and a half )?(?:seconds?|minutes?|hours?|days?|nights?|weeks?|months?|quarters?|years?|morning|evening|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b|\b(?:at once|the same day|immediately|now|daily|monthly|weekly|yearly|annually|twice|always|never|until)\b/i;
const SHARE = /\d\s?%|\bhalf\b|\bthird\b|\bper cent\b|\bpercent\b/i;
const COUNT = /\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|sixty|hundred|half|none|no|once|twice|nobody)\b/i;
const MEASURE = /\d[\d.,]*\s?(?:mm|cm|m|km|kg|g|db|grams?|kilos?|°|degrees|metres?|meters?|%|square)\b|\d/i;
const PERSON = /\b(?:manager|admin|buyer|marketing|staff|everyone|everybody|anyone|anybody|nobody|whoever|accountant|person|people|two of us|all of us|customer|colleague|owner|somebody|someone|student|musician|parent|police|[A-Z][a-zé]+ [A-Z][a-zé]+)\b/;
const PLACE = /\b(?:room|counter|shelf|basement|yard|door|street|safe|office|desk|bench|browser|drawer|box|stairs|bank|cabinet|crate|window|stands?|hangs?|lies|kept|behind|beside|under|in front|across|there)\b/i;

const PHONE = /\d[\d /-]{4,}\d|\b110\b|\b112\b/;
const ADDRESS = /@|\b\p{Lu}\p{L}+(?:straße|strasse|street|platz|weg|allee) ?\d+|\b\d+ \p{Lu}\p{L}+ (?:Street|Road|Lane|Avenue)\b|\b\d{5}\b/u;
/** A name stands in quotation marks or is written large inside the sentence. */
const NAME = /["“][^"”]+["”]|(?<=[\p{Ll},;:|] )\p{Lu}\p{L}+/u;

const GIVES: Record<Exclude<Wanted, null>, RegExp> = { money: MONEY, share: SHARE, count: COUNT, span: SPAN, time: TIME, person: PERSON, place: PLACE, measure: MEASURE, phone: PHONE, address: ADDRESS, name: NAME };

/** Whether a text can be the kind of answer that is wanted. A sum asked for may also be a share of one. */
export function givesWanted(text: string, wanted: Wanted): boolean {
  if (wanted === null) return true;
  return GIVES[wanted].test(text) || (wanted === "money" && (SHARE.test(text) || /\b(?:free|nothing|no)\b/i.test(text))) || (wanted === "share" && MONEY.test(text)) || (wanted === "time" && SPAN.test(text)) || (wanted === "span" && TIME.test(text));
}
