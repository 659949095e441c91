import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { sql } from "drizzle-orm";
import type { Database, Tx } from "../client.ts";
import { withSystem } from "../rls.ts";

const JOURNAL = fileURLToPath(new URL("../../migrations/meta/_journal.json", import.meta.url));

interface Journal {
  entries: { tag: string; when: number }[];
}

const journal = (): Journal => JSON.parse(readFileSync(JOURNAL, "utf8")) as Journal;

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
