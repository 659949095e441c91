/** How good rankings are, each 0 to 1, a mean over questions. */
export interface Measures {
  ndcg10: number;
  map: number;
  recall100: number;
}

/**
 * nDCG at 10 with graded gains over log2(rank + 1) (Jarvelin and Kekalainen 2002, as trec_eval counts it), for one
 * question: `ranking` best first, `grades` of the judged texts.
 */
export function ndcgAt10(ranking: readonly string[], grades: ReadonlyMap<string, number>): number {
  const gain = (values: readonly number[]) => values.slice(0, 10).reduce((sum, grade, at) => sum + Math.max(0, grade) / Math.log2(at + 2), 0);
  const best = gain([...grades.values()].sort((a, b) => b - a));
  return best === 0 ? 0 : gain(ranking.map((id) => grades.get(id) ?? 0)) / best;
}

/** Mean of the precision at each relevant text, those not found counting 0, for one question. */
export function averagePrecision(ranking: readonly string[], grades: ReadonlyMap<string, number>): number {
  const relevant = [...grades.values()].filter((grade) => grade > 0).length;
  let found = 0;
  const sum = ranking.reduce((total, id, at) => ((grades.get(id) ?? 0) > 0 ? total + ++found / (at + 1) : total), 0);
  return relevant === 0 ? 0 : sum / relevant;
}

/** Share of the relevant texts among the first 100, for one question. */
export function recallAt100(ranking: readonly string[], grades: ReadonlyMap<string, number>): number {
  const relevant = [...grades].filter(([, grade]) => grade > 0).map(([id]) => id);
  const first = new Set(ranking.slice(0, 100));
  return relevant.length === 0 ? 0 : relevant.filter((id) => first.has(id)).length / relevant.length;
}

/** The three measures over all questions. */
export function measureRankings(rankings: readonly { ranking: readonly string[]; grades: ReadonlyMap<string, number> }[]): Measures {
  const mean = (of: (ranking: readonly string[], grades: ReadonlyMap<string, number>) => number) =>
    rankings.reduce((sum, { ranking, grades }) => sum + of(ranking, grades), 0) / Math.max(1, rankings.length);
  return { ndcg10: mean(ndcgAt10), map: mean(averagePrecision), recall100: mean(recallAt100) };
}
