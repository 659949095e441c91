import { connect, type Database } from "#db/client.ts";
import { type EmbeddedOptions, runningTarget, startEmbedded } from "#db/embedded/index.ts";
import { migrateDatabase } from "#db/migrate.ts";
import type { Env } from "./env.ts";

/** A database opened for a command or a server, and how to close all of it. */
export interface OpenedDatabase {
  db: Database;
  /** True when a running server holds the embedded database and this process is its guest. */
  guest: boolean;
  /** Gives long work (seeds, migrations, rebuilds) more time per statement where the watchdog is ours. */
  withQueryLimit<T>(limitMs: number, fn: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

type Options = Pick<EmbeddedOptions, "channels" | "onNotification" | "onRestart"> & {
  purpose: "server" | "command";
  /** A command that needs the directory to itself (seed, restore) is no guest of a running server. */
  exclusive?: boolean;
};

/**
 * Opens the database that `env` names and migrates it: a server's by its address, the embedded
 * one in this process, or, for a command while a server runs, through that server's socket.
 * Throws DirectoryLockedError when the directory is taken and being a guest is not allowed.
 */
export async function openDatabase(env: Env, options: Options): Promise<OpenedDatabase> {
  if (env.DATABASE_URL) {
    const db = connect({ kind: "server", url: env.DATABASE_URL, directUrl: env.DATABASE_DIRECT_URL });
    await migrateDatabase(db);
    return { db, guest: false, withQueryLimit: (_ms, fn) => fn(), close: () => db.close() };
  }
  if (options.purpose === "command" && !options.exclusive) {
    const target = runningTarget(env.dataDir);
    if (target) {
      const db = connect(target, { max: 2 });
      return { db, guest: true, withQueryLimit: (_ms, fn) => fn(), close: () => db.close() };
    }
  }
  const embedded = await startEmbedded({ ...options, dataDir: env.dataDir });
  const db = connect(embedded.target);
  await embedded.withQueryLimit(120_000, () => migrateDatabase(db));
  return {
    db,
    guest: false,
    withQueryLimit: (limitMs, fn) => embedded.withQueryLimit(limitMs, fn),
    async close() {
      await db.close();
      await embedded.stop();
    },
  };
}
