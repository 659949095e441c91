import type { CsvCell, CsvTable } from "./csv.ts";
import type { Period } from "./period.ts";

/** Blocks of the dashboard that are charts or tables; each tile is one too, under its metric's id. */
export const CSV_BLOCKS = ["figures", "revenue-over-time", "revenue-by-genre", "ratings", "stock", "top-albums", "top-customers"] as const;
export type CsvBlock = (typeof CSV_BLOCKS)[number];

export const isCsvBlock = (block: string): block is CsvBlock => (CSV_BLOCKS as readonly string[]).includes(block);

/** "2026-10-24 to 2026-11-22, against 2026-09-24 to 2026-10-23". */
export function sayFilter(period: Period): string {
  const days = `${period.from} to ${period.to}`;
  return period.comparison ? `${days}, against ${period.comparison.from} to ${period.comparison.to}` : days;
}

/** The period as it stands in a file's name. */
export const periodInName = (period: Period): string[] => [period.from, "to", period.to, ...(period.comparison ? ["against", period.against] : [])];

interface Change {
  kind: "same" | "new" | "gone" | "none" | "relative" | "absolute";
  value: number | null;
}

/** A change as a cell: a share or difference as a number, else the word that the page shows. */
const changeCell = ({ kind, value }: Change): CsvCell => (kind === "none" ? null : kind === "same" ? 0 : value === null ? kind : Number(value.toFixed(6)));

interface TileFacts {
  metric: string;
  label: string;
  unit: string;
  value: string | null;
  before: string | null;
  change: Change;
  note: string | null;
}

export const figuresTable = (tiles: readonly TileFacts[]): CsvTable => ({
  columns: ["metric", "label", "unit", "value", "before", "change", "note"],
  rows: tiles.map((tile) => [tile.metric, tile.label, tile.unit, tile.value, tile.before, changeCell(tile.change), tile.note]),
});

export const revenueOverTimeTable = (points: readonly { start: string; end: string; value: string; before: string | null }[]): CsvTable => ({
  columns: ["from", "to", "revenue", "before"],
  rows: points.map((point) => [point.start, point.end, point.value, point.before]),
});

interface Share {
  revenue: string;
  share: number;
  before: string | null;
  change: Change;
}

export const revenueByGenreTable = (data: { rows: readonly (Share & { genre: string })[]; others: (Share & { count: number }) | null }): CsvTable => ({
  columns: ["genre", "revenue", "share", "before", "change"],
  rows: [...data.rows, ...(data.others ? [{ ...data.others, genre: `${data.others.count} others` }] : [])].map((row) => [row.genre, row.revenue, row.share, row.before, changeCell(row.change)]),
});

export const ratingsTable = (stars: readonly { stars: number; count: number }[]): CsvTable => ({ columns: ["stars", "reviews"], rows: stars.map((row) => [row.stars, row.count]) });

export const stockTable = (bands: { titles: number; out: number; low: number; fine: number; unknown: number }): CsvTable => ({
  columns: ["band", "titles"],
  rows: [
    ["out", bands.out],
    ["low", bands.low],
    ["fine", bands.fine],
    ["unknown", bands.unknown],
  ],
});

interface AlbumFacts {
  rank: number;
  title: string;
  artist: string | null;
  catalogueNumber: string | null;
  units: number;
  revenue: string;
  onHand: number | null;
}

export const topAlbumsTable = (albums: readonly AlbumFacts[]): CsvTable => ({
  columns: ["rank", "record", "artist", "number", "sold", "revenue", "left"],
  rows: albums.map((album) => [album.rank, album.title, album.artist, album.catalogueNumber, album.units, album.revenue, album.onHand]),
});

interface CustomerFacts {
  number: number;
  name: string | null;
  favouriteGenre: string | null;
  orders: number;
  revenue: string;
}

export const topCustomersTable = (customers: readonly CustomerFacts[]): CsvTable => ({
  columns: ["customer_number", "customer", "favourite_genre", "orders", "revenue"],
  rows: customers.map((customer) => [customer.number, customer.name, customer.favouriteGenre, customer.orders, customer.revenue]),
});
