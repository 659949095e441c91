import { webhookCall } from "../contracts/webhooks.ts";
import { takeSupabaseEvent } from "../services/webhooks/take-supabase-event.ts";
import { publicProcedure, router } from "../trpc/procedures.ts";

export const webhooksRouter = router({
  /** An event of a Supabase database webhook; who knows the secret may send it. */
  takeSupabase: publicProcedure
    .input(webhookCall)
    .mutation(({ ctx, input }) => takeSupabaseEvent({ db: ctx.runtime.db, secret: ctx.runtime.env.SUPABASE_WEBHOOK_SECRET, call: input, now: ctx.now, requestId: ctx.requestId })),
});
