import type { CsvCell } from "./csv.ts";
import type { ShelfListInput } from "./stock.ts";

/** A place on the shelf as the list shows it. */
interface ListedShelf {
  title: string;
  artist: string | null;
  catalogueNumber: string | null;
  condition: string;
  mediaGrade: string | null;
  sleeveGrade: string | null;
  onHand: number | null;
  band: string | null;
  reorderPoint: number;
  desiredLevel: number | null;
  onOrder: number;
  daysOfStock: string | null;
  price: string | null;
  location: string | null;
}

export const SHELF_CSV_COLUMNS = ["title", "artist", "catalogue_number", "condition", "media_grade", "sleeve_grade", "on_hand", "stands", "reorder_point", "desired_level", "on_order", "days_of_stock", "price", "location"] as const;

/** A line of `/inventory.csv`; what is not known is empty. */
export const shelfCsvRow = (row: ListedShelf): CsvCell[] => [
  row.title,
  row.artist,
  row.catalogueNumber,
  row.condition,
  row.mediaGrade,
  row.sleeveGrade,
  row.onHand,
  row.band,
  row.condition === "new" ? row.reorderPoint : null,
  row.desiredLevel,
  row.onOrder,
  row.daysOfStock,
  row.price,
  row.location,
];

/** The filters and the sorting in words, for the column `filter`. */
export function sayShelfFilter(view: ShelfListInput): string {
  const parts = [
    view.q && `search ${view.q}`,
    view.band && `stands ${view.band}`,
    `copies ${view.copies}`,
    view.supplier && `supplier ${view.supplier}`,
    view.label && `label ${view.label}`,
    view.genre && `genre ${view.genre}`,
    view.sort === "best" ? "best match first" : `by ${view.sort} ${view.dir === "asc" ? "ascending" : "descending"}`,
  ];
  return parts.filter(Boolean).join(", ");
}
