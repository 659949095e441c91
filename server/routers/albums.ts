import { STOCK_DESK } from "#db/policies.ts";
import { listAlbumOrders, readAlbumBuyers } from "#db/queries/albums/album-buyers.ts";
import { listPriceSteps } from "#db/queries/albums/album-prices.ts";
import { readAlbumReviews } from "#db/queries/albums/album-reviews.ts";
import { readAlbumFigures, readAlbumOverTime } from "#db/queries/albums/album-sales.ts";
import { listAlbumCopies, listAlbumMovements, readShelfLevels } from "#db/queries/albums/album-shelf.ts";
import { readAlbumHead } from "#db/queries/albums/read-album.ts";
import { albumPageInput } from "../contracts/album-page.ts";
import { drillHref, rowsHref } from "../contracts/links.ts";
import { AppError } from "../errors.ts";
import { router, txProcedure } from "../trpc/procedures.ts";
import { framePeriod } from "./frame-period.ts";

/** Rows that a block of the page names; the rest is a click away. */
const FEW = 8;

export const albumsRouter = router({
  /** A record: what it is, what it sold in the period, its shelf, reviews, prices, buyers and orders. Throws NOT_FOUND. */
  byId: txProcedure.input(albumPageInput).query(async ({ ctx, input }) => {
    const { tx, person, now } = ctx;
    const album = await readAlbumHead(tx, input.id);
    if (!album) throw new AppError("NOT_FOUND", "There is no record at this address. It may have been taken out with an import that was undone.");
    const { shop, period, frame } = await framePeriod(tx, now, input);
    const narrow = { album: album.id };
    const rowsOf = { units: rowsHref("units", period, narrow), revenue: rowsHref("revenue", period, narrow), average_price: rowsHref("revenue", period, narrow), gross_margin: rowsHref("revenue", period, narrow) };
    const bars = await readAlbumOverTime(tx, album.id, frame);
    return {
      album,
      shop,
      period,
      grain: frame.grain,
      figures: (await readAlbumFigures(tx, album.id, frame)).map((figure) => ({ ...figure, href: rowsOf[figure.id] })),
      bars: bars.map((bar) => ({ ...bar, href: drillHref({ set: "lines", measure: "units", days: { from: bar.start, to: bar.end }, narrow }) })),
      copies: await listAlbumCopies(tx, album.id),
      levels: await readShelfLevels(tx, album.id, frame),
      movements: await listAlbumMovements(tx, album.id, FEW),
      reviews: await readAlbumReviews(tx, album.id, input.reviews),
      prices: await listPriceSteps(tx, album.id),
      buyers: await readAlbumBuyers(tx, album.id, frame.now, FEW),
      orders: await listAlbumOrders(tx, album.id, FEW),
      links: { buyers: rowsHref("customers", period, narrow), orders: rowsHref("orders", period, narrow), movements: rowsHref("movements", period, narrow) },
      /** Whether the person may count, receive and reprice. */
      mayKeepStock: STOCK_DESK.includes(person.role),
    };
  }),
});
