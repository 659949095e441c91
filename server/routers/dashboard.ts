import type { Tx } from "#db/client.ts";
import { readRatings, readStockBands, readTopAlbums } from "#db/queries/dashboard/catalogue.ts";
import { readTopCustomers } from "#db/queries/dashboard/customers.ts";
import { readTiles } from "#db/queries/dashboard/figures.ts";
import { readRevenueByGenre, readRevenueOverTime } from "#db/queries/dashboard/revenue.ts";
import { rowsHref } from "../contracts/links.ts";
import { periodInput } from "../contracts/period.ts";
import type { Runtime } from "../runtime.ts";
import { figure } from "../services/figures/read-figure.ts";
import { router, txProcedure } from "../trpc/procedures.ts";
import { type FramedPeriod, framePeriod } from "./frame-period.ts";

type Ctx = { tx: Tx; runtime: Runtime };

async function figures(ctx: Ctx, { shop, period, frame }: FramedPeriod) {
  const { days } = period;
  const tiles = await figure(ctx, "dashboard.tiles", { frame, days }, () => readTiles(ctx.tx, frame, days));
  return { period, shop, tiles: tiles.map((tile) => ({ ...tile, href: rowsHref(tile.metric, period) })) };
}

async function revenueOverTime(ctx: Ctx, { frame, buckets }: FramedPeriod) {
  const { points, annotation } = await figure(ctx, "dashboard.revenueOverTime", { frame }, () => readRevenueOverTime(ctx.tx, frame));
  const labelled = points.map((point, index) => ({ ...point, label: buckets[index]?.label ?? point.start }));
  // Charts carry one remark, on the bar that holds its day.
  const marked = annotation && labelled.find((point) => point.start <= annotation.day && annotation.day <= point.end);
  return {
    grain: frame.grain,
    points: labelled,
    annotation: annotation && marked ? { start: marked.start, label: `${marked.label}, ${annotation.text}`, value: marked.value } : null,
  };
}

const revenueByGenre = (ctx: Ctx, { frame }: FramedPeriod) => figure(ctx, "dashboard.revenueByGenre", { frame }, () => readRevenueByGenre(ctx.tx, frame));
const ratings = (ctx: Ctx, { frame: { now } }: FramedPeriod) => figure(ctx, "dashboard.ratings", { now }, () => readRatings(ctx.tx, now));
const stock = (ctx: Ctx) => figure(ctx, "dashboard.stock", {}, () => readStockBands(ctx.tx));
const topAlbums = (ctx: Ctx, { frame: { now } }: FramedPeriod) => figure(ctx, "dashboard.topAlbums", { now }, () => readTopAlbums(ctx.tx, now));
/** These rows name people, so they are never kept. */
const topCustomers = ({ tx }: Ctx, { frame: { now } }: FramedPeriod) => readTopCustomers(tx, now);

const query = txProcedure.input(periodInput);

const block = <T>(read: (ctx: Ctx, framed: FramedPeriod) => Promise<T>) => query.query(async ({ ctx, input }) => read(ctx, await framePeriod(ctx.tx, ctx.now, input)));

/** The dashboard's blocks. Each takes the period as it stands in the URL; figures are the same for every role. */
export const dashboardRouter = router({
  /** A1 to A6, with the shop and the period that the parameters mean. */
  figures: block(figures),
  revenueOverTime: block(revenueOverTime),
  revenueByGenre: block(revenueByGenre),
  ratings: block(ratings),
  /** The shelf as it is now: no period. */
  stock: txProcedure.query(({ ctx }) => stock(ctx)),
  topAlbums: block(topAlbums),
  topCustomers: block(topCustomers),
  /** Every block in one transaction, so that they show the same moment: what the page's loader asks for. */
  page: query.query(async ({ ctx, input }) => {
    const framed = await framePeriod(ctx.tx, ctx.now, input);
    return {
      figures: await figures(ctx, framed),
      revenueOverTime: await revenueOverTime(ctx, framed),
      revenueByGenre: await revenueByGenre(ctx, framed),
      ratings: await ratings(ctx, framed),
      stock: await stock(ctx),
      topAlbums: await topAlbums(ctx, framed),
      topCustomers: await topCustomers(ctx, framed),
    };
  }),
});
