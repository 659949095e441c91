import { sql } from "drizzle-orm";
import { bigint, boolean, char, check, index, integer, jsonb, numeric, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, instant, updatedAt } from "../columns.ts";
import { hasRole, MANAGERS, policies, STOCK_DESK } from "../policies.ts";
import { UPLOAD_STATES } from "../enums.ts";
import { users } from "./identity.ts";
import { importRowStatus, importStatus } from "./pg-enums.ts";

/** One import of a file or folder, from staging to completed, withdrawn or failed. */
export const importBatches = pgTable(
  "import_batches",
  {
    id: id(),
    format: text("format").notNull(),
    fileName: text("file_name").notNull(),
    /** SHA-256 of the content, in hex, known once the file is read to its end. */
    contentHash: text("content_hash"),
    status: importStatus("status").notNull(),
    /** How the file was read: mapping, tax included or excluded, exchange rates. */
    options: jsonb("options").notNull().default({}),
    taxIncluded: boolean("tax_included"),
    currency: char("currency", { length: 3 }),
    exchangeRate: numeric("exchange_rate", { precision: 18, scale: 8 }),
    rowCount: bigint("row_count", { mode: "number" }).notNull().default(0),
    importedCount: bigint("imported_count", { mode: "number" }).notNull().default(0),
    unchangedCount: bigint("unchanged_count", { mode: "number" }).notNull().default(0),
    refusedCount: bigint("refused_count", { mode: "number" }).notNull().default(0),
    error: text("error"),
    /** Null for an import from the command line. */
    startedBy: uuid("started_by").references(() => users.id),
    /** The process that stages this batch; when it is gone the next start withdraws the batch. */
    worker: text("worker"),
    heartbeatAt: instant("heartbeat_at"),
    completedAt: instant("completed_at"),
    /** The process that takes the import back; when it is gone nothing was taken back and another may. */
    undoWorker: text("undo_worker"),
    undoneBy: uuid("undone_by").references(() => users.id),
    undoneAt: instant("undone_at"),
    /** Why the last try to take it back ended without doing so, in one sentence. */
    undoError: text("undo_error"),
    /** What was taken back and what was kept. */
    undoReport: jsonb("undo_report"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    index("import_batches_status").on(t.status),
    index("import_batches_person").on(t.startedBy),
    index("import_batches_undone_by").on(t.undoneBy),
    index("import_batches_time").on(t.createdAt, t.id),
    check("import_batches_counts", sql`${t.rowCount} >= 0 and ${t.importedCount} >= 0 and ${t.unchangedCount} >= 0 and ${t.refusedCount} >= 0`),
    check("import_batches_undone", sql`(${t.undoneAt} is not null) = (${t.status} = 'undone') and (${t.undoReport} is not null) = (${t.undoneAt} is not null)`),
    check("import_batches_completed", sql`(${t.status} in ('completed', 'undone')) = (${t.completedAt} is not null)`),
    ...policies({ select: hasRole(STOCK_DESK), insert: hasRole(STOCK_DESK), update: hasRole(STOCK_DESK) }),
  ],
);

/** Every row of an imported file as it was, with what was understood of it or why it was refused. */
export const importRows = pgTable(
  "import_rows",
  {
    batchId: uuid("batch_id").notNull().references(() => importBatches.id),
    /** Which file of a folder; the file's own name. */
    file: text("file").notNull().default(""),
    /** Line number in the file, from 1; the header is line 1. */
    rowNumber: integer("row_number").notNull(),
    /** What the row is in its format, e.g. `transaction`, `invoice`, `order_line`. */
    kind: text("kind").notNull(),
    status: importRowStatus("status").notNull(),
    /** The cells as read, cut at 10,000 characters each. */
    raw: jsonb("raw").notNull(),
    /** The validated values, in Misty's words; null for a refused row. */
    data: jsonb("data"),
    /** The row's own id in the source, or the hash of its content. */
    key: text("key"),
    errorColumn: text("error_column"),
    error: text("error"),
  },
  (t) => [
    primaryKey({ columns: [t.batchId, t.file, t.rowNumber] }),
    check("import_rows_number", sql`${t.rowNumber} >= 1`),
    check("import_rows_refused", sql`(${t.status} = 'refused') = (${t.error} is not null)`),
    // The raw rows hold addresses, which a buyer may not see; the import itself reports its refused rows.
    ...policies({ select: hasRole(MANAGERS) }),
  ],
);

/** A file that was brought to the import page and is on its way to becoming a batch. Written by the program only. */
export const importUploads = pgTable(
  "import_uploads",
  {
    id: id(),
    /** What people call it: the file's name, or how many files it is. */
    fileName: text("file_name").notNull(),
    /** Where the file lies: uploads stay on the machine that took them. */
    host: text("host").notNull(),
    /** The name under which it lies in the folder of this upload; null for a folder of files. */
    storedAs: text("stored_as"),
    bytes: bigint("bytes", { mode: "number" }).notNull(),
    /** Id of the format that was recognised; null: a person says which column is which. */
    format: text("format"),
    state: text("state", { enum: UPLOAD_STATES }).notNull(),
    /** What a person said about it: mapping, tax, rates. */
    options: jsonb("options").notNull().default({}),
    /** How far the check or the import is. */
    progress: jsonb("progress"),
    /** What the last check found, for the options that were said then. */
    report: jsonb("report"),
    error: text("error"),
    /** Somebody asked to stop it. */
    stopAsked: boolean("stop_asked").notNull().default(false),
    /** The process that checks or imports it. */
    worker: text("worker"),
    heartbeatAt: instant("heartbeat_at"),
    uploadedBy: uuid("uploaded_by").notNull().references(() => users.id),
    /** By the shop's clock. */
    uploadedAt: instant("uploaded_at").notNull(),
    batchId: uuid("batch_id").references(() => importBatches.id),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    index("import_uploads_time").on(t.uploadedAt, t.id),
    index("import_uploads_person").on(t.uploadedBy),
    index("import_uploads_batch").on(t.batchId),
    check("import_uploads_state", sql`${t.state} in (${sql.raw(UPLOAD_STATES.map((state) => `'${state}'`).join(", "))})`),
    check("import_uploads_bytes", sql`${t.bytes} >= 0`),
    check("import_uploads_working", sql`(${t.state} in ('checking', 'importing')) = (${t.worker} is not null)`),
    check("import_uploads_failed", sql`(${t.state} = 'failed') = (${t.error} is not null)`),
    ...policies({ select: hasRole(STOCK_DESK) }),
  ],
);
