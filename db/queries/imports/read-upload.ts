import { sql } from "drizzle-orm";
import type { Tx } from "../../client.ts";
import type { UploadState } from "../../enums.ts";

const UPLOAD = sql`
  u.id, u.file_name as "fileName", u.host, u.stored_as as "storedAs", u.bytes::float8 as bytes, u.format, u.state, u.options, u.progress, u.report, u.error, u.stop_asked as "stopAsked", u.worker,
  extract(epoch from u.heartbeat_at)::float8 as "heartbeatSeconds", extract(epoch from u.uploaded_at)::float8 as "uploadedSeconds", u.batch_id as "batchId", p.name as "uploadedBy"
  from import_uploads u left join people p on p.id = u.uploaded_by`;

/** An uploaded file as it stands; moments in seconds since 1970. */
export type UploadRow = {
  id: string;
  fileName: string;
  host: string;
  storedAs: string | null;
  bytes: number;
  format: string | null;
  state: UploadState;
  options: unknown;
  progress: unknown;
  report: unknown;
  error: string | null;
  stopAsked: boolean;
  worker: string | null;
  heartbeatSeconds: number | null;
  uploadedSeconds: number;
  batchId: string | null;
  uploadedBy: string | null;
};

/** One uploaded file, or null. */
export async function readUpload(tx: Tx, id: string): Promise<UploadRow | null> {
  const [row] = await tx.execute<UploadRow>(sql`select ${UPLOAD} where u.id = ${id}::uuid`);
  return row ?? null;
}

/** Files that are not imported yet, the newest first; at most 20. */
export async function listOpenUploads(tx: Tx): Promise<UploadRow[]> {
  return tx.execute<UploadRow>(sql`select ${UPLOAD} where u.state <> 'imported' order by u.uploaded_at desc, u.id desc limit 20`);
}

/** What was said in an import by own columns: how, the columns of its file by the file's name, and whether it was taken back since. */
export type KeptMapping = { mapping: unknown; columns: unknown; fileName: string; completedSeconds: number; undone: boolean };

/** What was said in the last 50 imports by own columns, the newest first. */
export async function listKeptMappings(tx: Tx): Promise<KeptMapping[]> {
  return tx.execute<KeptMapping>(sql`
    select options -> 'mapping' as mapping, options -> 'columns' as columns, file_name as "fileName", extract(epoch from completed_at)::float8 as "completedSeconds", status = 'undone' as undone
    from import_batches where format = 'transaction-log' and completed_at is not null order by completed_at desc, id desc limit 50`);
}

/** What was last said about tax for a format; null when nothing was. */
export async function readKeptTax(tx: Tx, format: string): Promise<boolean | null> {
  const [row] = await tx.execute<{ included: boolean }>(sql`
    select tax_included as included from import_batches where format = ${format} and status = 'completed' and tax_included is not null order by completed_at desc, id desc limit 1`);
  return row?.included ?? null;
}
