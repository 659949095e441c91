import type { AnswerBlock } from "#agents/contracts/blocks.ts";
import type { Citation, NearestPassage, Passage, PassagesData } from "#agents/contracts/citations.ts";
import { citedClashes, sayClash } from "#agents/tools/documents/describe-clashes.ts";
import { givenWordsOf, readClaim } from "#kb/answering/compare.ts";
import { readStatements } from "#kb/answering/statements.ts";
import { findQuote, type ReadPassage, readPassage } from "./find-quote.ts";
import { type Pause, pauseEvery } from "#kb/pause-every.ts";
import { beginsWithDecline, saysNotThere } from "./says-not-there.ts";
import { splitAnswer } from "./split-answer.ts";

/** Passages that are shown beside an answer that declines. */
const NEAREST = 3;

/** Marks of a sentence and of an answer that are held against passages; who writes more wants to look borne out, or to keep us busy. */
const MOST_OF_A_SENTENCE = 6;
const MOST_OF_AN_ANSWER = 200;
/** Others wait at most so long. */
const BREATHE_MS = 10;

function quoted<Of extends Passage>(passage: Of, start: number, end: number): Omit<Of, "content"> & { quote: string } {
  const { content, ...rest } = passage;
  return { ...rest, quote: content.slice(start, end), startOffset: passage.startOffset + start, endOffset: passage.startOffset + end };
}

/** The beginning of a passage that a person recognises it by: the span found for the question, else its first statement. */
function nearestOf(passage: Passage, blocks: readonly AnswerBlock[]): NearestPassage {
  const span = blocks.flatMap(({ extract }) => extract?.spans ?? []).find(({ number }) => number === passage.number) ?? readStatements(passage.content)[0] ?? { start: 0, end: passage.content.length };
  const { number: _number, ...rest } = quoted(passage, span.start, span.end);
  return rest;
}

/**
 * Holds every mark of an answer against the passage it names: it counts where a span of that passage, word for word,
 * says what its sentence says. Also which sentences state something without such a mark, and whether the answer declined:
 * it begins by saying so and cites nothing. What it states all the same is marked as uncited.
 */
export async function citePassages(text: string, blocks: readonly AnswerBlock[], question: string, pause: Pause = pauseEvery(BREATHE_MS)): Promise<PassagesData> {
  const passages = new Map(blocks.flatMap((block) => block.passages ?? []).map((passage) => [passage.number, passage]));
  const read = new Map<number, ReadPassage>();
  const given = givenWordsOf(question);
  const { sentences, marks } = splitAnswer(text);
  const citations: Citation[] = [];
  const held = new Map<number, number>();
  const uncited: PassagesData["uncited"] = [];
  let tried = 0;
  const clashes = blocks.flatMap((block) => block.clashes ?? []);
  // The other way round where the other side is the cited one.
  const own = [...blocks.flatMap(({ notes }) => notes), ...clashes.flatMap((clash) => [sayClash(clash), sayClash({ ...clash, one: clash.other, other: clash.one })])];
  for (const sentence of sentences) {
    await pause();
    const claim = readClaim(sentence.text);
    const found = new Map<number, number>();
    for (const at of sentence.marks) {
      const number = marks[at]?.number ?? 0;
      const passage = passages.get(number);
      if (!passage) continue;
      if (!found.has(number)) {
        if (found.size >= MOST_OF_A_SENTENCE || tried >= MOST_OF_AN_ANSWER) continue;
        tried += 1;
        const statements = read.get(number) ?? (await readPassage(passage, pause));
        read.set(number, statements);
        const span = await findQuote(claim, given, statements, pause);
        const citation = span && quoted(passage, span.start, span.end);
        const same = citation ? citations.findIndex((one) => one.passageId === citation.passageId && one.startOffset === citation.startOffset && one.endOffset === citation.endOffset) : -1;
        found.set(number, same >= 0 || !citation ? same : citations.push(citation) - 1);
      }
      const citation = found.get(number) ?? -1;
      if (citation >= 0) held.set(at, citation);
    }
    const isCited = sentence.marks.some((at) => held.has(at));
    if (!isCited && claim.isStatement && !saysNotThere(sentence.text) && !own.some((one) => one.includes(sentence.text))) uncited.push({ start: sentence.start, end: sentence.end });
  }
  const declined = citations.length === 0 && beginsWithDecline(text);
  return {
    citations,
    marks: marks.map(({ number }, at) => ({ number, citation: held.get(at) ?? null })),
    uncited,
    declined,
    clashes: citedClashes(clashes, citations),
    nearest: declined ? [...passages.values()].slice(0, NEAREST).map((passage) => nearestOf(passage, blocks)) : [],
  };
}
