import { type FoundPassage, type PassageSearch, searchPassages } from "#db/queries/knowledge/search-passages.ts";
import { readTermCounts } from "#db/queries/knowledge/read-term-counts.ts";
import type { Tx } from "#db/client.ts";
import { embedQuestion, type Embedder } from "#agents/runtime/embedder.ts";
import type { TermCounts } from "./assess.ts";
import { type SearchedPassage, stemsOfPassage } from "./describe-candidates.ts";
import { judge, type Judged } from "./judge.ts";
import { type ReadQuestion, readQuestion } from "./question.ts";

/** Passages that each of the two searches hands over to be looked at closely. */
const LOOKED_AT = 24;
/** Of one document at most so many: as good for the tuning questions as all 24, and a long document hides no other. */
const OF_A_DOCUMENT = 4;

/** A question made ready outside of any transaction. */
export interface PreparedQuestion {
  read: ReadQuestion;
  searches: readonly PassageSearch[];
  /** Why words alone were looked for, in a sentence; else null. */
  note: string | null;
}

/** What was found for a question. */
export interface Evidence extends Judged {
  /** Best first; `answers` points into it. */
  passages: FoundPassage[];
  note: string | null;
}

/**
 * Makes a question ready to be looked for: its own words with the embedding model, and a second time with what people
 * also call the same things. `focus` are the words of it that count more, as those that a follow-up adds. An embedding model that gives nothing is no reason to find nothing: `note` says so.
 */
export async function prepareQuestion(embedder: Embedder, question: string, { focus = "", signal }: { focus?: string; signal?: AbortSignal } = {}): Promise<PreparedQuestion> {
  const read = readQuestion(question, focus);
  let vector: number[] | null = null;
  let note: string | null = null;
  try {
    vector = await embedQuestion(embedder, question, signal);
  } catch (error) {
    if (signal?.aborted) throw error;
    note = `${error instanceof Error ? error.message : "The embedding model gave no vector."} So documents were looked for by their words alone.`;
  }
  const common = { model: embedder.id, limit: LOOKED_AT, perDocument: OF_A_DOCUMENT };
  const others = [...new Set(read.concepts.flatMap((concept) => concept.others.map((other) => other.join(" "))).concat(read.near))];
  return {
    read,
    note,
    searches: [
      { ...common, words: question, vector, vectorWeight: vector === null ? 0 : embedder.weight, feedback: vector === null ? 0 : embedder.feedback },
      ...(others.length > 0 ? [{ ...common, words: [question, ...others].join(" "), vector: null, vectorWeight: 0, feedback: 0 }] : []),
    ],
  };
}

/** What is judged: the passages that a prepared question finds, and how frequent their words are. */
export interface Gathered {
  passages: (FoundPassage & SearchedPassage)[];
  counts: TermCounts;
}

/** Every passage that either search of a prepared question finds and the signed-in person may read. */
export async function gatherPassages(tx: Tx, { read, searches }: PreparedQuestion): Promise<Gathered> {
  const found = new Map<string, FoundPassage & SearchedPassage>();
  for (const [at, search] of searches.entries()) {
    for (const [rank, passage] of (await searchPassages(tx, search)).entries()) {
      const known = found.get(passage.id) ?? { ...passage, rank: null, nearRank: null };
      found.set(passage.id, at === 0 ? { ...known, rank } : { ...known, nearRank: rank });
    }
  }
  const passages = [...found.values()];
  const stems = new Set([...read.concepts.flatMap((concept) => [...concept.stems, ...concept.others.flat(), ...concept.guesses]), ...read.names.flat(), ...passages.flatMap(stemsOfPassage)]);
  const terms = await readTermCounts(tx, [...stems]);
  return { passages, counts: { passages: terms.passages, meanLength: Math.max(terms.meanLength, 1), of: (stem) => terms.counts.get(stem) ?? 0 } };
}

/** Of the passages gathered for a prepared question those nearest to it, `limit` at most, and the statements in them that answer it. It keeps the processor busy: no transaction should wait for it. */
export async function findEvidence({ read, note }: PreparedQuestion, { passages, counts }: Gathered, limit = 8): Promise<Evidence> {
  const judged = await judge(read, passages, counts, limit);
  return { ...judged, passages: judged.order.flatMap((at) => passages[at] ?? []), note };
}
