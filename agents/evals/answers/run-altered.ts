import { readFileSync } from "node:fs";
import type { AnswerBlock } from "#agents/contracts/blocks.ts";
import type { Passage } from "#agents/contracts/citations.ts";
import { citePassages } from "#agents/runtime/after-answer/cite-passages.ts";
import { LIMITS } from "#kb/ingest/limits.ts";
import { readBytes } from "#kb/ingest/read-bytes.ts";
import { HELD_OUT_SENTENCES } from "./altered/held-out.ts";
import { TUNING_SENTENCES } from "./altered/tuning.ts";
import type { AlteredSentence } from "./altered/types.ts";

/** One sentence and its false twin, held against the passage they cite. */
export interface HeldSentence extends AlteredSentence {
  part: "tuning" | "held-out";
  /** Whether the true one kept its mark, and whether the false one lost it. */
  keepsRight: boolean;
  dropsWrong: boolean;
}

const collapse = (text: string): string => text.replace(/\s+/g, " ").trim();

const blockOf = (passage: Passage): AnswerBlock => ({ title: "", period: null, against: null, currency: "EUR", figures: [], table: null, chart: null, notes: [], passages: [passage] });

async function readPassages(document: string): Promise<Passage[]> {
  const { body, spans, title } = await readBytes(readFileSync(new URL(`../../../knowledge-base/documents/${document}.md`, import.meta.url)), LIMITS);
  return spans.map(({ headings, start, end, page }, at) => ({ number: 1, passageId: `${document} ${at}`, documentId: document, title: title ?? document, version: 1, headings: [...headings], page, content: body.slice(start, end), startOffset: start, endOffset: end, reviewedOn: null, updatedAt: "" }));
}

/** E2b: holds true sentences about the shop's documents and altered ones against the passage that both cite. Throws where a passage is not there. */
export async function holdAltered(sentences: readonly { part: HeldSentence["part"]; of: readonly AlteredSentence[] }[] = [{ part: "tuning", of: TUNING_SENTENCES }, { part: "held-out", of: HELD_OUT_SENTENCES }]): Promise<HeldSentence[]> {
  const documents = new Map<string, Passage[]>();
  const held: HeldSentence[] = [];
  for (const { part, of } of sentences) {
    for (const sentence of of) {
      const passages = documents.get(sentence.document) ?? (await readPassages(sentence.document));
      documents.set(sentence.document, passages);
      const passage = passages.find(({ content }) => collapse(content).includes(collapse(sentence.quote)));
      if (!passage) throw new Error(`No passage of ${sentence.document} says: ${sentence.quote}`);
      const holds = async (said: string) => (await citePassages(`${said} [1]`, [blockOf(passage)], sentence.question)).citations.length > 0;
      held.push({ ...sentence, part, keepsRight: await holds(sentence.right), dropsWrong: !(await holds(sentence.wrong)) });
    }
  }
  return held;
}
