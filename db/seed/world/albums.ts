import { catalogue } from "../catalogue/index.ts";
import { GENRES } from "../catalogue/types.ts";
import type { Day } from "../days.ts";
import { normal, WeightedPicker } from "../draws.ts";
import { idOf } from "../ids.ts";
import type { Cents } from "../money.ts";
import { between, chance, randomFrom, weighted } from "../random.ts";
import { SUPPLIERS, supplierOf } from "./suppliers.ts";

/** A title of the shop as the generator knows it. `index` is its position in the world's list. */
export interface Album {
  index: number;
  id: string;
  shelfId: string;
  title: string;
  artist: string;
  label: string | null;
  genre: number;
  supplier: number;
  year: number | null;
  format: string;
  catalogueNumber: string | null;
  popularity: number;
  /** How much of the demand is for this title, beside the others. */
  weight: number;
  startPrice: Cents;
  startCost: Cents;
  /** First day on which the shop sells it. */
  since: Day;
  reorderPoint: number;
  desiredLevel: number;
  /** Mean stars its buyers give. */
  quality: number;
  location: string;
}

/** Share of the demand of one title by its popularity from the catalogue. */
const POPULARITY_WEIGHT: Readonly<Record<number, number>> = { 1: 1, 2: 2, 3: 4.4, 4: 10, 5: 21 };
/** Prices without tax, in cents. */
const PRICE_POINTS: readonly Cents[] = [1390, 1490, 1590, 1690, 1790, 1890, 1990, 2090, 2190, 2390, 2690, 2890];
const PRICE_WEIGHTS = [3, 6, 11, 15, 16, 15, 12, 9, 6, 4, 2, 1];
const LATER_SHARE = 0.12;

export interface AlbumPlan {
  seed: number;
  firstDay: Day;
  /** Length of the first stretch, over which arrivals of new titles are spread. */
  days: number;
  count: number;
  /** Units per week the whole shop sells, for reorder points. */
  unitsPerWeek: number;
}

/** The titles of the shop: the catalogue, and beyond it pressings marked as made up for load tests. */
export function makeAlbums(plan: AlbumPlan): Album[] {
  const { seed, firstDay } = plan;
  const albums: Album[] = [];
  for (let index = 0; index < plan.count; index++) {
    const record = catalogue[index % catalogue.length];
    if (!record) throw new Error("the catalogue is empty");
    const random = randomFrom(seed, "album", index);
    const round = Math.floor(index / catalogue.length);
    const double = chance(random, 0.07);
    const base = weighted(random, PRICE_POINTS, PRICE_WEIGHTS) + (double ? 900 : 0);
    const margin = 0.32 + 0.1 * random();
    const isLater = round === 0 && record.popularity <= 3 && chance(random, LATER_SHARE);
    const since = isLater ? firstDay + between(random, 40, plan.days - 60) : firstDay;
    const madeAt = since * 86_400_000 + 5 * 3_600_000 + (index % 3_600) * 1000;
    albums.push({
      index,
      id: idOf(seed, "album", index, madeAt),
      shelfId: idOf(seed, "inventory", index, madeAt),
      title: round === 0 ? record.title : `${record.title} (stress pressing ${round})`,
      artist: record.artist,
      label: record.label,
      genre: GENRES.indexOf(record.genre),
      supplier: supplierOf(record.label),
      year: record.year,
      format: double ? "2LP" : "LP",
      catalogueNumber: round === 0 ? record.catalogueNumber : null,
      popularity: record.popularity,
      weight: (POPULARITY_WEIGHT[record.popularity] ?? 1) * Math.exp(0.25 * normal(random)),
      startPrice: base,
      startCost: Math.round(base * (1 - margin)),
      since,
      reorderPoint: 0,
      desiredLevel: 0,
      quality: 4.25 + 0.35 * normal(random),
      location: `${String.fromCharCode(65 + GENRES.indexOf(record.genre))}${between(random, 1, 9)}`,
    });
  }
  const total = albums.reduce((sum, album) => sum + album.weight, 0);
  for (const album of albums) setLevels(album, (plan.unitsPerWeek * album.weight) / total);
  return albums;
}

/** When to reorder and up to how many, from the mean weekly demand, the weekly order day and the lead time. */
function setLevels(album: Album, perWeek: number): void {
  const leadTimeDays = SUPPLIERS[album.supplier]?.leadTimeDays ?? 7;
  const weeks = (leadTimeDays + 10) / 7;
  const mean = perWeek * weeks;
  const safety = album.popularity >= 3 ? 2.4 : album.popularity === 2 ? 1.4 : 0.5;
  album.reorderPoint = Math.round(mean + safety * Math.sqrt(mean));
  album.desiredLevel = album.reorderPoint + Math.max(2, Math.ceil(perWeek * 6.5));
}

/** Draws titles by demand, over all or within one genre. */
export class AlbumPicker {
  private readonly all: WeightedPicker;
  private readonly genres: { picker: WeightedPicker; albums: Album[] }[];
  private readonly genreWeights: number[];

  constructor(readonly albums: readonly Album[]) {
    this.all = new WeightedPicker(albums.map((album) => album.weight));
    this.genres = GENRES.map((_, genre) => {
      const own = albums.filter((album) => album.genre === genre);
      return { albums: own, picker: new WeightedPicker(own.map((album) => album.weight)) };
    });
    this.genreWeights = this.genres.map(({ picker }) => picker.total ** 0.8);
  }

  /** A genre someone may love, as likely as its records are wanted. */
  favouriteGenre(random: () => number): number {
    return new WeightedPicker(this.genreWeights).pick(random);
  }

  any(random: () => number): Album {
    return this.need(this.albums[this.all.pick(random)]);
  }

  ofGenre(random: () => number, genre: number): Album {
    const own = this.genres[genre];
    if (!own || own.albums.length === 0) return this.any(random);
    return this.need(own.albums[own.picker.pick(random)]);
  }

  private need(album: Album | undefined): Album {
    if (!album) throw new Error("no album to pick");
    return album;
  }
}
