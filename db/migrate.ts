import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { sql } from "drizzle-orm";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import { connect, type Database, type Tx } from "./client.ts";
import { withSystem } from "./rls.ts";

const FOLDER = fileURLToPath(new URL("../migrations", import.meta.url));
const LOCK = 7_317_001; // an arbitrary number that only migrations use

interface Journal {
  entries: { tag: string; when: number }[];
}

const journal = (): Journal => JSON.parse(readFileSync(`${FOLDER}/meta/_journal.json`, "utf8")) as Journal;

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

/** Names of migrations that this database has not had; empty when it is up to date. */
export async function pendingMigrations(db: Database): Promise<string[]> {
  const { entries } = journal();
  const newest = await withSystem(
    db,
    "are migrations pending",
    async (tx) => {
      const [known] = await tx.execute<{ found: string | null }>(sql`select to_regclass('drizzle.__drizzle_migrations')::text as found`);
      if (!known?.found) return 0;
      const [row] = await tx.execute<{ newest: string | null }>(sql`select max(created_at)::text as newest from drizzle.__drizzle_migrations`);
      return Number(row?.newest ?? 0);
    },
    { readOnly: true },
  );
  return entries.filter((entry) => entry.when > newest).map((entry) => entry.tag);
}

/** Names of the migrations that this database has had, oldest first. */
export async function appliedMigrations(tx: Tx): Promise<string[]> {
  const rows = await tx.execute<{ created_at: string }>(sql`select created_at from drizzle.__drizzle_migrations order by created_at`);
  const tags = new Map(journal().entries.map((entry) => [entry.when, entry.tag]));
  return rows.map((row) => tags.get(Number(row.created_at)) ?? `unknown ${row.created_at}`);
}
