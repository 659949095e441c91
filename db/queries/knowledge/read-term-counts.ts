import { sql } from "drizzle-orm";
import type { Tx } from "../../client.ts";

export interface TermCountsRow {
  passages: number;
  /** Terms of a passage on average. */
  meanLength: number;
  /** In how many passages each of the asked terms stands; those in none are left out. */
  counts: Map<string, number>;
}

/** In how many passages, of those that the signed-in person may read, each term of PostgreSQL's English text search stands, and how many passages there are. */
export async function readTermCounts(tx: Tx, terms: readonly string[]): Promise<TermCountsRow> {
  const [totals] = await tx.execute<{ passages: number; mean_length: number }>(sql`
    select coalesce(sum(chunk_count), 0)::float8 as passages, coalesce(sum(term_count), 0)::float8 / greatest(sum(chunk_count), 1) as mean_length from knowledge_totals`);
  const rows = await tx.execute<{ term: string; chunk_count: number }>(sql`select term, sum(chunk_count)::float8 as chunk_count from knowledge_terms where term = any(${sql.param(terms)}::text[]) group by term`);
  return { passages: totals?.passages ?? 0, meanLength: totals?.mean_length ?? 0, counts: new Map(rows.map(({ term, chunk_count }) => [term, chunk_count])) };
}
