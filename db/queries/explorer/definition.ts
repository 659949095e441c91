import type { UserRole } from "../../enums.ts";

/*
 * What the explorer knows about a table. It pages through the view of the same name in the schema
 * `explorer`, whose columns are the keys below; every identifier in its SQL comes from here, every
 * value from a person is a bound parameter.
 */

/** How a column is shown, filtered and written: each kind has its own operators. */
export type ColumnKind = "text" | "number" | "money" | "day" | "time" | "boolean" | "enum" | "id";

/** The type that the text of a cursor is read back as. */
export type KeyCast = "uuid" | "int" | "numeric" | "text" | "timestamptz" | "date";

export interface SortKey {
  /** A column of the view. */
  column: string;
  cast: KeyCast;
}

export interface ExplorerSort {
  /** In this order they lead an index, and together they are unique. */
  keys: readonly SortKey[];
  /** True where the first key may be empty: such rows come last, both ways. */
  nullable?: true;
  /** The first key stands in another table that is read first, so it may never be called empty. */
  through?: true;
}

/** The page that a cell leads to, and the column of the view that names it. */
export interface CellLink {
  to: "order" | "album" | "customer";
  by: string;
}

export interface ExplorerColumn {
  /** Its name in addresses and files, and in the view. */
  key: string;
  label: string;
  kind: ColumnKind;
  /** Columns of the table itself that it stands for; its own key where that is a column. */
  of?: readonly string[];
  /** The column of the view that cells show, where that is another than the one that is filtered. */
  shows?: string;
  nullable?: true;
  /** A moment of an order, of which the source may have known the day alone: the column of the view that holds the order's id. */
  ofOrder?: string;
  /** A number without decimals. */
  whole?: true;
  /** A number that is a name, such as a year: written without separators. */
  plain?: true;
  /** All values of an enumeration. */
  values?: readonly string[];
  /** Shown unless columns were chosen. */
  first?: true;
  sort?: ExplorerSort;
  link?: CellLink;
  /** False where a filter would have to work out every row of the table. */
  filter?: false;
}

/**
 * Where the search looks. `text`: a column of the view holds the words; `fold` names the function
 * of the index that compares without case and accents. `through`: the words are found in another
 * table of the explorer, whose rows `column` points at. `number`: a whole number is this column's value.
 */
export type SearchPlace = { text: string; fold?: true } | { through: string; column: string } | { number: string };

export interface ExplorerTable {
  /** The table's own name, and its view's. */
  id: string;
  label: string;
  /** One of its rows, and many. */
  noun: readonly [one: string, many: string];
  /** What a row is. */
  words: string;
  roles: readonly UserRole[];
  /** Who may read it, for those who may not. */
  refusal?: string;
  identity: readonly SortKey[];
  columns: readonly ExplorerColumn[];
  /** Columns of the table that are not shown, and why. */
  leftOut: Readonly<Record<string, string>>;
  search: readonly SearchPlace[];
  /** What may be typed into the search. */
  searchWords: string;
  start: { column: string; dir: "asc" | "desc" };
  /** The column that dates the newest row. */
  newest: string;
}

type Extra = Omit<Partial<ExplorerColumn>, "key" | "label" | "kind">;
const column =
  (kind: ColumnKind) =>
  (key: string, label: string, extra: Extra = {}): ExplorerColumn => ({ key, label, kind, ...extra });

export const text = column("text");
export const number = column("number");
export const count = (key: string, label: string, extra: Extra = {}): ExplorerColumn => number(key, label, { whole: true, ...extra });
export const money = column("money");
export const day = column("day");
export const time = column("time");
export const boolean = column("boolean");
export const rowId = column("id");
export const choice = (key: string, label: string, values: readonly string[], extra: Extra = {}): ExplorerColumn => ({ key, label, kind: "enum", values, ...extra });

export const by = (column: string, cast: KeyCast): SortKey => ({ column, cast });
export const BY_ID = by("id", "uuid");
/** Sorted by a column and then by id, as the index (column, id) has it. */
export const sortBy = (column: string, cast: KeyCast): ExplorerSort => ({ keys: [by(column, cast), BY_ID] });
export const sortByMaybe = (column: string, cast: KeyCast): ExplorerSort => ({ ...sortBy(column, cast), nullable: true });

/** When a row was made and last changed: there for whoever asks, not at first. */
export const MADE = time("created_at", "Entered");
export const CHANGED = time("updated_at", "Changed");

/** A customer as everyone may know them: the name, else the shop's number. `covers` is the column that points at them. */
export const customerColumns = (covers: string, shown: { first?: true } = { first: true }): ExplorerColumn[] => [
  text("customer", "Customer", { of: [covers], shows: "customer_shown", nullable: true, link: { to: "customer", by: "customer_number" }, ...shown }),
  count("customer_number", "Customer number", { of: [], nullable: true, link: { to: "customer", by: "customer_number" } }),
];

/** A record and its artist. `covers` is the column that points at it. */
export const albumColumns = (covers: string, extra: Extra = {}): ExplorerColumn[] => [
  text("album", "Record", { of: [covers], first: true, link: { to: "album", by: "album_id" }, ...extra }),
  text("artist", "Artist", { of: [], nullable: true, first: true }),
];
