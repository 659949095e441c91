import { type FoundPassage, type PassageSearch, searchPassages } from "#db/queries/knowledge/search-passages.ts";
import { type Person, withRls } from "#db/rls.ts";
import type { Database } from "#db/client.ts";
import { embedQuestion, type Embedder } from "#agents/runtime/embedder.ts";

/** Which halves of the search are asked. */
export type SearchHalves = "fulltext" | "vector" | "fusion";

interface SearchOptions {
  limit?: number;
  perDocument?: number;
  halves?: SearchHalves;
  signal?: AbortSignal;
}

/**
 * The passages of the shop's documents nearest to `words` that `person` may read, best first. The words go to the
 * embedding model first, outside of any transaction. Throws what the embedding model's provider answered.
 */
export async function searchKnowledge(db: Database, person: Person, embedder: Embedder, words: string, { limit = 8, perDocument = 3, halves = "fusion", signal }: SearchOptions = {}): Promise<FoundPassage[]> {
  const search: PassageSearch = {
    words,
    vector: halves === "fulltext" ? null : await embedQuestion(embedder, words, signal),
    model: embedder.id,
    vectorWeight: halves === "fulltext" ? 0 : halves === "vector" ? 1 : embedder.weight,
    feedback: halves === "fusion" ? embedder.feedback : 0,
    byWords: halves !== "vector",
    limit,
    perDocument,
  };
  return withRls(db, person, (tx) => searchPassages(tx, search), { readOnly: true });
}
