import { expect, test } from "vitest";
import { averagePrecision, measureRankings, ndcgAt10, recallAt100 } from "./measures.ts";

const grades = new Map([["a", 3], ["b", 1], ["c", 0], ["d", 2]]);

test("nDCG counts grades, falling with the rank, against the best order there is", () => {
  expect(ndcgAt10(["a", "d", "b"], grades)).toBeCloseTo(1, 12);
  // By hand: (1 + 3 / log2(3)) / (3 + 2 / log2(3) + 1 / 2)
  expect(ndcgAt10(["b", "a", "x"], grades)).toBeCloseTo((1 + 3 / Math.log2(3)) / (3 + 2 / Math.log2(3) + 0.5), 12);
  expect(ndcgAt10([], grades)).toBe(0);
  expect(ndcgAt10(["a"], new Map([["a", 0]]))).toBe(0);
  expect(ndcgAt10([...Array.from({ length: 10 }, (_, at) => `x${at}`), "a"], grades)).toBe(0);
});

test("average precision and recall count what was judged relevant and not found as nothing", () => {
  expect(averagePrecision(["b", "c", "a"], grades)).toBeCloseTo((1 / 1 + 2 / 3) / 3, 12);
  expect(recallAt100(["b", "c", "a"], grades)).toBeCloseTo(2 / 3, 12);
  expect(recallAt100([...Array.from({ length: 100 }, (_, at) => `x${at}`), "a"], grades)).toBe(0);
});

test("all questions weigh the same", () => {
  expect(measureRankings([{ ranking: ["a", "d", "b"], grades }, { ranking: [], grades }])).toEqual({ ndcg10: 0.5, map: 0.5, recall100: 0.5 });
  expect(measureRankings([])).toEqual({ ndcg10: 0, map: 0, recall100: 0 });
});
