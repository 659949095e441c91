import { compareQuantities, type Quantity, readQuantities } from "../contradictions/quantities.ts";
import { DENIED, deniesAll, readSides, SAID } from "./denial.ts";
import { type Limit, readLimits, turnsLimit } from "./limits.ts";
import { lacksDay, namesAnother, type Parties, readParties } from "./parties.ts";
import { type Concept, readQuestion, wordsOf } from "./question.ts";
import { stem } from "./stem.ts";

/** How far a text says what a sentence says. */
export interface Said {
  /** Share of the sentence's content words that the text has, or words for the same. */
  share: number;
  holds: boolean;
  /** True where it speaks of the same and says another figure or limit, the opposite, or somebody else. */
  differs: boolean;
}

/** Words that must be had of a sentence's, at least; of those the text itself and not only what stands around it. */
const SHARE = 0.6;
const OWN_SHARE = 0.25;
/** What a word counts that stands there as another one for the same. */
const OTHER_WORD = 0.75;

/** "One" is left out: it mostly stands for a thing. */
const SPELLED = new Map(["zero", "", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"].map((word, value) => [word, String(value)]));
for (const [word, value] of [["thirty", "30"], ["forty", "40"], ["fifty", "50"], ["sixty", "60"], ["seventy", "70"], ["eighty", "80"], ["ninety", "90"]] as const) SPELLED.set(word, value);

/** The figures of a text as plain numbers: "€1,500.00" and "1500" are one, "five" and "5" too. */
function figuresOf(text: string): Set<string> {
  const digits = (text.match(/\d+(?:[,\u00a0\u202f']\d{3})*(?:\.\d+)?/g) ?? []).map((figure) => String(Number(figure.replace(/[,\u00a0\u202f']/g, ""))));
  return new Set([...digits, ...wordsOf(text).flatMap((word) => SPELLED.get(word) || [])]);
}

const FIGURE = new RegExp(`\\b(?:\\d+(?:,\\d{3})*(?:\\.\\d+)?|${[...SPELLED.keys()].filter((word) => word !== "").join("|")})\\b`, "gi");

/** Durations are held against each other whether their days are working days or not. */
const kindOf = ({ dimension }: Quantity): string => dimension.replace(/ in working days$/, "");
/** Numbers of things count for their unit only where both name the same thing. */
const hasUnit = (one: Quantity): boolean => !one.dimension.startsWith("count ");

/** What is left of a text without its quantities that have a unit, each as many spaces. */
function withoutUnits(text: string, quantities: readonly Quantity[]): string {
  let rest = text;
  for (const { start, end } of quantities.filter(hasUnit)) rest = rest.slice(0, start) + " ".repeat(end - start) + rest.slice(end);
  return rest;
}

function limitsOf(text: string, quantities: readonly Quantity[], rest: string): Limit[] {
  const bare = [...rest.matchAll(FIGURE)].map(({ 0: figure, index }) => ({ value: Number(SPELLED.get(figure.toLowerCase()) ?? figure.replaceAll(",", "")), start: index, end: index + figure.length }));
  return readLimits(text, quantities.filter(hasUnit), kindOf, bare);
}

/** A text as it is held against sentences. */
export interface ReadText {
  stems: ReadonlySet<string>;
  figures: ReadonlySet<string>;
  quantities: readonly Quantity[];
  limits: readonly Limit[];
  /** Figures that stand outside of a quantity with a unit. */
  bare: ReadonlySet<string>;
  sides: ReadonlyMap<string, number>;
  parties: Parties;
}

/** `lead` is what the text stands under, which may deny it all. */
export function readText(text: string, lead = ""): ReadText {
  const quantities = readQuantities(text);
  const rest = withoutUnits(text, quantities);
  return { stems: new Set(wordsOf(text).map(stem)), figures: figuresOf(text), quantities, limits: limitsOf(text, quantities, rest), bare: figuresOf(rest), sides: readSides(text, deniesAll(lead)), parties: readParties(text) };
}

/** Several texts as one. */
export function joinTexts(texts: readonly ReadText[]): ReadText {
  const [only] = texts;
  if (only && texts.length === 1) return only;
  const sides = new Map<string, number>();
  const parties = new Map<number, Set<number>>();
  for (const text of texts) {
    for (const [one, side] of text.sides) sides.set(one, (sides.get(one) ?? 0) | side);
    for (const [group, members] of text.parties) parties.set(group, new Set([...(parties.get(group) ?? []), ...members]));
  }
  const all = (of: (text: ReadText) => ReadonlySet<string>) => new Set(texts.flatMap((text) => [...of(text)]));
  return { stems: all(({ stems }) => stems), figures: all(({ figures }) => figures), quantities: texts.flatMap(({ quantities }) => quantities), limits: texts.flatMap(({ limits }) => limits), bare: all(({ bare }) => bare), sides, parties };
}

/** A sentence as it is held against texts. */
export interface Claim {
  concepts: readonly Concept[];
  figures: ReadonlySet<string>;
  /** Each with the figures it is written with. */
  quantities: readonly (Quantity & { figures: ReadonlySet<string> })[];
  limits: readonly Limit[];
  sides: ReadonlyMap<string, number>;
  parties: Parties;
  /** Whether it states something that a document would have to bear out: more than a lead-in or a question. */
  isStatement: boolean;
}

export function readClaim(sentence: string): Claim {
  const { concepts } = readQuestion(sentence);
  const quantities = readQuantities(sentence);
  return {
    concepts: concepts.filter(({ isNumber }) => !isNumber),
    figures: figuresOf(sentence),
    quantities: quantities.map((one) => ({ ...one, figures: figuresOf(sentence.slice(one.start, one.end)) })),
    limits: limitsOf(sentence, quantities, withoutUnits(sentence, quantities)),
    sides: readSides(sentence),
    parties: readParties(sentence),
    isStatement: concepts.length >= 2 && !/[?:]["”']?$/.test(sentence),
  };
}

export interface GivenWords {
  stems: ReadonlySet<string>;
  figures: ReadonlySet<string>;
}

/** What a question has said already: an answer may repeat it. */
export const givenWordsOf = (question: string): GivenWords => ({ stems: new Set(wordsOf(question).map(stem)), figures: figuresOf(question) });

const near = (a: number, b: number): boolean => Math.abs(a - b) < 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));
const inside = (one: Quantity, other: Quantity): boolean => near(one.low, other.low) || near(one.high, other.high) || near(one.low, other.high);

/**
 * How a text stands to the figures of a sentence, each with its unit: it has them, has none of the kind, or has others.
 * One that the question gave is had where the text has none of its kind that says otherwise.
 */
function compareFigures(claim: Claim, text: ReadText, around: ReadText, given: GivenWords): "had" | "missing" | "other" {
  const missing = [...claim.figures].filter((figure) => !text.figures.has(figure) && !around.figures.has(figure));
  let stand: "had" | "missing" = missing.some((figure) => !given.figures.has(figure)) ? "missing" : "had";
  for (const one of claim.quantities) {
    const alike = text.quantities.filter((other) => kindOf(other) === kindOf(one));
    if (alike.some((other) => inside(one, other))) continue;
    const isGiven = [...one.figures].every((figure) => given.figures.has(figure));
    if (alike.length > 0 && !(isGiven && alike.some((other) => (other.low <= one.low && one.high <= other.high) || compareQuantities({ ...one, dimension: "" }, { ...other, dimension: "" }) !== "different"))) return "other";
    // "30" says nothing of days where it is a sum of money.
    if (hasUnit(one) && [...one.figures].some((figure) => !text.bare.has(figure) && !around.figures.has(figure) && !given.figures.has(figure))) stand = "missing";
  }
  return stand;
}

const stemsIn = (stems: readonly string[], text: ReadText): boolean => stems.every((one) => text.stems.has(one));

/** True where more of the shared words are denied on the one side and affirmed on the other than are denied on both. */
function isOpposite({ concepts, sides }: Claim, text: ReadText): boolean {
  let alike = 0;
  let opposite = 0;
  for (const { stems, others } of concepts) {
    const there = [stems, ...others].find((one) => stemsIn(one, text));
    if (!there) continue;
    const [mine, theirs] = [sideOf(sides, stems), sideOf(text.sides, there)];
    if ((mine !== SAID && mine !== DENIED) || (theirs !== SAID && theirs !== DENIED)) continue;
    if (mine !== theirs) opposite += 1;
    else if (mine === DENIED) alike += 1;
  }
  return opposite > alike;
}

const sideOf = (sides: ReadonlyMap<string, number>, stems: readonly string[]): number => stems.reduce((side, one) => side | (sides.get(one) ?? 0), 0);

/** Whether `text`, read with what stands `around` it, says what a sentence says: of the same people and things, with the same figures, and not the opposite. */
export function isSaidBy(claim: Claim, text: ReadText, around: ReadText, given: GivenWords): Said {
  const { concepts } = claim;
  let had = 0;
  let ownHad = 0;
  for (const { stems, others } of concepts) {
    const inNear = (one: readonly string[]) => one.every((part) => text.stems.has(part) || around.stems.has(part));
    if (stemsIn(stems, text)) ownHad += 1;
    else if (others.some((one) => stemsIn(one, text))) ownHad += OTHER_WORD;
    if (inNear(stems)) had += 1;
    else if (others.some(inNear) || stems.every((one) => given.stems.has(one))) had += OTHER_WORD;
  }
  const isBare = concepts.length === 0;
  const share = isBare ? (claim.figures.size > 0 ? 1 : 0) : had / concepts.length;
  const isAbout = isBare ? share === 1 : share >= SHARE && ownHad / concepts.length >= OWN_SHARE;
  if (!isAbout) return { share, holds: false, differs: false };
  const figures = compareFigures(claim, text, around, given);
  const differs = figures === "other" || turnsLimit(claim.limits, text.limits) || isOpposite(claim, text) || namesAnother(claim.parties, text.parties, around.parties);
  return { share, holds: !differs && figures === "had" && !lacksDay(claim.parties, text.parties, around.parties), differs };
}
