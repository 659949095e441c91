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

/** What a passage gains that stands first in the search; the third gains half of it. */
const RANK_WEIGHT = 0.15;
const RANK_HALF = 2;
/** What a statement loses that is not the kind of thing that is wanted. */
const UNFIT = 0.35;
/** Statements of an answer, each from a passage of its own, and how far they may stand behind the best. */
const MOST_ANSWERS = 3;
const BEHIND = 0.25;

const scoreOf = ({ covered, passage, fits }: Features, rank: number | null): number =>
  covered + passage - UNFIT * (1 - fits) + (rank === null ? 0 : (RANK_WEIGHT * RANK_HALF) / (RANK_HALF + rank));

/**
 * How sure it is that the best statement answers, by logistic regression on the tuning part of the golden questions
 * (`npm run eval -- answers` measures it).
 */
const confidenceOf = ({ covered, exact, missing, passage, fits }: Features): number =>
  1 / (1 + Math.exp(-(-1.2 + 2.5 * covered + 1.5 * exact - 3 * missing + 1 * passage + 0.8 * fits)));

/** Below it the answer is that there is none. */
const THRESHOLD = 0.5;

/** Which passages and statements answer a question, and whether any does. */
export function judge(question: ReadQuestion, passages: readonly SearchedPassage[], counts: TermCounts, { limit }: { keyless: boolean; limit: number }): Judged {
  const best = new Map<number, Candidate & { total: number }>();
  for (const candidate of rankStatements(question, passages, counts)) {
    const total = scoreOf(candidate.features, passages[candidate.passage]?.rank ?? null);
    if (total > (best.get(candidate.passage)?.total ?? -Infinity)) best.set(candidate.passage, { ...candidate, total });
  }
  const ranked = [...best.values()].sort((a, b) => b.total - a.total || a.passage - b.passage).slice(0, limit);
  const [first] = ranked;
  if (!first || question.concepts.length === 0) return { order: ranked.map(({ passage }) => passage), answers: [], confidence: 0, isAnswered: false };
  const confidence = confidenceOf(first.features);
  const answers = ranked.slice(0, MOST_ANSWERS).flatMap(({ statement: { start, end }, total }, at) => (total >= first.total - BEHIND ? [{ passage: at, start, end }] : []));
  return { order: ranked.map(({ passage }) => passage), answers, confidence, isAnswered: confidence >= THRESHOLD };
}
