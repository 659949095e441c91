import { MEDIA_GRADES } from "../../enums.ts";
import { type Day, weekdayOf, workingDay } from "../days.ts";
import { poisson } from "../draws.ts";
import type { Cents } from "../money.ts";
import { demoPerson } from "../people-ids.ts";
import { between, chance, pick, type Random, randomFrom, weighted } from "../random.ts";
import type { Album } from "../world/albums.ts";
import { seasonFactor } from "../world/calendar.ts";
import { SUPPLIERS } from "../world/suppliers.ts";
import type { Shop } from "./shop.ts";
import { supplierIdOf } from "./opening.ts";

const [MINT, NEAR_MINT, VERY_GOOD_PLUS, VERY_GOOD] = MEDIA_GRADES;
/** A used copy's price beside the new one's, by the grade of the medium. */
const GRADES = [
  { media: MINT, share: 0.95, weight: 1 },
  { media: NEAR_MINT, share: 0.8, weight: 4 },
  { media: VERY_GOOD_PLUS, share: 0.62, weight: 8 },
  { media: VERY_GOOD, share: 0.42, weight: 4 },
] as const;
const SLEEVES = [NEAR_MINT, VERY_GOOD_PLUS, VERY_GOOD_PLUS, VERY_GOOD, VERY_GOOD, "Generic"] as const;

/** Used copies bought over the counter in a day, in the demo shop. */
const BOUGHT_IN_PER_DAY = 0.42;
/** Titles whose count is corrected in a day. */
const CORRECTIONS_PER_DAY = 0.24;

/** The evening of a day: orders to suppliers, used copies bought in, corrections of the count. */
export function closeStock(shop: Shop, day: Day): void {
  const random = randomFrom(shop.plan.seed, day, "stock");
  reorder(shop, day, random);
  for (let n = poisson(random, BOUGHT_IN_PER_DAY * shop.plan.scale); n > 0; n--) if (weekdayOf(day) !== 0) buyIn(shop, random);
  for (let n = poisson(random, CORRECTIONS_PER_DAY * shop.plan.scale); n > 0; n--) correct(shop, random);
}

function reorder(shop: Shop, day: Day, random: Random): void {
  const weekday = weekdayOf(day);
  for (const [place, supplier] of SUPPLIERS.entries()) {
    if (supplier.orderWeekday !== weekday) continue;
    const season = Math.max(1, seasonFactor(day + supplier.leadTimeDays + 5));
    const arrival = workingDay(day + supplier.leadTimeDays + weighted(random, [-1, 0, 1, 2], [2, 9, 3, 1]));
    const boxes: { album: Album; quantity: number }[] = [];
    for (const album of shop.plan.albums) {
      if (album.supplier !== place || album.since > day || shop.plan.plants.notReordered(day, album.index)) continue;
      const coming = (shop.stock[album.index] ?? 0) + (shop.onOrder[album.index] ?? 0);
      if (coming > Math.round(album.reorderPoint * season)) continue;
      boxes.push({ album, quantity: Math.max(1, Math.round(album.desiredLevel * season) - coming) });
    }
    if (boxes.length === 0) continue;
    const ms = shop.at(18 * 60 + 5 + place);
    for (const { album, quantity } of boxes) order(shop, album, quantity, ms);
    shop.log({ actorId: demoPerson("buyer").id, action: "purchase.ordered", category: "stock", objectType: "supplier", objectId: supplierIdOf(shop, place), at: ms });
    shop.later(arrival, (then) => receive(then, place, boxes));
  }
}

function order(shop: Shop, album: Album, quantity: number, ms: number): void {
  shop.onOrder[album.index] = (shop.onOrder[album.index] ?? 0) + quantity;
  const row = shop.shelfRows[album.index];
  if (row) shop.changeShelf(row, ms, { onOrder: shop.onOrder[album.index] ?? 0 });
}

/** Orders copies of one title that will come on `arrival`. */
export function expectDelivery(shop: Shop, album: Album, quantity: number, arrival: Day): void {
  order(shop, album, quantity, shop.at(18 * 60 + 30));
  shop.later(arrival, (then) => receive(then, album.supplier, [{ album, quantity }]));
}

/** A delivery arrives in the evening, after the day's sales, and is on the shelf the next morning. */
function receive(shop: Shop, supplier: number, boxes: readonly { album: Album; quantity: number }[]): void {
  const person = demoPerson(supplier % 2 === 0 ? "buyer" : "staff").id;
  let minute = 19 * 60 + 40 + supplier;
  for (const { album, quantity } of boxes) {
    minute += 0.05;
    const ms = shop.at(minute);
    shop.onOrder[album.index] = (shop.onOrder[album.index] ?? 0) - quantity;
    const row = shop.shelfRows[album.index];
    if (row) shop.changeShelf(row, ms, { onOrder: shop.onOrder[album.index] ?? 0 });
    addToShelf(shop, album, quantity, { movement: "restock", reason: `Delivery from ${SUPPLIERS[supplier]?.name ?? "supplier"}`, userId: person, ms });
  }
  shop.log({ actorId: person, action: "stock.received", category: "stock", objectType: "supplier", objectId: supplierIdOf(shop, supplier), fields: ["on_hand", "on_order"], at: shop.at(minute + 1) });
}

/** Books copies of a new title in or out. */
export function addToShelf(
  shop: Shop,
  album: Album,
  quantity: number,
  why: { movement: "restock" | "adjustment" | "return"; reason: string; userId: string | null; ms: number; orderItemId?: string },
): void {
  shop.stock[album.index] = (shop.stock[album.index] ?? 0) + quantity;
  shop.move({ inventoryId: album.shelfId, movement: why.movement, quantity, reason: why.reason, orderItemId: why.orderItemId ?? null, userId: why.userId, at: why.ms });
}

function buyIn(shop: Shop, random: Random): void {
  const album = shop.plan.picker.any(random);
  if (album.since > shop.day) return;
  const ms = shop.at(between(random, 12 * 60, 18 * 60));
  const grade = weighted(random, GRADES, GRADES.map(({ weight }) => weight));
  const price: Cents = Math.max(500, Math.round(((shop.prices[album.index] ?? album.startPrice) * grade.share * (0.9 + 0.3 * random())) / 50) * 50 - 10);
  const cost: Cents = Math.round(price * (0.4 + 0.15 * random()));
  const row = {
    id: shop.id("inventory", ms), albumId: album.id, condition: "used" as const, mediaGrade: grade.media, sleeveGrade: pick(random, SLEEVES), reorderPoint: null, desiredLevel: null,
    onOrder: 0, location: `Used ${album.location}`, listPrice: price, unitCost: cost, at: ms, changedAt: ms,
  };
  shop.rows.inventory.push(row);
  shop.move({ inventoryId: row.id, movement: "restock", quantity: 1, reason: "Bought over the counter", orderItemId: null, userId: demoPerson("buyer").id, at: ms });
  shop.later(shop.day + 1, (then) => {
    const copies = then.used.get(album.index) ?? [];
    copies.push({ row, price, cost });
    then.used.set(album.index, copies);
  });
}

function correct(shop: Shop, random: Random): void {
  const album = shop.plan.picker.any(random);
  const onHand = shop.stock[album.index] ?? 0;
  const ms = shop.at(between(random, 20 * 60 + 20, 20 * 60 + 50));
  if (onHand >= 2 && chance(random, 0.75)) {
    addToShelf(shop, album, -1, { movement: "adjustment", reason: pick(random, ["Stock count", "Damaged in the rack", "Corner bent, written off", "Missing at stock count"]), userId: demoPerson("staff").id, ms });
  } else if (onHand > 0) {
    addToShelf(shop, album, 1, { movement: "adjustment", reason: pick(random, ["Stock count", "Found in another browser"]), userId: demoPerson("staff").id, ms });
  }
}
