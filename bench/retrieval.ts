import { existsSync } from "node:fs";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { v7 } from "uuid";
import { readCollections } from "#agents/evals/retrieval/collection.ts";
import { embedPassages, embedQuestion, KEYLESS } from "#agents/runtime/embedder.ts";
import type { Database, Tx } from "#db/client.ts";
import { searchPassages } from "#db/queries/knowledge/search-passages.ts";
import { addPassages } from "#db/queries/knowledge/write-passages.ts";
import { withRls, withSystem } from "#db/rls.ts";
import { documents } from "#db/schema/index.ts";
import { readEnv } from "#server/env.ts";
import { type Figure, measurePair, median, ratioFigure, time } from "./measure.ts";
import { MANAGER, STAFF } from "./people.ts";
import type { Place } from "./place.ts";

const SIZES = { native: 100_000, embedded: 5_000 } as const;
const BATCH = 500;
const SENTENCES = 5;
const QUESTIONS = 100;
/** One document in so many is for everybody; the others are for managers, so that staff search in one per cent. */
const FOR_ALL = 100;
const PER_DOCUMENT = 20;
const FOUND = 10;

/** Sentences of the judged collections and their questions: real words in real order, enough of them for any number of passages. */
function readSentences(): { sentences: string[]; questions: string[] } | null {
  const folder = join(readEnv().DATA_SETS_DIR ?? "", "ir");
  if (!existsSync(folder)) return null;
  const collections = readCollections(folder);
  return {
    sentences: collections.flatMap(({ texts }) => texts.flatMap(({ text }) => text.split(/(?<=[.?!])\s+/))).filter((sentence) => sentence.length > 30),
    questions: collections.flatMap(({ questions }) => questions.map(({ text }) => text)),
  };
}

/** Passage `n`: neighbouring sentences from a place that wanders through all of them, each time otherwise. */
function passageOf(sentences: readonly string[], n: number): string {
  const start = (n * 7_919) % sentences.length;
  const stride = 1 + (Math.floor(n / sentences.length) % 3);
  return Array.from({ length: SENTENCES }, (_, at) => sentences[(start + at * stride) % sentences.length]).join(" ");
}

/** Fills the database with `size` passages; the HNSW index is built when all are there, as a restore does. */
async function fill(db: Database, sentences: readonly string[], size: number): Promise<void> {
  await withSystem(db, "bench: without its index", (tx) => tx.execute(sql`drop index document_chunks_embedding`));
  for (let from = 0; from < size; from += BATCH) {
    const passages = Array.from({ length: Math.min(BATCH, size - from) }, (_, at) => passageOf(sentences, from + at));
    const vectors = await embedPassages(KEYLESS, passages);
    const ids = Array.from({ length: BATCH / PER_DOCUMENT }, () => v7());
    const audienceOf = (document: number) => ((from / PER_DOCUMENT + document) % FOR_ALL === 0 ? ("staff" as const) : ("manager" as const));
    await withSystem(db, "bench: fill", async (tx) => {
      await tx.insert(documents).values(ids.map((id, n) => ({ id, title: id, kind: "text" as const, audience: audienceOf(n), fileName: id, storageKey: id, sizeBytes: 0, contentHash: id })));
      await addPassages(tx, passages.map((content, at) => {
        const document = Math.floor(at / PER_DOCUMENT);
        return {
          documentId: ids[document] ?? "", audience: audienceOf(document), position: at % PER_DOCUMENT, headings: [], content, startOffset: 0, endOffset: content.length, page: null, contentHash: String(from + at),
          embedding: vectors[at] ?? null, embeddingModel: KEYLESS.id,
        };
      }));
    });
  }
  await withSystem(
    db,
    "bench: its index again",
    async (tx) => {
      await tx.execute(sql`select set_config('maintenance_work_mem', '512MB', true)`);
      await tx.execute(sql`create index document_chunks_embedding on document_chunks using hnsw (embedding halfvec_cosine_ops)`);
      await tx.execute(sql`analyze document_chunks`);
    },
    { statementTimeoutMs: 3_600_000 },
  );
}

interface Question {
  words: string;
  vector: number[];
}

/** The ten nearest by vectors alone, every passage looked at: what an index may not miss. */
async function searchExactly(tx: Tx, { vector }: Question): Promise<string[]> {
  await tx.execute(sql`select set_config('enable_indexscan', 'off', true)`);
  const rows = await tx.execute<{ id: string }>(sql`select id from readable_passages where embedding_model = ${KEYLESS.id} order by embedding <=> ${`[${vector.join(",")}]`}::halfvec limit ${FOUND}`);
  return rows.map(({ id }) => id);
}

async function search(tx: Tx, question: Question, halves: "vector" | "fusion"): Promise<string[]> {
  const isFusion = halves === "fusion";
  const found = await searchPassages(tx, {
    words: question.words, vector: question.vector, model: KEYLESS.id, vectorWeight: isFusion ? KEYLESS.weight : 1, feedback: isFusion ? KEYLESS.feedback : 0, byWords: isFusion, limit: FOUND, perDocument: FOUND,
  });
  return found.map(({ id }) => id);
}

/** P8: the search of passages against a search that looks at every vector, without and with a reader who may see one per cent. */
export async function* benchRetrieval(place: Place): AsyncGenerator<Figure> {
  const size = SIZES[place.kind];
  const read = readSentences();
  if (!read) {
    process.stderr.write("P8 is not measured: DATA_SETS_DIR names no folder with ir/.\n");
    return;
  }
  const { db } = await place.openEmpty();
  const filled = await time(() => fill(db, read.sentences, size));
  const step = Math.max(1, Math.floor(read.questions.length / QUESTIONS));
  const questions: Question[] = [];
  for (let n = 0; n < read.questions.length && questions.length < QUESTIONS; n += step) {
    const words = read.questions[n] ?? "";
    const vector = await embedQuestion(KEYLESS, words);
    if (vector) questions.push({ words, vector });
  }
  const options = { readOnly: true, statementTimeoutMs: 600_000 };
  const ask = async (person: typeof MANAGER, work: (tx: Tx, question: Question) => Promise<string[]>): Promise<string[][]> => {
    const answers: string[][] = [];
    for (const question of questions) answers.push(await withRls(db, person, (tx) => work(tx, question), options));
    return answers;
  };
  const recall = (found: string[][], exact: string[][]) => exact.reduce((sum, ids, n) => sum + ids.filter((id) => found[n]?.includes(id)).length / Math.max(1, ids.length), 0) / exact.length;
  const what = (words: string) => `P8 ${words} (${place.kind})`;
  const loaded = `${size.toLocaleString("en")} passages embedded, written and indexed in ${Math.round(filled.ms / 1000)} s`;

  const halves = await measurePair(() => ask(MANAGER, (tx, question) => search(tx, question, "vector")), () => ask(MANAGER, searchExactly), 3, 120_000);
  const found = recall(halves.a, halves.b);
  yield ratioFigure({ id: what("vector half, against exact"), size, ours: halves.ours / questions.length, other: halves.other / questions.length, equal: found >= 0.98, unit: "ms", note: `recall@10 ${found.toFixed(3)} (goal 0.98); ${loaded}` }, { atMost: 0.1 });

  const fused = await measurePair(() => ask(MANAGER, (tx, question) => search(tx, question, "fusion")), () => ask(MANAGER, searchExactly), 3, 120_000);
  yield ratioFigure({ id: what("fused statement, against exact"), size, ours: fused.ours / questions.length, other: fused.other / questions.length, equal: null, unit: "ms" }, { atMost: 0.5 });

  const few = await measurePair(() => ask(STAFF, (tx, question) => search(tx, question, "fusion")), () => ask(STAFF, searchExactly), 3, 120_000);
  const fewest = Math.min(...few.a.map((ids) => ids.length));
  const nearest = await ask(STAFF, (tx, question) => search(tx, question, "vector"));
  const fewestNear = Math.min(...nearest.map((ids) => ids.length));
  yield { ...ratioFigure({ id: what("fused, a reader of 1 %"), size, ours: few.ours / questions.length, other: few.other / questions.length, equal: Math.min(fewest, fewestNear) === FOUND, unit: "ms", note: `rows: fused at least ${fewest}, vector half at least ${fewestNear} of ${FOUND}; recall@10 of the vector half ${recall(nearest, few.b).toFixed(3)}; median rows ${median(nearest.map((ids) => ids.length))}` }, { atMost: Infinity }), goal: "10 of 10 rows" };
}
