import type { Database, Tx } from "#db/client.ts";
import { MANAGER } from "./people.ts";
import { readRatings, readStockBands, readTopAlbums } from "#db/queries/dashboard/catalogue.ts";
import { readTopCustomers } from "#db/queries/dashboard/customers.ts";
import { readTiles } from "#db/queries/dashboard/figures.ts";
import { readRevenueByGenre, readRevenueOverTime } from "#db/queries/dashboard/revenue.ts";
import { withRls, withSystem } from "#db/rls.ts";
import { type FramedPeriod, framePeriod } from "#server/routers/frame-period.ts";
import { STRESS_NOW } from "./bench-runtime.ts";
import { lastMonths } from "./block-questions.ts";
import { type Figure, measurePair, median, ratioFigure, time } from "./measure.ts";
import type { Place } from "./place.ts";
import { type PanelAnswers, readRawPanels } from "./raw-panels.ts";


/** The panels' blocks one by one, so that a slow one shows itself. */
const BLOCKS: Record<string, (tx: Tx, framed: FramedPeriod) => Promise<unknown>> = {
  tiles: (tx, framed) => readTiles(tx, framed.frame, framed.period.days),
  "revenue over time": (tx, { frame }) => readRevenueOverTime(tx, frame),
  genres: (tx, { frame }) => readRevenueByGenre(tx, frame),
  ratings: (tx, { frame }) => readRatings(tx, frame.now),
  stock: (tx) => readStockBands(tx),
  "top albums": (tx, { frame }) => readTopAlbums(tx, frame.now),
  "top customers": (tx, { frame }) => readTopCustomers(tx, frame.now),
};

function readPanels(db: Database, params: { p: string; from?: string; to?: string }): Promise<PanelAnswers> {
  return withRls(
    db,
    MANAGER,
    async (tx) => {
      const framed = await framePeriod(tx, STRESS_NOW, { ...params, against: "none" });
      const { frame } = framed;
      const tiles = await readTiles(tx, frame, framed.period.days);
      const overTime = await readRevenueOverTime(tx, frame);
      const genres = await readRevenueByGenre(tx, frame);
      const ratings = await readRatings(tx, frame.now);
      const stock = await readStockBands(tx);
      const albums = await readTopAlbums(tx, frame.now);
      const customers = await readTopCustomers(tx, frame.now);
      return {
        tiles: Object.fromEntries(tiles.map((tile) => [tile.metric, tile.value])),
        revenueOverTime: overTime.points.map((point) => point.value),
        genres: genres.rows.map((row) => `${row.genre} ${row.revenue}`),
        ratings: ratings.stars.map(({ stars, count }) => `${stars}:${count}`).join(" "),
        stock: `${stock.out} ${stock.low} ${stock.fine}`,
        topAlbums: albums.map((row) => `${row.albumId} ${row.units} ${row.revenue}`),
        topCustomers: customers.map((row) => `${row.customerId} ${row.orders} ${row.revenue}`),
      };
    },
    { readOnly: true },
  );
}

async function readRaw(db: Database, params: { p: string; from?: string; to?: string }): Promise<PanelAnswers> {
  const framed = await withRls(db, MANAGER, (tx) => framePeriod(tx, STRESS_NOW, { ...params, against: "none" }), { readOnly: true });
  return withSystem(db, "bench: raw panels", (tx) => readRawPanels(tx, framed.frame.now, framed.buckets.map((bucket) => bucket.start)), { readOnly: true, statementTimeoutMs: 300_000 });
}

const months36 = lastMonths(36);
const months12 = lastMonths(12);

/** P1: the panels over 36 months and over 30 days against raw SQL, at every size of the place. */
export async function* benchPanels(place: Place): AsyncGenerator<Figure> {
  for (const size of place.sizes) {
    const { db } = await place.openShop(size);
    for (const [name, params, goal] of [["36 months", months36, 0.05], ["30 days", { p: "30" }, 1]] as const) {
      const { ours, other, a, b } = await measurePair(() => readPanels(db, params), () => readRaw(db, params), size >= 1_000_000 ? 3 : 5);
      const different = (Object.keys(a) as (keyof PanelAnswers)[]).filter((key) => JSON.stringify(a[key]) !== JSON.stringify(b[key]));
      yield ratioFigure({ id: `P1 panels ${name} (${place.kind})`, size, ours, other, equal: different.length === 0, unit: "ms", ...(different.length > 0 ? { note: `different: ${different.join(", ")}` } : {}) }, { atMost: goal });
    }
  }
}

/** P2: the 12-month panels in the largest shop against a tenth of it, as a whole and block by block. */
export async function* benchGrowth(place: Place): AsyncGenerator<Figure> {
  const [small, large] = place.sizes.slice(-2);
  if (!small || !large) return;
  const shops = { small: (await place.openShop(small)).db, large: (await place.openShop(large)).db };
  const { ours, other } = await measurePair(() => readPanels(shops.large, months12), () => readPanels(shops.small, months12), 9);
  yield ratioFigure({ id: `P2 panels 12 months (${place.kind})`, size: large, ours, other, equal: null, unit: "ms", note: `against ${small} orders` }, { atMost: 1.5 });
  for (const [name, block] of Object.entries(BLOCKS)) {
    const read = (db: Database) => async () => {
      const times: number[] = [];
      for (let i = 0; i < 5; i++) {
        times.push(await withRls(db, MANAGER, async (tx) => {
          const framed = await framePeriod(tx, STRESS_NOW, { ...months12, against: "none" });
          return (await time(() => block(tx, framed))).ms;
        }, { readOnly: true }));
      }
      return median(times);
    };
    const { a, b } = await measurePair(read(shops.large), read(shops.small), 1);
    yield ratioFigure({ id: `P2 ${name} (${place.kind})`, size: large, ours: a, other: b, equal: null, unit: "ms", note: `against ${small} orders` }, { atMost: 1.5 });
  }
}
