import { eq } from "drizzle-orm";
import { conversations, messages } from "#db/schema/index.ts";
import type { ServiceContext } from "../context.ts";
import { storableJson } from "../storable-json.ts";

/** Puts the content of an answer, whole or as far as it came, into the row that `saveQuestion` made. Throws when the row is gone. */
export async function saveAnswer({ tx, now }: ServiceContext, answer: { id: string; conversationId: string; parts: unknown[]; metadata: unknown }): Promise<void> {
  const saved = await tx.update(messages).set({ parts: storableJson(answer.parts), metadata: storableJson(answer.metadata) }).where(eq(messages.id, answer.id)).returning({ id: messages.id });
  if (saved.length === 0) throw new Error(`the row of the answer ${answer.id} is gone`);
  await tx.update(conversations).set({ updatedAt: now }).where(eq(conversations.id, answer.conversationId));
}
