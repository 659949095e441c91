import { rankStatements, type TermCounts } from "../answering/assess.ts";
import { readQuestion, wordsOf } from "../answering/question.ts";
import { readStatements } from "../answering/statements.ts";
import { stem } from "../answering/stem.ts";
import { JAZZ_NOTES, type JazzNote } from "./notes.ts";

export interface FoundNote {
  note: JazzNote;
  /** The sentences of it that answer, in their order; all of them when the question asks for the thing itself. */
  sentences: string[];
}

const asWords = (text: string): string => ` ${wordsOf(text).join(" ")} `;
const stemsIn = (text: string) => new Set(wordsOf(text).map(stem));

const inNotes = new Map<string, number>();
for (const { names, text } of JAZZ_NOTES) for (const one of stemsIn(`${names.join(" ")} ${text}`)) inNotes.set(one, (inNotes.get(one) ?? 0) + 1);
const COUNTS: TermCounts = { passages: JAZZ_NOTES.length, meanLength: 45, of: (one) => inNotes.get(one) ?? 0 };

/** Sentences of a note that are said at most, and the share of a question that they must be about. */
const MOST_SENTENCES = 3;
const LEAST_COVERED = 0.6;
const MOST_NOTES = 2;

/**
 * The built-in notes that answer a question: those whose name stands in it, the longest name first, else those that say
 * most of its words. None when no note is about it.
 */
export function findNotes(question: string): FoundNote[] {
  const asked = asWords(question);
  const named = JAZZ_NOTES.flatMap((note) => {
    const name = note.names.filter((one) => asked.includes(asWords(one))).sort((a, b) => b.length - a.length)[0];
    return name ? [{ note, name }] : [];
  });
  // "Blue Note" in "original Blue Note pressings with a deep groove" does not hide what stands beside it; "Blue" in "Blue Train" does.
  const own = named.filter(({ name }) => !named.some((other) => other.name !== name && asWords(other.name).includes(asWords(name))));
  const read = readQuestion(question);
  const pool = own.length > 0 ? own.map(({ note }) => note) : [...JAZZ_NOTES];
  const ranked = rankStatements(read, pool.map(({ names, text }) => ({ title: "", headings: names, content: text })), COUNTS).sort((a, b) => b.features.covered - a.features.covered);
  const chosen: FoundNote[] = [];
  for (const { passage, features } of ranked) {
    const note = pool[passage];
    if (!note || chosen.some((one) => one.note === note) || chosen.length === MOST_NOTES) continue;
    if (own.length === 0 && features.covered < LEAST_COVERED) continue;
    const best = ranked.filter((one) => one.passage === passage && one.features.covered >= features.covered - 0.1).map(({ statement }) => statement.start);
    const all = readStatements(note.text);
    // Asked for the thing itself, or for nothing that one sentence has more of than the others: the note as it is.
    const isWhole = read.concepts.every(({ stems }) => stems.every((one) => note.names.some((name) => stemsIn(name).has(one)))) || best.length === all.length;
    chosen.push({ note, sentences: (isWhole ? all : all.filter(({ start }) => best.includes(start))).slice(0, MOST_SENTENCES).map(({ text }) => text) });
  }
  return chosen;
}
