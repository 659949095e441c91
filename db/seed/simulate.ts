import type { Day } from "./days.ts";
import { clockOf, datePartsOf, recordFair, recordStoreDay } from "./days.ts";
import { demoPerson } from "./people-ids.ts";
import { makePlants } from "./plants/plant-plan.ts";
import { Plants } from "./plants/plants.ts";
import type { Batch } from "./rows.ts";
import { forgetOldSales } from "./shop/after-sale.ts";
import { NameBook, startsOn, writeAlbum, writeCustomers, writeFoundations } from "./shop/opening.ts";
import { planPrices } from "./shop/prices.ts";
import { sell } from "./shop/sell.ts";
import { Shop } from "./shop/shop.ts";
import { closeStock } from "./shop/stock.ts";
import { AlbumPicker, makeAlbums } from "./world/albums.ts";
import { type BasketPlan, basketsOn } from "./world/baskets.ts";
import { CHANNELS, demandWeight } from "./world/calendar.ts";
import { Population } from "./world/population.ts";

/** The demo shop's size over its first stretch; a stress shop is a multiple of it. */
export const DEMO_ORDERS = 14_000;
const DEMO_CUSTOMERS = 2_500;
const DEMO_FOUNDERS = 720;
const DEMO_CHAMPIONS = 25;
const LARGEST_CATALOGUE = 20_000;
const UNITS_PER_ORDER = 2.83;
/** Days in the first stretch: 36 months. */
export const FIRST_STRETCH_DAYS = 1_096;

export interface Scenario {
  seed: number;
  firstDay: Day;
  /** Orders in the first stretch. */
  orders: number;
  /** Whether defects are planted before the end of the first stretch. */
  planted: boolean;
}

/**
 * The history of a shop. `advanceTo` adds days one by one: what a day asks for is drawn from
 * (seed, day) alone, and what the shelf could give follows from the days before, so that a history
 * is a pure function of the scenario and the last day, and a longer one begins with the shorter.
 */
export class Simulation {
  readonly shop: Shop;
  private readonly artists: NameBook;
  private readonly labels: NameBook;

  constructor(readonly scenario: Scenario) {
    this.shop = makeShop(scenario);
    this.artists = new NameBook(this.shop, "artist");
    this.labels = new NameBook(this.shop, "label");
    writeFoundations(this.shop);
  }

  /** Lives through every day up to `day`, `day` included. */
  advanceTo(day: Day): void {
    while (this.shop.day < day) this.live(this.shop.day + 1);
  }

  /** The rows made since this was last called, in table order. */
  takeBatch(): Batch {
    return this.shop.takeBatch();
  }

  private live(day: Day): void {
    const { shop } = this;
    const { plan } = shop;
    shop.day = day;
    shop.at = clockOf(day);
    if (day === plan.firstDay) writeCustomers(shop, plan.population.customers);
    plan.population.advanceTo(day);
    writeCustomers(shop, plan.population.joined.filter((customer) => customer.since === day));
    for (const album of plan.albums) {
      if (!startsOn(album, day)) continue;
      writeAlbum(shop, album, this.artists, this.labels);
      planPrices(shop, album);
    }
    plan.plants.morning(shop, day);
    for (const basket of basketsOn(day, plan.baskets, plan.population, plan.picker)) sell(shop, day, basket);
    for (const task of shop.tasksOf(day)) task(shop, day);
    plan.plants.evening(shop, day);
    closeStock(shop, day);
    this.remark(day);
    forgetOldSales(shop, day);
  }

  private remark(day: Day): void {
    const { year } = datePartsOf(day);
    const { shop } = this;
    if (day === recordStoreDay(year)) shop.annotate(demoPerson("manager").id, day, "Record Store Day: doors at nine, two bands in the yard", shop.at(20 * 60));
    if (day === recordFair(year)) shop.annotate(demoPerson("marketing").id, day, "Autumn record fair: our stall by the entrance", shop.at(19 * 60));
  }
}

/** A scenario's shop on the evening before its first day. */
function makeShop({ seed, firstDay, orders, planted }: Scenario): Shop {
  const scale = orders / DEMO_ORDERS;
  const days = FIRST_STRETCH_DAYS;
  const weightOf = (day: Day) => CHANNELS.reduce((sum, channel) => sum + demandWeight(day, channel, firstDay), 0);
  let total = 0;
  for (let day = firstDay; day < firstDay + days; day++) total += weightOf(day);
  const unitsPerWeek = (orders * UNITS_PER_ORDER * 7) / days;
  const albums = makeAlbums({ seed, firstDay, days, count: Math.min(LARGEST_CATALOGUE, Math.max(420, Math.round(420 * scale))), unitsPerWeek });
  const founders = Math.max(50, Math.round(DEMO_FOUNDERS * scale));
  const joiners = Math.max(0, Math.round(DEMO_CUSTOMERS * scale) - founders);
  const champions = Math.max(5, Math.round(DEMO_CHAMPIONS * scale));
  const plants = planted ? makePlants({ seed, firstDay, anchor: firstDay + days - 1, albums, founders, champions, unitsPerWeek }) : new Plants();
  const picker = new AlbumPicker(albums);
  const population = new Population(
    {
      seed, firstDay, founders, champions, slowChampions: 2,
      joinersOn: (day) => (joiners * weightOf(day)) / total,
      silentFrom: (champion) => plants.silentFrom(champion),
      doublesOn: (day) => plants.doublesOn(day),
      complete: plants.doubled(),
    },
    picker,
  );
  const baskets: BasketPlan = { seed, firstDay, scale: orders / total, crowd: (day) => plants.crowd(day), appetite: (day, channel) => plants.appetite(day, channel) };
  return new Shop({ seed, firstDay, albums, picker, population, baskets, plants, scale });
}
