import { GENRES } from "../catalogue/types.ts";
import { clockOf, type Day } from "../days.ts";
import { idOf } from "../ids.ts";
import { between, chance, randomFrom, weighted } from "../random.ts";
import type { Album } from "../world/albums.ts";
import type { Customer } from "../world/population.ts";
import { SUPPLIERS } from "../world/suppliers.ts";
import type { Shop } from "./shop.ts";

const openingOf = (shop: Shop): number => clockOf(shop.plan.firstDay)(60);

export const supplierIdOf = (shop: Shop, place: number): string => idOf(shop.plan.seed, "supplier", place, openingOf(shop));

/** Genres, labels, artists and suppliers: what stands before the first day. */
export function writeFoundations(shop: Shop): void {
  const at = openingOf(shop);
  GENRES.forEach((name, index) => shop.rows.genres.push({ id: shop.genreIds[index] ?? "", name, at }));
  SUPPLIERS.forEach(({ name, leadTimeDays }, place) => shop.rows.suppliers.push({ id: supplierIdOf(shop, place), name, leadTimeDays, at }));
}

/** Names already written, with their ids; the same spelling in other capitals is the same name. */
export class NameBook {
  private readonly ids = new Map<string, string>();

  constructor(
    private readonly shop: Shop,
    private readonly kind: "artist" | "label",
  ) {}

  idOf(name: string, ms: number): string {
    const key = name.toLowerCase();
    const known = this.ids.get(key);
    if (known) return known;
    const id = this.shop.id(this.kind, ms);
    this.ids.set(key, id);
    (this.kind === "artist" ? this.shop.rows.artists : this.shop.rows.labels).push({ id, name, at: ms });
    return id;
  }
}

/** Puts a title into the books and its first copies on the shelf. */
export function writeAlbum(shop: Shop, album: Album, artists: NameBook, labels: NameBook): void {
  const random = randomFrom(shop.plan.seed, "first copies", album.index);
  const ms = shop.at(5 * 60 + (album.index % 3_600) / 60);
  const row = {
    id: album.id,
    title: album.title,
    artistId: artists.idOf(album.artist, ms),
    labelId: album.label === null ? null : labels.idOf(album.label, ms),
    genreId: shop.genreIds[album.genre] ?? "",
    supplierId: supplierIdOf(shop, album.supplier),
    year: album.year,
    format: album.format,
    catalogueNumber: album.catalogueNumber,
    listPrice: album.startPrice,
    unitCost: album.startCost,
    at: ms,
    changedAt: ms,
  };
  const shelf = {
    id: album.shelfId, albumId: album.id, condition: "new" as const, mediaGrade: null, sleeveGrade: null, reorderPoint: album.reorderPoint, desiredLevel: album.desiredLevel,
    onOrder: 0, location: album.location, listPrice: null, unitCost: null, at: ms, changedAt: ms,
  };
  shop.albumRows[album.index] = row;
  shop.shelfRows[album.index] = shelf;
  shop.rows.albums.push(row);
  shop.rows.inventory.push(shelf);
  shop.rows.albumPrices.push({ id: shop.id("price", ms), albumId: album.id, listPrice: album.startPrice, at: ms, changedBy: null });
  const copies = Math.max(1, between(random, album.reorderPoint, album.desiredLevel));
  shop.stock[album.index] = copies;
  shop.move({ inventoryId: album.shelfId, movement: "restock", quantity: copies, reason: album.since === shop.plan.firstDay ? "Opening stock" : "New in the shop", orderItemId: null, userId: null, at: ms + 60_000 });
}

/** Writes customers who joined, with how to reach them and whether the shop may write to them. */
export function writeCustomers(shop: Shop, customers: readonly Customer[]): void {
  for (const customer of customers) {
    const random = randomFrom(shop.plan.seed, "contact", customer.index);
    const { person } = customer;
    if (!person) throw new Error(`customer ${customer.index} is written already`);
    const id = shop.customerId(customer);
    shop.rows.customers.push({ id, number: customer.index + 1, name: person.name, favouriteGenreId: shop.genreIds[customer.genre] ?? "", at: customer.at });
    const hasAddress = customer.complete || customer.home !== "shop" || chance(random, 0.55);
    const consent = customer.email !== null && chance(random, 0.58);
    shop.rows.contacts.push({
      customerId: id,
      email: customer.email,
      phone: customer.complete || chance(random, 0.6) ? person.phone : null,
      street: hasAddress ? person.street : null,
      postcode: hasAddress ? person.postcode : null,
      city: hasAddress ? person.city : null,
      country: hasAddress ? person.country : null,
      consent,
      consentAt: consent ? customer.at + between(random, 0, 20) * 60_000 : null,
      consentSource: consent ? (customer.home === "shop" ? weighted(random, ["Card filled in at the till", "Newsletter sign-up", "Record Store Day list"], [6, 3, 1]) : weighted(random, ["Web shop checkout", "Newsletter sign-up"], [7, 3])) : null,
      at: customer.at,
    });
    if (!customer.complete) customer.person = null;
  }
}

/** True on the day on which the title is first sold. */
export const startsOn = (album: Album, day: Day): boolean => album.since === day;
