import fc from "fast-check";
import { sql } from "drizzle-orm";
import type { Tx } from "../client.ts";
import { ORDER_STATUSES, type OrderStatus, PAYMENT_METHODS } from "../enums.ts";
import { addAlbum, addArtist, addCustomer, addGenre, addOrder, addPayment, addReview, addStock } from "./builders.ts";
import { labels, sales } from "../schema/index.ts";
import { REVIEW_PHRASES } from "./review-phrases.ts";
import { v7 } from "uuid";

/** The days of a random history: some around both changes of the clock in Europe, some at the ends of months. */
const DAYS = ["2026-01-31", "2026-02-01", "2026-02-28", "2026-03-01", "2026-03-28", "2026-03-29", "2026-03-30", "2026-04-15", "2026-05-31", "2026-10-24", "2026-10-25", "2026-10-26", "2026-12-31"] as const;
const TIMES = ["00:00:00", "00:30:00", "01:30:00", "11:00:00", "22:15:00", "22:59:59", "23:00:00", "23:45:00"] as const;

const instant = fc.tuple(fc.constantFrom(...DAYS), fc.constantFrom(...TIMES)).map(([day, time]) => new Date(`${day}T${time}Z`));
const index = fc.nat({ max: 3 });
const amount = fc.integer({ min: 0, max: 9_999 }).map((cents) => (cents / 100).toFixed(2));

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
/** Some words of a review, as people and machines put them together. */
const body = fc.array(fc.constantFrom(...REVIEW_PHRASES), { maxLength: 5 }).map((phrases) => phrases.join(" "));

/** A shop's small past, to be written by `writeHistory`. */
export const randomHistory = fc.record({
  albums: fc.array(fc.record({ genre: fc.option(fc.nat({ max: 1 }), { nil: null }), label: maybe(fc.nat({ max: 1 })), artist: maybe(fc.nat({ max: 2 })), year: maybe(fc.constantFrom(1949, 1950, 1957, 1959, 1960, 2001)), format: maybe(fc.constantFrom("LP", "2xLP", "none", "others")), cost: fc.option(amount, { nil: null }), price: fc.option(amount, { nil: null }), shelf: fc.option(fc.record({ first: fc.integer({ min: 0, max: 12 }), reorderPoint: fc.option(fc.nat({ max: 6 }), { nil: null }) }), { nil: null }) }), {
    minLength: 4,
    maxLength: 4,
  }),
  orders: fc.array(
    fc.record({
      at: instant,
      customer: fc.option(index, { nil: null }),
      status: fc.constantFrom<OrderStatus>(...ORDER_STATUSES, "completed", "completed"),
      channel: fc.constantFrom("shop", "web"),
      lines: fc.array(fc.record({ album: fc.option(index, { nil: null }), quantity: fc.integer({ min: 1, max: 3 }), lineTotal: amount, discount: fc.oneof(fc.constant("0.00"), amount), unitCost: fc.option(amount, { nil: null }) }), { maxLength: 3 }),
      timeKnown: fc.boolean(),
      payment: fc.constantFrom("completed", "failed", "pending", "refunded", null),
      method: fc.constantFrom(...PAYMENT_METHODS),
      paidAt: instant,
    }),
    { maxLength: 12 },
  ),
  reviews: fc.uniqueArray(fc.record({ customer: index, album: index, rating: fc.integer({ min: 1, max: 5 }), at: instant, body: maybe(body) }), { maxLength: 8, selector: (review) => `${review.customer}-${review.album}` }),
  movements: fc.array(fc.record({ album: index, kind: fc.constantFrom("sale", "restock", "return", "adjustment"), quantity: fc.integer({ min: 1, max: 4 }), at: instant }), { maxLength: 10 }),
});
export type RandomHistory = typeof randomHistory extends fc.Arbitrary<infer History> ? History : never;

/** A range of days that begins and ends on or beside the days of a history. */
export const randomRange = fc.tuple(fc.constantFrom(...DAYS, "2025-12-31", "2026-03-31"), fc.constantFrom(...DAYS, "2027-01-01", "2026-04-30")).map(([a, b]) => (a <= b ? { from: a, to: b } : { from: b, to: a }));

/** Replaces whatever the shop held by the history. Needs the owner's rights. */
export async function writeHistory(tx: Tx, history: RandomHistory): Promise<void> {
  await tx.execute(sql`truncate orders, order_items, payments, reviews, sales, inventory, album_prices, albums, genres, labels, artists, customers, customer_contacts cascade`);
  const genres = [await addGenre(tx, "Hard bop"), await addGenre(tx, "Modal")];
  const labelIds = [v7(), v7()];
  await tx.insert(labels).values(labelIds.map((id, n) => ({ id, name: ["Blue Note", "Prestige"][n] ?? "" })));
  const artists = [await addArtist(tx, "Art Blakey"), await addArtist(tx, "Björk"), await addArtist(tx, "Åke Persson")];
  const albums: string[] = [];
  const shelves = new Map<string, string>();
  for (const [position, album] of history.albums.entries()) {
    const id = await addAlbum(tx, { title: `Record ${position}`, genreId: album.genre === null ? null : (genres[album.genre] ?? null), labelId: album.label === null ? null : (labelIds[album.label] ?? null), artistId: album.artist === null ? null : (artists[album.artist] ?? null), year: album.year, format: album.format, listPrice: album.price, unitCost: album.cost });
    albums.push(id);
    if (album.shelf) shelves.set(id, await addStock(tx, id, album.shelf.first, { reorderPoint: album.shelf.reorderPoint, occurredAt: new Date("2026-02-01T10:00:00Z") }));
  }
  const customers: string[] = [];
  for (let i = 0; i < 4; i += 1) customers.push(await addCustomer(tx, { name: i === 0 ? null : `Customer ${i}` }));
  for (const order of history.orders) {
    const lines = order.lines.map((line) => ({ albumId: line.album === null ? null : (albums[line.album] ?? null), quantity: line.quantity, lineTotal: line.lineTotal, discount: line.discount, unitCost: line.unitCost }));
    const { id } = await addOrder(tx, { orderDate: order.at, customerId: order.customer === null ? null : (customers[order.customer] ?? null), status: order.status, channel: order.channel, timeKnown: order.timeKnown, lines });
    if (order.payment === "refunded") {
      const paid = await addPayment(tx, { orderId: id, amount: "10.00", method: order.method, paymentDate: order.at });
      await addPayment(tx, { orderId: id, amount: "4.50", status: "refunded", method: order.method, refundOf: paid, paymentDate: order.paidAt });
    } else if (order.payment) {
      await addPayment(tx, { orderId: id, amount: "10.00", status: order.payment, method: order.method, paymentDate: order.paidAt });
    }
  }
  for (const review of history.reviews) {
    await addReview(tx, { customerId: customers[review.customer] ?? "", albumId: albums[review.album] ?? "", rating: review.rating, reviewDate: review.at, ...(review.body === null ? {} : { body: review.body }) });
  }
  for (const movement of history.movements) {
    const inventoryId = shelves.get(albums[movement.album] ?? "");
    if (!inventoryId) continue;
    const sign = movement.kind === "sale" || movement.kind === "adjustment" ? -1 : 1;
    await tx.insert(sales).values({ id: v7(), inventoryId, movement: movement.kind as "sale", quantity: sign * movement.quantity, reason: "test", occurredAt: movement.at });
  }
}
