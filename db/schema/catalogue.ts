import { sql } from "drizzle-orm";
import { bigint, check, index, integer, pgTable, smallint, text, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, instant, name, unitMoney, updatedAt } from "../columns.ts";
import { EVERYONE, hasRole, policies, STOCK_DESK } from "../policies.ts";
import { users } from "./identity.ts";
import { importBatches } from "./imports.ts";

/** What everybody may look up and the buyer's desk may change. */
const catalogueRights = () =>
  policies({
    select: hasRole(EVERYONE),
    insert: hasRole(STOCK_DESK),
    update: hasRole(STOCK_DESK),
    delete: hasRole(STOCK_DESK),
  });

export const artists = pgTable(
  "artists",
  { id: id(), name: name("name").notNull(), createdAt: createdAt(), updatedAt: updatedAt() },
  (t) => [uniqueIndex("artists_name_key").on(sql`lower(${t.name})`), index("artists_name_start").on(sql`left(${t.name}, 200)`, t.id), index("artists_name_fold").using("gin", sql`fold_text(${t.name}) gin_trgm_ops`), check("artists_name_filled", sql`length(trim(${t.name})) > 0`), ...catalogueRights()],
);

export const genres = pgTable(
  "genres",
  { id: id(), name: name("name").notNull(), createdAt: createdAt(), updatedAt: updatedAt() },
  (t) => [uniqueIndex("genres_name_key").on(sql`lower(${t.name})`), index("genres_name_start").on(sql`left(${t.name}, 200)`, t.id), check("genres_name_filled", sql`length(trim(${t.name})) > 0`), ...catalogueRights()],
);

export const labels = pgTable(
  "labels",
  { id: id(), name: name("name").notNull(), createdAt: createdAt(), updatedAt: updatedAt() },
  (t) => [uniqueIndex("labels_name_key").on(sql`lower(${t.name})`), index("labels_name_start").on(sql`left(${t.name}, 200)`, t.id), check("labels_name_filled", sql`length(trim(${t.name})) > 0`), ...catalogueRights()],
);

export const suppliers = pgTable(
  "suppliers",
  { id: id(), name: name("name").notNull(), leadTimeDays: integer("lead_time_days").notNull(), createdAt: createdAt(), updatedAt: updatedAt() },
  (t) => [
    uniqueIndex("suppliers_name_key").on(sql`lower(${t.name})`),
    index("suppliers_name_start").on(sql`left(${t.name}, 200)`, t.id),
    check("suppliers_lead_time", sql`${t.leadTimeDays} between 0 and 365`),
    ...catalogueRights(),
  ],
);

/** A record the shop knows. All but the title may be unknown: an unknown price is null, never 0. */
export const albums = pgTable(
  "albums",
  {
    id: id(),
    title: name("title").notNull(),
    artistId: uuid("artist_id").references(() => artists.id),
    labelId: uuid("label_id").references(() => labels.id),
    genreId: uuid("genre_id").references(() => genres.id),
    supplierId: uuid("supplier_id").references(() => suppliers.id),
    year: smallint("year"),
    format: text("format"),
    catalogueNumber: text("catalogue_number"),
    barcode: text("barcode"),
    discogsReleaseId: bigint("discogs_release_id", { mode: "number" }),
    listPrice: unitMoney("list_price"),
    unitCost: unitMoney("unit_cost"),
    /** Who named this record first, with that source's own id, so that an import finds it again. */
    source: text("source"),
    externalId: text("external_id"),
    importBatchId: uuid("import_batch_id").references(() => importBatches.id),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique("albums_source_key").on(t.source, t.externalId),
    index("albums_artist").on(t.artistId),
    index("albums_label").on(t.labelId),
    index("albums_genre").on(t.genreId),
    index("albums_supplier").on(t.supplierId),
    index("albums_import_batch").on(t.importBatchId),
    // Sorted lists. A whole title may be longer than an entry of an index can be.
    index("albums_title_start").on(sql`left(${t.title}, 200)`, t.id),
    index("albums_year").on(t.year, t.id),
    index("albums_list_price").on(t.listPrice, t.id),
    index("albums_title_search").using("gin", sql`${t.title} gin_trgm_ops`),
    index("albums_title_fold").using("gin", sql`fold_text(${t.title}) gin_trgm_ops`),
    index("albums_number_code").using("gin", sql`search_code(${t.catalogueNumber}) gin_trgm_ops`),
    index("albums_barcode_code").using("gin", sql`search_code(${t.barcode}) gin_trgm_ops`),
    check("albums_title_filled", sql`length(trim(${t.title})) > 0`),
    check("albums_year", sql`${t.year} between 1877 and 2100`),
    check("albums_list_price", sql`${t.listPrice} >= 0`),
    check("albums_unit_cost", sql`${t.unitCost} >= 0`),
    check("albums_source_pair", sql`(${t.source} is null) = (${t.externalId} is null)`),
    ...catalogueRights(),
  ],
);

/** Price history; a row is written by trigger whenever a list price is set or changed. */
export const albumPrices = pgTable(
  "album_prices",
  {
    id: uuid("id").primaryKey().default(sql`gen_random_uuid()`),
    albumId: uuid("album_id").notNull().references(() => albums.id),
    listPrice: unitMoney("list_price"),
    validFrom: instant("valid_from").notNull().default(sql`now()`),
    changedBy: uuid("changed_by").references(() => users.id),
    createdAt: createdAt(),
  },
  (t) => [index("album_prices_album").on(t.albumId, t.validFrom), index("album_prices_person").on(t.changedBy), index("album_prices_time").on(t.validFrom, t.id), ...policies({ select: hasRole(EVERYONE) })],
);
