import { type Pause, pauseEvery } from "../pause-every.ts";
import type { TermCounts } from "./assess.ts";
import { bestOfEach, describeCandidates, describeEvidence, type Ranked, type SearchedPassage } from "./describe-candidates.ts";
import { apply, readJudgeModel } from "./judge-model.ts";
import type { ReadQuestion } from "./question.ts";

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

/** Statements of an answer, each from a passage of its own, and how far they may stand behind the best: e^-3 as likely. */
const MOST_ANSWERS = 3;
const BEHIND = 3;
/** A follow-up is about what was spoken of already, and says little of it itself. */
const SHARE_FOR_FOLLOW_UP = 0.5;
/** Others wait at most so long, and one passage. */
const BREATHE_MS = 10;

/** The statements that an answer gives, of those ranked. */
export const chooseAnswers = (ranked: readonly Ranked[]): Ranked[] => ranked.slice(0, MOST_ANSWERS).filter(({ score }) => score >= (ranked[0]?.score ?? 0) - BEHIND);

/** Which passages and statements answer a question, and whether any does. It is work for the processor: `pause` lets others have their turn. */
export async function judge(question: ReadQuestion, passages: readonly SearchedPassage[], counts: TermCounts, limit: number, pause: Pause = pauseEvery(BREATHE_MS)): Promise<Judged> {
  const { ranking, deciding, threshold } = readJudgeModel();
  const ranked = bestOfEach(await describeCandidates(question, passages, counts, pause), (values) => apply(ranking, values));
  const shown = ranked.slice(0, limit);
  const order = shown.map(({ passage }) => passage);
  if (ranked.length === 0 || question.concepts.length === 0) return { order, answers: [], confidence: 0, isAnswered: false };
  const confidence = 1 / (1 + Math.exp(-apply(deciding, describeEvidence(question, ranked))));
  const answers = chooseAnswers(shown).map(({ statement: { start, end } }, at) => ({ passage: at, start, end }));
  return { order, answers, confidence, isAnswered: confidence >= threshold * (question.concepts.some(({ isNew }) => isNew) ? SHARE_FOR_FOLLOW_UP : 1) };
}
