import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";

/** Marks staged rows as refused. `found` selects file, row_number, error_column, error of the rows. */
export async function refuseRows(tx: Tx, batchId: string, found: SQL): Promise<void> {
  await tx.execute(sql`
    update import_rows r set status = 'refused', error_column = x.error_column, error = x.error
    from (${found}) x where r.batch_id = ${batchId}::uuid and r.file = x.file and r.row_number = x.row_number and r.status = 'accepted'`);
}

/** True, in SQL, for text that is the name of the same thing: case does not count. The same expression as in the unique indexes on names. */
export const sameName = (a: SQL, b: SQL): SQL => sql`lower(${a} collate "und-x-icu") = lower(${b} collate "und-x-icu")`;
