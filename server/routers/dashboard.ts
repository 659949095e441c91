import type { Tx } from "#db/client.ts";
import { readRatings, readStockBands, readTopAlbums } from "#db/queries/dashboard/catalogue.ts";
import { readTopCustomers } from "#db/queries/dashboard/customers.ts";
import { readTiles } from "#db/queries/dashboard/figures.ts";
import { readRevenueByGenre, readRevenueOverTime } from "#db/queries/dashboard/revenue.ts";
import { rowsHref } from "../contracts/links.ts";
import { periodInput } from "../contracts/period.ts";
import { router, txProcedure } from "../trpc/procedures.ts";
import { type FramedPeriod, framePeriod } from "./frame-period.ts";

async function figures(tx: Tx, { shop, period, frame }: FramedPeriod) {
  const tiles = await readTiles(tx, frame, period.days);
  return { period, shop, tiles: tiles.map((tile) => ({ ...tile, href: rowsHref(tile.metric, period) })) };
}

async function revenueOverTime(tx: Tx, { frame, buckets }: FramedPeriod) {
  const { points, annotation } = await readRevenueOverTime(tx, frame);
  const labelled = points.map((point, index) => ({ ...point, label: buckets[index]?.label ?? point.start }));
  // Charts carry one remark, on the bar that holds its day.
  const marked = annotation && labelled.find((point) => point.start <= annotation.day && annotation.day <= point.end);
  return {
    grain: frame.grain,
    points: labelled,
    annotation: annotation && marked ? { start: marked.start, label: `${marked.label}, ${annotation.text}`, value: marked.value } : null,
  };
}

const query = txProcedure.input(periodInput);

/** The dashboard's blocks. Each takes the period as it stands in the URL; figures are the same for every role. */
export const dashboardRouter = router({
  /** A1 to A6, with the shop and the period that the parameters mean. */
  figures: query.query(async ({ ctx, input }) => figures(ctx.tx, await framePeriod(ctx.tx, ctx.now, input))),
  revenueOverTime: query.query(async ({ ctx, input }) => revenueOverTime(ctx.tx, await framePeriod(ctx.tx, ctx.now, input))),
  revenueByGenre: query.query(async ({ ctx, input }) => readRevenueByGenre(ctx.tx, (await framePeriod(ctx.tx, ctx.now, input)).frame)),
  ratings: query.query(async ({ ctx, input }) => readRatings(ctx.tx, (await framePeriod(ctx.tx, ctx.now, input)).frame.now)),
  /** The shelf as it is now: no period. */
  stock: txProcedure.query(({ ctx }) => readStockBands(ctx.tx)),
  topAlbums: query.query(async ({ ctx, input }) => readTopAlbums(ctx.tx, (await framePeriod(ctx.tx, ctx.now, input)).frame.now)),
  topCustomers: query.query(async ({ ctx, input }) => readTopCustomers(ctx.tx, (await framePeriod(ctx.tx, ctx.now, input)).frame.now)),
  /** Every block in one transaction, so that they show the same moment: what the page's loader asks for. */
  page: query.query(async ({ ctx, input }) => {
    const { tx } = ctx;
    const framed = await framePeriod(tx, ctx.now, input);
    const { frame } = framed;
    return {
      figures: await figures(tx, framed),
      revenueOverTime: await revenueOverTime(tx, framed),
      revenueByGenre: await readRevenueByGenre(tx, frame),
      ratings: await readRatings(tx, frame.now),
      stock: await readStockBands(tx),
      topAlbums: await readTopAlbums(tx, frame.now),
      topCustomers: await readTopCustomers(tx, frame.now),
    };
  }),
});
