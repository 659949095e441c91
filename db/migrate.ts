import { fileURLToPath } from "node:url";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import { connect, type Database } from "./client.ts";
import { oneAtATime } from "./one-at-a-time.ts";

const FOLDER = fileURLToPath(new URL("../migrations", import.meta.url));

/** Brings the database to the newest migration; forward only, one process at a time. */
export async function migrateDatabase(db: Database): Promise<void> {
  const target = db.target.kind === "server" && db.target.directUrl ? { kind: "server" as const, url: db.target.directUrl } : db.target;
  await oneAtATime(db, "migrations", async () => {
    const own = connect(target, { max: 1 });
    try {
      await migrate(own.orm, { migrationsFolder: FOLDER });
    } finally {
      await own.close();
    }
  });
}
