import { v7 } from "uuid";
import { readAnswerOfRun } from "#db/queries/knowledge/answers.ts";
import { knowledgeFeedback } from "#db/schema/index.ts";
import { AppError } from "../../errors.ts";
import { rateRun } from "../agent-runs/keep-ledger.ts";
import type { ServiceContext } from "../context.ts";

const MOST_LETTERS = 4_000;

/**
 * Keeps what the person said about an answer of their own from the documents; a second word takes the place of the first, and waits again.
 * What was asked and what was cited is read from the answer itself. Throws NOT_FOUND for an answer that is not theirs or not there any more.
 */
export async function giveFeedback(ctx: ServiceContext, { runId, isHelpful, reason }: { runId: string; isHelpful: boolean; reason: string | null }): Promise<{ traceId: string | null }> {
  const { tx, person, now } = ctx;
  const answer = await readAnswerOfRun(tx, runId);
  if (!answer) throw new AppError("NOT_FOUND", "This answer is not there any more.");
  const rated = await rateRun(ctx, { runId, wasHelpful: isHelpful });
  const said = { question: answer.question.slice(0, MOST_LETTERS), documentIds: answer.documentIds, places: answer.places, isHelpful, reason: isHelpful ? null : reason, createdAt: now };
  await tx.insert(knowledgeFeedback).values({ id: v7(), runId, userId: person.id, ...said }).onConflictDoUpdate({ target: [knowledgeFeedback.runId, knowledgeFeedback.userId], set: { ...said, settledBy: null, settledAt: null, note: null } });
  return rated;
}
