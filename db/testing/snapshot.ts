import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { connect, type Database } from "../client.ts";
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
  if (!existsSync(path)) await makeSnapshot(path, null, migrateDatabase);
  return path;
}

/**
 * Path of the migrated database with what `fill` writes, as a file. `sources` are folders and files whose
 * change makes it stale. Of several workers one makes it and the others wait.
 */
export async function filledSnapshot(name: string, sources: readonly string[], migratedPath: string, fill: (db: Database) => Promise<void>): Promise<string> {
  const path = join(CACHE, `${name}-${snapshotKey()}-${hashOf(sources)}.tar`);
  const lock = `${path}.lock`;
  while (!existsSync(path)) {
    try {
      mkdirSync(lock);
    } catch {
      // A maker that died leaves its lock: after three minutes it counts no more.
      if ((statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Infinity) < Date.now() - 180_000) rmSync(lock, { recursive: true, force: true });
      await sleep(200);
      continue;
    }
    try {
      if (!existsSync(path)) await makeSnapshot(path, readFileSync(migratedPath), fill);
    } finally {
      rmSync(lock, { recursive: true, force: true });
    }
  }
  return path;
}

function hashOf(sources: readonly string[]): string {
  const hash = createHash("sha256");
  for (const source of sources) {
    const at = join(ROOT, source);
    const files = statSync(at).isDirectory() ? readdirSync(at, { recursive: true, encoding: "utf8" }).sort().map((file) => join(at, file)).filter((file) => statSync(file).isFile()) : [at];
    for (const file of files) hash.update(file.slice(ROOT.length)).update(readFileSync(file));
  }
  return hash.digest("hex").slice(0, 16);
}

async function makeSnapshot(path: string, from: Uint8Array | null, fill: (db: Database) => Promise<void>): Promise<void> {
  mkdirSync(dirname(path), { recursive: true });
  const embedded = await startEmbedded({ dataDir: null, ...(from ? { snapshot: from } : {}) });
  const db = connect(embedded.target, { max: 1 });
  try {
    await fill(db);
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
    // Those of these migrations are in use, however old.
    if (!name.includes(snapshotKey()) && statSync(old).mtimeMs < hourAgo) rmSync(old, { force: true });
  }
}
