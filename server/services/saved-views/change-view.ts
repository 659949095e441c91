import { and, eq } from "drizzle-orm";
import { savedViews } from "#db/schema/index.ts";
import { type ChangeViewInput, SAVED_VIEW_PAGES, type SavedViewPage } from "../../contracts/saved-views.ts";
import { AppError } from "../../errors.ts";
import type { ServiceContext } from "../context.ts";
import { lockViewsOf, recordViewAct, requireFreeName } from "./save-view.ts";

const missing = () => new AppError("NOT_FOUND", "This view is not there any more, or it is not yours to change.");
const isPage = (page: string): page is SavedViewPage => Object.hasOwn(SAVED_VIEW_PAGES, page);

/** Renames a view of the person's, gives it other settings, or shares it with everyone. Throws NOT_FOUND, and CONFLICT for a name that is taken. */
export async function changeView(context: ServiceContext, { id, name, search, isShared }: ChangeViewInput): Promise<void> {
  const { tx, person } = context;
  await lockViewsOf(tx, person.id);
  const [view] = await tx.select().from(savedViews).where(and(eq(savedViews.id, id), eq(savedViews.ownerId, person.id)));
  if (!view) throw missing();
  const isRenamed = name !== undefined && name !== view.name;
  const isUpdated = search !== undefined && search !== view.search;
  const isSwitched = isShared !== undefined && isShared !== view.isShared;
  if (!isRenamed && !isUpdated && !isSwitched) return;
  if (isRenamed && isPage(view.page)) await requireFreeName(tx, person.id, view.page, name, id);
  const next = { name: name ?? view.name, search: search ?? view.search, isShared: isShared ?? view.isShared };
  await tx.update(savedViews).set(next).where(eq(savedViews.id, id));
  if (isRenamed) await recordViewAct(context, "renamed", { id, name: next.name }, ["name"]);
  if (isUpdated) await recordViewAct(context, "updated", { id, name: next.name }, ["search"]);
  if (isSwitched) await recordViewAct(context, next.isShared ? "shared" : "unshared", { id, name: next.name }, ["is_shared"]);
}

/** Deletes a view of the person's. Gives back what it was, so that it can be saved again. Throws NOT_FOUND. */
export async function removeView(context: ServiceContext, { id }: { id: string }): Promise<{ id: string; page: string; name: string; search: string; isShared: boolean }> {
  const { tx, person } = context;
  const [removed] = await tx
    .delete(savedViews)
    .where(and(eq(savedViews.id, id), eq(savedViews.ownerId, person.id)))
    .returning({ id: savedViews.id, page: savedViews.page, name: savedViews.name, search: savedViews.search, isShared: savedViews.isShared });
  if (!removed) throw missing();
  await recordViewAct(context, "deleted", removed);
  return removed;
}
