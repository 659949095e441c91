import type { Database } from "#db/client.ts";
import type { BlockData } from "#db/queries/analytics/block.ts";
import { withRls, withSystem } from "#db/rls.ts";
import { type AskedBlock, askedBlocks, differenceOf, questionOf } from "./block-questions.ts";
import { type Figure, measurePair, ratioFigure } from "./measure.ts";
import { MANAGER } from "./people.ts";
import type { Place } from "./place.ts";

const LONG_MS = 300_000;

/** A block as its page reads it, without a cache. */
const readBlock = (db: Database, asked: AskedBlock, months: number | null): Promise<BlockData> =>
  withRls(db, MANAGER, async (tx) => asked.block.read(tx, await questionOf(tx, asked, months)), { readOnly: true, statementTimeoutMs: LONG_MS });

/** The same figures by hand over the base tables. */
const readByHand = (db: Database, asked: AskedBlock, months: number | null): ReturnType<AskedBlock["raw"]> =>
  withSystem(db, "bench: a block by hand", async (tx) => asked.raw(tx, await questionOf(tx, asked, months)), { readOnly: true, statementTimeoutMs: LONG_MS });

/** P1: every block of analytics over 36 months and over 30 days against its hand-written SQL, at every size of the place. */
export async function* benchBlocks(place: Place): AsyncGenerator<Figure> {
  for (const size of place.sizes) {
    const { db } = await place.openShop(size);
    for (const asked of askedBlocks()) {
      // What is true now knows no period.
      const periods = asked.block.time === "now" ? ([["now", 36, 0.05]] as const) : ([["36 months", 36, 0.05], ["30 days", null, 1]] as const);
      for (const [period, months, atMost] of periods) {
        const { ours, other, a, b } = await measurePair(() => readBlock(db, asked, months), () => readByHand(db, asked, months), 5, 10_000);
        const difference = differenceOf(a, b);
        yield ratioFigure({ id: `P1 ${asked.name}, ${period} (${place.kind})`, size, ours, other, equal: difference === null, unit: "ms", ...(difference === null ? {} : { note: difference }) }, { atMost });
      }
    }
  }
}

/** P2: every block over 12 months in the largest shop against a tenth of it. */
export async function* benchBlockGrowth(place: Place): AsyncGenerator<Figure> {
  const [small, large] = place.sizes.slice(-2);
  if (!small || !large) return;
  const shops = { small: (await place.openShop(small)).db, large: (await place.openShop(large)).db };
  for (const asked of askedBlocks()) {
    const { ours, other } = await measurePair(() => readBlock(shops.large, asked, 12), () => readBlock(shops.small, asked, 12), 7, 10_000);
    yield ratioFigure({ id: `P2 ${asked.name}, 12 months (${place.kind})`, size: large, ours, other, equal: null, unit: "ms", note: `against ${small} orders` }, { atMost: 1.5 });
  }
}
