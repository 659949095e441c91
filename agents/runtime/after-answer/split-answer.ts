import { findMarks, type TextMark } from "../../contracts/citations.ts";

/** A sentence of an answer with the marks that belong to it. */
export interface AnswerSentence {
  /** Characters of the answer's text, marks behind it not included. */
  start: number;
  end: number;
  /** Its words, marks blanked out by spaces. */
  text: string;
  /** Indices into the answer's marks. */
  marks: number[];
}

const segmenter = new Intl.Segmenter("en", { granularity: "sentence" });

/** The sentences of an answer, line by line, each with the marks that stand in it or right behind it. */
export function splitAnswer(answer: string): { sentences: AnswerSentence[]; marks: TextMark[] } {
  const marks = findMarks(answer);
  // Blanked out, so that a mark neither ends a sentence nor begins one, and offsets stay.
  let blank = answer;
  for (const { start, end } of marks) blank = blank.slice(0, start) + " ".repeat(end - start) + blank.slice(end);
  const sentences: AnswerSentence[] = [];
  let from = 0;
  for (const line of blank.split("\n")) {
    const first = sentences.length;
    for (const { segment, index } of segmenter.segment(line)) {
      const words = segment.replace(/^\s*(?:[-*+]|\d{1,3}[.)]|#{1,6}|>)\s+/, (sign) => " ".repeat(sign.length));
      const text = words.trim();
      if (!/[\p{L}\p{N}]/u.test(text)) continue;
      const start = from + index + words.indexOf(text);
      sentences.push({ start, end: start + text.length, text, marks: [] });
    }
    for (const [at, mark] of marks.entries()) {
      if (mark.start < from || mark.start > from + line.length) continue;
      // Behind the full stop or before it: the last sentence that had begun.
      const owner = sentences.slice(first).filter((sentence) => sentence.start <= mark.start).at(-1) ?? sentences[first];
      owner?.marks.push(at);
    }
    from += line.length + 1;
  }
  return { sentences, marks };
}
