import { type BarsDrawing, prepareBars } from "#app/components/charts/prepare/prepare-bars.ts";
import type { AlbumDetail } from "#app/lib/api-types.ts";

/* Drawn where the numbers are, so that the first paint has the bars. */

const numberOf = (value: string | number | null): number | null => (value === null ? null : Number(value));

/** Copies sold per bar. */
export const drawSales = ({ bars, grain }: AlbumDetail): BarsDrawing =>
  prepareBars(
    bars.map((bar) => ({ key: bar.start, value: Number(bar.units), before: numberOf(bar.before) })),
    grain === "day",
  );

/** Copies on the shelf at the end of each bar. */
export const drawLevels = ({ levels, grain }: AlbumDetail): BarsDrawing =>
  prepareBars(
    levels.map((level) => ({ key: level.start, value: level.copies, before: null })),
    grain === "day",
    4,
  );
