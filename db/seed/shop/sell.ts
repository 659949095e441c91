import type { Day } from "../days.ts";
import { idOf } from "../ids.ts";
import { type Cents, spreadDiscount, taxOn } from "../money.ts";
import { demoPerson } from "../people-ids.ts";
import { chance, pick, type Random, randomFrom } from "../random.ts";
import type { OrderRow } from "../rows.ts";
import type { Album } from "../world/albums.ts";
import type { Basket, Want } from "../world/baskets.ts";
import type { Channel } from "../world/calendar.ts";
import { payFor } from "./pay.ts";
import type { Sale, Shop, UsedCopy } from "./shop.ts";

/** What was taken off the shelf for one line. */
export interface Taken {
  album: Album;
  copy: UsedCopy | null;
  quantity: number;
}

const USED_CHANCE = 0.3;
/** Postage without tax by channel: home, elsewhere in Europe, overseas. Orders at home over 80 go free. */
const POSTAGE: Readonly<Record<Exclude<Channel, "shop">, readonly [Cents, Cents, Cents]>> = { web: [490, 990, 1690], discogs: [590, 1190, 1890] };
const FREE_FROM: Cents = 8_000;
const OVERSEAS = new Set(["United States", "Japan", "Nigeria", "India", "Australia", "Canada", "Brazil", "South Africa", "New Zealand"]);

/** Turns a basket into an order with what the shelf has; nothing when it has nothing of it. */
export function sell(shop: Shop, day: Day, basket: Basket): void {
  const random = randomFrom(shop.plan.seed, day, "order", basket.slot);
  const taken: Taken[] = [];
  for (const want of basket.wants) {
    const line = take(shop, day, basket, want, taken, random);
    if (line) taken.push(line);
  }
  if (taken.length > 0) writeSale(shop, day, { ...basket, at: shop.at(basket.minute) }, taken, random);
}

function take(shop: Shop, day: Day, basket: Basket, want: Want, taken: readonly Taken[], random: Random): Taken | null {
  // What they have already they buy again only when nothing else is there: as a present.
  const owned = basket.customer?.owned ?? [];
  const choices = want.choices.some((wish) => owned.includes(wish)) ? [...want.choices].sort((a, b) => Number(owned.includes(a)) - Number(owned.includes(b))) : want.choices;
  for (const choice of choices) {
    const album = shop.album(choice);
    if (album.since > day || taken.some((line) => line.album === album) || shop.plan.plants.unwanted(day, choice)) continue;
    const copies = shop.used.get(choice);
    if (copies && copies.length > 0 && chance(random, USED_CHANCE)) {
      const copy = copies.shift();
      if (copy) return { album, copy, quantity: 1 };
    }
    const onHand = shop.stock[choice] ?? 0;
    if (onHand <= 0) continue;
    return { album, copy: null, quantity: Math.min(onHand, want.quantity) };
  }
  return null;
}

/** The first of the shop's order numbers. */
const FIRST_NUMBER = 1_001;

/** Writes order, lines and stock movements, then lets the customer pay. */
export function writeSale(
  shop: Shop,
  day: Day,
  basket: Pick<Basket, "channel" | "customer" | "discountPercent"> & { at: number },
  taken: readonly Taken[],
  random: Random,
): Sale {
  const { channel, customer, at } = basket;
  const number = FIRST_NUMBER + shop.orderCount++;
  const orderId = idOf(shop.plan.seed, "order", number, at);
  const amounts = taken.map(({ album, copy, quantity }) => quantity * (copy?.price ?? shop.prices[album.index] ?? album.startPrice));
  const whole = amounts.reduce((sum, amount) => sum + amount, 0);
  const discounts = spreadDiscount(amounts, Math.round((whole * basket.discountPercent) / 100));
  const net = whole - discounts.reduce((sum, part) => sum + part, 0);
  const shipping = postage(channel, customer?.country ?? "Germany", net);
  const tax = taxOn(net + shipping);
  const order: OrderRow = {
    id: orderId, number, customerId: customer ? shop.customerId(customer) : null, status: "open", channel, externalId: channel === "shop" ? null : `${channel === "web" ? "W" : "D"}-${200_000 + number}`,
    shipping, tax, total: net + shipping + tax, at, changedAt: at,
  };
  shop.rows.orders.push(order);
  const seller = channel === "shop" ? demoPerson(chance(random, 0.72) ? "staff" : pick(random, ["buyer", "manager"] as const)).id : null;
  const lines = taken.map(({ album, copy, quantity }, index) => {
    const itemId = idOf(shop.plan.seed, "item", number * 64 + index, at);
    const amount = (amounts[index] ?? 0) - (discounts[index] ?? 0);
    const shelfId = copy?.row.id ?? album.shelfId;
    shop.rows.items.push({
      id: itemId, orderId, position: index + 1, albumId: album.id, quantity, unitPrice: (amounts[index] ?? 0) / quantity, discount: discounts[index] ?? 0, lineTotal: amount,
      unitCost: copy?.cost ?? shop.costs[album.index] ?? album.startCost, at,
    });
    if (!copy) shop.stock[album.index] = (shop.stock[album.index] ?? 0) - quantity;
    shop.move({ inventoryId: shelfId, movement: "sale", quantity: -quantity, reason: null, orderItemId: itemId, userId: seller, at });
    if (customer && !customer.owned.includes(album.index)) customer.owned.push(album.index);
    return { itemId, album, shelfId, copy, quantity, amount };
  });
  shop.log({ actorId: seller, action: "order.created", category: "sales", objectType: "order", objectId: orderId, at });
  const sale: Sale = { order, customer, lines, payments: [] };
  payFor(shop, day, sale, random, seller);
  return sale;
}

function postage(channel: Channel, country: string, net: Cents): Cents {
  if (channel === "shop") return 0;
  const [home, europe, overseas] = POSTAGE[channel];
  if (country === "Germany") return net >= FREE_FROM ? 0 : home;
  return OVERSEAS.has(country) ? overseas : europe;
}
