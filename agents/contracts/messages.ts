import type { UIMessage } from "ai";
import { z } from "zod/v4";
import type { AnswerBlock, ToolFailure } from "./blocks.ts";
import type { PassagesData } from "./citations.ts";
import type { SourcesData } from "./sources.ts";

/** Agents that can be asked; the same ids as `npm run ask -- --agent`. */
export const AGENT_IDS = ["analyst", "librarian", "jazz"] as const;
export type AgentId = (typeof AGENT_IDS)[number];

/** How a turn ended. */
export const TURN_OUTCOMES = ["completed", "stopped", "failed"] as const;

export const messageMetadata = z.object({
  /** The run in the ledger; evidence and feedback hang on it. */
  runId: z.string().optional(),
  model: z.string().optional(),
  /** True when the built-in model answered, which the screen says. */
  offline: z.boolean().optional(),
  outcome: z.enum(TURN_OUTCOMES).optional(),
  /** Why it failed or stopped, and what to do, in a sentence. */
  notice: z.string().optional(),
  askedAt: z.string().optional(),
});
export type MessageMetadata = z.infer<typeof messageMetadata>;

export const numberMark = z.object({
  /** The figure as it stands in the text: "$393,155.27". */
  text: z.string(),
  value: z.number(),
  /** `verified`: stands in a tool's result; `question`: the asker or the page said it; `unverified`: neither. */
  status: z.enum(["verified", "question", "unverified"]),
  /** The tool call it came from; null unless verified. */
  callId: z.string().nullable(),
  /** Where in that result: a figure's key, or column and row. */
  source: z.string().nullable(),
});
export type NumberMark = z.infer<typeof numberMark>;

/** Parts of ours beside the SDK's: the figures of the answer and where they come from, the passages it cites, the pages it stands on. */
export type MistyData = { numbers: { marks: NumberMark[] }; passages: PassagesData; sources: SourcesData };
export type MistyTools = Record<string, { input: Record<string, unknown>; output: AnswerBlock | ToolFailure }>;
/** A message as the browser shows it and the database keeps it. */
export type MistyMessage = UIMessage<MessageMetadata, MistyData, MistyTools>;

/** What `POST /api/agents/:agentId` takes. The history is the server's own; the client sends one message, or none to try the last one again. */
export const askBody = z.object({
  /** Made by the client (UUID v7) when a conversation begins. */
  conversationId: z.uuid(),
  /** The new message; null: answer the last question again (`retry`). */
  message: z.object({ id: z.uuid(), text: z.string().trim().min(1, "Write a question first.").max(4_000, "A question may have 4,000 characters at most.") }).nullable(),
  /** An earlier question that the new message replaces, with everything after it. */
  replaces: z.uuid().optional(),
  /** The page and its filters that the person is looking at. */
  page: z.object({ path: z.string().max(200), search: z.string().max(2_000) }).optional(),
});
export type AskBody = z.infer<typeof askBody>;
