import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { v7 } from "uuid";
import { sql } from "drizzle-orm";
import { type Embedder, embedPassages } from "#agents/runtime/embedder.ts";
import type { Database } from "#db/client.ts";
import { addPassages } from "#db/queries/knowledge/write-passages.ts";
import { withSystem } from "#db/rls.ts";
import { documents } from "#db/schema/index.ts";
import { searchKnowledge, type SearchHalves } from "#kb/search.ts";
import type { Env } from "#server/env.ts";
import { openDatabase } from "#server/open-database.ts";
import type { Collection } from "./collection.ts";
import { type Measures, measureRankings } from "./measures.ts";

const HALVES: readonly SearchHalves[] = ["fulltext", "vector", "fusion"];
/** Texts written at a time. */
const BATCH = 500;
const READER = { id: v7(), role: "admin" as const };

/** A collection's texts as documents of one passage each, beside nothing else. */
async function fill(db: Database, embedder: Embedder, collection: Collection): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for (let from = 0; from < collection.texts.length; from += BATCH) {
    const texts = collection.texts.slice(from, from + BATCH).map((text) => ({ ...text, documentId: v7() }));
    const vectors = await embedPassages(embedder, texts.map(({ title, text }) => `${title}\n${text}`));
    await withSystem(db, "fill a judged collection", async (tx) => {
      await tx.insert(documents).values(texts.map(({ documentId, id, title }) => ({ id: documentId, title: title || id, kind: "text" as const, fileName: id, storageKey: id, sizeBytes: 0, contentHash: id })));
      await addPassages(tx, texts.map(({ documentId, id, title, text }, at) => ({
        documentId, audience: "staff" as const, position: 0, headings: title ? [title] : [], content: text || title || id, startOffset: 0, endOffset: Math.max(1, text.length), page: null,
        contentHash: id, embedding: vectors[at] ?? null, embeddingModel: embedder.id,
      })));
      for (const { documentId, id } of texts) names.set(documentId, id);
    });
  }
  await withSystem(db, "know the new texts", (tx) => tx.execute(sql`analyze document_chunks`));
  return names;
}

async function examine(db: Database, embedder: Embedder, collection: Collection): Promise<Record<SearchHalves, Measures>> {
  const names = await fill(db, embedder, collection);
  const measured = {} as Record<SearchHalves, Measures>;
  for (const halves of HALVES) {
    const rankings: Parameters<typeof measureRankings>[0][number][] = [];
    for (const question of collection.questions) {
      const { passages: found } = await searchKnowledge(db, READER, embedder, question.text, { halves, limit: 100, perDocument: 100 });
      rankings.push({ ranking: found.map(({ documentId }) => names.get(documentId) ?? ""), grades: collection.grades.get(question.id) ?? new Map<string, number>() });
    }
    measured[halves] = measureRankings(rankings);
  }
  return measured;
}

/**
 * Asks every question of each judged collection through the product's own search, by words alone, by vectors alone
 * and by both, each collection in an embedded database of its own.
 */
export async function runRetrieval(given: Env, embedder: Embedder, collections: readonly Collection[], log: (words: string) => void): Promise<Record<string, Record<SearchHalves, Measures>>> {
  const results: Record<string, Record<SearchHalves, Measures>> = {};
  for (const collection of collections) {
    const dataDir = mkdtempSync(join(tmpdir(), "misty-retrieval-"));
    try {
      const opened = await openDatabase({ ...given, DATABASE_URL: undefined, DATABASE_DIRECT_URL: undefined, demo: false, dataDir }, { purpose: "command", exclusive: true });
      try {
        log(`${collection.name}: ${collection.texts.length} texts, ${collection.questions.length} questions`);
        results[collection.name] = await opened.withQueryLimit(600_000, () => examine(opened.db, embedder, collection));
      } finally {
        await opened.close();
      }
    } finally {
      rmSync(dataDir, { recursive: true, force: true });
    }
  }
  return results;
}
