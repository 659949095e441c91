import { eq } from "drizzle-orm";
import { conversations, messages } from "#db/schema/index.ts";
import type { ServiceContext } from "../context.ts";

/** Puts the content of an answer, whole or as far as it came, into the row that `saveQuestion` made. */
export async function saveAnswer({ tx, now }: ServiceContext, answer: { id: string; conversationId: string; parts: unknown[]; metadata: unknown }): Promise<void> {
  await tx.update(messages).set({ parts: answer.parts, metadata: answer.metadata }).where(eq(messages.id, answer.id));
  await tx.update(conversations).set({ updatedAt: now }).where(eq(conversations.id, answer.conversationId));
}
