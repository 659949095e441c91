import { dot, toLengthOne, vectorOfStem, VECTOR_SIZE } from "../word-vectors/read-word-vectors.ts";
import type { Concept } from "./question.ts";

/** What another word for the same counts beside the word itself, and a word of the asked turn of phrase. */
const SYNONYM = 0.75;
const PART = 0.5;
/** Cosines from which two words count as near, and from which they count most; and what that is. */
const FROM = 0.35;
const TO = 0.8;
const NEAR = 0.9;

/** How near words come to each thing of a question, from 0 to 1. */
export interface Softly {
  /** Of a set of stems, what comes nearest to each concept. */
  best(stems: Iterable<string>): Float32Array;
  /** The same by vectors alone, and by words alone. */
  bestByVector(stems: Iterable<string>): Float32Array;
  bestByWord(stems: Iterable<string>): Float32Array;
  /** How near one stem comes to the concept that it is nearest to. */
  nearest(stem: string): number;
  /** Cosine of the question's vector and another of length 1. */
  about(vector: Float32Array): number;
}

interface Near {
  byWord: Float32Array;
  byVector: Float32Array;
  both: Float32Array;
  most: number;
}

const vectorOfPhrase = (stems: readonly string[]): Float32Array | null => {
  const found = stems.flatMap((stem) => vectorOfStem(stem) ?? []);
  if (found.length === 0) return null;
  return toLengthOne(Float32Array.from({ length: VECTOR_SIZE }, (_, at) => found.reduce((sum, vector) => sum + (vector[at] ?? 0), 0)));
};

/** Makes a question's words comparable with others by what they mean (word vectors) and not only by what they are. `weights` are those of the concepts. */
export function soften(concepts: readonly Concept[], weights: readonly number[]): Softly {
  const vectors = concepts.map(({ stems, isNumber }) => (isNumber ? null : vectorOfPhrase(stems)));
  const whole = new Float32Array(VECTOR_SIZE);
  for (const [index, vector] of vectors.entries()) if (vector) for (let at = 0; at < VECTOR_SIZE; at += 1) whole[at] = (whole[at] ?? 0) + (weights[index] ?? 0) * (vector[at] ?? 0);
  toLengthOne(whole);
  const words = concepts.map(({ stems, others, guesses }) => new Map([...stems.map((stem): [string, number] => [stem, PART]), ...guesses.map((guess): [string, number] => [guess, SYNONYM]), ...others.flatMap((other): [string, number][] => (other.length === 1 ? [[other[0] ?? "", SYNONYM]] : [])), ...(stems.length === 1 ? [[stems[0] ?? "", 1] as [string, number]] : [])]));
  const known = new Map<string, Near>();
  const nearOf = (stem: string): Near => {
    let near = known.get(stem);
    if (!near) {
      const vector = vectorOfStem(stem);
      const [byWord, byVector, both] = [new Float32Array(concepts.length), new Float32Array(concepts.length), new Float32Array(concepts.length)];
      let most = 0;
      for (let at = 0; at < concepts.length; at += 1) {
        const one = vectors[at];
        byWord[at] = words[at]?.get(stem) ?? 0;
        byVector[at] = one && vector ? NEAR * Math.min(1, Math.max(0, (dot(one, vector) - FROM) / (TO - FROM))) : 0;
        both[at] = Math.max(byWord[at] ?? 0, byVector[at] ?? 0);
        most = Math.max(most, both[at] ?? 0);
      }
      near = { byWord, byVector, both, most };
      known.set(stem, near);
    }
    return near;
  };
  const bestOf = (stems: Iterable<string>, part: "byWord" | "byVector" | "both"): Float32Array => {
    const best = new Float32Array(concepts.length);
    for (const stem of stems) {
      const values = nearOf(stem)[part];
      for (let at = 0; at < best.length; at += 1) if ((values[at] ?? 0) > (best[at] ?? 0)) best[at] = values[at] ?? 0;
    }
    return best;
  };
  return {
    best: (stems) => bestOf(stems, "both"),
    bestByVector: (stems) => bestOf(stems, "byVector"),
    bestByWord: (stems) => bestOf(stems, "byWord"),
    nearest: (stem) => nearOf(stem).most,
    about: (vector) => dot(whole, vector),
  };
}

/** Adds the vectors of stems to a sum, each by its weight. Changes the sum. */
export function addVectors(sum: Float32Array, stems: Iterable<string>, weightOf: (stem: string) => number): void {
  for (const stem of stems) {
    const vector = vectorOfStem(stem);
    const weight = vector ? weightOf(stem) : 0;
    if (vector && weight > 0) for (let at = 0; at < VECTOR_SIZE; at += 1) sum[at] = (sum[at] ?? 0) + weight * (vector[at] ?? 0);
  }
}

/** The mean of the vectors of stems, rare ones weighing more, with length 1; zeros when none has a vector. */
export function vectorOfText(stems: ReadonlySet<string>, weightOf: (stem: string) => number): Float32Array {
  const sum = new Float32Array(VECTOR_SIZE);
  addVectors(sum, stems, weightOf);
  return toLengthOne(sum);
}
