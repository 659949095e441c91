import { randomBytes } from "node:crypto";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";
import { inject } from "vitest";
import { connect } from "../client.ts";
import { installVector } from "./native-run.ts";

const FOLDER = fileURLToPath(new URL("../../migrations", import.meta.url));

interface Journal {
  entries: { tag: string }[];
}

const readJournal = (folder: string): Journal => JSON.parse(readFileSync(join(folder, "meta/_journal.json"), "utf8")) as Journal;

/** How many migrations there are. */
export const countMigrations = (): number => readJournal(FOLDER).entries.length;

/** Makes a database on the test server with all migrations but the last `missing` (all of them: an empty one), under the run's login. Null where tests run embedded. */
export async function createUnmigrated(missing: number): Promise<{ url: string; drop(): Promise<void> } | null> {
  const place = inject("testDatabase");
  if (place.kind === "embedded") return null;
  const name = `${place.run}_${randomBytes(4).toString("hex")}`;
  const url = new URL(place.loginUrl);
  url.pathname = `/${name}`;
  const admin = postgres(place.adminUrl, { max: 1, onnotice: () => {} });
  await admin.unsafe(`create database ${name} owner ${url.username}`);
  await installVector(place.adminUrl, name);
  const until = countMigrations() - missing;
  if (until > 0) await migrateUntil(url.toString(), until);
  return {
    url: url.toString(),
    async drop() {
      await admin.unsafe(`drop database if exists ${name} with (force)`);
      await admin.end();
    },
  };
}

/** Applies the first `until` migrations, as an older version of the program did. */
async function migrateUntil(url: string, until: number): Promise<void> {
  const older = mkdtempSync(join(tmpdir(), "misty-migrations-"));
  const db = connect({ kind: "server", url }, { max: 1 });
  try {
    cpSync(FOLDER, older, { recursive: true });
    const journal = readJournal(older);
    writeFileSync(join(older, "meta/_journal.json"), JSON.stringify({ ...journal, entries: journal.entries.slice(0, until) }));
    await migrate(db.orm, { migrationsFolder: older });
  } finally {
    await db.close();
    rmSync(older, { recursive: true, force: true });
  }
}
