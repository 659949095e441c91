import { askInTerminal } from "#agents/runtime/ask.ts";
import type { UserRole } from "#db/enums.ts";
import { sql } from "drizzle-orm";
import { withSystem } from "#db/rls.ts";
import { GOLDEN_QUESTIONS } from "#kb/golden-questions.ts";
import { PARTS, type Part } from "#kb/golden-questions/types.ts";
import type { Env } from "#server/env.ts";
import { openAnswersShop } from "./answers-shop.ts";
import { type AnswerResult, type ExamPassage, gradeAnswer, type Wanted } from "./grade-answer.ts";

export interface GradedAnswer {
  id: string;
  part: Part | "forbidden";
  group: string;
  role: UserRole;
  questions: readonly string[];
  result: AnswerResult;
  /** Whether it quotes the very words that answer, and not a neighbour of the same passage. */
  quotesIt: boolean;
  /** Marks of the answer, citations that held, those whose quote does not stand verbatim in passage and document, and sentences that cite nothing. */
  cited: number;
  notVerbatim: number;
  text: string;
  model: string;
}

interface Asked extends Wanted {
  id: string;
  part: GradedAnswer["part"];
  group: string;
  role: UserRole;
  questions: readonly string[];
}

function questionsOf(parts: readonly Part[]): Asked[] {
  const { answerable, unanswerable, followUps, forbidden } = GOLDEN_QUESTIONS;
  const inParts = <Of extends { part: Part }>(questions: readonly Of[]): Of[] => questions.filter(({ part }) => parts.includes(part));
  return [
    ...inParts(answerable).map(({ id, part, kind, question, document, quote, alsoAnsweredBy = [] }): Asked => ({ id, part, group: kind, role: "admin", questions: [question], wanted: [{ document, quote }, ...alsoAnsweredBy] })),
    ...inParts(followUps).map(({ id, part, first, followUp, document, quote }): Asked => ({ id, part, group: "follow-up", role: "admin", questions: [first, followUp], wanted: [{ document, quote }] })),
    ...inParts(unanswerable).map(({ id, part, group, question }): Asked => ({ id, part, group, role: "admin", questions: [question], wanted: null })),
    ...forbidden.map(({ id, question, role, mustNotSee }): Asked => ({ id, part: "forbidden", group: "forbidden", role, questions: [question], wanted: null, mustNotSee })),
  ];
}

/** Asks the golden questions of `parts`, and those that a role may not have answered, each in a conversation of its own. */
export async function runAnswers(env: Env, parts: readonly Part[], log: (words: string) => void): Promise<GradedAnswer[]> {
  const { runtime, close } = await openAnswersShop(env);
  try {
    const rows = await withSystem(runtime.db, "passages of the exam", (tx) => tx.execute<ExamPassage & { id: string } & Record<string, unknown>>(sql`
      select c.id, d.corpus_name as document, d.title, d.body, c.content from document_chunks c join documents d on d.id = c.document_id`), { readOnly: true });
    const passages = new Map(rows.map((row) => [row.id, row]));
    const questions = questionsOf(parts);
    const graded: GradedAnswer[] = [];
    for (const asked of questions) {
      const answer = await askInTerminal(runtime, { agentId: "librarian", role: asked.role, questions: asked.questions });
      const notVerbatim = answer.citations.filter(({ passageId, quote, startOffset, endOffset }) => {
        const passage = passages.get(passageId);
        return quote === "" || !passage?.content.includes(quote) || passage.body.slice(startOffset, endOffset) !== quote;
      }).length;
      graded.push({ id: asked.id, part: asked.part, group: asked.group, role: asked.role, questions: asked.questions, ...gradeAnswer(asked, answer, passages), cited: answer.citations.length, notVerbatim, text: answer.text, model: answer.model });
      if (graded.length % 50 === 0) log(`${graded.length} of ${questions.length} questions asked`);
    }
    return graded;
  } finally {
    await close();
  }
}

export const isPart = (name: string): name is Part => (PARTS as readonly string[]).includes(name);
