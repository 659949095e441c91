import type { Day } from "../days.ts";
import { isSunday } from "../days.ts";
import type { Cents } from "../money.ts";
import { demoPerson } from "../people-ids.ts";
import { between, randomFrom } from "../random.ts";
import type { Album } from "../world/albums.ts";
import type { Shop } from "./shop.ts";

/** Days between looks at a title's price. */
const LOOKS = { from: 260, to: 620 };

/** When a title's price is first looked at again. */
export function planPrices(shop: Shop, album: Album): void {
  look(shop, album, album.since, 0);
}

function look(shop: Shop, album: Album, day: Day, round: number): void {
  const random = randomFrom(shop.plan.seed, "price", album.index, round);
  let next = day + (round === 0 ? between(random, 60, LOOKS.to) : between(random, LOOKS.from, LOOKS.to));
  if (isSunday(next)) next++;
  const share = 1 + 0.02 + 0.05 * random();
  shop.later(next, (then) => {
    const was = then.prices[album.index] ?? album.startPrice;
    // Prices end in 90, as they always did.
    const price = Math.max(was + 50, Math.round((was * share - 90) / 100) * 100 + 90);
    setPrice(then, album, price, Math.round((then.costs[album.index] ?? album.startCost) * (price / was)), then.at(9 * 60 + 30 + (album.index % 60)));
    look(then, album, next, round + 1);
  });
}

/** Changes a title's list price and cost from now on; the past keeps its own. */
export function setPrice(shop: Shop, album: Album, price: Cents, cost: Cents, at: number): void {
  shop.prices[album.index] = price;
  shop.costs[album.index] = cost;
  const row = shop.albumRows[album.index];
  if (row) shop.changeAlbum(row, at, { listPrice: price, unitCost: cost });
  const buyer = demoPerson("buyer").id;
  shop.rows.albumPrices.push({ id: shop.id("price", at), albumId: album.id, listPrice: price, at, changedBy: buyer });
  shop.log({ actorId: buyer, action: "price.changed", category: "stock", objectType: "album", objectId: album.id, fields: ["list_price"], at });
}
