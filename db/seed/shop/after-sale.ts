import { GENRES } from "../catalogue/types.ts";
import { type Day, workingDay } from "../days.ts";
import { normal } from "../draws.ts";
import { type Cents, taxOn } from "../money.ts";
import { demoPerson } from "../people-ids.ts";
import { between, chance, pick, type Random, randomFrom } from "../random.ts";

import { writeReview } from "../text/review-text.ts";
import type { Album } from "../world/albums.ts";
import type { Customer } from "../world/population.ts";
import { addPayment } from "./add-payment.ts";
import type { Sale, Shop } from "./shop.ts";
import { addToShelf } from "./stock.ts";

type Stars = Parameters<typeof writeReview>[1]["rating"];

const SENT_BACK = 0.021;
const REVIEWED = 0.0445;
/** How long a sale can still be sent back. */
const REFUNDABLE_DAYS = 30;

/** A sale at the till is complete when it is paid. */
export function completeAtTill(shop: Shop, day: Day, sale: Sale, random: Random): void {
  sale.order.status = "completed";
  follow(shop, day, sale, random);
}

/** The parcel leaves: the order is complete. */
export function complete(shop: Shop, day: Day, sale: Sale, at: number, random: Random): void {
  shop.changeOrder(sale.order, at, { status: "completed" });
  shop.log({ actorId: demoPerson("staff").id, action: "order.completed", category: "sales", objectType: "order", objectId: sale.order.id, fields: ["status"], at });
  follow(shop, day, sale, random);
}

function follow(shop: Shop, day: Day, sale: Sale, random: Random): void {
  if (shop.plan.plants.areThere) shop.recent.push(sale);
  if (chance(random, SENT_BACK)) {
    const minute = between(random, 10 * 60, 18 * 60);
    const whole = sale.lines.length === 1 || chance(random, 0.25);
    shop.later(workingDay(day + between(random, 3, 14)), (then) => refund(then, sale, then.at(minute), random, whole));
  }
  const { customer } = sale;
  if (!customer) return;
  for (const line of sale.lines) {
    if (!chance(random, REVIEWED)) continue;
    const minute = between(random, 9 * 60, 22 * 60) + random();
    const draw = random();
    const spread = normal(random);
    shop.later(day + between(random, 4, 38), (then, today) => {
      if (then.plan.plants.reviewsHeld(today, line.album.index)) return;
      addReview(then, customer, line.album, starsOf(then, today, line.album, draw, spread), then.at(minute), line.copy !== null);
    });
  }
}

/** Stars: around what the record deserves, and now and then a disaster in the post. */
function starsOf(shop: Shop, day: Day, album: Album, draw: number, spread: number): Stars {
  const wish = draw < 0.045 ? 1.2 + 0.5 * spread : album.quality + 0.05 + 0.85 * spread;
  return Math.max(shop.plan.plants.kindness(day), Math.min(5, Math.max(1, Math.round(wish)))) as Stars;
}

/** Writes a review whose words fit its stars, and gives its id; null when they have written about this record before. */
export function addReview(shop: Shop, customer: Customer, album: Album, rating: Stars, at: number, used: boolean): string | null {
  const key = `${customer.index}:${album.index}`;
  if (shop.reviewed.has(key)) return null;
  shop.reviewed.add(key);
  const id = shop.id("review", at);
  const genre = GENRES[album.genre] ?? "Swing";
  const body = () => writeReview(randomFrom(shop.plan.seed, "review", id), { rating, title: album.title, artist: album.artist, genre, used });
  shop.rows.reviews.push({ id, customerId: shop.customerId(customer), albumId: album.id, rating, body, at });
  shop.log({ actorId: null, action: "review.received", category: "reviews", objectType: "review", objectId: id, at });
  return id;
}

/** Cancels an order that was not sent: what was paid goes back, and so do the records. */
export function cancel(shop: Shop, sale: Sale, at: number, reason: string): void {
  const { order } = sale;
  const paid = sale.payments.find((payment) => payment.status === "completed");
  if (paid) giveBack(shop, sale, paid.amount, at);
  shop.changeOrder(order, at, { status: "cancelled" });
  shop.log({ actorId: paid ? demoPerson("manager").id : null, action: "order.cancelled", category: "sales", objectType: "order", objectId: order.id, fields: ["status"], at });
  for (const line of sale.lines) putBack(shop, line, line.quantity, reason, at);
}

/** Gives money back for a completed order: all of it, or for its first line. Returns the amount, 0 if it was given back before. */
export function refund(shop: Shop, sale: Sale, at: number, random: Random, whole: boolean): Cents {
  const [first] = sale.lines;
  if (!first || shop.settled.has(sale) || sale.order.status !== "completed" || sale.payments.some((payment) => payment.status === "refunded")) return 0;
  const amount = whole ? sale.order.total : first.amount + taxOn(first.amount);
  if (amount <= 0 || !giveBack(shop, sale, amount, at)) return 0;
  for (const line of whole ? sale.lines : [first]) {
    putBack(shop, line, line.quantity, "Returned by the customer", at);
    // A fifth comes back unfit to be sold as new.
    if (line.copy === null && chance(random, 0.2)) {
      addToShelf(shop, line.album, -line.quantity, { movement: "adjustment", reason: pick(random, ["Returned damaged, written off", "Returned warped, written off"]), userId: demoPerson("staff").id, ms: at + 60_000 });
    }
  }
  return amount;
}

function giveBack(shop: Shop, sale: Sale, amount: Cents, at: number): boolean {
  const paid = sale.payments.find((payment) => payment.status === "completed");
  if (!paid) return false;
  addPayment(shop, sale, "refunded", paid.method, amount, at, paid.id);
  shop.log({ actorId: demoPerson("manager").id, action: "payment.refunded", category: "payments", objectType: "order", objectId: sale.order.id, at });
  return true;
}

function putBack(shop: Shop, line: Sale["lines"][number], quantity: number, reason: string, at: number): void {
  const why = { movement: "return" as const, reason, userId: demoPerson("staff").id, ms: at, orderItemId: line.itemId };
  if (!line.copy) {
    addToShelf(shop, line.album, quantity, why);
    return;
  }
  shop.move({ inventoryId: line.shelfId, movement: "return", quantity, reason, orderItemId: line.itemId, userId: why.userId, at });
  const copies = shop.used.get(line.album.index) ?? [];
  copies.push(line.copy);
  shop.used.set(line.album.index, copies);
}

/** Sales that cannot be sent back any more are forgotten. */
export function forgetOldSales(shop: Shop, day: Day): void {
  if (day % 7 !== 0) return;
  const oldest = shop.at(0) - REFUNDABLE_DAYS * 86_400_000;
  shop.recent = shop.recent.filter((sale) => sale.order.at >= oldest);
}
