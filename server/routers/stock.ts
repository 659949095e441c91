import { STOCK_DESK } from "#db/policies.ts";
import { readStockBands } from "#db/queries/dashboard/catalogue.ts";
import { readShop } from "#db/queries/shop.ts";
import { findShelves, listShelf, readDaysOfStock, SHELF_EXPORT_SIZE, SHELF_PAGE_SIZE } from "#db/queries/stock/list-shelf.ts";
import { listGenreNames, listLabelNames, listMovements, listOtherCopies, listSupplierNames, readAct, readLastCount, readShelf } from "#db/queries/stock/read-shelf.ts";
import { addDays, todayIn } from "../contracts/calendar.ts";
import { actInput, adjustInput, countInput, findShelvesInput, planInput, receiveInput, returnInput, shelfInput, type ShelfListInput, shelfListInput, undoInput } from "../contracts/stock.ts";
import { AppError } from "../errors.ts";
import { adjustStock } from "../services/stock/adjust-stock.ts";
import { countStock } from "../services/stock/count-stock.ts";
import { planShelf } from "../services/stock/plan-shelf.ts";
import { receiveStock } from "../services/stock/receive-stock.ts";
import { returnStock } from "../services/stock/return-stock.ts";
import { STOCK_SENTENCE } from "../services/stock/shelves.ts";
import { undoMovement } from "../services/stock/undo-movement.ts";
import { forFiles, roleTxProcedure, router, txProcedure } from "../trpc/procedures.ts";

/** Days whose pace says how long the stock lasts. */
const PACE_DAYS = 90;

type ReadContext = { tx: Parameters<typeof readShop>[0]; now: Date };

async function readFrame({ tx, now }: ReadContext) {
  const { currency, timeZone } = await readShop(tx);
  const today = todayIn(timeZone, now);
  return { shop: { currency, timeZone }, recent: { from: addDays(today, 1 - PACE_DAYS), to: today } };
}

async function readPage(ctx: ReadContext, input: ShelfListInput, size: number) {
  const { shop, recent } = await readFrame(ctx);
  return { ...(await listShelf(ctx.tx, input, recent, size)), shop, view: input };
}

const desk = roleTxProcedure(STOCK_DESK, STOCK_SENTENCE);

export const stockRouter = router({
  /** One page of the shelf, how the titles stand in all, and what the filters offer. */
  list: txProcedure.input(shelfListInput).query(async ({ ctx, input }) => {
    const page = await readPage(ctx, input, SHELF_PAGE_SIZE);
    const { tx } = ctx;
    return {
      ...page,
      bands: await readStockBands(tx),
      choices: { suppliers: await listSupplierNames(tx), labels: await listLabelNames(tx), genres: await listGenreNames(tx) },
      mayWork: STOCK_DESK.includes(ctx.person.role),
    };
  }),

  /** The same in larger pieces, for a download. */
  exportPage: txProcedure.use(forFiles).input(shelfListInput).query(({ ctx, input }) => readPage(ctx, input, SHELF_EXPORT_SIZE)),

  /** One place on the shelf with its last movements; by its id or its record's. */
  shelf: txProcedure.input(shelfInput).query(async ({ ctx, input }) => {
    const { tx } = ctx;
    const shelf = await readShelf(tx, input.id);
    if (!shelf) throw new AppError("NOT_FOUND", "There is no such record on the shelf.");
    const { shop, recent } = await readFrame(ctx);
    const id = shelf.inventoryId;
    const days = id === null ? null : ((await readDaysOfStock(tx, [id], recent)).get(id) ?? null);
    return {
      shelf: { ...shelf, daysOfStock: days },
      ledger: id === null ? { movements: [], nextCursor: null } : await listMovements(tx, id, input.cursor),
      lastCount: id === null ? null : await readLastCount(tx, id),
      copies: await listOtherCopies(tx, shelf.albumId, id),
      done: input.act === undefined ? null : await readAct(tx, input.act),
      shop,
      mayWork: STOCK_DESK.includes(ctx.person.role),
    };
  }),

  /** What an act did. */
  act: txProcedure.input(actInput).query(({ ctx, input }) => readAct(ctx.tx, input.act)),

  /** Places that fit what was typed or scanned, the very number first. */
  find: txProcedure.input(findShelvesInput).query(async ({ ctx, input }) => {
    const { recent } = await readFrame(ctx);
    return findShelves(ctx.tx, input.text, recent, 8);
  }),

  count: desk.input(countInput).mutation(({ ctx, input }) => countStock(ctx, input)),
  adjust: desk.input(adjustInput).mutation(({ ctx, input }) => adjustStock(ctx, input)),
  receive: desk.input(receiveInput).mutation(({ ctx, input }) => receiveStock(ctx, input)),
  takeBack: desk.input(returnInput).mutation(({ ctx, input }) => returnStock(ctx, input)),
  undo: desk.input(undoInput).mutation(({ ctx, input }) => undoMovement(ctx, input)),
  plan: desk.input(planInput).mutation(({ ctx, input }) => planShelf(ctx, input)),
});
