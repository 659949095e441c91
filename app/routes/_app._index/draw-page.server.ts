import { type BarsDrawing, prepareBars } from "#app/components/charts/prepare/prepare-bars.ts";
import { prepareSparkBars, prepareSparkLine, thinOut } from "#app/components/charts/prepare/prepare-spark.ts";
import { prepareStairs } from "#app/components/charts/prepare/prepare-stairs.ts";
import type { SparkDrawing } from "#app/components/charts/spark.tsx";
import type { StairsDrawing } from "#app/components/charts/stairs.tsx";
import type { RevenueOverTime, Tile } from "#app/lib/api-types.ts";

/*
 * Drawings are made where the numbers are: the browser gets paths instead of a library that makes
 * them, and the first paint has them.
 */

const MOST_BARS = 31;
const MOST_POINTS = 12;

/** A tile as the page gets it: its course as a drawing instead of as numbers. */
export type DrawnTile = Omit<Tile, "spark" | "sparkBefore"> & { drawing: SparkDrawing };

/** Averages move, counts add up: a line for the first, bars for the second. */
function drawSpark({ metric, spark }: Tile): SparkDrawing {
  const values = spark.map((point) => point.value);
  if (metric === "average_order_value" || metric === "average_rating") {
    const line = prepareSparkLine(thinOut(values, MOST_POINTS));
    return line ? { kind: "line", ...line } : { kind: "nothing" };
  }
  const path = prepareSparkBars(thinOut(values, MOST_BARS));
  return path ? { kind: "bars", path } : { kind: "nothing" };
}

export function drawTile(tile: Tile): DrawnTile {
  const { spark: _spark, sparkBefore: _sparkBefore, ...shown } = tile;
  return { ...shown, drawing: drawSpark(tile) };
}

/** The running totals of the sleeve. */
export function drawStairs({ spark, sparkBefore }: Tile): StairsDrawing {
  const values = (points: Tile["spark"]) => points.map((point) => point.value);
  return prepareStairs(values(spark), values(sparkBefore));
}

export function drawRevenue({ grain, points }: RevenueOverTime): BarsDrawing {
  return prepareBars(
    points.map((point) => ({ key: point.start, value: Number(point.value), before: point.before === null ? null : Number(point.before) })),
    grain === "day",
  );
}
