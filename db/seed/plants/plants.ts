import type { PaymentMethod } from "../../enums.ts";
import { type Day, weekdayOf } from "../days.ts";
import type { Shop } from "../shop/shop.ts";
import type { Album } from "../world/albums.ts";
import { type Channel, isClosed } from "../world/calendar.ts";
import type { Double } from "../world/population.ts";

/** The detectors of issues, each of which has something to find. */
export const DETECTORS = [
  "stock_out_live_demand",
  "negative_stock",
  "dead_stock",
  "paid_amount_differs",
  "completed_without_payment",
  "failed_payment_shift",
  "refund_spike",
  "revenue_day_outlier",
  "order_value_shift",
  "champion_quiet",
  "rating_drop",
  "negative_review_unanswered",
  "price_outlier",
  "duplicate_customers",
] as const;
export type DetectorName = (typeof DETECTORS)[number];

/** Something put into the history on purpose: for a detector to find, or to leave alone. */
export interface Planted {
  detector: DetectorName;
  kind: "defect" | "near_miss";
  /** What it is about: `key` is an id, an ISO day, a payment method or a channel; a pair of customers has two. */
  subject: { type: "album" | "order" | "customer" | "review" | "day" | "payment_method" | "channel"; key: string; other?: string };
  /** The first and last ISO day on which it shows. */
  from: string;
  until: string;
  /** How large it is, in words with numbers. */
  effect: string;
  description: string;
}

/** How one planting bends the shop's history. What it leaves out stays as it was. */
export interface Plant {
  /** Factor on how many people come. */
  crowd?: (day: Day) => number;
  /** Factor on how many records an order has. */
  appetite?: (day: Day, channel: Channel) => number;
  /** From when on the champion with this place in the row stays away. */
  silentFrom?: (champion: number) => Day | null;
  doublesOn?: (day: Day) => readonly Double[];
  /** Places of founders who get a double later: all of their contact is known. */
  doubled?: readonly number[];
  /** Added to a payment's chance to fail. */
  failsMore?: (day: Day, method: PaymentMethod) => number;
  /** True while nobody asks for the title. */
  unwanted?: (day: Day, album: number) => boolean;
  /** True while the buyer does not reorder the title. */
  notReordered?: (day: Day, album: number) => boolean;
  /** The lowest stars customers give of their own accord. */
  kindness?: (day: Day) => number;
  /** True while the title gets the planted reviews only. */
  reviewsHeld?: (day: Day, album: number) => boolean;
  morning?: (shop: Shop, day: Day) => void;
  evening?: (shop: Shop, day: Day) => void;
}

/** Where is planted: the day everything is relative to, the titles, and where what was planted is noted. */
export interface Ground {
  seed: number;
  firstDay: Day;
  /** The last day of the first seeding. */
  anchor: Day;
  albums: readonly Album[];
  founders: number;
  champions: number;
  perWeek(album: Album): number;
  /** A title that fits and that no other planting has. */
  take(fits: (album: Album) => boolean): Album;
  note(planted: Planted): void;
}

/** The Saturday on which, by plan, hardly anybody comes. */
export const silentSaturday = (anchor: Day): Day => anchor - 8 - ((weekdayOf(anchor - 8) + 1) % 7);

/** `day`, or the last one before it on which the shop is open and people come. */
export function openDay(anchor: Day, day: Day): Day {
  let open = day;
  while (isClosed(open) || open === silentSaturday(anchor)) open--;
  return open;
}

/** All plantings as one, every hook of them present. */
export class Plants {
  /** What was planted so far, in the order in which it came up. */
  readonly noted: Planted[] = [];

  constructor(private readonly plants: readonly Plant[] = []) {}

  /** False for an ordinary shop. */
  get areThere(): boolean {
    return this.plants.length > 0;
  }

  crowd = (day: Day): number => this.plants.reduce((factor, plant) => factor * (plant.crowd?.(day) ?? 1), 1);
  appetite = (day: Day, channel: Channel): number => this.plants.reduce((factor, plant) => factor * (plant.appetite?.(day, channel) ?? 1), 1);
  failsMore = (day: Day, method: PaymentMethod): number => this.plants.reduce((sum, plant) => sum + (plant.failsMore?.(day, method) ?? 0), 0);
  kindness = (day: Day): number => this.plants.reduce((stars, plant) => Math.max(stars, plant.kindness?.(day) ?? 1), 1);
  doublesOn = (day: Day): readonly Double[] => this.plants.flatMap((plant) => plant.doublesOn?.(day) ?? []);
  unwanted = (day: Day, album: number): boolean => this.plants.some((plant) => plant.unwanted?.(day, album));
  notReordered = (day: Day, album: number): boolean => this.plants.some((plant) => plant.notReordered?.(day, album));
  reviewsHeld = (day: Day, album: number): boolean => this.plants.some((plant) => plant.reviewsHeld?.(day, album));

  doubled = (): ReadonlySet<number> => new Set(this.plants.flatMap((plant) => plant.doubled ?? []));

  silentFrom = (champion: number): Day | null => {
    for (const plant of this.plants) {
      const day = plant.silentFrom?.(champion) ?? null;
      if (day !== null) return day;
    }
    return null;
  };

  morning(shop: Shop, day: Day): void {
    for (const plant of this.plants) plant.morning?.(shop, day);
  }

  evening(shop: Shop, day: Day): void {
    for (const plant of this.plants) plant.evening?.(shop, day);
  }
}
