import { z } from "zod/v4";

export const activityInput = z.object({
  limit: z.number().int().min(1).max(100).default(12),
  cursor: z.string().max(200).optional().catch(undefined),
});

/** `lastEventId` is what a browser that lost the stream says on coming back. */
export const activityStreamInput = z.object({ lastEventId: z.uuid().nullish().catch(undefined) }).optional();

/** A piece of a sentence: words, a link, or an amount in the shop's currency. */
export type SentencePart = { kind: "text"; text: string } | { kind: "link"; text: string; href: string } | { kind: "money"; amount: string };
