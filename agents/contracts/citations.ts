import { z } from "zod/v4";

/*
 * How an answer from the shop's documents points to its passages. A model writes `[3]` behind a sentence; what is
 * quoted is never its word: we look for the span of passage 3 that says the same, and drop the mark where there is none.
 */

/** A passage as a search of the documents gives it to a model, with the number it is cited by. */
export const passage = z.object({
  /** From 1; the same passage keeps its number through a turn. */
  number: z.number().int().min(1),
  passageId: z.string(),
  documentId: z.string(),
  title: z.string(),
  /** The version of the document whose text this is; a newer file of it may wait to be read. */
  version: z.number().int(),
  /** The headings it stands under, outermost first. */
  headings: z.array(z.string()),
  /** From 1; null where the document has no pages. */
  page: z.number().int().nullable(),
  /** Verbatim from the document's body. */
  content: z.string(),
  /** Where it begins in the body, in characters (UTF-16). */
  startOffset: z.number().int(),
  endOffset: z.number().int(),
  /** ISO day, or null when nobody wrote one down. */
  reviewedOn: z.string().nullable(),
  /** ISO instant. */
  updatedAt: z.string(),
});
export type Passage = z.infer<typeof passage>;

/** A span of a document that bears out a sentence of the answer. */
export const citation = passage.omit({ content: true }).extend({
  /** Verbatim from the passage. */
  quote: z.string(),
  /** Of the quote in the document's body: `body.slice(startOffset, endOffset) === quote`. */
  startOffset: z.number().int(),
  endOffset: z.number().int(),
});
export type Citation = z.infer<typeof citation>;

/** A passage that came near, shown when the answer declined. */
const nearestPassage = citation.omit({ number: true });
export type NearestPassage = z.infer<typeof nearestPassage>;

/** One side of a contradiction: what this document says of it. */
const clashSide = z.object({
  /** What differs, verbatim: "30 days"; where rules differ and no figures, the whole statement. */
  words: z.string(),
  title: z.string(),
  /** ISO day, or null when nobody wrote one down. */
  reviewedOn: z.string().nullable(),
  /** The number the answer cites this very statement by; null when it does not. */
  number: z.number().int().nullable(),
  /** The statement: `body.slice(startOffset, endOffset) === quote` in that version of the document. */
  place: nearestPassage.pick({ passageId: true, documentId: true, version: true, headings: true, page: true, quote: true, startOffset: true, endOffset: true }),
});

export type ClashSide = z.infer<typeof clashSide>;

/** Two documents, both of which the asker may read, that say different things of what the answer cites. `one` is cited. */
export const clash = z.object({
  /** What it is about, to stand behind "disagree about": "the days", "the sum", "what is allowed". */
  subject: z.string(),
  one: clashSide,
  other: clashSide,
});
export type Clash = z.infer<typeof clash>;

export const passagesData = z.object({
  /** One for each mark that holds; two sentences may quote one passage at two places. */
  citations: z.array(citation),
  /** For each mark of the text, in the order of `findMarks`: which of `citations` it is, or null: it did not hold and is not shown. */
  marks: z.array(z.object({ number: z.number().int(), citation: z.number().int().nullable() })),
  /** Sentences that state something and cite nothing that holds, by their characters in the answer's text. */
  uncited: z.array(z.object({ start: z.number().int(), end: z.number().int() })),
  /** True for "That is not in our documents." */
  declined: z.boolean(),
  /** What comes nearest; only when declined. */
  nearest: z.array(nearestPassage),
  /** Open contradictions that cited statements stand in; missing in answers that are older than this. */
  clashes: z.array(clash).optional(),
  /**
   * True where a document that the answer stood on was removed, changed in what was quoted, or closed to the asker since:
   * its words are gone then, for good or for this person, and the text is one sentence that says so. Nothing is cited then.
   */
  withdrawn: z.boolean().optional(),
});
/** The message part `data-passages`. Its characters count in the answer's text parts joined by a blank line, trimmed (`textOf`). */
export type PassagesData = z.infer<typeof passagesData>;

/** What a librarian says when nothing fits, in exactly these words: it is recognised by them. */
export const NOT_IN_DOCUMENTS = "That is not in our documents.";

export interface TextMark {
  /** The number that is cited. */
  number: number;
  /** Characters to replace by a chip; the marks of one bracket, "[1, 2]", share its characters out between them. */
  start: number;
  end: number;
}

/** The marks of a text in order: `[1]`, `[1][2]`, `[1, 2]`, with a space before or not. */
export function findMarks(text: string): TextMark[] {
  return [...text.matchAll(/\[\s*(\d{1,3}(?:\s*[,;]\s*\d{1,3})*)\s*\]/g)].flatMap((bracket) => {
    const numbers = [...bracket[0].matchAll(/\d+/g)];
    return numbers.map((found, at) => ({
      number: Number(found[0]),
      start: bracket.index + (at === 0 ? 0 : found.index),
      end: bracket.index + (numbers[at + 1]?.index ?? bracket[0].length),
    }));
  });
}

/** The text without the marks that do not hold, for where there are no chips. */
export function withoutDroppedMarks(text: string, data: Pick<PassagesData, "marks">): string {
  const marks = findMarks(text);
  let said = "";
  let from = 0;
  for (const [index, { number, start, end }] of marks.entries()) {
    const before = text.slice(from, start);
    from = end;
    if (data.marks[index]?.citation == null) said += before.replace(/[ \t]+$/, "");
    else said += `${before}[${number}]`;
  }
  return said + text.slice(from);
}
