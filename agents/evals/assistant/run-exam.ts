import { askInTerminal } from "#agents/runtime/ask.ts";
import type { Env } from "#server/env.ts";
import { openExamShop } from "./exam-shop.ts";
import { grade, type Result } from "./grade.ts";
import type { Question } from "./question.ts";
import { QUESTIONS } from "./questions.ts";
import { rightRows } from "./right-rows.ts";

/** One question, what was answered, and what that is worth. */
export interface Graded {
  id: string;
  /** The tool's topic, or null for what the assistant cannot do. */
  topic: string | null;
  role: string;
  question: string;
  after: readonly string[];
  answer: string;
  tools: readonly string[];
  result: Result;
  missing: readonly string[];
  model: string;
}

async function examine(runtime: Awaited<ReturnType<typeof openExamShop>>["runtime"], question: Question): Promise<Graded> {
  const { id, role, after = [] } = question;
  const rows = await rightRows(runtime.db, question);
  const answer = await askInTerminal(runtime, { agentId: "analyst", role, questions: [...after, question.question] });
  const { result, missing } = grade(question, { text: answer.text, evidence: answer.evidence, failed: answer.outcome !== "completed" }, rows);
  return {
    id, topic: question.kind === "impossible" ? null : question.topic, role, question: question.question, after, answer: answer.text,
    tools: answer.evidence.map(({ tool }) => tool), result, missing, model: answer.model,
  };
}

/** Holds the exam in the fixed demo shop, question by question, each a conversation of its own. */
export async function runExam(env: Env, log: (words: string) => void): Promise<Graded[]> {
  const { runtime, close } = await openExamShop(env, log);
  try {
    const graded: Graded[] = [];
    for (const question of QUESTIONS) {
      graded.push(await examine(runtime, question));
      if (graded.length % 25 === 0) log(`${graded.length} of ${QUESTIONS.length} questions asked`);
    }
    return graded;
  } finally {
    await close();
  }
}
