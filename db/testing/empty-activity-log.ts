import { sql } from "drizzle-orm";
import type { Tx } from "../client.ts";

/** Forgets all activities and seals, as no program does: the trigger that keeps them rests for this transaction. */
export async function emptyActivityLog(tx: Tx): Promise<void> {
  for (const table of ["activity_logs", "activity_seals", "activity_archives"]) await tx.execute(sql`alter table ${sql.identifier(table)} disable trigger append_only`);
  await tx.execute(sql`truncate activity_details, activity_logs, activity_unsealed, activity_seals, activity_archives`);
  for (const table of ["activity_logs", "activity_seals", "activity_archives"]) await tx.execute(sql`alter table ${sql.identifier(table)} enable trigger append_only`);
}
