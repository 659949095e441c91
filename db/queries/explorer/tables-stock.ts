import { ITEM_CONDITIONS, MEDIA_GRADES, SLEEVE_GRADES, STOCK_MOVEMENTS } from "../../enums.ts";
import { EVERYONE } from "../../policies.ts";
import { albumColumns, boolean, BY_ID, CHANGED, choice, count, type ExplorerTable, MADE, money, rowId, sortBy, sortByMaybe, text, time } from "./definition.ts";

const albumSearch = { through: "albums", column: "album_id" } as const;
const ACT = "Ties the rows of one act together; their moment says the same.";
const BATCH = "The activity names the import.";

interface Named {
  id: string;
  label: string;
  noun: readonly [string, string];
  words: string;
  fold?: true;
}

/** A list of names, each with the number of records that carry it. */
const named = ({ id, label, noun, words, fold }: Named): ExplorerTable => ({
  id,
  label,
  noun,
  words,
  roles: EVERYONE,
  identity: [BY_ID],
  columns: [text("name", "Name", { first: true, sort: sortBy("name_start", "text") }), count("albums", "Records", { of: [], first: true }), { ...MADE, first: true }, CHANGED, rowId("id", "Id")],
  leftOut: {},
  search: [fold ? { text: "name", fold: true } : { text: "name" }],
  searchWords: "Name",
  start: { column: "name", dir: "asc" },
  newest: "created_at",
});

const suppliers = named({ id: "suppliers", label: "Suppliers", noun: ["supplier", "suppliers"], words: "Who records are ordered from." });

/** Records, what they are called and cost, and what is on the shelf. */
export const STOCK_TABLES: readonly ExplorerTable[] = [
  {
    id: "albums",
    label: "Records",
    noun: ["record", "records"],
    words: "Every record the shop knows. What is uncertain is empty.",
    roles: EVERYONE,
    identity: [BY_ID],
    columns: [
      text("title", "Title", { first: true, sort: sortBy("title_start", "text"), link: { to: "album", by: "id" } }),
      text("artist", "Artist", { of: ["artist_id"], nullable: true, first: true }),
      text("label", "Label", { of: ["label_id"], nullable: true, first: true }),
      text("genre", "Genre", { of: ["genre_id"], nullable: true, first: true }),
      count("year", "Year", { plain: true, nullable: true, first: true, sort: sortByMaybe("year", "int") }),
      text("format", "Format", { nullable: true }),
      text("catalogue_number", "Catalogue number", { nullable: true }),
      text("barcode", "Barcode", { nullable: true }),
      count("discogs_release_id", "Discogs release", { plain: true, nullable: true }),
      text("supplier", "Supplier", { of: ["supplier_id"], nullable: true }),
      money("unit_cost", "Cost", { nullable: true, first: true }),
      money("list_price", "Price", { nullable: true, first: true, sort: sortByMaybe("list_price", "numeric") }),
      text("source", "Source", { nullable: true }),
      text("external_id", "Number at its source", { nullable: true }),
      MADE,
      CHANGED,
      rowId("id", "Id"),
    ],
    leftOut: { import_batch_id: BATCH },
    search: [{ text: "title", fold: true }, { text: "artist", fold: true }, { text: "catalogue_number" }, { text: "barcode" }],
    searchWords: "Title, artist, catalogue number or barcode",
    start: { column: "title", dir: "asc" },
    newest: "created_at",
  },
  {
    id: "album_prices",
    label: "Price history",
    noun: ["price", "prices"],
    words: "Every list price a record had, and since when.",
    roles: EVERYONE,
    identity: [BY_ID],
    columns: [
      ...albumColumns("album_id"),
      time("valid_from", "Since", { first: true, sort: sortBy("valid_from", "timestamptz") }),
      text("changed_by", "Set by", { nullable: true, first: true }),
      money("list_price", "Price", { nullable: true, first: true }),
      MADE,
      rowId("id", "Id"),
    ],
    leftOut: {},
    search: [albumSearch],
    searchWords: "Record or artist",
    start: { column: "valid_from", dir: "desc" },
    newest: "valid_from",
  },
  {
    id: "inventory",
    label: "Stock",
    noun: ["place on the shelf", "places on the shelf"],
    words: "What is on the shelf: one row per record when new, one per copy when used.",
    roles: EVERYONE,
    identity: [BY_ID],
    columns: [
      ...albumColumns("album_id"),
      text("catalogue_number", "Catalogue number", { of: [], nullable: true }),
      choice("condition", "Condition", ITEM_CONDITIONS, { first: true }),
      choice("media_grade", "Media", MEDIA_GRADES, { nullable: true }),
      choice("sleeve_grade", "Sleeve", SLEEVE_GRADES, { nullable: true }),
      text("location", "Location", { nullable: true, first: true }),
      count("reorder_point", "Reorder at", { nullable: true, first: true }),
      count("desired_level", "Desired", { nullable: true }),
      count("on_order", "On order", { first: true }),
      count("on_hand", "On hand", { first: true, sort: sortBy("on_hand", "int") }),
      money("list_price", "Own price", { nullable: true }),
      money("unit_cost", "Own cost", { nullable: true }),
      MADE,
      CHANGED,
      rowId("id", "Id"),
    ],
    leftOut: { import_batch_id: BATCH },
    search: [albumSearch, { text: "catalogue_number" }, { text: "location" }],
    searchWords: "Record, artist, catalogue number or location",
    start: { column: "on_hand", dir: "asc" },
    newest: "created_at",
  },
  {
    id: "sales",
    label: "Stock ledger",
    noun: ["movement", "movements"],
    words: "Every movement of the shelf with its reason. What is on hand is always their sum.",
    roles: EVERYONE,
    identity: [BY_ID],
    columns: [
      ...albumColumns("inventory_id"),
      time("occurred_at", "When", { first: true, sort: sortBy("occurred_at", "timestamptz") }),
      choice("movement", "Movement", STOCK_MOVEMENTS, { first: true }),
      text("reason", "Reason", { nullable: true, first: true }),
      count("order_number", "Order", { of: ["order_item_id"], nullable: true, first: true, link: { to: "order", by: "order_number" } }),
      text("person", "By", { of: ["user_id"], nullable: true }),
      count("quantity", "Copies", { first: true }),
      choice("condition", "Condition", ITEM_CONDITIONS, { of: [] }),
      boolean("takes_back", "Takes back another", { of: ["undoes"] }),
      count("from_order", "Of what was on order", { nullable: true }),
      money("unit_cost", "Cost each", { nullable: true }),
      MADE,
      rowId("id", "Id"),
    ],
    leftOut: { act_id: ACT, import_batch_id: BATCH },
    search: [{ number: "order_number" }, albumSearch],
    searchWords: "Record, artist or order number",
    start: { column: "occurred_at", dir: "desc" },
    newest: "occurred_at",
  },
  {
    id: "stock_counts",
    label: "Counts",
    noun: ["count", "counts"],
    words: "What was found on the shelf when somebody counted, beside what was expected.",
    roles: EVERYONE,
    identity: [BY_ID],
    columns: [
      ...albumColumns("inventory_id"),
      time("occurred_at", "When", { first: true, sort: sortBy("occurred_at", "timestamptz") }),
      text("person", "By", { of: ["user_id"], first: true }),
      count("expected", "Expected", { first: true }),
      count("counted", "Counted", { first: true }),
      count("difference", "Difference", { of: [], first: true }),
      choice("condition", "Condition", ITEM_CONDITIONS, { of: [] }),
      MADE,
      rowId("id", "Id"),
    ],
    leftOut: {},
    search: [albumSearch],
    searchWords: "Record or artist",
    start: { column: "occurred_at", dir: "desc" },
    newest: "occurred_at",
  },
  named({ id: "artists", label: "Artists", noun: ["artist", "artists"], words: "Who plays, as records name them.", fold: true }),
  named({ id: "labels", label: "Labels", noun: ["label", "labels"], words: "Who published a record." }),
  named({ id: "genres", label: "Genres", noun: ["genre", "genres"], words: "The shelves of the shop." }),
  { ...suppliers, columns: [...suppliers.columns.slice(0, 1), count("lead_time_days", "Lead time, days", { first: true }), ...suppliers.columns.slice(1)] },
];
