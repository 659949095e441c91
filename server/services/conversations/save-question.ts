import { and, asc, desc, eq, gte, sql } from "drizzle-orm";
import type { StoredMessage } from "#db/queries/agents/conversations.ts";
import { listMessages } from "#db/queries/agents/conversations.ts";
import { agentRuns, conversations, messages } from "#db/schema/index.ts";
import { AppError } from "../../errors.ts";
import { LOST_AFTER_MS } from "../agent-runs/keep-ledger.ts";
import type { ServiceContext } from "../context.ts";
import { keepStanding } from "./keep-standing.ts";
import { storableText } from "../storable-json.ts";

const TITLE_LENGTH = 80;

interface Question {
  conversationId: string;
  agentId: string;
  /** The new question; null answers the last one again. */
  message: { id: string; text: string } | null;
  /** The earlier question that the new one replaces, with everything after it. */
  replaces?: string | undefined;
  /** Made for the answer, which gets its row now so that evidence can point to it. */
  answerId: string;
  /** The page and filters the person looks at, kept when the conversation begins. */
  context: unknown;
}

const titleOf = (text: string): string => {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length <= TITLE_LENGTH ? line : `${line.slice(0, TITLE_LENGTH - 1).replace(/[\ud800-\udbff]$/, "").trimEnd()}…`;
};

/**
 * Saves a question and the empty row of its answer, and gives the messages up to and with the
 * question. Begins the conversation when it is new. The run of the answer begins in the same
 * transaction: until that is over the conversation is locked, after it the open run keeps others out.
 * Throws NOT_FOUND for somebody else's conversation, CONFLICT while its last question is being answered.
 */
export async function saveQuestion({ tx, person, now }: ServiceContext, question: Question): Promise<StoredMessage[]> {
  const { conversationId, agentId, replaces, answerId } = question;
  const message = question.message && { id: question.message.id, text: storableText(question.message.text) };
  if (message) {
    await tx
      .insert(conversations)
      .values({ id: conversationId, userId: person.id, agentId, title: titleOf(message.text), context: question.context ?? null })
      .onConflictDoNothing();
  }
  // Locked, so that two tabs of one person ask one after the other.
  const [conversation] = await tx.select({ agentId: conversations.agentId }).from(conversations).where(eq(conversations.id, conversationId)).for("update");
  if (!conversation || conversation.agentId !== agentId) throw new AppError("NOT_FOUND", "This conversation is not there any more. Begin a new one.");
  const [running] = await tx
    .select({ id: agentRuns.id })
    .from(agentRuns)
    .where(and(eq(agentRuns.conversationId, conversationId), eq(agentRuns.status, "running"), gte(agentRuns.startedAt, new Date(now.getTime() - LOST_AFTER_MS))))
    .limit(1);
  if (running) throw new AppError("CONFLICT", "The last question of this conversation is still being answered. Stop it first, or wait.");

  await removeFrom(tx, conversationId, message ? replaces : await lastAnswer(tx, conversationId));
  const kept = await keepStanding(tx, await listMessages(tx, conversationId));
  let position = (kept.at(-1)?.position ?? -1) + 1;
  if (message) {
    const parts = [{ type: "text", text: message.text }];
    const [saved] = await tx.insert(messages).values({ id: message.id, conversationId, position, role: "user", parts }).onConflictDoNothing().returning({ id: messages.id });
    if (!saved) throw new AppError("CONFLICT", "This question has been asked already. Load the conversation again.");
    kept.push({ id: message.id, position, role: "user", parts, metadata: null });
    position += 1;
  }
  if (kept.at(-1)?.role !== "user") throw new AppError("BAD_REQUEST", "There is no question to answer again. Ask one first.");
  await tx.insert(messages).values({ id: answerId, conversationId, position, role: "assistant", parts: [] });
  await tx.update(conversations).set({ updatedAt: now, archivedAt: null }).where(eq(conversations.id, conversationId));
  return kept;
}

/** The answer after the last question, if there is one: it is to be given again. */
async function lastAnswer(tx: ServiceContext["tx"], conversationId: string): Promise<string | undefined> {
  const [last] = await tx.select({ id: messages.id, role: messages.role }).from(messages).where(eq(messages.conversationId, conversationId)).orderBy(desc(messages.position)).limit(1);
  return last?.role === "assistant" ? last.id : undefined;
}

async function removeFrom(tx: ServiceContext["tx"], conversationId: string, messageId: string | undefined): Promise<void> {
  if (messageId === undefined) return;
  const [from] = await tx.select({ position: messages.position }).from(messages).where(and(eq(messages.conversationId, conversationId), eq(messages.id, messageId))).orderBy(asc(messages.position));
  if (!from) throw new AppError("NOT_FOUND", "The message to replace is not there any more. Load the conversation again.");
  await tx.delete(messages).where(and(eq(messages.conversationId, conversationId), sql`${messages.position} >= ${from.position}`));
}
