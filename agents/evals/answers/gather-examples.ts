import { v7 } from "uuid";
import { standAlone } from "#agents/runtime/offline-model/documents/stand-alone.ts";
import { pauseEvery } from "#kb/pause-every.ts";
import { KEYLESS } from "#agents/runtime/embedder.ts";
import { withRls, withSystem } from "#db/rls.ts";
import { documents } from "#db/schema/index.ts";
import { describeCandidates, type Described } from "#kb/answering/describe-candidates.ts";
import { gatherPassages, prepareQuestion } from "#kb/answering/find-evidence.ts";
import type { ReadQuestion } from "#kb/answering/question.ts";
import { GOLDEN_QUESTIONS } from "#kb/golden-questions.ts";
import type { Env } from "#server/env.ts";
import { openAnswersShop } from "./answers-shop.ts";

/** A golden question of the tuning part with every statement that was found for it. */
export interface Example {
  id: string;
  /** Questions of one group are about one document. */
  group: string;
  kind: string;
  isFollowUp: boolean;
  isAnswerable: boolean;
  read: ReadQuestion;
  described: readonly Described[];
  /** Of each statement, whether it says the answer, and whether it stands in a passage that does. */
  says: readonly boolean[];
  isIn: readonly boolean[];
}

interface Asked extends Pick<Example, "id" | "group" | "kind" | "isFollowUp"> {
  question: string;
  focus: string;
  wanted: readonly { document: string; quote: string }[];
}

function questionsToLearnFrom(): Asked[] {
  const inTuning = <Of extends { part: string }>(questions: readonly Of[]): Of[] => questions.filter(({ part }) => part === "tuning");
  const { answerable, unanswerable, followUps } = GOLDEN_QUESTIONS;
  return [
    ...inTuning(answerable).map(({ id, kind, question, document, quote, alsoAnsweredBy = [] }): Asked => ({ id, group: document, kind, isFollowUp: false, question, focus: "", wanted: [{ document, quote }, ...alsoAnsweredBy] })),
    ...inTuning(unanswerable).map(({ id, group, question }): Asked => ({ id, group: id, kind: group, isFollowUp: false, question, focus: "", wanted: [] })),
    ...inTuning(followUps).map(({ id, first, followUp, document, quote }): Asked => {
      const { question, focus } = standAlone(followUp, [first]);
      return { id, group: document, kind: "follow-up", isFollowUp: true, question, focus: focus ?? "", wanted: [{ document, quote }] };
    }),
  ];
}

const collapse = (text: string): string => text.replace(/\s+/g, " ").trim();

/** Looks every question of the tuning part up in a shop of its own, as an admin does with the built-in embedder. */
export async function gatherExamples(env: Env): Promise<Example[]> {
  const { runtime, close } = await openAnswersShop(env);
  try {
    const rows = await withSystem(runtime.db, "documents of the exam", (tx) => tx.select({ id: documents.id, name: documents.corpusName }).from(documents), { readOnly: true });
    const names = new Map(rows.map(({ id, name }) => [id, name]));
    const examples: Example[] = [];
    for (const { question, focus, wanted, ...about } of questionsToLearnFrom()) {
      const prepared = await prepareQuestion(KEYLESS, question, { focus });
      const { passages, counts } = await withRls(runtime.db, { id: v7(), role: "admin" }, (tx) => gatherPassages(tx, prepared), { readOnly: true });
      const described = await describeCandidates(prepared.read, passages, counts, pauseEvery(10));
      const rightIn = passages.map(({ documentId, content }) => wanted.filter(({ document, quote }) => names.get(documentId) === document && collapse(content).includes(collapse(quote))));
      const isIn = described.map(({ passage }) => (rightIn[passage]?.length ?? 0) > 0);
      const says = described.map(({ passage, statement }) => {
        const text = collapse(statement.text);
        return (rightIn[passage] ?? []).some(({ quote }) => collapse(quote).includes(text) || text.includes(collapse(quote)));
      });
      examples.push({ ...about, isAnswerable: wanted.length > 0, read: prepared.read, described, says, isIn });
    }
    return examples;
  } finally {
    await close();
  }
}
