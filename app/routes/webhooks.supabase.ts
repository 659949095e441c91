import { type ActionFunctionArgs, json } from "@remix-run/node";
import { WEBHOOK_SECRET_HEADER } from "#server/contracts/webhooks.ts";
import { AppError } from "#server/errors.ts";
import { callerFor } from "#server/trpc/caller.ts";

/** Where Supabase sends its database webhooks. */
export async function action({ request, context }: ActionFunctionArgs) {
  const caller = await callerFor(request, context);
  try {
    return json({ outcome: await caller.webhooks.takeSupabase({ secret: request.headers.get(WEBHOOK_SECRET_HEADER), body: await request.text() }) });
  } catch (error) {
    if (error instanceof AppError) return json({ sentence: error.message }, 400);
    throw error;
  }
}

/** The address alone is no page. */
export const loader = () => json({ sentence: "Events are sent here with POST." }, { status: 405, headers: { Allow: "POST" } });
