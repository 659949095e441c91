import { datePartsOf, type Day, recordFair, recordStoreDay, weekdayOf, yearFraction } from "../days.ts";

/** Where the shop sells. */
export const CHANNELS = ["shop", "web", "discogs"] as const;
export type Channel = (typeof CHANNELS)[number];

/** Sunday to Saturday. The shop is closed on Sundays. */
const WEEKDAY: Readonly<Record<Channel, readonly number[]>> = {
  shop: [0, 0.72, 0.8, 0.86, 1.02, 1.42, 2.18],
  web: [1.32, 1.06, 0.94, 0.92, 0.9, 0.92, 0.94],
  discogs: [1.2, 1, 0.96, 0.94, 0.96, 0.96, 0.98],
};
const SHARE: Readonly<Record<Channel, number>> = { shop: 0.56, web: 0.32, discogs: 0.12 };
/** January to December. */
const MONTH = [0.88, 0.9, 0.98, 1.02, 0.97, 0.98, 0.84, 0.82, 0.98, 1.06, 1.14, 1.5];
/** The shop grows by this share a year. */
const GROWTH = 0.05;

const season = (day: Day): number => {
  const { month, date } = datePartsOf(day);
  const here = MONTH[month - 1] ?? 1;
  const near = MONTH[(month + (date < 15 ? 10 : 0)) % 12] ?? 1;
  const weight = Math.abs(date - 15) / 30;
  const gifts = month === 12 && date > 24 ? 0.55 : 1;
  return (here * (1 - weight) + near * weight) * gifts;
};

/** Closed on Sundays and on the fixed public holidays. */
export function isClosed(day: Day): boolean {
  const { month, date } = datePartsOf(day);
  const holiday = (month === 1 && date === 1) || (month === 5 && date === 1) || (month === 10 && date === 3) || (month === 12 && (date === 25 || date === 26));
  return weekdayOf(day) === 0 || holiday;
}

/** What a special day does to a channel: Record Store Day and the autumn fair. */
function special(day: Day, channel: Channel): number {
  const { year } = datePartsOf(day);
  if (day === recordStoreDay(year)) return channel === "shop" ? 3.6 : channel === "web" ? 1.8 : 1;
  if (day === recordFair(year)) return channel === "shop" ? 1.9 : 1;
  return 1;
}

/** Demand on `day` in `channel`, in units that only mean something beside other days. */
export function demandWeight(day: Day, channel: Channel, firstDay: Day): number {
  if (channel === "shop" && isClosed(day)) return 0;
  const years = (day - firstDay) / 365.25;
  // The web's share rises slowly; the shop's falls by as much.
  const shift = channel === "web" ? 1 + 0.05 * (years - 1.5) : channel === "shop" ? 1 - 0.03 * (years - 1.5) : 1;
  return SHARE[channel] * (WEEKDAY[channel][weekdayOf(day)] ?? 1) * season(day) * (1 + GROWTH * years) * Math.max(0.4, shift) * special(day, channel);
}

/** How the season stands beside the year's mean, for the buyer's orders. */
export const seasonFactor = (day: Day): number => season(day) * (1 + 0.02 * Math.sin(2 * Math.PI * yearFraction(day)));

/** Opening hours of the shop in minutes since midnight. */
export function openingHours(day: Day): { from: number; to: number } {
  return weekdayOf(day) === 6 ? { from: 10 * 60, to: 18 * 60 } : { from: 11 * 60, to: 19 * 60 + 30 };
}
