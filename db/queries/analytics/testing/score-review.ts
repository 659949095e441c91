import { sql } from "drizzle-orm";
import type { Tx } from "../../../client.ts";

/*
 * The reader of reviews once more, in JavaScript and on whole numbers: the rules of
 * `misty_internal.read_reviews`, written independently. The words come from the same table.
 */

interface Word {
  weight: number | null;
  negates: boolean;
  /** Tenths. */
  degree: number | null;
  theme: string | null;
}

type Words = ReadonlyMap<string, Word>;

/** The list of words. Needs the owner's rights. */
export async function loadWords(tx: Tx): Promise<Words> {
  const rows = await tx.execute<{ word: string; weight: number | null; negates: boolean; degree: number | null; theme: string | null }>(
    sql`select word, weight::int as weight, negates, (degree * 10)::int as degree, theme from misty_internal.review_words`,
  );
  return new Map(rows.map(({ word, ...rest }) => [word, rest]));
}

export interface Reading {
  label: "good" | "mixed" | "bad" | "none";
  score: number | null;
  themes: string[];
}

const clauses = (body: string): string[][] =>
  body
    .replace(/[A-Z]/g, (letter) => letter.toLowerCase())
    .replace(/[’`]/g, "'")
    .replaceAll("n't", " not")
    .replace(/'[a-z]+/g, "")
    .split(/[.,!?;:…]+/)
    .map((clause) => clause.split(/[^a-z]+/).filter((word) => word !== ""));

/** One hundred thousand is a weight of one. */
const ONE = 100_000;

/** What a body says by its words. */
export function scoreReview(words: Words, body: string | null): Reading {
  let praise = 0;
  let blame = 0;
  let judged = 0;
  const themes = new Set<string>();
  for (const clause of clauses(body ?? "")) {
    const pairs = new Map<number, Word>();
    for (let i = 0; i + 1 < clause.length; i += 1) {
      const pair = words.get(`${clause[i]} ${clause[i + 1]}`);
      if (pair?.theme) themes.add(pair.theme);
      if (pair && pair.weight !== null) pairs.set(i, pair);
    }
    const spent = new Set<number>();
    const negators: number[] = [];
    for (const [i, token] of clause.entries()) {
      const word = words.get(token);
      if (word?.theme) themes.add(word.theme);
      const inPair = pairs.has(i) || pairs.has(i - 1);
      if (word?.negates && !inPair) negators.push(i);
      const judging = [pairs.get(i), inPair ? undefined : word].filter((candidate): candidate is Word => candidate !== undefined && candidate.weight !== null);
      for (const { weight } of judging) {
        let value = (weight ?? 0) * ONE;
        const negator = [i - 1, i - 2, i - 3].find((at) => words.get(clause[at] ?? "")?.negates);
        if (negator !== undefined) {
          spent.add(negator);
          value = value > 0 ? (-value * 3) / 4 : -value / 2;
        }
        const degree = words.get(clause[i - 1] ?? "")?.degree ?? 10;
        value = (value * degree) / 10;
        if (value > 0) praise += value;
        else blame += (-value * 5) / 4;
        judged += 1;
      }
    }
    for (const at of negators) {
      if (spent.has(at)) continue;
      blame += ONE;
      judged += 1;
    }
  }
  const sum = (praise - blame) / ONE;
  const label = judged === 0 ? "none" : praise - blame < ONE / 5 ? "bad" : blame * 2 >= praise ? "mixed" : "good";
  return { label, score: judged === 0 ? null : sum / Math.sqrt(sum * sum + 15), themes: [...themes].sort() };
}
