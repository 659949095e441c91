import { z } from "zod/v4";

/** What may be wrong with an answer from the documents, in words a person can pick. */
export const FEEDBACK_REASONS = ["Not what I asked", "Wrong", "Out of date", "Not complete", "Hard to understand"] as const;

/** The queues of the documents' desk. */
export const KNOWLEDGE_QUEUES = ["unanswered", "feedback", "stale", "contradictions"] as const;
export type KnowledgeQueue = (typeof KNOWLEDGE_QUEUES)[number];

const note = (longest: string) => z.string().trim().max(1_000, longest);

export const giveFeedbackInput = z.object({
  runId: z.uuid(),
  isHelpful: z.boolean(),
  /** Only where it did not help. */
  reason: note("A reason may have 1,000 characters at most.").nullish().transform((text) => text || null),
});

export const givenFeedbackInput = z.object({ conversationId: z.uuid() });

/** `answered`: the documents say it now; `dismissed`: not ours to answer; `open`: taken back. */
export const decideUnansweredInput = z.object({
  id: z.uuid(),
  state: z.enum(["answered", "dismissed", "open"]),
  note: note("A note may have 1,000 characters at most.").nullish().transform((text) => text || null),
});

export const dismissContradictionInput = z.object({
  id: z.uuid(),
  /** True: none; false: taken back. */
  dismissed: z.boolean(),
  note: note("A reason may have 1,000 characters at most.").nullish().transform((text) => text || null),
});

export const queueInput = z.object({
  /** What was decided already, instead of what waits. */
  decided: z.boolean().default(false),
});

/** `open`: what did not help and waits; `helpful`: what did help; `settled`: what somebody saw to. */
export const FEEDBACK_VIEWS = ["open", "helpful", "settled"] as const;
export type FeedbackView = (typeof FEEDBACK_VIEWS)[number];
export const feedbackInput = z.object({ view: z.enum(FEEDBACK_VIEWS).default("open") });

export const settleFeedbackInput = z.object({
  id: z.uuid(),
  /** True: somebody saw to it; false: taken back. */
  settled: z.boolean(),
  note: note("A note may have 1,000 characters at most.").nullish().transform((text) => text || null),
});

/** A row that was just decided, to say what became of it. */
export const queueEntryInput = z.object({ queue: z.enum(["unanswered", "feedback", "contradictions"]), id: z.uuid() });
