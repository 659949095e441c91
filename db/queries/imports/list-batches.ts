import { sql } from "drizzle-orm";
import type { Tx } from "../../client.ts";
import type { IMPORT_STATUSES } from "../../enums.ts";
import { CURSOR_PARTS, cutPage, decodeCursor } from "../cursor.ts";

const PAGE = 25;
const REFUSED_PAGE = 50;

export type ImportStatus = (typeof IMPORT_STATUSES)[number];

/** A batch as lists and its page show it; moments in seconds since 1970. */
export type BatchRow = {
  id: string;
  format: string;
  fileName: string;
  status: ImportStatus;
  rows: number;
  imported: number;
  unchanged: number;
  refused: number;
  error: string | null;
  /** Null: from the command line. */
  startedBy: string | null;
  startedSeconds: number;
  completedSeconds: number | null;
  undoWorker: string | null;
  /** When something on it changed last. */
  updatedSeconds: number;
  /** Later imports that took rows of this one for known: those rows go when it is taken back. */
  laterKnown: number;
  undoneBy: string | null;
  undoneSeconds: number | null;
  undoError: string | null;
  undoReport: unknown;
  /** The upload that it came from, while that is kept. */
  uploadId: string | null;
  sort: string;
};

const BATCH = sql`
  b.id, b.format, b.file_name as "fileName", b.status, b.row_count::float8 as rows, b.imported_count::float8 as imported, b.unchanged_count::float8 as unchanged, b.refused_count::float8 as refused,
  b.error, p.name as "startedBy", extract(epoch from b.created_at)::float8 as "startedSeconds", extract(epoch from b.completed_at)::float8 as "completedSeconds",
  b.undo_worker as "undoWorker", extract(epoch from b.updated_at)::float8 as "updatedSeconds",
  (select count(*)::int from import_batches l where l.format = b.format and l.status = 'completed' and l.unchanged_count > 0 and l.completed_at > b.completed_at) as "laterKnown", u.name as "undoneBy", extract(epoch from b.undone_at)::float8 as "undoneSeconds", b.undo_error as "undoError", b.undo_report as "undoReport",
  (select f.id from import_uploads f where f.batch_id = b.id limit 1) as "uploadId", b.created_at::text as sort
  from import_batches b left join people p on p.id = b.started_by left join people u on u.id = b.undone_by`;

/** Imports, the newest first, 25 to a page; dry runs are none. */
export async function listBatches(tx: Tx, { cursor }: { cursor?: string | undefined }): Promise<{ rows: BatchRow[]; nextCursor: string | null }> {
  const after = decodeCursor(cursor, [CURSOR_PARTS.instant, CURSOR_PARTS.uuid]);
  const rows = await tx.execute<BatchRow>(sql`
    select ${BATCH} where not b.options ? 'dryRun' ${after ? sql`and (b.created_at, b.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}
    order by b.created_at desc, b.id desc limit ${PAGE + 1}`);
  return cutPage(rows, PAGE, (row) => [row.sort, row.id]);
}

/** One import, or null. */
export async function readBatch(tx: Tx, id: string): Promise<BatchRow | null> {
  const [row] = await tx.execute<BatchRow>(sql`select ${BATCH} where b.id = ${id}::uuid`);
  return row ?? null;
}

/** What is here of an import: an order that went away again is not counted. */
export async function countBrought(tx: Tx, id: string): Promise<{ orders: number; customers: number; records: number }> {
  const [row] = await tx.execute<{ orders: number; customers: number; records: number }>(sql`
    select (select count(*) from orders where import_batch_id = ${id}::uuid)::float8 as orders, (select count(*) from customers where import_batch_id = ${id}::uuid)::float8 as customers,
      (select count(*) from albums where import_batch_id = ${id}::uuid)::float8 as records`);
  return row ?? { orders: 0, customers: 0, records: 0 };
}

/** A refused row: where it stands, what is wrong, and its cells for whoever may see them. */
export type RefusedRow = { file: string; row: number; column: string | null; message: string; raw: string[] | null };

/** Refused rows in the order of the files, 50 to a page; `withRaw` adds their cells as they were read. */
export async function listRefused(tx: Tx, { id, cursor, withRaw }: { id: string; cursor?: string | undefined; withRaw: boolean }): Promise<{ rows: RefusedRow[]; nextCursor: string | null }> {
  const [file, row] = decodeCursor(cursor, [{ test: (text) => text.length <= 300 }, CURSOR_PARTS.whole]) ?? [];
  const rows = await tx.execute<RefusedRow>(sql`
    select file, row_number as row, error_column as "column", error as message, ${withRaw ? sql`raw` : sql`null::jsonb as raw`}
    from import_rows where batch_id = ${id}::uuid and status = 'refused' ${file === undefined ? sql`` : sql`and (file, row_number) > (${file}, ${row}::int)`}
    order by file, row_number limit ${REFUSED_PAGE + 1}`);
  return cutPage(rows, REFUSED_PAGE, (last) => [last.file, String(last.row)]);
}
