import { type Concept, givesWanted, type ReadQuestion, saysSomething, wordsOf } from "./question.ts";
import { readStatements, type Statement } from "./statements.ts";
import { stem } from "./stem.ts";

/** A passage as far as its words are looked at. */
export interface ReadablePassage {
  title: string;
  headings: readonly string[];
  content: string;
}

/** In how many passages a stem stands, and how many passages there are. */
export interface TermCounts {
  passages: number;
  of(stem: string): number;
  /** Words of a passage on average. */
  meanLength: number;
}

/** A statement of a passage and how well it answers. */
export interface Candidate {
  /** Index of the passage as given. */
  passage: number;
  statement: Statement;
  features: Features;
}

/** What speaks for a statement, each from 0 to 1. */
export interface Features {
  /** Share of the question's weight that the statement says itself, its passage or their headings; the further off, the less. */
  covered: number;
  /** Share said in exactly the question's words. */
  exact: number;
  /** Weight of the heaviest concept that stands nowhere near, as a share of the question's. */
  missing: number;
  /** BM25 of the whole passage with its headings, as a share of what is possible. */
  passage: number;
  /** How far the thing itself that is asked for is missing: 1 where it stands nowhere in the passage. */
  headless: number;
  /** Share of the question's names that the passage does not have. */
  nameless: number;
  /** 1 when it gives the kind of thing that is wanted, or nothing particular is. */
  fits: number;
}

interface Words {
  list: readonly string[];
  set: ReadonlySet<string>;
}

interface Stems extends Words {
  /** Those that say something by themselves. */
  content: ReadonlySet<string>;
}

const stemsOf = (text: string): Stems => {
  const words = wordsOf(text);
  const list = words.map(stem);
  return { list, set: new Set(list), content: new Set(list.filter((_, at) => saysSomething(words[at] ?? ""))) };
};

/** A passage with the stems of its parts, made once for all that looks at them. */
interface StemmedPassage {
  /** Of its title and headings. */
  around: Stems;
  whole: Stems;
  statements: readonly { statement: Statement; own: Stems; context: Stems }[];
}

export function stemPassage({ title, headings, content }: ReadablePassage): StemmedPassage {
  // The rows of a table share one head.
  const contexts = new Map<string, Stems>();
  const contextOf = (text: string): Stems => {
    const context = contexts.get(text) ?? stemsOf(text);
    contexts.set(text, context);
    return context;
  };
  return {
    around: stemsOf([title, ...headings].join(" ")),
    whole: stemsOf(content),
    statements: readStatements(content).map((statement) => ({ statement, own: stemsOf(statement.text), context: contextOf(statement.context) })),
  };
}

function hasPhrase({ list, set }: Words, phrase: readonly string[]): boolean {
  const [first = "", ...rest] = phrase;
  if (!set.has(first)) return false;
  if (rest.length === 0) return true;
  return list.some((word, at) => word === first && rest.every((other, offset) => list[at + 1 + offset] === other));
}

/** What another word for the same counts beside the word itself. */
const SYNONYM = 0.75;
/** What a concept counts that the headings or the table's head say, the sentences beside, or the rest of the passage. */
const IN_CONTEXT = 0.85;
const BESIDE = 0.6;
const ELSEWHERE = 0.4;

/** BM25's constants, as the search has them. */
const K1 = 1.2;
const B = 0.75;

function timesIn(concept: Concept, stems: Words): number {
  const count = (phrase: readonly string[]) => (hasPhrase(stems, phrase) ? stems.list.filter((word) => word === phrase[0]).length : 0);
  return count(concept.stems) + SYNONYM * concept.others.reduce((sum, other) => sum + count(other), 0);
}

const strength = (concept: Concept, stems: Words): number => (hasPhrase(stems, concept.stems) ? 1 : concept.others.some((other) => hasPhrase(stems, other)) ? SYNONYM : 0);

/** A word that stands in no document is taken for a misspelling of one that does. */
function spelled(concept: Concept, counts: TermCounts): Concept {
  if (concept.guesses.length === 0 || concept.stems.some((one) => counts.of(one) > 0)) return concept;
  return { ...concept, others: [...concept.others, ...concept.guesses.map((guess) => [guess])] };
}

/** Whether a name stands there. One word that other passages have, or that stands there as another for the same ("Japan" as "overseas"), is not held against it. */
const hasName = (name: readonly string[], stems: Words, { concepts }: ReadQuestion, counts: TermCounts): boolean =>
  hasPhrase(stems, name) || (name.length === 1 && (counts.of(name[0] ?? "") > 0 || concepts.some((concept) => concept.stems.join() === name[0] && strength(concept, stems) > 0)));

/** What light words and numbers weigh beside others. */
const LIGHT = 0.4;
const NUMBER = 0.3;
/** And what a follow-up adds. */
const ADDED = 2;

/** How much it says that something stands in so many of so many passages (the inverse frequency of BM25). */
export const rarity = (count: number, passages: number): number => Math.log(1 + (passages - count + 0.5) / (count + 0.5));

/** How much a concept says: rare words say more (the inverse frequency of BM25), one that stands nowhere most of all. */
function weightOf(concept: Concept, counts: TermCounts): number {
  const idf = (count: number) => rarity(count, counts.passages);
  const own = Math.min(...concept.stems.map((one) => counts.of(one)));
  const others = concept.others.map((other) => Math.min(...other.map((one) => counts.of(one))));
  const most = Math.max(own, ...others);
  const known = idf(own > 0 ? own : most > 0 ? most : 0);
  return known * (concept.isNumber && !concept.isNew ? NUMBER : concept.isLight ? LIGHT : 1) * (concept.isNew ? ADDED : 1);
}

/** A thing that a question is about as the documents spell it, with what it says. */
interface Weighed {
  concept: Concept;
  weight: number;
}

/** The concepts of a question, weighed. */
export const weighConcepts = (question: ReadQuestion, counts: TermCounts): Weighed[] =>
  question.concepts.map((concept) => spelled(concept, counts)).map((concept) => ({ concept, weight: weightOf(concept, counts) }));

/** The statements of all passages with what speaks for each. */
export function rankStatements(question: ReadQuestion, passages: readonly ReadablePassage[], counts: TermCounts): Candidate[] {
  const weighed = weighConcepts(question, counts);
  return passages.flatMap((passage, index) => assessStatements(question, weighed, stemPassage(passage), counts).map((one) => ({ passage: index, ...one })));
}

/** The statements of one passage with what speaks for each. `weighed` are the question's concepts. */
export function assessStatements(question: ReadQuestion, weighed: readonly Weighed[], { around, whole, statements }: StemmedPassage, counts: TermCounts): Omit<Candidate, "passage">[] {
  const total = weighed.reduce((sum, { weight }) => sum + weight, 0) || 1;
  const all: Words = { list: [...around.list, ...whole.list], set: new Set([...around.set, ...whole.set]) };
  const norm = K1 * (1 - B + (B * all.list.length) / counts.meanLength);
  const bm25 = weighed.reduce((sum, { concept, weight }) => {
    const times = timesIn(concept, all);
    return sum + (weight * times) / (times + norm);
  }, 0) / total;
  const nameless = question.names.length === 0 ? 0 : question.names.filter((name) => !hasName(name, all, question, counts)).length / question.names.length;
  // How strongly a part says each concept, looked for once in each.
  const found = new Map<Stems, number[]>();
  const strengthsIn = (stems: Stems): number[] => {
    const strengths = found.get(stems) ?? weighed.map(({ concept }) => strength(concept, stems));
    found.set(stems, strengths);
    return strengths;
  };
  const [inAround, inWhole] = [strengthsIn(around), strengthsIn(whole)];
  return statements.map(({ statement, own, context }, at) => {
    const beside = [statements[at - 1], statements[at + 1]].flatMap((one) => (one && one.statement.kind !== "row" ? [strengthsIn(one.own)] : []));
    const [inOwn, inContext] = [strengthsIn(own), strengthsIn(context)];
    let covered = 0;
    let exact = 0;
    let missing = 0;
    let headless = 0;
    let headWeight = 0;
    for (const [index, { concept, weight }] of weighed.entries()) {
      const self = inOwn[index] ?? 0;
      const best = Math.max(
        self,
        IN_CONTEXT * Math.max(inContext[index] ?? 0, inAround[index] ?? 0),
        BESIDE * Math.max(0, ...beside.map((one) => one[index] ?? 0)),
        ELSEWHERE * (inWhole[index] ?? 0),
      );
      covered += weight * best;
      if (self === 1) exact += weight;
      if (question.head.includes(index) && !concept.isLight) {
        headWeight += weight;
        headless += weight * (best === 0 ? 1 : best <= ELSEWHERE ? 0.5 : 0);
      }
      if (best === 0 && weight > missing && !concept.isNumber) missing = weight;
    }
    const features: Features = { covered: covered / total, exact: exact / total, missing: missing / total, passage: bm25, headless: headWeight === 0 ? 0 : headless / headWeight, nameless, fits: givesWanted(statement.text, question.wanted) ? 1 : 0 };
    return { statement, features };
  });
}
