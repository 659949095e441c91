import { datePartsOf, type Day, isoFromDay, recordStoreDay, weekdayOf } from "../days.ts";
import type { Channel } from "../world/calendar.ts";
import type { Double } from "../world/population.ts";
import { type Ground, type Plant, silentSaturday } from "./plants.ts";

/** The last `weekday` on or before `day`. */
const lastWeekday = (day: Day, weekday: number): Day => day - ((weekdayOf(day) - weekday + 7) % 7);

/** A Saturday without customers and a crowded midweek day; beside Record Store Day and a slow Monday. */
export function revenueOutliers(ground: Ground): Plant[] {
  const { anchor } = ground;
  const days: { day: Day; factor: number; kind: "defect" | "near_miss"; effect: string; description: string }[] = [
    { day: silentSaturday(anchor), factor: 0.08, kind: "defect", effect: "8 % of the usual orders of a Saturday", description: "The till and the web shop were down on a Saturday" },
    { day: lastWeekday(anchor - 20, 3), factor: 4.2, kind: "defect", effect: "4.2 times the usual orders of a Wednesday", description: "An unexplained crowd on a Wednesday" },
    { day: lastWeekday(anchor - 15, 1), factor: 0.75, kind: "near_miss", effect: "75 % of the usual orders of a Monday", description: "A slow Monday, as there are many" },
  ];
  const rsd = [datePartsOf(anchor).year, datePartsOf(anchor).year - 1].map(recordStoreDay).find((day) => day <= anchor) ?? anchor;
  return [
    {
      crowd: (day) => days.find((one) => one.day === day)?.factor ?? 1,
      evening(_shop, day) {
        if (day !== anchor) return;
        for (const one of days) {
          const iso = isoFromDay(one.day);
          ground.note({ detector: "revenue_day_outlier", kind: one.kind, subject: { type: "day", key: iso }, from: iso, until: iso, effect: one.effect, description: one.description });
        }
        const iso = isoFromDay(rsd);
        ground.note({
          detector: "revenue_day_outlier", kind: "near_miss", subject: { type: "day", key: iso }, from: iso, until: iso,
          effect: "about three times a Saturday, with an annotation on the day", description: "Record Store Day: high, and explained",
        });
      },
    },
  ];
}

/** Web orders shrink and Discogs orders grow over two weeks; the shop's stay as they are. */
export function orderValueShifts(ground: Ground): Plant[] {
  const { anchor } = ground;
  const shifts: { channel: Channel; factor: number; kind: "defect" | "near_miss"; effect: string; description: string }[] = [
    { channel: "web", factor: 0.5, kind: "defect", effect: "about 40 % less an order over 14 days", description: "The web shop sells single records instead of small piles" },
    { channel: "discogs", factor: 2, kind: "defect", effect: "about 80 % more an order over 14 days", description: "Discogs orders are nearly twice as large" },
    { channel: "shop", factor: 1, kind: "near_miss", effect: "no change beyond chance", description: "The shop's orders stay as they were" },
  ];
  return [
    {
      appetite: (day, channel) => (day > anchor - 14 && day <= anchor ? (shifts.find((shift) => shift.channel === channel)?.factor ?? 1) : 1),
      evening(_shop, day) {
        if (day !== anchor) return;
        for (const { channel, kind, effect, description } of shifts) {
          ground.note({ detector: "order_value_shift", kind, subject: { type: "channel", key: channel }, from: isoFromDay(anchor - 13), until: isoFromDay(anchor), effect, description });
        }
      },
    },
  ];
}

/** Champions who stopped coming, and two who have always come seldom. */
export function quietChampions(ground: Ground): Plant[] {
  const { anchor } = ground;
  const silent = new Map<number, Day>([[5, anchor - 80], [9, anchor - 95], [14, anchor - 70]]);
  return [
    {
      silentFrom: (champion) => silent.get(champion) ?? null,
      evening(shop, day) {
        if (day !== anchor) return;
        shop.plan.population.champions.forEach((champion, place) => {
          const since = silent.get(place);
          if (since !== undefined) {
            ground.note({
              detector: "champion_quiet", kind: "defect", subject: { type: "customer", key: shop.customerId(champion) }, from: isoFromDay(since), until: isoFromDay(anchor),
              effect: `came about every ${champion.championGap ?? 0} days, now away for ${anchor - since} or more`, description: "A champion stays away",
            });
          } else if ((champion.championGap ?? 0) > 40) {
            ground.note({
              detector: "champion_quiet", kind: "near_miss", subject: { type: "customer", key: shop.customerId(champion) }, from: isoFromDay(ground.firstDay), until: isoFromDay(anchor),
              effect: `comes about every ${champion.championGap ?? 0} days, as always`, description: "Loyal, but has always come seldom",
            });
          }
        });
      },
    },
  ];
}

/** Customers who are in the books twice; and namesakes and a household that are not. */
export function doubles(ground: Ground): Plant[] {
  const { anchor } = ground;
  const place = (share: number) => Math.floor(ground.founders * share);
  const plan: { day: Day; double: Double }[] = [
    { day: anchor - 3, double: { of: place(0.14), as: "same" } },
    { day: anchor - 20, double: { of: place(0.29), as: "same" } },
    { day: anchor - 45, double: { of: place(0.46), as: "same" } },
    { day: anchor - 12, double: { of: place(0.6), as: "namesake" } },
    { day: anchor - 30, double: { of: place(0.71), as: "namesake" } },
    { day: anchor - 16, double: { of: place(0.82), as: "household" } },
  ];
  const words = {
    same: { effect: "same name, street, postcode and phone; only the mail address differs", description: "The same person is in the books twice" },
    namesake: { effect: "same name; other street, city, phone and mail address", description: "Two people of one name" },
    household: { effect: "same family name and street; other given name, phone and mail address", description: "Two people of one household" },
  } as const;
  return [
    {
      doubled: plan.map((one) => one.double.of),
      doublesOn: (day) => plan.filter((one) => one.day === day).map((one) => one.double),
      evening(shop, day) {
        const { customers, joined } = shop.plan.population;
        const today = plan.filter((one) => one.day === day);
        const seconds = joined.slice(joined.length - today.length);
        today.forEach(({ double }, index) => {
          const first = customers[double.of];
          const second = seconds[index];
          if (!first || !second) throw new Error("a double is missing");
          ground.note({
            detector: "duplicate_customers", kind: double.as === "same" ? "defect" : "near_miss", subject: { type: "customer", key: shop.customerId(first), other: shop.customerId(second) },
            from: isoFromDay(day), until: isoFromDay(anchor), ...words[double.as],
          });
        });
      },
    },
  ];
}
