import type { Database } from "./client.ts";

/** Frees what sealed activities left behind in their queue: the embedded database has nobody who would, and a queue of dead rows is read each time. */
export async function vacuumUnsealed(db: Database): Promise<void> {
  await db.client.unsafe("vacuum activity_unsealed");
}
