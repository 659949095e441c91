import type { UserRole } from "#db/enums.ts";
import { findTable, mayRead } from "#db/queries/explorer/tables.ts";
import { listSavedViews, type SavedView } from "#db/queries/saved-views.ts";
import { changeViewInput, removeViewInput, saveViewInput, type SavedViewPage, savedViewsInput } from "../contracts/saved-views.ts";
import { changeView, removeView } from "../services/saved-views/change-view.ts";
import { saveView } from "../services/saved-views/save-view.ts";
import { router, txProcedure } from "../trpc/procedures.ts";

/** What a colleague filters may be a value of a table that the reader may not see: of such a view only the table is told. */
function withoutForeignValues(page: SavedViewPage, view: SavedView, role: UserRole): SavedView {
  if (page !== "explorer" || view.isOwn) return view;
  // Read as the explorer reads it: with spaces around it is the same table.
  const table = findTable((new URLSearchParams(view.search).get("table") ?? "").trim());
  return !table || mayRead(table, role) ? view : { ...view, search: new URLSearchParams({ table: table.id }).toString() };
}

/** Settings of a page under a name: one's own, and those that colleagues share. */
export const savedViewsRouter = router({
  list: txProcedure.input(savedViewsInput).query(async ({ ctx, input }) => {
    const views = await listSavedViews(ctx.tx, input.page, ctx.person.id);
    return views.map((view) => withoutForeignValues(input.page, view, ctx.person.role));
  }),
  save: txProcedure.input(saveViewInput).mutation(({ ctx, input }) => saveView(ctx, input)),
  change: txProcedure.input(changeViewInput).mutation(({ ctx, input }) => changeView(ctx, input)),
  remove: txProcedure.input(removeViewInput).mutation(({ ctx, input }) => removeView(ctx, input)),
});
