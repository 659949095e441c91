import { sql } from "drizzle-orm";
import { bigint, boolean, char, check, date, index, integer, jsonb, numeric, pgTable, text, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { bytea, createdAt, id, instant, name, updatedAt } from "../columns.ts";
import { EMAIL_KINDS } from "../enums.ts";
import { ADMINS, both, either, EVERYONE, hasRole, isOwn, MANAGERS, policies } from "../policies.ts";
import { customers } from "./customers.ts";
import { users } from "./identity.ts";
import { activityCategory, activityResult, actorKind, dataOrigin, emailStatus, webhookStatus } from "./pg-enums.ts";

/**
 * Who did what to what, with which result. Final shape from the first day: only ever
 * inserted, no locks, ids and field names only. Personal values lie in `activity_details`,
 * bound by a salted hash, so that erasing them leaves the sealed chain whole.
 */
export const activityLogs = pgTable(
  "activity_logs",
  {
    id: id(),
    occurredAt: instant("occurred_at").notNull(),
    actorKind: actorKind("actor_kind").notNull(),
    /** Null for the system, a webhook, or a person who could not be told. */
    actorId: uuid("actor_id"),
    /** `object.verb`, e.g. `order.created`, `session.started`. */
    action: text("action").notNull(),
    category: activityCategory("category").notNull(),
    result: activityResult("result").notNull(),
    objectType: text("object_type"),
    objectId: uuid("object_id"),
    /** Names of the fields that changed, never their values. */
    fields: text("fields").array().notNull().default(sql`'{}'::text[]`),
    requestId: text("request_id"),
    /** SHA-256 over the salt and the details; null when there are none. */
    detailsHash: bytea("details_hash"),
    createdAt: createdAt(),
  },
  (t) => [
    index("activity_logs_time").on(t.occurredAt, t.id),
    index("activity_logs_actor").on(t.actorId, t.occurredAt),
    index("activity_logs_object").on(t.objectType, t.objectId),
    check("activity_logs_action", sql`${t.action} ~ '^[a-z_]+\\.[a-z_]+$'`),
    check("activity_logs_person", sql`${t.actorKind} <> 'system' or ${t.actorId} is null`),
    check("activity_logs_details", sql`length(${t.detailsHash}) = 32`),
    ...policies({
      select: hasRole(EVERYONE),
      insert: both(hasRole(EVERYONE), sql`actor_kind in ('person', 'agent', 'command_line') and actor_id = (select current_person_id())`),
    }),
  ],
);

/** True for details of something the signed-in person did. */
const ofOwnActivity = sql.raw(`exists (select 1 from activity_logs a where a.id = activity_id and a.actor_id = (select current_person_id()))`);

/** The erasable half of an activity: values with personal data, and the salt of their hash. */
export const activityDetails = pgTable(
  "activity_details",
  {
    activityId: uuid("activity_id").primaryKey().references(() => activityLogs.id),
    salt: bytea("salt").notNull(),
    details: jsonb("details").notNull(),
    createdAt: createdAt(),
  },
  (t) => [check("activity_details_salt", sql`length(${t.salt}) = 16`), ...policies({ select: hasRole(MANAGERS), insert: both(hasRole(EVERYONE), ofOwnActivity) })],
);

/** Batches of committed activities, chained by SHA-256. The log itself is never updated. */
export const activitySeals = pgTable(
  "activity_seals",
  {
    /** Position in the chain, from 1, without gaps. */
    position: bigint("position", { mode: "number" }).primaryKey(),
    previousHash: bytea("previous_hash").notNull(),
    activityIds: uuid("activity_ids").array().notNull(),
    /** SHA-256 of each row's canonical text, 32 bytes each, in the order of the ids: they tell which row of a broken batch it is. */
    rowHashes: bytea("row_hashes").notNull(),
    hash: bytea("hash").notNull(),
    sealedAt: instant("sealed_at").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    check("activity_seals_position", sql`${t.position} >= 1`),
    check("activity_seals_hashes", sql`length(${t.hash}) = 32 and length(${t.previousHash}) = 32`),
    check("activity_seals_rows", sql`cardinality(${t.activityIds}) >= 1 and length(${t.rowHashes}) = 32 * cardinality(${t.activityIds})`),
    ...policies({ select: hasRole(ADMINS) }),
  ],
);

/** Activities that no seal holds yet: filled by a trigger, emptied by the sealer, so that both cost the same however long the log is. */
export const activityUnsealed = pgTable("activity_unsealed", { activityId: uuid("activity_id").primaryKey() }, () => policies({ select: hasRole(ADMINS) }));

/** Ranges of the chain that lie in a file now. Each stands in the chain for the seals it took out. */
export const activityArchives = pgTable(
  "activity_archives",
  {
    id: id(),
    fromPosition: bigint("from_position", { mode: "number" }).notNull(),
    toPosition: bigint("to_position", { mode: "number" }).notNull(),
    activityCount: integer("activity_count").notNull(),
    firstAt: instant("first_at").notNull(),
    lastAt: instant("last_at").notNull(),
    /** In the folder `archive` of the data directory. */
    fileName: text("file_name").notNull(),
    /** SHA-256 of the file as it lies there. */
    fileHash: bytea("file_hash").notNull(),
    /** Hash of the seal before the range. */
    previousHash: bytea("previous_hash").notNull(),
    /** Hash of the last seal of the range, which the next seal goes on from. */
    lastHash: bytea("last_hash").notNull(),
    archivedAt: instant("archived_at").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    unique("activity_archives_from").on(t.fromPosition),
    check("activity_archives_range", sql`${t.fromPosition} >= 1 and ${t.toPosition} >= ${t.fromPosition} and ${t.activityCount} >= 1`),
    check("activity_archives_hashes", sql`length(${t.fileHash}) = 32 and length(${t.previousHash}) = 32 and length(${t.lastHash}) = 32`),
    ...policies({ select: hasRole(ADMINS) }),
  ],
);

/** One row: what the shop is called and how it counts. */
export const settings = pgTable(
  "settings",
  {
    singleton: boolean("singleton").primaryKey().default(true),
    shopName: name("shop_name").notNull(),
    currency: char("currency", { length: 3 }).notNull(),
    /** IANA name; days are counted in it. Changing it rebuilds the read models. */
    timeZone: text("time_zone").notNull(),
    lowStockThreshold: integer("low_stock_threshold").notNull().default(10),
    /** Where the rows came from; only a `fresh` database may be given the demo shop. */
    dataOrigin: dataOrigin("data_origin").notNull().default("fresh"),
    demoScenario: text("demo_scenario"),
    demoSeed: integer("demo_seed"),
    demoOrders: integer("demo_orders"),
    demoFirstDay: date("demo_first_day", { mode: "string" }),
    /** The last day that the demo's history holds whole. */
    demoLastDay: date("demo_last_day", { mode: "string" }),
    /** Up to when the day after it is written; null before its first row. */
    demoWrittenUntil: instant("demo_written_until"),
    /** While on, every mail goes to the one address below, or to a file where there is none. */
    placeboOn: boolean("placebo_on").notNull().default(true),
    placeboAddress: text("placebo_address"),
    /** The name mails come from; the shop's without one. */
    mailFromName: text("mail_from_name"),
    mailReplyTo: text("mail_reply_to"),
    emailsPerSecond: numeric("emails_per_second", { precision: 6, scale: 2, mode: "number" }).notNull().default(1),
    /** Sealed activities older than this are archived; null keeps them for ever. */
    activityRetentionDays: integer("activity_retention_days"),
    /** The shortest password that may be chosen. */
    passwordMinLength: integer("password_min_length").notNull().default(12),
    /** A session ends when it was not used for this long. */
    sessionIdleMinutes: integer("session_idle_minutes").notNull().default(7 * 24 * 60),
    /** A session ends this long after its start, whatever happens. */
    sessionAbsoluteHours: integer("session_absolute_hours").notNull().default(30 * 24),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    check("settings_one_row", sql`${t.singleton}`),
    check("settings_shop_name", sql`length(trim(${t.shopName})) between 1 and 80`),
    check("settings_currency", sql`${t.currency} ~ '^[A-Z]{3}$'`),
    check("settings_low_stock", sql`${t.lowStockThreshold} between 0 and 10000`),
    check("settings_placebo_address", sql`length(${t.placeboAddress}) between 3 and 254 and position('@' in ${t.placeboAddress}) > 1`),
    check("settings_mail_from_name", sql`length(trim(${t.mailFromName})) between 1 and 80 and ${t.mailFromName} !~ '[[:cntrl:]]'`),
    check("settings_mail_reply_to", sql`length(${t.mailReplyTo}) between 3 and 254 and position('@' in ${t.mailReplyTo}) > 1`),
    check("settings_emails_per_second", sql`${t.emailsPerSecond} between 0.01 and 1000`),
    check("settings_activity_retention", sql`${t.activityRetentionDays} between 30 and 36500`),
    check("settings_password_min_length", sql`${t.passwordMinLength} between 12 and 64`),
    check("settings_session_idle", sql`${t.sessionIdleMinutes} between 5 and 90 * 24 * 60`),
    check("settings_session_absolute", sql`${t.sessionAbsoluteHours} between 1 and 365 * 24`),
    check("settings_demo", sql`(${t.dataOrigin} = 'seeded') <= (${t.demoSeed} is not null and ${t.demoFirstDay} is not null and ${t.demoLastDay} is not null)`),
    ...policies({ select: hasRole(EVERYONE), update: hasRole(ADMINS) }),
  ],
);

/** A page's filters under a name, shared or private. */
export const savedViews = pgTable(
  "saved_views",
  {
    id: id(),
    ownerId: uuid("owner_id").notNull().references(() => users.id),
    name: name("name").notNull(),
    page: text("page").notNull(),
    search: text("search").notNull(),
    isShared: boolean("is_shared").notNull().default(false),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique("saved_views_key").on(t.ownerId, t.page, t.name),
    check("saved_views_name", sql`length(trim(${t.name})) between 1 and 80`),
    ...policies({
      select: both(hasRole(EVERYONE), either(isOwn("owner_id"), sql`is_shared`)),
      insert: both(hasRole(EVERYONE), isOwn("owner_id")),
      update: both(hasRole(EVERYONE), isOwn("owner_id")),
      delete: both(hasRole(EVERYONE), isOwn("owner_id")),
    }),
  ],
);

/** A remark on the time axis: a fair, Record Store Day, a price change. */
export const annotations = pgTable(
  "annotations",
  {
    id: id(),
    authorId: uuid("author_id").notNull().references(() => users.id),
    day: date("day", { mode: "string" }).notNull(),
    text: text("text").notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    index("annotations_day").on(t.day),
    index("annotations_author").on(t.authorId),
    index("annotations_day_id").on(t.day, t.id),
    check("annotations_text", sql`length(trim(${t.text})) between 1 and 200`),
    ...policies({
      select: hasRole(EVERYONE),
      insert: both(hasRole(EVERYONE), isOwn("author_id")),
      update: both(hasRole(EVERYONE), either(isOwn("author_id"), hasRole(MANAGERS))),
      delete: both(hasRole(EVERYONE), either(isOwn("author_id"), hasRole(MANAGERS))),
    }),
  ],
);

/** Every call from outside, kept before it is acted on; its id makes a replay visible. */
export const webhookEvents = pgTable(
  "webhook_events",
  {
    id: id(),
    source: text("source").notNull(),
    externalId: text("external_id").notNull(),
    payload: jsonb("payload").notNull(),
    status: webhookStatus("status").notNull(),
    error: text("error"),
    receivedAt: instant("received_at").notNull(),
    processedAt: instant("processed_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique("webhook_events_key").on(t.source, t.externalId),
    index("webhook_events_status").on(t.status),
    check("webhook_events_source", sql`${t.source} in ('supabase', 'shopify')`),
    check("webhook_events_failed", sql`(${t.status} = 'failed') <= (${t.error} is not null)`),
    ...policies({ select: hasRole(ADMINS) }),
  ],
);

/** Every mail is a row before it is a request; one in flight at a crash becomes `unknown`. */
export const outboxEmails = pgTable(
  "outbox_emails",
  {
    id: id(),
    kind: text("kind", { enum: EMAIL_KINDS }).notNull(),
    status: emailStatus("status").notNull(),
    /** The same key never makes a second mail. */
    dedupeKey: text("dedupe_key").notNull(),
    recipient: text("recipient").notNull(),
    customerId: uuid("customer_id").references(() => customers.id),
    userId: uuid("user_id").references(() => users.id),
    subject: text("subject").notNull(),
    bodyText: text("body_text").notNull(),
    bodyHtml: text("body_html"),
    /** The one-use address of an identity mail, sealed; erased once the mail has left or can no longer leave. */
    sealedLink: bytea("sealed_link"),
    /** By the clock of whoever queued it. */
    queuedAt: instant("queued_at").notNull(),
    /** Where it really went while placebo mode was on. */
    redirectedTo: text("redirected_to"),
    /** What it left by: `emailjs`, `file`; null before the first try. */
    transport: text("transport"),
    /** The last answer in the transport's words: "200 OK", the file's name. */
    providerAnswer: text("provider_answer"),
    attempts: integer("attempts").notNull().default(0),
    nextAttemptAt: instant("next_attempt_at"),
    leaseToken: uuid("lease_token"),
    leaseUntil: instant("lease_until"),
    sentAt: instant("sent_at"),
    error: text("error"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    uniqueIndex("outbox_emails_dedupe_key").on(t.dedupeKey),
    // Identity mails first: their links live an hour, a campaign may take longer than that.
    index("outbox_emails_due").on(sql`(kind <> 'identity')`, sql`next_attempt_at nulls first`, t.id).where(sql`status = 'queued'`),
    index("outbox_emails_status").on(t.status, t.queuedAt, t.id),
    index("outbox_emails_queued").on(t.queuedAt, t.id),
    index("outbox_emails_customer").on(t.customerId),
    index("outbox_emails_user").on(t.userId),
    check("outbox_emails_recipient", sql`length(${t.recipient}) between 3 and 254`),
    check("outbox_emails_attempts", sql`${t.attempts} >= 0`),
    check("outbox_emails_kind", sql`${t.kind} in (${sql.raw(EMAIL_KINDS.map((kind) => `'${kind}'`).join(", "))})`),
    // As text: a value that is new to the type cannot be compared in the transaction that adds it.
    check("outbox_emails_link", sql`${t.sealedLink} is null or (${t.kind} = 'identity' and ${t.status}::text in ('queued', 'sending', 'unknown', 'failed'))`),
    check("outbox_emails_lease", sql`(${t.leaseToken} is null) = (${t.leaseUntil} is null)`),
    check("outbox_emails_sent", sql`(${t.status}::text in ('sent', 'written')) <= (${t.sentAt} is not null)`),
    ...policies({ select: hasRole(MANAGERS), insert: hasRole(MANAGERS), update: hasRole(MANAGERS) }),
  ],
);

/** One row: when the next mail may leave, whichever process sends it. */
export const outboxPace = pgTable(
  "outbox_pace",
  {
    singleton: boolean("singleton").primaryKey().default(true),
    /** By the machine's clock. */
    nextAt: instant("next_at").notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [check("outbox_pace_one_row", sql`${t.singleton}`), ...policies({})],
).enableRLS();
