import { createHash } from "node:crypto";
import { setImmediate as breathe } from "node:timers/promises";
import { comparePassages, type ComparedPassage, type Contradiction, countWords, type ReadPassage, readPassage, type Side, type Steps, weighWords } from "#kb/contradictions/find-contradictions.ts";
import type { Database } from "#db/client.ts";
import { findLikePassages, listDismissed, listDocumentPassages, listKnownOpposites, listUncompared, noteComparison, readPassages, samplePassages, type StoredPassage } from "#db/queries/knowledge/contradictions.ts";
import { withSystem } from "#db/rls.ts";
import type { Logger } from "../logger.ts";
import { type FoundContradiction, keepContradictions, type Place } from "../services/knowledge-queues/keep-contradictions.ts";

/** Words are counted in so many passages; more would not weigh them differently. */
const SAMPLE = 400;
/** Passages of a document that are looked up together; those alike come in pieces of as many. */
const PASSAGES_AT_ONCE = 8;
/** Statements that one look asks for: it has to end well before a statement's time is up. */
const TEXTS_AT_ONCE = 50;
/** Statements of one document that are looked for. A book of tables has more; what it says in the rest is found from the other side. */
const MOST_TEXTS = 2_000;
const DOCUMENTS_AT_ONCE = 20;
/** More of one document would bury those that matter. */
const MOST_OF_A_DOCUMENT = 50;
/** For so long nothing else gets its turn. */
const TURN_MS = 4;

type Read = ReadPassage & { passage: ComparedPassage & StoredPassage };
type Pace = <T>(steps: Steps<T>) => Promise<T>;

/** Does steps with room for others in between. */
function keepPace(): Pace {
  let began = performance.now();
  return async (steps) => {
    for (;;) {
      const step = steps.next();
      if (performance.now() - began > TURN_MS) {
        await breathe();
        began = performance.now();
      }
      if (step.done) return step.value;
    }
  };
}

const read = async (passage: StoredPassage, pace: Pace): Promise<Read> => ({ ...(await pace(readPassage(passage))), passage });

const placeOf = ({ passage, start, end, markStart, markEnd }: Side): Place => {
  const { startOffset: from, version } = passage as Read["passage"];
  return { documentId: passage.documentId, version, start: from + start, end: from + end, markStart: from + markStart, markEnd: from + markEnd };
};

const saidBy = ({ passage, start, end }: Side): [string, string] => [passage.documentId, passage.content.slice(start, end).replace(/\s+/g, " ")];

/** The same two statements of the same two documents are the same contradiction, wherever they stand and from whichever side they were found. */
function asFound({ kind, one, other, likeness }: Contradiction): FoundContradiction {
  const [first, second] = one.passage.documentId < other.passage.documentId ? [one, other] : [other, one];
  return { fingerprint: createHash("sha256").update(JSON.stringify([kind, saidBy(first), saidBy(second)])).digest("hex"), kind, likeness, one: placeOf(first), other: placeOf(second) };
}

function* collect(contradictions: readonly Contradiction[], found: Map<string, FoundContradiction>): Steps<void> {
  for (const contradiction of contradictions) {
    const one = asFound(contradiction);
    found.set(one.fingerprint, one);
    yield null;
  }
}

/** For each passage of other documents which of `mine` it is like; asks for at most `most` statements and says for how many it did. */
async function findAlike(db: Database, id: string, mine: readonly Read[], most: number): Promise<{ alike: Map<string, Set<Read>>; asked: number }> {
  const askers = new Map<string, Set<Read>>();
  // A row of a table is one text, however many cells of it say something.
  for (const passage of mine) for (const { text } of passage.statements) askers.set(text, (askers.get(text) ?? new Set()).add(passage));
  const texts = [...askers.keys()].slice(0, most);
  const alike = new Map<string, Set<Read>>();
  for (let from = 0; from < texts.length; from += TEXTS_AT_ONCE) {
    const piece = texts.slice(from, from + TEXTS_AT_ONCE);
    for (const found of await withSystem(db, "find passages alike", (tx) => findLikePassages(tx, id, piece))) {
      const those = alike.get(found.id) ?? new Set();
      for (const asker of askers.get(piece[found.of] ?? "") ?? []) those.add(asker);
      alike.set(found.id, those);
    }
  }
  return { alike, asked: askers.size };
}

/** Compares a document with all others. Returns the likest contradictions, and all that are dismissed: else those would come back as new once the likest are settled. */
async function compareDocument({ db, logger, weigh, pace }: Comparing, id: string): Promise<FoundContradiction[]> {
  const found = new Map<string, FoundContradiction>();
  const hold = async (one: Read, other: Read) => {
    await pace(collect(await pace(comparePassages(one, other, weigh)), found));
  };
  const known = await withSystem(db, "read what is known to contradict", (tx) => listKnownOpposites(tx, id));
  let asked = 0;
  for (let from = 0; ; from += PASSAGES_AT_ONCE) {
    const own = await withSystem(db, "read a document to compare", (tx) => listDocumentPassages(tx, id, from, PASSAGES_AT_ONCE));
    const mine: Read[] = [];
    for (const passage of own) mine.push(await read(passage, pace));
    const { alike, asked: more } = await findAlike(db, id, mine, Math.max(0, MOST_TEXTS - asked));
    asked += more;
    for (const passage of known) alike.set(passage.id, new Set(mine));
    const ids = [...alike.keys()];
    for (let at = 0; at < ids.length; at += PASSAGES_AT_ONCE) {
      const piece = ids.slice(at, at + PASSAGES_AT_ONCE);
      for (const passage of await withSystem(db, "read passages alike", (tx) => readPassages(tx, piece))) {
        const other = await read(passage, pace);
        for (const one of alike.get(passage.id) ?? []) await hold(one, other);
      }
    }
    if (own.length < PASSAGES_AT_ONCE) break;
  }
  if (asked > MOST_TEXTS) logger.warn({ document: id, statements: asked, lookedFor: MOST_TEXTS }, "a document says so much that only a part of it was looked for in the others");
  const dismissed = await withSystem(db, "see what was dismissed", (tx) => listDismissed(tx, id));
  const [put, open] = [[...found.values()].filter(({ fingerprint }) => dismissed.has(fingerprint)), [...found.values()].filter(({ fingerprint }) => !dismissed.has(fingerprint))];
  return [...put, ...open.sort((a, b) => b.likeness - a.likeness).slice(0, MOST_OF_A_DOCUMENT)];
}

interface Comparing {
  db: Database;
  logger: Logger;
  weigh: (word: string) => number;
  pace: Pace;
}

async function weighAll(db: Database, pace: Pace): Promise<(word: string) => number> {
  const counts = new Map<string, number>();
  const sample = await withSystem(db, "count words of passages", (tx) => samplePassages(tx, SAMPLE));
  for (const passage of sample) countWords(await read(passage, pace), counts);
  return weighWords(counts, sample.length);
}

/**
 * Compares every document whose text was not compared yet with all others, and keeps where they disagree. One that cannot be
 * compared holds up no other: it is tried some more times by later calls, then left until it changes. Several processes may do
 * it at once. Returns how many documents were compared.
 */
export async function findContradictions({ db, logger }: { db: Database; logger: Logger }): Promise<number> {
  const pace = keepPace();
  const tried: string[] = [];
  let compared = 0;
  for (;;) {
    const waiting = await withSystem(db, "look for documents to compare", (tx) => listUncompared(tx, DOCUMENTS_AT_ONCE, tried));
    if (waiting.length === 0) return compared;
    const weigh = await weighAll(db, pace);
    for (const document of waiting) {
      // What changes under our hands is compared the next time.
      tried.push(document.id);
      try {
        const found = await compareDocument({ db, logger, weigh, pace }, document.id);
        if (await withSystem(db, "keep contradictions", (tx) => keepContradictions(tx, document, found))) compared += 1;
      } catch (error) {
        logger.warn({ err: error, document: document.id }, "a document could not be compared with the others");
        await withSystem(db, "a document could not be compared", (tx) => noteComparison(tx, document, "It could not be compared with the other documents."));
      }
    }
  }
}
