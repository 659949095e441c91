import { STOCK_DESK } from "#db/policies.ts";
import { findTwins } from "#db/queries/stock/find-twins.ts";
import { listGenreNames, listLabelNames, listSupplierNames } from "#db/queries/stock/read-shelf.ts";
import { createAlbumInput, editAlbumInput, repriceInput, twinsInput } from "../contracts/albums.ts";
import { CATALOGUE_SENTENCE, createAlbum } from "../services/albums/create-album.ts";
import { editAlbum } from "../services/albums/edit-album.ts";
import { repriceAlbum } from "../services/albums/reprice-album.ts";
import { roleTxProcedure, router, txProcedure } from "../trpc/procedures.ts";

const desk = roleTxProcedure(STOCK_DESK, CATALOGUE_SENTENCE);

/** What the shop knows of its records, and what they cost: the writes. */
export const catalogueRouter = router({
  /** Names that a form offers. */
  choices: txProcedure.query(async ({ ctx }) => ({ suppliers: await listSupplierNames(ctx.tx), labels: await listLabelNames(ctx.tx), genres: await listGenreNames(ctx.tx) })),

  /** Records that may be the one somebody is about to add. */
  twins: txProcedure.input(twinsInput).query(({ ctx, input }) => findTwins(ctx.tx, input)),

  createAlbum: desk.input(createAlbumInput).mutation(({ ctx, input }) => createAlbum(ctx, input)),
  editAlbum: desk.input(editAlbumInput).mutation(({ ctx, input }) => editAlbum(ctx, input)),
  reprice: desk.input(repriceInput).mutation(({ ctx, input }) => repriceAlbum(ctx, input)),
});
