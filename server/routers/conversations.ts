import { fromStored } from "#agents/runtime/stored-messages.ts";
import { listConversations, listMessages, readConversation } from "#db/queries/agents/conversations.ts";
import { archiveInput, conversationId, conversationsInput, renameInput } from "../contracts/conversations.ts";
import { AppError } from "../errors.ts";
import { archiveConversation, renameConversation } from "../services/conversations/change-conversation.ts";
import { keepStanding } from "../services/conversations/keep-standing.ts";
import { router, txProcedure } from "../trpc/procedures.ts";

/** The person's own conversations with an agent. Asking goes through `POST /api/agents/:agentId`. */
export const conversationsRouter = router({
  list: txProcedure.input(conversationsInput).query(({ ctx, input }) => listConversations(ctx.tx, input?.agent ?? "analyst")),
  read: txProcedure.input(conversationId).query(async ({ ctx, input }) => {
    const found = await readConversation(ctx.tx, input.id);
    if (!found) throw new AppError("NOT_FOUND", "This conversation is not there any more.");
    const messages = (await keepStanding(ctx.tx, await listMessages(ctx.tx, input.id))).map(fromStored);
    return { id: found.id, title: found.title, messages };
  }),
  rename: txProcedure.input(renameInput).mutation(({ ctx, input }) => renameConversation(ctx, input)),
  /** Takes it off the list; `archived: false` puts it back. */
  remove: txProcedure.input(archiveInput).mutation(({ ctx, input }) => archiveConversation(ctx, input)),
});
