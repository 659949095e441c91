import { eq } from "drizzle-orm";
import { conversations } from "#db/schema/index.ts";
import { AppError } from "../../errors.ts";
import { recordActivities } from "../activity/record-activity.ts";
import type { ServiceContext } from "../context.ts";

const note = ({ tx, person, now, requestId }: ServiceContext, id: string, action: string) =>
  recordActivities(tx, [{ at: now, actor: { kind: "person", id: person.id }, action, category: "agents", object: { type: "conversation", id }, requestId }]);

const missing = () => new AppError("NOT_FOUND", "This conversation is not there any more.");

/** Gives a conversation of the person another title. Throws NOT_FOUND. */
export async function renameConversation(ctx: ServiceContext, { id, title }: { id: string; title: string }): Promise<void> {
  const changed = await ctx.tx.update(conversations).set({ title }).where(eq(conversations.id, id)).returning({ id: conversations.id });
  if (changed.length === 0) throw missing();
  await note(ctx, id, "conversation.renamed");
}

/** Takes a conversation off the list, or puts it back (undo). Its evidence stays with the ledger. Throws NOT_FOUND. */
export async function archiveConversation(ctx: ServiceContext, { id, archived }: { id: string; archived: boolean }): Promise<void> {
  const changed = await ctx.tx.update(conversations).set({ archivedAt: archived ? ctx.now : null }).where(eq(conversations.id, id)).returning({ id: conversations.id });
  if (changed.length === 0) throw missing();
  await note(ctx, id, archived ? "conversation.archived" : "conversation.restored");
}
