import type { Passage } from "#agents/contracts/citations.ts";
import { type Claim, type GivenWords, isSaidBy, joinTexts, type ReadText, readText, type Said } from "#kb/answering/compare.ts";
import { readStatements, type Statement } from "#kb/answering/statements.ts";
import type { Pause } from "#kb/pause-every.ts";

/** Statements in a row that one quote may run over; of a table fewer, whose rows lend each other's figures. */
const LONGEST_RUN = 3;
const LONGEST_RUN_OF_ROWS = 2;

/** What several statements must have more of the sentence than a single one that says otherwise. */
const MORE_OF_A_RUN = 0.1;

/** A passage read once, for all sentences that are held against it. */
export interface ReadPassage {
  statements: readonly (Statement & { read: ReadText; around: ReadText })[];
}

export async function readPassage(passage: Pick<Passage, "title" | "headings" | "content">, pause: Pause): Promise<ReadPassage> {
  const around = readText([passage.title, ...passage.headings].join(". "));
  const contexts = new Map<string, ReadText>();
  const contextOf = (context: string): ReadText => {
    const known = contexts.get(context) ?? joinTexts([readText(context), around]);
    contexts.set(context, known);
    return known;
  };
  const statements: ReadPassage["statements"][number][] = [];
  for (const statement of readStatements(passage.content)) {
    await pause();
    // Items stand under their lead, and with none under the heading.
    const lead = statement.kind === "item" ? statement.context || (passage.headings.at(-1) ?? "") : "";
    statements.push({ ...statement, read: readText(statement.text, lead), around: contextOf(statement.context) });
  }
  return { statements };
}

/**
 * The shortest run of statements of a passage that bears out a sentence: it has enough of the sentence's words and all
 * of its figures, and says it of the same people and not the opposite. Characters of the passage's content; null when
 * nothing does, or where a statement that is nearer to the sentence says otherwise.
 */
export async function findQuote(claim: Claim, given: GivenWords, { statements }: ReadPassage, pause: Pause): Promise<{ start: number; end: number } | null> {
  let against = 0;
  for (let size = 1; size <= LONGEST_RUN; size += 1) {
    let best: { start: number; end: number; said: Said } | null = null;
    for (let at = 0; at + size <= statements.length; at += 1) {
      await pause();
      const run = statements.slice(at, at + size);
      const [first, last] = [run[0], run.at(-1)];
      if (!first || !last || (size > LONGEST_RUN_OF_ROWS && run.some(({ kind }) => kind === "row"))) continue;
      const said = isSaidBy(claim, joinTexts(run.map(({ read }) => read)), run.every(({ around }) => around === first.around) ? first.around : joinTexts(run.map(({ around }) => around)), given);
      if (size === 1 && said.differs) against = Math.max(against, said.share);
      if (said.holds && (best === null || said.share > best.said.share)) best = { start: first.start, end: last.end, said };
    }
    // Put together with another, the statement that says the opposite seems to say both.
    if (best) return best.said.share >= against + (size === 1 ? 0 : MORE_OF_A_RUN) ? { start: best.start, end: best.end } : null;
  }
  return null;
}
