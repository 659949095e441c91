import { z } from "zod/v4";
import { AGENT_IDS } from "#agents/contracts/messages.ts";

/** Without an agent: the analyst. */
export const conversationsInput = z.object({ agent: z.enum(AGENT_IDS) }).optional();
export const conversationId = z.object({ id: z.uuid() });
export const renameInput = z.object({ id: z.uuid(), title: z.string().trim().min(1, "Give it a title.").max(120, "A title may have 120 characters at most.") });
export const archiveInput = z.object({ id: z.uuid(), archived: z.boolean() });
export const rateInput = z.object({ runId: z.uuid(), wasHelpful: z.boolean().nullable() });
export const evidenceInput = z.object({ runId: z.uuid(), callId: z.string().min(1).max(200) });
export const suggestionsInput = z.object({ path: z.string().max(200) });
