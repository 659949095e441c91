import { createHash, timingSafeEqual } from "node:crypto";
import { eq } from "drizzle-orm";
import { z } from "zod/v4";
import type { Database } from "#db/client.ts";
import { withSystem } from "#db/rls.ts";
import { webhookEvents } from "#db/schema/index.ts";
import { type SupabaseEvent, supabaseEvent, type WebhookCall } from "../../contracts/webhooks.ts";
import { AppError } from "../../errors.ts";
import { recordActivities } from "../activity/record-activity.ts";

/** What became of an event: taken, or known already (a replay, which has no effect). */
export type WebhookOutcome = "taken" | "known";

const VERBS = { INSERT: "inserted", UPDATE: "updated", DELETE: "deleted" } as const;
const isUuid = (value: unknown): value is string => z.uuid().safeParse(value).success;

/**
 * Takes an event that Supabase sends when a row was changed past this app. Its values are not
 * believed and not kept (they may be personal or a password's hash): what is kept is which row and
 * which columns, and the activity that is written wakes every open feed. Figures need no word:
 * their version is stepped by triggers in the database, whoever writes.
 *
 * Supabase sends no id, so an event is known by the SHA-256 of its body, which holds the row with
 * its times. Throws FORBIDDEN without the secret, NOT_FOUND where no secret is set,
 * BAD_REQUEST when the body is not such an event.
 */
export async function takeSupabaseEvent(input: { db: Database; secret: string | undefined; call: WebhookCall; now: Date; requestId?: string | undefined }): Promise<WebhookOutcome> {
  const { db, secret, call, now } = input;
  if (!secret) throw new AppError("NOT_FOUND", "This webhook is off: SUPABASE_WEBHOOK_SECRET is not set.");
  if (!sameText(call.secret ?? "", secret)) throw new AppError("FORBIDDEN", "The webhook's secret is missing or wrong.");
  const event = readEvent(call.body);
  const externalId = createHash("sha256").update(call.body).digest("hex");
  const objectId = (event.record ?? event.old_record)?.["id"];
  return withSystem(db, "take a webhook's event", async (tx) => {
    const [kept] = await tx
      .insert(webhookEvents)
      .values({ source: "supabase", externalId, status: "received", receivedAt: now, payload: { type: event.type, schema: event.schema, table: event.table, id: isUuid(objectId) ? objectId : null, columns: changedColumns(event) } })
      .onConflictDoNothing()
      .returning({ id: webhookEvents.id });
    if (!kept) return "known";
    await recordActivities(tx, [
      {
        at: now,
        actor: { kind: "webhook", id: null },
        action: `row.${VERBS[event.type]}`,
        category: "imports",
        // A name from outside: only what our own tables may be called.
        ...(isUuid(objectId) && /^[a-z_]+$/.test(event.table) ? { object: { type: event.table, id: objectId } } : {}),
        fields: changedColumns(event),
        requestId: input.requestId,
      },
    ]);
    await tx.update(webhookEvents).set({ status: "processed", processedAt: now }).where(eq(webhookEvents.id, kept.id));
    return "taken";
  });
}

function readEvent(body: string): SupabaseEvent {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    throw new AppError("BAD_REQUEST", "The body is not JSON.");
  }
  const parsed = supabaseEvent.safeParse(value);
  if (!parsed.success) throw new AppError("BAD_REQUEST", "The body is not an event of a Supabase database webhook.");
  return parsed.data;
}

/** Names of the columns an update changed, as far as they are names. */
function changedColumns({ type, record, old_record }: SupabaseEvent): string[] {
  if (type !== "UPDATE" || !record || !old_record) return [];
  return Object.keys(record).filter((column) => /^[a-z0-9_]{1,63}$/.test(column) && JSON.stringify(record[column]) !== JSON.stringify(old_record[column])).sort().slice(0, 100);
}

/** Compares in a time that does not tell how much was right. */
function sameText(given: string, expected: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
