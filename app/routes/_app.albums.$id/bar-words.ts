import type { AlbumDetail } from "#app/lib/api-types.ts";
import { formatDay, formatMonth, formatShortDay, formatShortMonth } from "#app/lib/format.ts";

type Days = { start: string; end: string };
type Scale = Pick<AlbumDetail, "grain" | "period">;

const isManyYears = ({ period }: Scale): boolean => period.from.slice(0, 4) !== period.to.slice(0, 4);

/** The days of a bar in full. */
export function sayBar({ start, end }: Days, { grain, period }: Scale): string {
  if (grain === "day") return formatDay(start);
  if (grain === "month") return formatMonth(start);
  return `${formatShortDay(start)} to ${formatShortDay(end)}${isManyYears({ grain, period }) ? ` ${end.slice(0, 4)}` : ""}`;
}

/** As short as an axis needs. */
export const sayShortBar = ({ start }: Days, scale: Scale): string => (scale.grain === "month" ? formatShortMonth(start, isManyYears(scale)) : formatShortDay(start));
