import type { Day } from "../days.ts";
import { poisson } from "../draws.ts";
import { between, chance, type Random, randomFrom, weighted } from "../random.ts";
import type { AlbumPicker } from "./albums.ts";
import { type Channel, CHANNELS, demandWeight, openingHours } from "./calendar.ts";
import type { Customer, Population } from "./population.ts";

/** What someone wants to buy, before the shelf is asked: the first of `choices` that is there. */
export interface Want {
  /** Positions of titles, dearest wish first. */
  choices: number[];
  quantity: number;
}

/** One purchase somebody sets out to make. A pure function of (seed, first day, day). */
export interface Basket {
  channel: Channel;
  minute: number;
  customer: Customer | null;
  wants: Want[];
  /** Whole percent off the order; 0 for most. */
  discountPercent: number;
  /** Number of the basket within its day, for streams of its own. */
  slot: number;
}

export interface BasketPlan {
  seed: number;
  firstDay: Day;
  /** Orders per unit of demand weight. */
  scale: number;
  /** How much more (or less) is bought on a day than usual. */
  crowd?: (day: Day) => number;
  /** How many records an order has beside the usual, by channel and day. */
  appetite?: (day: Day, channel: Channel) => number;
}

const LINES = [1, 2, 3, 4, 5, 6, 7, 8, 9, 11];
const LINE_WEIGHTS = [30, 26, 18, 11, 6.5, 3.8, 2.2, 1.3, 0.8, 0.4];
const WALK_IN = 0.42;
/** How often a wish comes from the favourite genre, the second, or anywhere. */
const TASTE = [0.56, 0.2, 0.24];

/** All purchases people set out to make on `day`, in the order of the clock. `population` must stand at that day. */
export function basketsOn(day: Day, plan: BasketPlan, population: Population, picker: AlbumPicker): Basket[] {
  const random = randomFrom(plan.seed, day, "baskets");
  const weights = CHANNELS.map((channel) => demandWeight(day, channel, plan.firstDay));
  const mean = weights.reduce((sum, weight) => sum + weight, 0) * plan.scale * (plan.crowd?.(day) ?? 1);
  const returning = population.returning();
  // Champions and new customers come for certain; the rest are walk-ins and those who come back.
  const certain = [...population.due, ...population.joined];
  const crowd = plan.crowd?.(day) ?? 1;
  const drawn = poisson(random, mean);
  // When the doors stay shut, nobody is certain to come.
  const count = crowd < 0.3 ? drawn : Math.max(drawn, certain.length);
  const baskets: Basket[] = [];
  for (let slot = 0; slot < count; slot++) {
    const sure = certain[slot];
    let customer: Customer | null = sure ?? null;
    let channel = weighted(random, CHANNELS, weights);
    if (sure) channel = homeChannel(random, sure, weights);
    else if (returning && !(channel === "shop" && chance(random, WALK_IN))) {
      customer = population.customers[returning.pick(random)] ?? null;
    }
    const appetite = plan.appetite?.(day, channel) ?? 1;
    baskets.push({
      channel,
      minute: minuteOf(random, day, channel),
      customer,
      wants: wantsOf(random, customer, picker, Math.max(1, Math.round(weighted(random, LINES, LINE_WEIGHTS) * appetite))),
      discountPercent: chance(random, 0.085) ? weighted(random, [5, 10, 15], [3, 6, 1]) : 0,
      slot,
    });
  }
  return baskets.sort((a, b) => a.minute - b.minute || a.slot - b.slot);
}

/** Their own channel if it is open today. */
function homeChannel(random: Random, customer: Customer, weights: readonly number[]): Channel {
  const isOpen = (weights[CHANNELS.indexOf(customer.home)] ?? 0) > 0;
  return isOpen && chance(random, 0.85) ? customer.home : weighted(random, CHANNELS, weights);
}

function minuteOf(random: Random, day: Day, channel: Channel): number {
  if (channel === "shop") {
    const { from, to } = openingHours(day);
    // Afternoons are fuller than mornings.
    return from + 2 + Math.sqrt(random()) * 0.55 * (to - from) + random() * 0.42 * (to - from);
  }
  // Evenings on the sofa, and a few at lunch.
  const evening = 20.6 * 60 + (random() + random() + random() - 1.5) * 240;
  const daytime = between(random, 9 * 60, 18 * 60) + random();
  return Math.min(23 * 60 + 55, Math.max(8 * 60 + 30, chance(random, 0.62) ? evening : daytime));
}

function wantsOf(random: Random, customer: Customer | null, picker: AlbumPicker, count: number): Want[] {
  return Array.from({ length: count }, () => {
    const wish = customer ? weighted(random, [0, 1, 2], TASTE) : 2;
    const draw = () => (wish === 0 && customer ? picker.ofGenre(random, customer.genre) : wish === 1 && customer ? picker.ofGenre(random, customer.secondGenre) : picker.any(random)).index;
    const choices = [draw(), draw(), draw(), picker.any(random).index];
    const quantity = chance(random, 0.035) ? (chance(random, 0.85) ? 2 : 3) : 1;
    return { choices, quantity };
  });
}
