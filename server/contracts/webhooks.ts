import { z } from "zod/v4";

/** The header in which a webhook shows the secret that both sides know. */
export const WEBHOOK_SECRET_HEADER = "x-misty-webhook-secret";

/** What arrived at a webhook: the secret it showed and its body as it came. */
export const webhookCall = z.object({ secret: z.string().max(500).nullable(), body: z.string().max(1_048_576) });
export type WebhookCall = z.output<typeof webhookCall>;

const row = z.record(z.string(), z.unknown());

/** Supabase's event of a database webhook. */
export const supabaseEvent = z.object({
  type: z.enum(["INSERT", "UPDATE", "DELETE"]),
  schema: z.string().min(1).max(63),
  table: z.string().min(1).max(63),
  record: row.nullable(),
  old_record: row.nullable(),
});
export type SupabaseEvent = z.output<typeof supabaseEvent>;
