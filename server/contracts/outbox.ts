import { z } from "zod/v4";
import { EMAIL_KINDS, EMAIL_STATUSES } from "#db/enums.ts";

/** The outbox as it stands in a URL. What cannot be read is left out, never an error. */
export const outboxInput = z.object({
  status: z.enum(EMAIL_STATUSES).optional().catch(undefined),
  kind: z.enum(EMAIL_KINDS).optional().catch(undefined),
  cursor: z.string().max(200).optional().catch(undefined),
});

/** What a person may do with a mail: send a failed or unknown one again, say that an unknown one arrived, or cancel one that has not left. */
export const OUTBOX_ACTS = ["retry", "arrived", "cancel"] as const;
export const outboxActInput = z.object({ id: z.uuid(), act: z.enum(OUTBOX_ACTS) });
export type OutboxAct = (typeof OUTBOX_ACTS)[number];
