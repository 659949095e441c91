import { type Day, isoFromDay } from "../days.ts";
import { decimal } from "../money.ts";
import { demoPerson } from "../people-ids.ts";
import { randomFrom } from "../random.ts";
import { writeSale } from "../shop/sell.ts";
import type { Shop } from "../shop/shop.ts";
import { addToShelf, expectDelivery } from "../shop/stock.ts";
import type { Album } from "../world/albums.ts";
import { type Ground, openDay, type Plant } from "./plants.ts";

const within = (day: Day, from: Day, until: Day): boolean => day >= from && day <= until;

/** Takes what is left of a title off the shelf. */
function clear(shop: Shop, album: Album, reason: string): void {
  const left = shop.stock[album.index] ?? 0;
  if (left > 0) addToShelf(shop, album, -left, { movement: "adjustment", reason, userId: demoPerson("staff").id, ms: shop.at(21 * 60) });
}

/** One sale at the till, to nobody in particular. */
function sellAtTill(shop: Shop, day: Day, album: Album, quantity: number): void {
  const random = randomFrom(shop.plan.seed, day, "planted sale", album.index);
  writeSale(shop, day, { channel: "shop", customer: null, discountPercent: 0, at: shop.at(16 * 60 + 10) }, [{ album, copy: null, quantity }], random);
}

/** Titles that sell every week, gone for nine days and not ordered. */
export function stockOuts(ground: Ground): Plant[] {
  const { anchor } = ground;
  const gone = anchor - 9;
  const lost = [0, 1, 2].map(() => ground.take((album) => ground.perWeek(album) >= 1.6));
  const waiting = ground.take((album) => album.popularity === 4 && album.supplier < 4);
  const forgotten = ground.take((album) => album.popularity === 1);
  return [
    ...lost.map((album): Plant => ({
      notReordered: (day, index) => index === album.index && within(day, anchor - 36, anchor + 20),
      evening(shop, day) {
        if (within(day, gone, anchor)) clear(shop, album, day === gone ? "Water damage in the stock room" : "Held back, sleeve damaged");
        if (day !== gone) return;
        ground.note({
          detector: "stock_out_live_demand", kind: "defect", subject: { type: "album", key: album.id }, from: isoFromDay(gone + 1), until: isoFromDay(anchor),
          effect: `${ground.perWeek(album).toFixed(1)} copies a week before, none for 9 days, none on order`,
          description: "A constant seller ran out and nobody ordered it",
        });
      },
    })),
    {
      evening(shop, day) {
        if (day === anchor - 2) expectDelivery(shop, waiting, Math.max(4, waiting.desiredLevel), anchor + 2);
        if (day === anchor - 1) clear(shop, waiting, "Sold at a house concert");
        if (day !== anchor) return;
        clear(shop, waiting, "Sold at a house concert");
        ground.note({
          detector: "stock_out_live_demand", kind: "near_miss", subject: { type: "album", key: waiting.id }, from: isoFromDay(anchor - 1), until: isoFromDay(anchor),
          effect: "out for one day, delivery expected in two", description: "Just sold out, and the delivery is on its way",
        });
      },
    },
    {
      unwanted: (day, index) => index === forgotten.index && within(day, anchor - 260, anchor + 60),
      notReordered: (day, index) => index === forgotten.index && within(day, anchor - 240, anchor + 60),
      evening(shop, day) {
        if (day !== anchor - 150) return;
        clear(shop, forgotten, "Discontinued, passed on to another shop");
        for (const detector of ["stock_out_live_demand", "negative_stock"] as const) {
          ground.note({
            detector, kind: "near_miss", subject: { type: "album", key: forgotten.id }, from: isoFromDay(day), until: isoFromDay(anchor),
            effect: "on hand exactly 0 for 150 days, no sale for 260", description: "Out of stock, and nobody asks for it",
          });
        }
      },
    },
  ];
}

/** Titles of which more were sold than the ledger had. */
export function negativeStock(ground: Ground): Plant[] {
  const { anchor } = ground;
  return [4, 11].map((ago, place): Plant => {
    const album = ground.take((candidate) => candidate.popularity === 2);
    const short = place + 2;
    const when = openDay(anchor, anchor - ago);
    return {
      notReordered: (day, index) => index === album.index && within(day, anchor - 40, anchor + 14),
      unwanted: (day, index) => index === album.index && within(day, when - 20, anchor + 14),
      morning(shop, day) {
        if (day !== when) return;
        sellAtTill(shop, day, album, Math.max(0, shop.stock[album.index] ?? 0) + short);
        ground.note({
          detector: "negative_stock", kind: "defect", subject: { type: "album", key: album.id }, from: isoFromDay(day), until: isoFromDay(anchor),
          effect: `on hand -${short}`, description: "More copies were sold than the ledger had",
        });
      },
    };
  });
}

/** Copies that nobody buys, beside a new arrival and a slow seller that must be left alone. */
export function deadStock(ground: Ground): Plant[] {
  const { anchor } = ground;
  const arrival = ground.take((album) => album.popularity === 1);
  arrival.since = anchor - 40;
  const slow = ground.take((album) => album.popularity === 1);
  const dead = [20, 26, 18].map((copies): Plant => {
    const album = ground.take((candidate) => candidate.popularity <= 2);
    return {
      notReordered: (day, index) => index === album.index && day >= anchor - 400,
      unwanted: (day, index) => index === album.index && within(day, anchor - 330, anchor + 60),
      evening(shop, day) {
        if (day !== anchor - 400) return;
        addToShelf(shop, album, copies, { movement: "restock", reason: "Bought as a lot from a closing shop", userId: demoPerson("buyer").id, ms: shop.at(20 * 60) });
        ground.note({
          detector: "dead_stock", kind: "defect", subject: { type: "album", key: album.id }, from: isoFromDay(anchor - 330), until: isoFromDay(anchor),
          effect: `at least ${copies - 6} copies, ${decimal((copies - 6) * album.startCost)} at cost, no sale for 330 days`, description: "A lot bought too large that nobody wants",
        });
      },
    };
  });
  return [
    ...dead,
    {
      unwanted: (day, index) => index === arrival.index && within(day, anchor - 40, anchor + 10),
      evening(shop, day) {
        if (day !== anchor - 40) return;
        addToShelf(shop, arrival, 14, { movement: "restock", reason: "Launch order", userId: demoPerson("buyer").id, ms: shop.at(20 * 60) });
        ground.note({
          detector: "dead_stock", kind: "near_miss", subject: { type: "album", key: arrival.id }, from: isoFromDay(day), until: isoFromDay(anchor),
          effect: "14 copies or more unsold, but new 40 days ago", description: "A new arrival that had no time to sell",
        });
      },
    },
    {
      notReordered: (day, index) => index === slow.index && day >= anchor - 300,
      morning(shop, day) {
        if (day !== openDay(anchor, anchor - 25)) return;
        sellAtTill(shop, day, slow, 1);
        ground.note({
          detector: "dead_stock", kind: "near_miss", subject: { type: "album", key: slow.id }, from: isoFromDay(day), until: isoFromDay(anchor),
          effect: "10 copies or more, last sold 25 days ago", description: "A slow seller that does sell",
        });
      },
      evening(shop, day) {
        if (day === anchor - 300) addToShelf(shop, slow, 14, { movement: "restock", reason: "Bought as a lot from a closing shop", userId: demoPerson("buyer").id, ms: shop.at(20 * 60) });
      },
    },
  ];
}
