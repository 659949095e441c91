import type { AnswerBlock } from "#agents/contracts/blocks.ts";
import { type Citation, type NearestPassage, NOT_IN_DOCUMENTS, type Passage, type PassagesData } from "#agents/contracts/citations.ts";
import { statesSomething } from "#kb/answering/compare.ts";
import { readStatements } from "#kb/answering/statements.ts";
import { findQuote } from "./find-quote.ts";
import { splitAnswer } from "./split-answer.ts";

/** Passages that are shown beside an answer that declines. */
const NEAREST = 3;

/** A sentence about what the documents do not say has nothing to cite. */
const SAYS_NOT_THERE = /\b(?:documents?|passages?)\b.{0,80}\b(?:not|nothing|none|no)\b|\b(?:not|nothing|none|no)\b.{0,80}\b(?:documents?|passages?)\b/i;

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

/** True for the answer that says there is none; whatever it says beside, it cites nothing then. */
const declines = (text: string): boolean => text.replace(/[*_>#]/g, "").trim().toLowerCase().startsWith(NOT_IN_DOCUMENTS.toLowerCase().replace(/\.$/, ""));

/**
 * Holds every mark of an answer against the passage it names: it counts where a span of that passage, word for word,
 * says what its sentence says. Also which sentences state something without such a mark, and whether the answer declined.
 */
export function citePassages(text: string, blocks: readonly AnswerBlock[], question: string): PassagesData {
  const passages = new Map(blocks.flatMap((block) => block.passages ?? []).map((passage) => [passage.number, passage]));
  const { sentences, marks } = splitAnswer(text);
  const declined = declines(text);
  const citations: Citation[] = [];
  const held = new Map<number, number>();
  const uncited: PassagesData["uncited"] = [];
  for (const sentence of declined ? [] : sentences) {
    let isCited = false;
    for (const at of sentence.marks) {
      const passage = passages.get(marks[at]?.number ?? 0);
      const span = passage ? findQuote(sentence.text, question, passage) : null;
      if (!passage || !span) continue;
      const citation = quoted(passage, span.start, span.end);
      const same = citations.findIndex((one) => one.passageId === citation.passageId && one.startOffset === citation.startOffset && one.endOffset === citation.endOffset);
      held.set(at, same >= 0 ? same : citations.push(citation) - 1);
      isCited = true;
    }
    if (!isCited && statesSomething(sentence.text) && !SAYS_NOT_THERE.test(sentence.text)) uncited.push({ start: sentence.start, end: sentence.end });
  }
  return {
    citations,
    marks: marks.map(({ number }, at) => ({ number, citation: held.get(at) ?? null })),
    uncited,
    declined,
    nearest: declined ? [...passages.values()].slice(0, NEAREST).map((passage) => nearestOf(passage, blocks)) : [],
  };
}
