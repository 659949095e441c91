import { sql } from "drizzle-orm";
import { bigint, boolean, char, check, index, integer, jsonb, numeric, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, instant, updatedAt } from "../columns.ts";
import { hasRole, MANAGERS, policies, STOCK_DESK } from "../policies.ts";
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
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    index("import_batches_status").on(t.status),
    index("import_batches_person").on(t.startedBy),
    index("import_batches_time").on(t.createdAt, t.id),
    check("import_batches_counts", sql`${t.rowCount} >= 0 and ${t.importedCount} >= 0 and ${t.unchangedCount} >= 0 and ${t.refusedCount} >= 0`),
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
