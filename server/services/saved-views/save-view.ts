import { and, count, eq, sql } from "drizzle-orm";
import { v7 } from "uuid";
import type { Tx } from "#db/client.ts";
import { savedViews } from "#db/schema/index.ts";
import { MOST_SAVED_VIEWS, type SavedViewPage, type SaveViewInput } from "../../contracts/saved-views.ts";
import { AppError } from "../../errors.ts";
import { recordActivities } from "../activity/record-activity.ts";
import type { ServiceContext } from "../context.ts";

/** Writes down what was done to a view; its name may hold a person's, so it lies in the erasable details. */
export async function recordViewAct({ tx, person, now, requestId }: ServiceContext, verb: string, view: { id: string; name: string }, fields: string[] = []): Promise<void> {
  await recordActivities(tx, [
    { at: now, actor: { kind: "person", id: person.id }, action: `view.${verb}`, category: "settings", object: { type: "saved_view", id: view.id }, fields, requestId, details: { name: view.name } },
  ]);
}

/** One writer of a person's views at a time, until the transaction ends: names stay apart and the limit holds. */
export async function lockViewsOf(tx: Tx, ownerId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`saved_views ${ownerId}`}, 0))`);
}

/** Throws CONFLICT, beside the field, when another view of the person's on that page has the name. */
export async function requireFreeName(tx: Tx, ownerId: string, page: SavedViewPage, name: string, exceptId: string | null): Promise<void> {
  const [taken] = await tx
    .select({ id: savedViews.id })
    .from(savedViews)
    .where(and(eq(savedViews.ownerId, ownerId), eq(savedViews.page, page), sql`lower(${savedViews.name}) = lower(${name})`, exceptId === null ? undefined : sql`${savedViews.id} <> ${exceptId}`))
    .limit(1);
  if (taken) throw new AppError("CONFLICT", `You have a view called “${name}” here already.`, { name: `You have a view called “${name}” here already.` });
}

/**
 * Keeps the settings of a page under a name. Throws CONFLICT for a name that the person has there
 * already or an id that exists, PRECONDITION_FAILED at the limit.
 */
export async function saveView(context: ServiceContext, { id = v7(), page, name, search, isShared }: SaveViewInput): Promise<{ id: string }> {
  const { tx, person } = context;
  await lockViewsOf(tx, person.id);
  const [had] = await tx.select({ views: count() }).from(savedViews).where(eq(savedViews.ownerId, person.id));
  if ((had?.views ?? 0) >= MOST_SAVED_VIEWS) throw new AppError("PRECONDITION_FAILED", `You have ${MOST_SAVED_VIEWS} saved views, which is the most. Delete one first.`);
  await requireFreeName(tx, person.id, page, name, null);
  const saved = await tx.insert(savedViews).values({ id, ownerId: person.id, page, name, search, isShared }).onConflictDoNothing().returning({ id: savedViews.id });
  if (saved.length === 0) throw new AppError("CONFLICT", "This view is there already.");
  await recordViewAct(context, "saved", { id, name }, isShared ? ["is_shared"] : []);
  return { id };
}
