import type { Linear } from "#kb/answering/judge-model.ts";

/** Value and gradient of what is to become small, at some weights. */
type Objective = (weights: Float64Array, gradient: Float64Array) => void;

const STEPS = 300;
const RATE = 0.05;

/** Goes downhill with Adam (Kingma and Ba 2015), its steps shrinking to nothing. The same every time. */
function minimise(size: number, objective: Objective): Float64Array {
  const weights = new Float64Array(size);
  const [gradient, first, second] = [new Float64Array(size), new Float64Array(size), new Float64Array(size)];
  for (let step = 1; step <= STEPS; step += 1) {
    gradient.fill(0);
    objective(weights, gradient);
    const rate = RATE * (1 - (step - 1) / STEPS);
    for (let at = 0; at < size; at += 1) {
      const slope = gradient[at] ?? 0;
      first[at] = 0.9 * (first[at] ?? 0) + 0.1 * slope;
      second[at] = 0.999 * (second[at] ?? 0) + 0.001 * slope * slope;
      weights[at] = (weights[at] ?? 0) - (rate * ((first[at] ?? 0) / (1 - 0.9 ** step))) / (Math.sqrt((second[at] ?? 0) / (1 - 0.999 ** step)) + 1e-8);
    }
  }
  return weights;
}

type Rows = readonly (readonly number[])[];

function standardise(rows: Rows): { means: number[]; spreads: number[]; of: (values: readonly number[]) => Float64Array } {
  const size = rows[0]?.length ?? 0;
  const means = Array.from({ length: size }, (_, at) => rows.reduce((sum, row) => sum + (row[at] ?? 0), 0) / rows.length);
  const spreads = means.map((mean, at) => Math.sqrt(rows.reduce((sum, row) => sum + ((row[at] ?? 0) - mean) ** 2, 0) / rows.length) || 1);
  return { means, spreads, of: (values) => Float64Array.from(values, (value, at) => (value - (means[at] ?? 0)) / (spreads[at] ?? 1)) };
}

const dot = (a: Float64Array, b: Float64Array): number => {
  let sum = 0;
  for (let at = 0; at < a.length; at += 1) sum += (a[at] ?? 0) * (b[at] ?? 0);
  return sum;
};
const add = (to: Float64Array, factor: number, values: Float64Array) => {
  for (let at = 0; at < values.length; at += 1) to[at] = (to[at] ?? 0) + factor * (values[at] ?? 0);
};

/** Statements of one question, and which of them say the answer or stand in a passage that does. */
export interface RankingExample {
  rows: Rows;
  says: readonly boolean[];
  isIn: readonly boolean[];
}

const RANKING_PENALTY = 5;

/** Learns to put the statements that answer first: the likelihood that one drawn by exp(score) says the answer, and that it stands in the right passage, half and half, less a penalty on weights. */
export function learnRanking(names: readonly string[], examples: readonly RankingExample[]): Linear {
  const { means, spreads, of } = standardise(examples.flatMap(({ rows }) => rows));
  const known = examples.flatMap(({ rows, says, isIn }) => {
    const marks = [says, isIn].filter((mark) => mark.includes(true));
    return marks.length > 0 ? [{ rows: rows.map(of), marks }] : [];
  });
  const weights = minimise(names.length, (now, gradient) => {
    add(gradient, RANKING_PENALTY, now);
    for (const { rows, marks } of known) {
      const scores = rows.map((row) => dot(now, row));
      const top = Math.max(...scores);
      const odds = scores.map((score) => Math.exp(score - top));
      const all = odds.reduce((sum, one) => sum + one, 0);
      const factors = odds.map((one) => one / all);
      for (const mark of marks) {
        const right = odds.reduce((sum, one, at) => sum + (mark[at] ? one : 0), 0);
        for (const [at, one] of odds.entries()) if (mark[at]) factors[at] = (factors[at] ?? 0) - one / right / marks.length;
      }
      for (const [at, row] of rows.entries()) add(gradient, factors[at] ?? 0, row);
    }
  });
  return { names, means, spreads, weights: [...weights], bias: 0 };
}

/** A question by what was found for it, and whether the documents answer it. */
export interface DecidingExample {
  values: readonly number[];
  isAnswerable: boolean;
}

const DECIDING_PENALTY = 5;

/** A logistic regression with a penalty on weights, in which both answers weigh the same. */
export function learnDeciding(names: readonly string[], examples: readonly DecidingExample[]): Linear {
  const { means, spreads, of } = standardise(examples.map(({ values }) => values));
  const rows = examples.map(({ values, isAnswerable }) => ({ row: Float64Array.of(1, ...of(values)), isAnswerable }));
  const count = (answerable: boolean) => rows.filter(({ isAnswerable }) => isAnswerable === answerable).length || 1;
  const shares = new Map([true, false].map((answerable) => [answerable, rows.length / (2 * count(answerable))]));
  const weights = minimise(names.length + 1, (now, gradient) => {
    add(gradient, DECIDING_PENALTY, now);
    gradient[0] = 0;
    for (const { row, isAnswerable } of rows) add(gradient, (shares.get(isAnswerable) ?? 1) * (1 / (1 + Math.exp(-dot(now, row))) - (isAnswerable ? 1 : 0)), row);
  });
  const [bias = 0, ...rest] = weights;
  return { names, means, spreads, weights: rest, bias };
}
