import { decimal } from "../money.ts";
import type { Batch } from "../rows.ts";

/** Text that PostgreSQL casts to the column's type; null is null. */
type Cell = string | null;

/** How one kind of rows goes into its table: column, type to cast to, and the cell of a row. */
export interface TableMap<Row> {
  table: string;
  columns: readonly (readonly [column: string, type: string, cell: (row: Row) => Cell])[];
  /** Replaces `v.<column>` in the select, e.g. to drop a reference nobody answers to. */
  select?: Readonly<Record<string, string>>;
  /** Joins of that select. */
  join?: string;
}

const when = (ms: number): string => new Date(ms).toISOString();
const whenOrNull = (ms: number | null): Cell => (ms === null ? null : when(ms));
const number = (value: number): string => String(value);
const numberOrNull = (value: number | null): Cell => (value === null ? null : String(value));
const moneyOrNull = (cents: number | null): Cell => (cents === null ? null : decimal(cents));

const define = <Key extends keyof Batch>(key: Key, map: TableMap<Batch[Key][number]>) => ({ key, map });
const created = ["created_at", "timestamptz", (row: { at: number }) => when(row.at)] as const;
const updated = ["updated_at", "timestamptz", (row: { changedAt: number }) => when(row.changedAt)] as const;
const touched = ["updated_at", "timestamptz", (row: { at: number }) => when(row.at)] as const;
const id = ["id", "uuid", (row: { id: string }) => row.id] as const;
const named = [id, ["name", "text", (row: { name: string }) => row.name], created, touched] as const;

/** People may be missing (a shop loaded outside the demo): then nobody is named. */
const person = "left join users u on u.id = v.";

export const genres = define("genres", { table: "genres", columns: named });
export const artists = define("artists", { table: "artists", columns: named });
export const labels = define("labels", { table: "labels", columns: named });
export const suppliers = define("suppliers", { table: "suppliers", columns: [...named, ["lead_time_days", "int", (row) => number(row.leadTimeDays)]] });

export const albums = define("albums", {
  table: "albums",
  columns: [
    id,
    ["title", "text", (row) => row.title],
    ["artist_id", "uuid", (row) => row.artistId],
    ["label_id", "uuid", (row) => row.labelId],
    ["genre_id", "uuid", (row) => row.genreId],
    ["supplier_id", "uuid", (row) => row.supplierId],
    ["year", "smallint", (row) => numberOrNull(row.year)],
    ["format", "text", (row) => row.format],
    ["catalogue_number", "text", (row) => row.catalogueNumber],
    ["list_price", "numeric", (row) => decimal(row.listPrice)],
    ["unit_cost", "numeric", (row) => decimal(row.unitCost)],
    created,
    updated,
  ],
});

export const albumPrices = define("albumPrices", {
  table: "album_prices",
  columns: [
    id,
    ["album_id", "uuid", (row) => row.albumId],
    ["list_price", "numeric", (row) => decimal(row.listPrice)],
    ["valid_from", "timestamptz", (row) => when(row.at)],
    ["changed_by", "uuid", (row) => row.changedBy],
    created,
  ],
  select: { changed_by: "u.id" },
  join: `${person}changed_by`,
});

export const inventory = define("inventory", {
  table: "inventory",
  columns: [
    id,
    ["album_id", "uuid", (row) => row.albumId],
    ["condition", "item_condition", (row) => row.condition],
    ["media_grade", "media_grade", (row) => row.mediaGrade],
    ["sleeve_grade", "sleeve_grade", (row) => row.sleeveGrade],
    ["reorder_point", "int", (row) => numberOrNull(row.reorderPoint)],
    ["desired_level", "int", (row) => numberOrNull(row.desiredLevel)],
    ["on_order", "int", (row) => number(row.onOrder)],
    ["location", "text", (row) => row.location],
    ["list_price", "numeric", (row) => moneyOrNull(row.listPrice)],
    ["unit_cost", "numeric", (row) => moneyOrNull(row.unitCost)],
    created,
    updated,
  ],
});

export const customers = define("customers", {
  table: "customers",
  columns: [
    id,
    ["number", "int", (row) => number(row.number)],
    ["name", "text", (row) => row.name],
    ["favourite_genre_id", "uuid", (row) => row.favouriteGenreId],
    ["customer_since", "timestamptz", (row) => when(row.at)],
    created,
    touched,
  ],
});

export const contacts = define("contacts", {
  table: "customer_contacts",
  columns: [
    ["customer_id", "uuid", (row) => row.customerId],
    ["email", "text", (row) => row.email],
    ["phone", "text", (row) => row.phone],
    ["street", "text", (row) => row.street],
    ["postcode", "text", (row) => row.postcode],
    ["city", "text", (row) => row.city],
    ["country", "text", (row) => row.country],
    ["marketing_consent", "boolean", (row) => String(row.consent)],
    ["consent_at", "timestamptz", (row) => whenOrNull(row.consentAt)],
    ["consent_source", "text", (row) => row.consentSource],
    created,
    touched,
  ],
});

export const orders = define("orders", {
  table: "orders",
  columns: [
    id,
    ["order_number", "int", (row) => number(row.number)],
    ["customer_id", "uuid", (row) => row.customerId],
    ["status", "order_status", (row) => row.status],
    ["channel", "text", (row) => row.channel],
    ["external_id", "text", (row) => row.externalId],
    ["order_date", "timestamptz", (row) => when(row.at)],
    ["currency", "char(3)", () => "EUR"],
    ["shipping", "numeric", (row) => decimal(row.shipping)],
    ["tax", "numeric", (row) => decimal(row.tax)],
    ["total", "numeric", (row) => decimal(row.total)],
    created,
    updated,
  ],
});

export const items = define("items", {
  table: "order_items",
  columns: [
    id,
    ["order_id", "uuid", (row) => row.orderId],
    ["position", "smallint", (row) => number(row.position)],
    ["album_id", "uuid", (row) => row.albumId],
    ["quantity", "int", (row) => number(row.quantity)],
    ["unit_price", "numeric", (row) => decimal(row.unitPrice)],
    ["discount", "numeric", (row) => decimal(row.discount)],
    ["line_total", "numeric", (row) => decimal(row.lineTotal)],
    ["unit_cost", "numeric", (row) => decimal(row.unitCost)],
    created,
    touched,
  ],
});

export const payments = define("payments", {
  table: "payments",
  columns: [
    id,
    ["order_id", "uuid", (row) => row.orderId],
    ["status", "payment_status", (row) => row.status],
    ["method", "payment_method", (row) => row.method],
    ["amount", "numeric", (row) => decimal(row.amount)],
    ["payment_date", "timestamptz", (row) => when(row.paidAt)],
    ["refund_of", "uuid", (row) => row.refundOf],
    created,
    updated,
  ],
});

export const movements = define("movements", {
  table: "sales",
  columns: [
    id,
    ["inventory_id", "uuid", (row) => row.inventoryId],
    ["movement", "stock_movement", (row) => row.movement],
    ["quantity", "int", (row) => number(row.quantity)],
    ["reason", "text", (row) => row.reason],
    ["order_item_id", "uuid", (row) => row.orderItemId],
    ["user_id", "uuid", (row) => row.userId],
    ["occurred_at", "timestamptz", (row) => when(row.at)],
    created,
  ],
  select: { user_id: "u.id" },
  join: `${person}user_id`,
});

export const reviews = define("reviews", {
  table: "reviews",
  columns: [
    id,
    ["customer_id", "uuid", (row) => row.customerId],
    ["album_id", "uuid", (row) => row.albumId],
    ["rating", "smallint", (row) => number(row.rating)],
    ["body", "text", (row) => row.body()],
    ["review_date", "timestamptz", (row) => when(row.at)],
    created,
    touched,
  ],
});

export const activities = define("activities", {
  table: "activity_logs",
  columns: [
    id,
    ["occurred_at", "timestamptz", (row) => when(row.at)],
    ["actor_kind", "actor_kind", (row) => (row.actorId === null ? "system" : "person")],
    ["actor_id", "uuid", (row) => row.actorId],
    ["action", "text", (row) => row.action],
    ["category", "activity_category", (row) => row.category],
    ["result", "activity_result", () => "succeeded"],
    ["object_type", "text", (row) => row.objectType],
    ["object_id", "uuid", (row) => row.objectId],
    ["fields", "text[]", (row) => `{${row.fields.join(",")}}`],
    created,
  ],
  select: { actor_id: "u.id", actor_kind: "case when u.id is null then 'system'::actor_kind else v.actor_kind end" },
  join: `${person}actor_id`,
});

export const annotations = define("annotations", {
  table: "annotations",
  columns: [id, ["author_id", "uuid", (row) => row.authorId], ["day", "date", (row) => row.day], ["text", "text", (row) => row.text], created, touched],
  // An annotation has an author, so without the demo's people there is none.
  join: "join users u on u.id = v.author_id",
});
