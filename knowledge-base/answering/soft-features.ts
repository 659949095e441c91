import type { ReadQuestion } from "./question.ts";
import { toLengthOne, VECTOR_SIZE } from "../word-vectors/read-word-vectors.ts";
import { addVectors, soften, vectorOfText } from "./soften.ts";

/** The stems of a passage that say something, by where they stand. */
export interface PassageStems {
  /** Its title and headings. */
  around: ReadonlySet<string>;
  whole: ReadonlySet<string>;
  statements: readonly { own: ReadonlySet<string>; context: ReadonlySet<string>; kind: "sentence" | "item" | "row" }[];
}

/** What speaks for a statement by what its words mean, each from 0 to 1, cosines from -1. */
export interface SoftFeatures {
  /** Share of the question's weight that comes near in the statement, in it and around it, in the whole passage. */
  softOwn: number;
  softNear: number;
  softPassage: number;
  /** The same by vectors alone, and of the passage by words alone. */
  vectorOwn: number;
  vectorPassage: number;
  wordPassage: number;
  /** Cosine of the question with the statement, with it and its headings, with the passage, with the headings. */
  aboutOwn: number;
  aboutStatement: number;
  aboutPassage: number;
  aboutHeadings: number;
  /** What the passage lacks most: its share of the question's weight; and how near the farthest thing comes to the passage, and to the statement. */
  softMissing: number;
  softLeast: number;
  nearLeast: number;
  /** How near the thing itself that is asked for comes, to the statement and to the passage; half where nothing stands out. */
  headNear: number;
  headPassage: number;
  /** Share of the statement's weight that the question is near to. */
  saidBack: number;
  /** Logarithm of the statement's words; whether it is a row or an item. */
  length: number;
  isRow: number;
  isItem: number;
}

/** What a word counts by where it stands, beside one in the statement: in its headings or head, the sentences beside, elsewhere in the passage. */
const IN_CONTEXT = 0.85;
const BESIDE = 0.6;
const ELSEWHERE = 0.4;
/** What keeps a statement of one or two words from being all said back. */
const SMOOTHED = 1;

const share = (weights: readonly number[], values: Float32Array): number => weights.reduce((sum, weight, at) => sum + weight * (values[at] ?? 0), 0);
const leastOf = (values: Float32Array, counted: readonly boolean[]): number => (counted.includes(true) ? counted.reduce((least, isCounted, at) => (isCounted ? Math.min(least, values[at] ?? 0) : least), Infinity) : 0);

/** What is largest in each place of several lists from 0 to 1, each by its factor. */
function largest(...lists: readonly (readonly [factor: number, values: Float32Array])[]): Float32Array {
  const most = new Float32Array(lists[0]?.[1].length ?? 0);
  for (const [factor, values] of lists) {
    for (let at = 0; at < most.length; at += 1) {
      const value = factor * (values[at] ?? 0);
      if (value > (most[at] ?? 0)) most[at] = value;
    }
  }
  return most;
}

/** What speaks for each statement of a passage by meaning: made once for a question. `weights` are those of its concepts, `idf` that of a stem. */
export function softFeatures({ concepts, head }: ReadQuestion, weights: readonly number[], idf: (stem: string) => number): (passage: PassageStems) => SoftFeatures[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0) || 1;
  const shares = weights.map((weight) => weight / total);
  const softly = soften(concepts, weights);
  const counted = concepts.map(({ isLight, isNumber }) => !isLight && !isNumber);
  const heads = head.filter((at) => concepts[at] && !concepts[at].isLight);
  const headWeight = heads.reduce((sum, at) => sum + (weights[at] ?? 0), 0);
  const ofHead = (values: Float32Array): number => (headWeight === 0 ? 0.5 : heads.reduce((sum, at) => sum + (weights[at] ?? 0) * (values[at] ?? 0), 0) / headWeight);
  return ({ around, whole, statements }) => {
    // The rows of a table share one head.
    const contexts = new Map<ReadonlySet<string>, Float32Array>();
    const bestInContext = (context: ReadonlySet<string>): Float32Array => {
      const best = contexts.get(context) ?? softly.best(context);
      contexts.set(context, best);
      return best;
    };
    const all = new Set([...around, ...whole]);
    const [inAround, inWhole, inAll] = [softly.best(around), softly.best(whole), softly.best(all)];
    const own = statements.map((statement) => softly.best(statement.own));
    const ofPassage = {
      softPassage: share(shares, inAll),
      vectorPassage: share(shares, softly.bestByVector(all)),
      wordPassage: share(shares, softly.bestByWord(all)),
      aboutPassage: softly.about(vectorOfText(all, idf)),
      aboutHeadings: softly.about(vectorOfText(around, idf)),
      softMissing: Math.max(0, ...shares.map((one, at) => one * (1 - (inAll[at] ?? 0)))),
      softLeast: leastOf(inAll, counted),
      headPassage: ofHead(inAll),
    };
    return statements.map((statement, at): SoftFeatures => {
      const inOwn = own[at] ?? inAll;
      const inContext = bestInContext(statement.context);
      const beside = [at - 1, at + 1].flatMap((place) => (statements[place] && statements[place].kind !== "row" ? [own[place] ?? inOwn] : []));
      const near = largest([1, inOwn], [IN_CONTEXT, inContext], [IN_CONTEXT, inAround], ...beside.map((one) => [BESIDE, one] as const), [ELSEWHERE, inWhole]);
      const meaning = new Float32Array(VECTOR_SIZE);
      addVectors(meaning, statement.own, idf);
      addVectors(meaning, [...statement.context].filter((stem) => !statement.own.has(stem)), idf);
      const aboutOwn = softly.about(toLengthOne(meaning.slice()));
      addVectors(meaning, [...around].filter((stem) => !statement.own.has(stem) && !statement.context.has(stem)), idf);
      let [said, possible] = [0, SMOOTHED];
      for (const stem of statement.own) {
        const weight = idf(stem);
        possible += weight;
        said += weight * softly.nearest(stem);
      }
      return {
        ...ofPassage,
        softOwn: share(shares, largest([1, inOwn], [IN_CONTEXT, inContext])),
        softNear: share(shares, near),
        vectorOwn: share(shares, softly.bestByVector(statement.own)),
        aboutOwn,
        aboutStatement: softly.about(toLengthOne(meaning)),
        nearLeast: leastOf(near, counted),
        headNear: ofHead(near),
        saidBack: said / possible,
        length: Math.log(1 + statement.own.size),
        isRow: statement.kind === "row" ? 1 : 0,
        isItem: statement.kind === "item" ? 1 : 0,
      };
    });
  };
}
