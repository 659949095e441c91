import { sql } from "drizzle-orm";
import type { Tx } from "../client.ts";

/** Placebo mode as the settings have it; the environment may decide otherwise (server/services/outbox). */
export interface Placebo {
  on: boolean;
  /** Where every mail goes while it is on; null: nowhere, into a file. */
  address: string | null;
}

/** Whether mails really go to whom they are written to. */
export async function readPlacebo(tx: Tx): Promise<Placebo> {
  const [row] = await tx.execute<{ on: boolean; address: string | null }>(sql`select placebo_on as on, placebo_address as address from settings`);
  if (!row) throw new Error("The database holds no settings: it was not migrated.");
  return { on: row.on, address: row.address };
}
