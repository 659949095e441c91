import { eq } from "drizzle-orm";
import { conversations } from "#db/schema/index.ts";
import { AppError } from "../../errors.ts";
import type { ServiceContext } from "../context.ts";

const missing = () => new AppError("NOT_FOUND", "This conversation is not there any more.");

/** Gives a conversation of the person another title. Throws NOT_FOUND. */
export async function renameConversation({ tx }: ServiceContext, { id, title }: { id: string; title: string }): Promise<void> {
  const changed = await tx.update(conversations).set({ title }).where(eq(conversations.id, id)).returning({ id: conversations.id });
  if (changed.length === 0) throw missing();
}

/** Takes a conversation off the list, or puts it back (undo). Its evidence stays with the ledger. Throws NOT_FOUND. */
export async function archiveConversation({ tx, now }: ServiceContext, { id, archived }: { id: string; archived: boolean }): Promise<void> {
  const changed = await tx.update(conversations).set({ archivedAt: archived ? now : null }).where(eq(conversations.id, id)).returning({ id: conversations.id });
  if (changed.length === 0) throw missing();
}
