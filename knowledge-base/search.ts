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

/** What was found, and what it was found with. */
export interface Found {
  passages: FoundPassage[];
  /** True when vectors were compared; false when words alone were looked for. */
  byVectors: boolean;
  /** The embedding model that was asked, or would have been. */
  model: string;
  /** Why words alone were looked for though vectors were wanted, in a sentence; else null. */
  note: string | null;
}

/**
 * The passages of the shop's documents nearest to `words` that `person` may read, best first. The words go to the
 * embedding model first, outside of any transaction. A model that gives no vector is no reason to find nothing: the
 * words are looked for alone then, and `note` says so. Asked for vectors alone it throws what the model's provider said.
 */
export async function searchKnowledge(db: Database, person: Person, embedder: Embedder, words: string, { limit = 8, perDocument = 3, halves = "fusion", signal }: SearchOptions = {}): Promise<Found> {
  const { vector, note } = await vectorOf(embedder, words, halves, signal);
  const search: PassageSearch = {
    words,
    vector,
    model: embedder.id,
    vectorWeight: vector === null ? 0 : halves === "vector" ? 1 : embedder.weight,
    feedback: vector !== null && halves === "fusion" ? embedder.feedback : 0,
    byWords: halves !== "vector",
    limit,
    perDocument,
  };
  const passages = await withRls(db, person, (tx) => searchPassages(tx, search), { readOnly: true });
  return { passages, byVectors: vector !== null, model: embedder.name, note };
}

async function vectorOf(embedder: Embedder, words: string, halves: SearchHalves, signal?: AbortSignal): Promise<{ vector: number[] | null; note: string | null }> {
  if (halves === "fulltext") return { vector: null, note: null };
  try {
    return { vector: await embedQuestion(embedder, words, signal), note: null };
  } catch (error) {
    if (halves === "vector" || signal?.aborted) throw error;
    const why = error instanceof Error ? error.message : "The embedding model gave no vector.";
    return { vector: null, note: `${why} So documents were looked for by their words alone.` };
  }
}
