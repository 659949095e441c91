import { fileURLToPath } from "node:url";
import { sql } from "drizzle-orm";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import { connect, type Database } from "./client.ts";

const FOLDER = fileURLToPath(new URL("../migrations", import.meta.url));
const LOCK = 7_317_001; // an arbitrary number that only migrations use

/**
 * Brings the database to the newest migration; forward only. On a server one process at a time:
 * the others wait on a session lock, which needs the direct address behind a transaction pooler.
 */
export async function migrateDatabase(db: Database): Promise<void> {
  const target = db.target.kind === "server" && db.target.directUrl ? { kind: "server" as const, url: db.target.directUrl } : db.target;
  const own = connect(target, { max: 1 });
  try {
    if (own.kind === "server" && !own.pooled) await own.orm.execute(sql`select pg_advisory_lock(${LOCK})`);
    await migrate(own.orm, { migrationsFolder: FOLDER });
  } finally {
    await own.close(); // also lets go of the session lock
  }
}
