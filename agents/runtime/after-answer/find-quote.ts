import type { Passage } from "#agents/contracts/citations.ts";
import { givenWordsOf, isSaidBy, type Said } from "#kb/answering/compare.ts";
import { readStatements } from "#kb/answering/statements.ts";

/** Statements in a row that one quote may run over; of a table fewer, whose rows lend each other's figures. */
const LONGEST_RUN = 3;
const LONGEST_RUN_OF_ROWS = 2;

/**
 * The shortest run of statements of a passage that bears out a sentence: it has enough of the sentence's words and all
 * of its figures, except those that the question itself gave. Characters of the passage's content; null when nothing does.
 */
export function findQuote(sentence: string, question: string, passage: Passage): { start: number; end: number } | null {
  const given = givenWordsOf(question);
  const statements = readStatements(passage.content);
  const around = [passage.title, ...passage.headings].join(" ");
  for (let size = 1; size <= LONGEST_RUN; size += 1) {
    let best: { start: number; end: number; said: Said } | null = null;
    for (let at = 0; at + size <= statements.length; at += 1) {
      const run = statements.slice(at, at + size);
      const [first, last] = [run[0], run.at(-1)];
      if (!first || !last || (size > LONGEST_RUN_OF_ROWS && run.some(({ kind }) => kind === "row"))) continue;
      const said = isSaidBy(sentence, passage.content.slice(first.start, last.end), [...new Set(run.map(({ context }) => context)), around].join(" "), given);
      if (said.holds && (best === null || said.share > best.said.share)) best = { start: first.start, end: last.end, said };
    }
    if (best) return { start: best.start, end: best.end };
  }
  return null;
}
