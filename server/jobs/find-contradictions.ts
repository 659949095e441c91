import { createHash } from "node:crypto";
import { setImmediate as breathe } from "node:timers/promises";
import { comparePassages, type ComparedPassage, type Contradiction, countWords, type ReadPassage, readPassage, type Side, weighWords } from "#kb/contradictions/find-contradictions.ts";
import type { Database } from "#db/client.ts";
import { findLikePassages, listDocumentPassages, listKnownOpposites, listUncompared, samplePassages, type StoredPassage } from "#db/queries/knowledge/contradictions.ts";
import { withSystem } from "#db/rls.ts";
import { type FoundContradiction, keepContradictions, type Place } from "../services/knowledge-queues/keep-contradictions.ts";

/** Words are counted in so many passages; more would not weigh them differently. */
const SAMPLE = 2_000;
/** Passages of a document that are looked up together. */
const PASSAGES_AT_ONCE = 8;
const DOCUMENTS_AT_ONCE = 20;
/** More of one document would bury those that matter. */
const MOST_OF_A_DOCUMENT = 50;

type Read = ReadPassage & { passage: ComparedPassage & StoredPassage };
const read = (passage: StoredPassage): Read => ({ ...readPassage(passage), passage });

/** Reads passages one by one with room for others in between. */
async function readAll(passages: readonly StoredPassage[]): Promise<Read[]> {
  const all: Read[] = [];
  for (const passage of passages) {
    all.push(read(passage));
    await breathe();
  }
  return all;
}

const placeOf = ({ passage, start, end, markStart, markEnd }: Side): Place => {
  const from = (passage as Read["passage"]).startOffset;
  return { documentId: passage.documentId, start: from + start, end: from + end, markStart: from + markStart, markEnd: from + markEnd };
};

const saidBy = ({ passage, start, end }: Side): [string, string] => [passage.documentId, passage.content.slice(start, end).replace(/\s+/g, " ")];

/** The same two statements of the same two documents are the same contradiction, wherever they stand and from whichever side they were found. */
function asFound({ kind, one, other, likeness }: Contradiction): FoundContradiction {
  const [first, second] = one.passage.documentId < other.passage.documentId ? [one, other] : [other, one];
  return { fingerprint: createHash("sha256").update(JSON.stringify([kind, saidBy(first), saidBy(second)])).digest("hex"), kind, likeness, one: placeOf(first), other: placeOf(second) };
}

async function compareDocument(db: Database, id: string, weigh: (word: string) => number): Promise<FoundContradiction[]> {
  const found = new Map<string, FoundContradiction>();
  const known = await readAll(await withSystem(db, "read what is known to contradict", (tx) => listKnownOpposites(tx, id)));
  for (let from = 0; ; from += PASSAGES_AT_ONCE) {
    const own = await withSystem(db, "read a document to compare", (tx) => listDocumentPassages(tx, id, from, PASSAGES_AT_ONCE));
    const mine = await readAll(own);
    const texts = mine.flatMap(({ statements }) => statements.map(({ text }) => text));
    const others = await readAll(await withSystem(db, "find passages alike", (tx) => findLikePassages(tx, id, texts)));
    for (const one of mine) {
      for (const other of [...known, ...others]) for (const contradiction of comparePassages(one, other, weigh).map(asFound)) found.set(contradiction.fingerprint, contradiction);
      await breathe();
    }
    if (own.length < PASSAGES_AT_ONCE) break;
  }
  return [...found.values()].sort((a, b) => b.likeness - a.likeness).slice(0, MOST_OF_A_DOCUMENT);
}

/**
 * Compares every document that was indexed since it was compared last with all others, and keeps where they disagree. Several
 * processes may do it at once. Returns how many documents were compared.
 */
export async function findContradictions(db: Database): Promise<number> {
  let compared = 0;
  for (;;) {
    const waiting = await withSystem(db, "look for documents to compare", (tx) => listUncompared(tx, DOCUMENTS_AT_ONCE));
    if (waiting.length === 0) return compared;
    const sample = await readAll(await withSystem(db, "count words of passages", (tx) => samplePassages(tx, SAMPLE)));
    const weigh = weighWords(countWords(sample), sample.length);
    let kept = 0;
    for (const document of waiting) {
      const found = await compareDocument(db, document.id, weigh);
      if (await withSystem(db, "keep contradictions", (tx) => keepContradictions(tx, document, found))) kept += 1;
    }
    compared += kept;
    // What changed under our hands is compared the next time.
    if (kept < waiting.length) return compared;
  }
}
