import { sql } from "drizzle-orm";
import { boolean, check, index, integer, pgTable, text, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, instant, name, updatedAt } from "../columns.ts";
import { both, CUSTOMER_DESK, EVERYONE, hasRole, isOwn, MANAGERS, policies } from "../policies.ts";
import { genres } from "./catalogue.ts";
import { users } from "./identity.ts";
import { importBatches } from "./imports.ts";

/** A person who buys: what every role may see of them. */
export const customers = pgTable(
  "customers",
  {
    id: id(),
    /** The shop's own number, shown where the source gave no name. */
    number: integer("number").notNull().generatedByDefaultAsIdentity(),
    name: name("name"),
    /** Taste as told or learned; a genre people recognise. */
    favouriteGenreId: uuid("favourite_genre_id").references(() => genres.id),
    customerSince: instant("customer_since"),
    source: text("source"),
    externalId: text("external_id"),
    /** Set when the person was erased: the name is gone, the orders stay. */
    erasedAt: instant("erased_at"),
    importBatchId: uuid("import_batch_id").references(() => importBatches.id),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique("customers_number_key").on(t.number),
    unique("customers_source_key").on(t.source, t.externalId),
    index("customers_favourite_genre").on(t.favouriteGenreId),
    index("customers_import_batch").on(t.importBatchId),
    index("customers_name_start").on(sql`left(${t.name}, 200)`, t.id),
    index("customers_name_search").using("gin", sql`fold_text(${t.name}) gin_trgm_ops`),
    check("customers_source_pair", sql`(${t.source} is null) = (${t.externalId} is null)`),
    check("customers_erased", sql`${t.erasedAt} is null or ${t.name} is null`),
    ...policies({ select: hasRole(EVERYONE), insert: hasRole(CUSTOMER_DESK), update: hasRole(CUSTOMER_DESK), delete: hasRole(MANAGERS) }),
  ],
);

/** How to reach a person and whether we may: a table of its own, because rights on rows cannot hide columns. */
export const customerContacts = pgTable(
  "customer_contacts",
  {
    customerId: uuid("customer_id").primaryKey().references(() => customers.id),
    email: text("email"),
    phone: text("phone"),
    street: text("street"),
    postcode: text("postcode"),
    city: text("city"),
    country: text("country"),
    marketingConsent: boolean("marketing_consent").notNull().default(false),
    consentAt: instant("consent_at"),
    consentSource: text("consent_source"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    uniqueIndex("customer_contacts_email_key").on(sql`lower(${t.email})`),
    check("customer_contacts_email", sql`${t.email} like '%_@_%' and length(${t.email}) <= 254`),
    check("customer_contacts_consent", sql`not ${t.marketingConsent} or (${t.consentAt} is not null and ${t.consentSource} is not null)`),
    ...policies({
      select: hasRole(CUSTOMER_DESK),
      insert: hasRole(CUSTOMER_DESK),
      update: hasRole(CUSTOMER_DESK),
      delete: hasRole(MANAGERS),
    }),
  ],
);

/** What people of the shop wrote about a customer. */
export const customerNotes = pgTable(
  "customer_notes",
  {
    id: id(),
    customerId: uuid("customer_id").notNull().references(() => customers.id),
    authorId: uuid("author_id").notNull().references(() => users.id),
    body: text("body").notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    index("customer_notes_customer").on(t.customerId),
    index("customer_notes_author").on(t.authorId),
    index("customer_notes_time").on(t.createdAt, t.id),
    check("customer_notes_body", sql`length(trim(${t.body})) between 1 and 5000`),
    ...policies({
      select: hasRole(CUSTOMER_DESK),
      insert: both(hasRole(CUSTOMER_DESK), isOwn("author_id")),
      update: both(hasRole(CUSTOMER_DESK), isOwn("author_id")),
      delete: both(hasRole(CUSTOMER_DESK), isOwn("author_id")),
    }),
  ],
);
