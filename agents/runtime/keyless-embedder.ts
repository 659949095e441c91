import { setImmediate } from "node:timers/promises";
import type { EmbeddingModelV3 } from "@ai-sdk/provider";

/** Also the name that is kept with each vector: another way of making them needs another name. */
export const KEYLESS_MODEL = "misty-hash-768-1";
const DIMENSIONS = 768;
/** Letters in a part of a word. */
const PART = 4;
/** What all parts of a word weigh together beside the word itself. */
const PARTS_WEIGHT = 0.5;

/** Texts between which others get their turn. */
const AT_A_TIME = 4;

/** English words that say nothing about what a text is about. */
const EMPTY_WORDS = new Set(
  ("a about above after again all also an and any are as at be because been before being between both but by can could did do does doing down during each few for from further had has have having he her here hers " +
    "him his how i if in into is it its itself just me more most my no nor not of off on once only or other our out over own same she should so some such than that the their them then there these they this those " +
    "through to too under until up very was we were what when where which while who whom why will with would you your").split(" "),
);

/** 32 bits of a text (FNV-1a with the final mix of MurmurHash3), the same on every machine. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}

/**
 * A text as 768 numbers of length 1 (all zeros for a text without words): its words and the parts of its words
 * are hashed to places, each with a sign, longer words weighing more, as rare words tend to be long. Knows no
 * meaning: it brings together texts that share words or parts of words ("pressing", "pressings", "presing").
 */
export function embedKeyless(text: string): number[] {
  const counts = new Map<string, number>();
  for (const word of text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []) {
    if (!EMPTY_WORDS.has(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const vector = new Array<number>(DIMENSIONS).fill(0);
  const add = (feature: string, weight: number) => {
    // Two places each, so that two features rarely meet in both.
    for (const seed of ["", "2"]) {
      const value = hash(seed + feature);
      const place = value % DIMENSIONS;
      vector[place] = (vector[place] ?? 0) + ((value >>> 20) & 1 ? weight : -weight);
    }
  };
  for (const [word, count] of counts) {
    const repeated = 1 + Math.log(count);
    add(`w:${word}`, repeated * Math.sqrt(Math.min(word.length, 9)));
    const framed = `^${word}$`;
    const parts = Array.from({ length: Math.max(1, framed.length - PART + 1) }, (_, at) => framed.slice(at, at + PART));
    for (const part of parts) add(`p:${part}`, (PARTS_WEIGHT / Math.sqrt(parts.length)) * repeated * Math.sqrt(PART));
  }
  const length = Math.hypot(...vector);
  return length === 0 ? vector : vector.map((value) => value / length);
}

/** The built-in embedder behind the SDK's interface: no key, no network, the same numbers everywhere. */
export const keylessEmbedder: EmbeddingModelV3 = {
  specificationVersion: "v3",
  provider: "misty",
  modelId: KEYLESS_MODEL,
  maxEmbeddingsPerCall: 256,
  supportsParallelCalls: true,
  async doEmbed({ values }) {
    const embeddings: number[][] = [];
    for (const value of values) {
      embeddings.push(embedKeyless(value));
      // Each takes a fraction of a millisecond; whoever else waits for this thread goes in between.
      if (embeddings.length % AT_A_TIME === 0) await setImmediate();
    }
    return { embeddings, usage: { tokens: 0 }, warnings: [] };
  },
};
