import { readFileSync } from "node:fs";
import { EVIDENCE_FEATURES, STATEMENT_FEATURES } from "./describe-candidates.ts";

/** A sum of features, each as its distance from the mean in spreads, times a weight. */
export interface Linear {
  names: readonly string[];
  means: readonly number[];
  spreads: readonly number[];
  weights: readonly number[];
  bias: number;
}

/** What `npm run eval -- fit` learned from the tuning part of the golden questions. */
export interface JudgeModel {
  /** Which statement answers best. */
  ranking: Linear;
  /** Whether the best one answers at all: a logistic regression. */
  deciding: Linear;
  /** How sure it has to be. */
  threshold: number;
}

export const MODEL_FILE = new URL("judge-model.json", import.meta.url);

let model: JudgeModel | undefined;

/** Throws when the features are others than those it was made for. */
export function readJudgeModel(): JudgeModel {
  if (model) return model;
  const read = JSON.parse(readFileSync(MODEL_FILE, "utf8")) as JudgeModel;
  if (read.ranking.names.join() !== STATEMENT_FEATURES.join() || read.deciding.names.join() !== EVIDENCE_FEATURES.join()) throw new Error("judge-model.json was made for other features: npm run eval -- fit");
  model = read;
  return model;
}

export const apply = ({ means, spreads, weights, bias }: Linear, values: readonly number[]): number =>
  weights.reduce((sum, weight, at) => sum + (weight * ((values[at] ?? 0) - (means[at] ?? 0))) / (spreads[at] ?? 1), bias);
