/*
 * Learns from the tuning part of the golden questions which statement answers and whether any does, says by
 * cross-validation what that is worth, and writes knowledge-base/answering/judge-model.json: npm run fit:judge
 */
import { writeFileSync } from "node:fs";
import { bestOfEach, describeEvidence, EVIDENCE_FEATURES, type Ranked, STATEMENT_FEATURES } from "#kb/answering/describe-candidates.ts";
import { chooseAnswers } from "#kb/answering/judge.ts";
import { apply, type JudgeModel, type Linear, MODEL_FILE } from "#kb/answering/judge-model.ts";
import { loadDotEnv, readEnv } from "#server/env.ts";
import { wilsonInterval } from "../wilson.ts";
import { type Example, gatherExamples } from "./gather-examples.ts";
import { learnDeciding, learnRanking } from "./learn.ts";

/** Parts of the cross-validation: questions about one document are always in the same. */
const FOLDS = 9;

/** Follow-ups are not learned from: they say little themselves, and are let off with half the threshold. */
const isLearnedFrom = ({ isFollowUp }: Example): boolean => !isFollowUp;
/** Questions that the builders wrote are harder than people's on purpose; the threshold is set without them. */
const isOfBuilders = ({ id }: Example): boolean => /-3-\d+$/.test(id);

function foldsOf(examples: readonly Example[]): number[] {
  const groups = [...new Set(examples.map(({ group }) => group))];
  return examples.map(({ group }) => groups.indexOf(group) % FOLDS);
}

const rankingOf = (examples: readonly Example[]): Linear =>
  learnRanking(STATEMENT_FEATURES, examples.filter(({ isAnswerable }) => isAnswerable).map(({ described, says, isIn }) => ({ rows: described.map(({ values }) => values), says, isIn })));
const rank = (ranking: Linear, { described }: Example): Ranked[] => bestOfEach(described, (values) => apply(ranking, values));

const NOTHING: Linear = { names: [], means: [], spreads: [], weights: [], bias: 0 };

interface Judged {
  example: Example;
  /** Whether the answer that would be given cites the right passage. */
  isRight: boolean;
  values: readonly number[];
  confidence: number;
}

/** Every example judged by what was learned without its fold. */
function crossValidate(examples: readonly Example[]): Judged[] {
  const folds = foldsOf(examples);
  const others = (fold: number) => examples.filter((example, at) => folds[at] !== fold && isLearnedFrom(example));
  const rankings = Array.from({ length: FOLDS }, (_, fold) => rankingOf(others(fold)));
  const judged = examples.map((example, at): Judged => {
    const ranking = rankings[folds[at] ?? 0];
    const ranked = ranking ? rank(ranking, example) : [];
    const right = new Set(example.described.flatMap(({ passage }, place) => (example.isIn[place] ? [passage] : [])));
    return { example, isRight: chooseAnswers(ranked).some(({ passage }) => right.has(passage)), values: describeEvidence(example.read, ranked), confidence: 0 };
  });
  const deciding = Array.from({ length: FOLDS }, (_, fold) => decidingOf(judged.filter((one, at) => folds[at] !== fold && isLearnedFrom(one.example))));
  return judged.map((one, at) => ({ ...one, confidence: 1 / (1 + Math.exp(-apply(deciding[folds[at] ?? 0] ?? NOTHING, one.values))) }));
}

const decidingOf = (judged: readonly Judged[]): Linear => learnDeciding(EVIDENCE_FEATURES, judged.map(({ values, example }) => ({ values, isAnswerable: example.isAnswerable })));

/** Share of those answerable that are answered rightly, and of the others that are declined, at a threshold. */
function sharesAt(judged: readonly Judged[], threshold: number): { right: number; answerable: number; declined: number; none: number } {
  const [answerable, none] = [judged.filter(({ example }) => example.isAnswerable), judged.filter(({ example }) => !example.isAnswerable)];
  return { right: answerable.filter(({ isRight, confidence }) => isRight && confidence >= threshold).length, answerable: answerable.length, declined: none.filter(({ confidence }) => confidence < threshold).length, none: none.length };
}

/** Where the smaller of the two shares is largest. */
function chooseThreshold(judged: readonly Judged[]): number {
  const smaller = (threshold: number) => {
    const { right, answerable, declined, none } = sharesAt(judged, threshold);
    return Math.min(right / answerable, declined / none);
  };
  return judged.map(({ confidence }) => confidence).reduce((best, one) => (smaller(one) > smaller(best) ? one : best), 0.5);
}

const say = (name: string, right: number, total: number): void => {
  const interval = wilsonInterval(right, total);
  process.stdout.write(`${name.padEnd(44)} ${`${right} of ${total}`.padStart(10)}  ${total === 0 ? "" : `${((100 * right) / total).toFixed(1)} %`}${interval ? `  ${(100 * interval.low).toFixed(1)} to ${(100 * interval.high).toFixed(1)}` : ""}\n`);
};

function print(name: string, judged: readonly Judged[], threshold: number): void {
  const { right, answerable, declined, none } = sharesAt(judged, threshold);
  say(`${name}: answerable, right passage`, right, answerable);
  say("  right passage, whatever the threshold", judged.filter(({ example, isRight }) => example.isAnswerable && isRight).length, answerable);
  const everyday = judged.filter(({ example }) => example.kind === "other-words");
  say("  of these in everyday words", everyday.filter(({ isRight, confidence }) => isRight && confidence >= threshold).length, everyday.length);
  say("  not in the documents, declined", declined, none);
}

const rounded = (linear: Linear): Linear => {
  const round = (values: readonly number[]) => values.map((value) => Number(value.toPrecision(6)));
  return { ...linear, means: round(linear.means), spreads: round(linear.spreads), weights: round(linear.weights), bias: Number(linear.bias.toPrecision(6)) };
};

loadDotEnv();
const examples = await gatherExamples(readEnv());
const judged = crossValidate(examples);
const asked = judged.filter(({ example }) => isLearnedFrom(example));
const [people, builders] = [asked.filter(({ example }) => !isOfBuilders(example)), asked.filter(({ example }) => isOfBuilders(example))];
const threshold = Number(chooseThreshold(people).toPrecision(4));
print("written by people", people, threshold);
print("written by builders", builders, threshold);
const followUps = judged.filter(({ example }) => !isLearnedFrom(example));
say("follow-ups", followUps.filter(({ isRight, confidence }) => isRight && confidence >= threshold / 2).length, followUps.length);
const model: JudgeModel = { ranking: rounded(rankingOf(examples.filter(isLearnedFrom))), deciding: rounded(decidingOf(asked)), threshold };
writeFileSync(MODEL_FILE, `${JSON.stringify(model, null, 1)}\n`);
process.stdout.write(`threshold ${threshold}, written to judge-model.json\n`);
