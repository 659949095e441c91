import { type Candidate, type Features, rankStatements, type ReadablePassage, type TermCounts } from "./assess.ts";
import type { ReadQuestion } from "./question.ts";

/** A passage as the search gave it. */
export interface SearchedPassage extends ReadablePassage {
  /** Its place, from 0, in the search for the question's own words; null when only other words found it. */
  rank: number | null;
}

/** A statement that answers, by its place in the passages as they were judged. */
export interface Answer {
  /** Index into the judged passages, best first. */
  passage: number;
  start: number;
  end: number;
}

export interface Judged {
  /** Indices of the given passages, best first. */
  order: number[];
  /** Statements that answer best, at most a few, the best first; also when `isAnswered` is false. */
  answers: Answer[];
  /** How sure it is, from 0 to 1, that the question is answered at all. */
  confidence: number;
  isAnswered: boolean;
}

/**
 * What a passage gains that stands first in the search; the third gains half of it. The more of the question stands
 * in the documents in its own words, the more the search by those words is worth.
 */
const RANK_WEIGHT = 0.1;
const RANK_WEIGHT_OF_EXACT = 0.4;
const RANK_HALF = 2;
/** What the whole passage counts beside the statement, and what a statement loses that is not the kind of thing that is wanted. */
const PASSAGE_WEIGHT = 0.7;
const UNFIT = 0.35;
/** Statements of an answer, each from a passage of its own, and how far they may stand behind the best. */
const MOST_ANSWERS = 3;
const BEHIND = 0.35;

const scoreOf = ({ covered, passage, fits }: Features, rank: number | null, mostExact: number): number =>
  covered + PASSAGE_WEIGHT * passage - UNFIT * (1 - fits) + (rank === null ? 0 : ((RANK_WEIGHT + RANK_WEIGHT_OF_EXACT * mostExact) * RANK_HALF) / (RANK_HALF + rank));

/**
 * How sure it is that the best statement answers: a logistic regression on the tuning part of the golden questions,
 * in which both answers weigh the same. A long question has more words that no rule needs, so it may miss more.
 */
const confidenceOf = ({ covered, passage, fits, headless, nameless }: Features, { concepts, asksFigure }: ReadQuestion): number =>
  1 / (1 + Math.exp(7.7 - 2.7 * covered - 1.32 * passage - 3.32 * fits - 2.03 * Math.log(1 + concepts.length) + 3.6 * headless + 2.43 * nameless + (asksFigure ? 4.91 : 0)));

/** Below it the answer is that there is none. A follow-up is about what was spoken of already, and says little of it itself. */
const THRESHOLD = 0.5;
const THRESHOLD_OF_FOLLOW_UP = 0.25;

/** Which passages and statements answer a question, and whether any does. */
export function judge(question: ReadQuestion, passages: readonly SearchedPassage[], counts: TermCounts, limit: number): Judged {
  const best = new Map<number, Candidate & { total: number }>();
  const candidates = rankStatements(question, passages, counts);
  const mostExact = Math.max(0, ...candidates.map(({ features }) => features.exact));
  for (const candidate of candidates) {
    const total = scoreOf(candidate.features, passages[candidate.passage]?.rank ?? null, mostExact);
    if (total > (best.get(candidate.passage)?.total ?? -Infinity)) best.set(candidate.passage, { ...candidate, total });
  }
  const ranked = [...best.values()].sort((a, b) => b.total - a.total || a.passage - b.passage).slice(0, limit);
  const [first] = ranked;
  if (!first || question.concepts.length === 0) return { order: ranked.map(({ passage }) => passage), answers: [], confidence: 0, isAnswered: false };
  const confidence = confidenceOf(first.features, question);
  const answers = ranked.slice(0, MOST_ANSWERS).flatMap(({ statement: { start, end }, total }, at) => (total >= first.total - BEHIND ? [{ passage: at, start, end }] : []));
  return { order: ranked.map(({ passage }) => passage), answers, confidence, isAnswered: confidence >= (question.concepts.some(({ isNew }) => isNew) ? THRESHOLD_OF_FOLLOW_UP : THRESHOLD) };
}
