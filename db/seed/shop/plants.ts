import type { PaymentMethod } from "../../enums.ts";
import type { Day } from "../days.ts";
import type { Channel } from "../world/calendar.ts";
import type { Double } from "../world/population.ts";
import type { Shop } from "./shop.ts";

/**
 * How planted defects bend the shop's history. A shop without plants (`NO_PLANTS`) has none; what
 * is planted where stands in `plant-plan.ts`, and what a detector should find in
 * `../planted-defects.ts`.
 */
export interface Plants {
  crowd(day: Day): number;
  appetite(day: Day, channel: Channel): number;
  silentFrom(champion: number): Day | null;
  doublesOn(day: Day): readonly Double[];
  /** Added to a payment's chance to fail. */
  failsMore(day: Day, method: PaymentMethod): number;
  /** True while nobody asks for the title. */
  unwanted(day: Day, album: number): boolean;
  /** True while the buyer does not reorder the title. */
  notReordered(day: Day, album: number): boolean;
  /** The lowest stars a customer gives on this day by themselves. */
  kindness(day: Day): number;
  /** Titles that only get the planted reviews on this day. */
  reviewsHeld(day: Day, album: number): boolean;
  morning(shop: Shop, day: Day): void;
  evening(shop: Shop, day: Day): void;
}

/** An ordinary shop. */
export const NO_PLANTS: Plants = {
  crowd: () => 1,
  appetite: () => 1,
  silentFrom: () => null,
  doublesOn: () => [],
  failsMore: () => 0,
  unwanted: () => false,
  notReordered: () => false,
  kindness: () => 1,
  reviewsHeld: () => false,
  morning: () => {},
  evening: () => {},
};
