import type { Pause } from "../pause-every.ts";
import { assessStatements, type Features, type ReadablePassage, rarity, stemPassage, type TermCounts, weighConcepts } from "./assess.ts";
import { contentStems, type ReadQuestion } from "./question.ts";
import { type SoftFeatures, softFeatures } from "./soft-features.ts";
import type { Statement } from "./statements.ts";

/** A passage as the search gave it. */
export interface SearchedPassage extends ReadablePassage {
  /** Its place, from 0, in the search for the question's own words; null when only other words found it. */
  rank: number | null;
  /** The same in the search for other words. */
  nearRank: number | null;
}

/** A statement with everything that speaks for it, in the order of `STATEMENT_FEATURES`. */
export interface Described {
  passage: number;
  statement: Statement;
  values: readonly number[];
}

const HARD = ["covered", "exact", "missing", "passage", "headless", "nameless", "fits"] as const satisfies readonly (keyof Features)[];
const SOFT = [
  "softOwn", "softNear", "softPassage", "vectorOwn", "vectorPassage", "wordPassage", "aboutOwn", "aboutStatement", "aboutPassage", "aboutHeadings",
  "softMissing", "softLeast", "nearLeast", "headNear", "headPassage", "saidBack", "length", "isRow", "isItem",
] as const satisfies readonly (keyof SoftFeatures)[];

/** What a statement is judged by: its words, its meaning, and its passage's places in the two searches. */
export const STATEMENT_FEATURES: readonly string[] = [...HARD, ...SOFT, "rank", "nearRank", "rankOfExact"];

/** What a place in a search is worth: the first 1, the third half of it. */
const worthOf = (rank: number | null): number => (rank === null ? 0 : 2 / (2 + rank));

/** The stems by which passages are compared with a question; those of `TermCounts` that are asked for. */
export const stemsOfPassage = ({ title, headings, content }: ReadablePassage): string[] => contentStems([title, ...headings, content].join(" "));

/** Every statement of the passages with what speaks for it; `pause` is called after each passage. */
export async function describeCandidates(question: ReadQuestion, passages: readonly SearchedPassage[], counts: TermCounts, pause: Pause): Promise<Described[]> {
  const weighed = weighConcepts(question, counts);
  const rarities = new Map<string, number>();
  // A word that no passage has in this form is not counted: it would weigh more than any other.
  const idf = (stem: string): number => {
    const known = rarities.get(stem) ?? (counts.of(stem) === 0 ? 0 : rarity(counts.of(stem), counts.passages));
    rarities.set(stem, known);
    return known;
  };
  const meaningOf = softFeatures({ ...question, concepts: weighed.map(({ concept }) => concept) }, weighed.map(({ weight }) => weight), idf);
  const found: { passage: number; statement: Statement; features: Features; meant: SoftFeatures }[] = [];
  for (const [at, passage] of passages.entries()) {
    const read = stemPassage(passage);
    const meanings = meaningOf({ around: read.around.content, whole: read.whole.content, statements: read.statements.map(({ statement: { kind }, own, context }) => ({ own: own.content, context: context.content, kind })) });
    for (const [place, one] of assessStatements(question, weighed, read, counts).entries()) {
      const meant = meanings[place];
      if (meant) found.push({ passage: at, ...one, meant });
    }
    await pause();
  }
  const mostExact = found.reduce((most, { features }) => Math.max(most, features.exact), 0);
  return found.map(({ passage, statement, features, meant }) => {
    const [own, near] = [worthOf(passages[passage]?.rank ?? null), worthOf(passages[passage]?.nearRank ?? null)];
    return { passage, statement, values: [...HARD.map((name) => features[name]), ...SOFT.map((name) => meant[name]), own, near, mostExact * own] };
  });
}

/** A statement that stands for its passage, with its score. */
export interface Ranked extends Described {
  score: number;
}

/** The best statement of each passage, best first. */
export function bestOfEach(described: readonly Described[], scoreOf: (values: readonly number[]) => number): Ranked[] {
  const best = new Map<number, Ranked>();
  for (const one of described) {
    const score = scoreOf(one.values);
    if (score > (best.get(one.passage)?.score ?? -Infinity)) best.set(one.passage, { ...one, score });
  }
  return [...best.values()].sort((a, b) => b.score - a.score || a.passage - b.passage);
}

const WANTED = ["money", "share", "count", "span", "time", "person", "place", "measure", "phone", "address", "name", null] as const;
/** Statements that are looked at for whether anything answers. */
const LOOKED_AT = 3;

/** What says whether a question is answered at all: the best statement, the best there is of each feature among the first three, how far they lead, and what is asked. */
export const EVIDENCE_FEATURES: readonly string[] = [
  ...STATEMENT_FEATURES.map((name) => `first ${name}`), ...STATEMENT_FEATURES.map((name) => `best ${name}`),
  "lead over the second", "lead over the sixth", "score", "scores together", "things asked", "asks a figure", "has a head", ...WANTED.map((wanted) => `wants ${wanted ?? "nothing particular"}`),
];

/** The values of `EVIDENCE_FEATURES` for a question and its statements, best first. */
export function describeEvidence({ concepts, asksFigure, head, wanted }: ReadQuestion, ranked: readonly Ranked[]): number[] {
  const first = ranked[0];
  const top = first?.score ?? 0;
  const lookedAt = ranked.slice(0, LOOKED_AT);
  return [
    ...STATEMENT_FEATURES.map((_, at) => first?.values[at] ?? 0),
    ...STATEMENT_FEATURES.map((_, at) => Math.max(...lookedAt.map(({ values }) => values[at] ?? 0))),
    top - (ranked[1]?.score ?? top), top - (ranked[5]?.score ?? ranked.at(-1)?.score ?? top), top, top + Math.log(ranked.reduce((sum, { score }) => sum + Math.exp(score - top), 0)),
    Math.log(1 + concepts.length), asksFigure ? 1 : 0, head.length > 0 ? 1 : 0, ...WANTED.map((one) => (one === wanted ? 1 : 0)),
  ];
}
