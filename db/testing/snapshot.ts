import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { connect } from "../client.ts";
import { startEmbedded } from "../embedded/index.ts";
import { migrateDatabase } from "../migrate.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const CACHE = join(ROOT, "node_modules/.cache/misty-tests");

/** Changes whenever a migration or the embedded PostgreSQL itself changes. */
function snapshotKey(): string {
  const hash = createHash("sha256");
  const folder = join(ROOT, "migrations");
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".sql")).sort()) hash.update(file).update(readFileSync(join(folder, file)));
  hash.update(readFileSync(join(folder, "meta/_journal.json")));
  hash.update(readFileSync(join(ROOT, "node_modules/@electric-sql/pglite/package.json")));
  return hash.digest("hex").slice(0, 16);
}

/** Path of one migrated, empty database as a file, made when migrations changed; tests start from it instead of migrating. */
export async function migratedSnapshot(): Promise<string> {
  const path = join(CACHE, `migrated-${snapshotKey()}.tar`);
  if (!existsSync(path)) await makeSnapshot(path);
  return path;
}

async function makeSnapshot(path: string): Promise<void> {
  mkdirSync(dirname(path), { recursive: true });
  const embedded = await startEmbedded({ dataDir: null });
  const db = connect(embedded.target, { max: 1 });
  try {
    await migrateDatabase(db);
    await db.close();
    // Another run may be doing the same: a rename leaves one whole file.
    const draft = `${path}.${process.pid}`;
    writeFileSync(draft, await embedded.snapshot());
    renameSync(draft, path);
  } finally {
    await db.close();
    await embedded.stop();
  }
  const hourAgo = Date.now() - 3_600_000;
  for (const name of readdirSync(CACHE)) {
    const old = join(CACHE, name);
    if (old !== path && statSync(old).mtimeMs < hourAgo) rmSync(old, { force: true });
  }
}
