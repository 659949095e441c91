import { z } from "zod/v4";
import { ACTIVITY_CATEGORIES, ACTIVITY_RESULTS, ACTOR_KINDS } from "#db/enums.ts";
import { periodInput } from "./period.ts";

export const activityInput = z.object({
  limit: z.number().int().min(1).max(100).default(12),
  cursor: z.string().max(200).optional().catch(undefined),
});

/** `lastEventId` is what a browser that lost the stream says on coming back. */
export const activityStreamInput = z.object({ lastEventId: z.uuid().nullish().catch(undefined) }).optional();

/** A piece of a sentence: words, a link, or an amount in the shop's currency. */
export type SentencePart = { kind: "text"; text: string } | { kind: "link"; text: string; href: string } | { kind: "money"; amount: string };

const text = (most: number) => z.string().trim().max(most).transform((value) => value || undefined).optional().catch(undefined);

/** The activity log as it stands in a URL. What cannot be read is left out, never an error. `object` is `type:id`; `who` a person's id, or a kind of actor for what no person did. */
export const activityLogInput = periodInput.extend({
  who: z.union([z.uuid(), z.enum(ACTOR_KINDS)]).optional().catch(undefined),
  category: z.enum(ACTIVITY_CATEGORIES).optional().catch(undefined),
  result: z.enum(ACTIVITY_RESULTS).optional().catch(undefined),
  action: z.string().regex(/^[a-z_]+\.[a-z_]+$/).max(80).optional().catch(undefined),
  object: z.string().regex(/^[a-z_]{1,40}:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/).optional().catch(undefined),
  q: text(80),
  cursor: text(200),
});
export type ActivityLogInput = z.output<typeof activityLogInput>;

/** "order.created" -> "order created". */
export const sayAction = (action: string): string => action.replace(".", " ").replaceAll("_", " ");
