import { type BarsDrawing, prepareBars } from "#app/components/charts/prepare/prepare-bars.ts";
import type { AlbumDetail } from "#app/lib/api-types.ts";

/* Drawn where the numbers are, so that the first paint has the bars. */

const numberOf = (value: string | number | null): number | null => (value === null ? null : Number(value));

/** There is no half copy: of a short scale only the whole steps are named. */
const inWholeCopies = (drawing: BarsDrawing): BarsDrawing => ({ ...drawing, ticks: drawing.ticks.filter(({ value }) => Number.isInteger(value)) });

/** Copies sold per bar. */
export const drawSales = ({ bars, grain }: AlbumDetail): BarsDrawing =>
  inWholeCopies(
    prepareBars(
      bars.map((bar) => ({ key: bar.start, value: Number(bar.units), before: numberOf(bar.before) })),
      grain === "day",
    ),
  );

/** Copies on the shelf at the end of each bar. */
export const drawLevels = ({ levels, grain }: AlbumDetail): BarsDrawing =>
  inWholeCopies(
    prepareBars(
      levels.map((level) => ({ key: level.start, value: level.copies, before: null })),
      grain === "day",
      4,
    ),
  );
