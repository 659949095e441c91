import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect, type Database } from "#db/client.ts";
import { startEmbedded } from "#db/embedded/index.ts";
import { migrateDatabase } from "#db/migrate.ts";
import { startNativeRun } from "#db/testing/native-run.ts";
import { seedStress } from "./stress.ts";

/** A database of the benchmark, and its address for processes of their own. */
export interface BenchDatabase {
  db: Database;
  /** Environment that makes another process open this database; null for an embedded one that is open here. */
  address: { DATABASE_URL: string } | null;
}

/** Where benchmarks run: one kind of database, and shops of the sizes it is measured at. */
export interface Place {
  kind: "native" | "embedded";
  sizes: number[];
  /** A migrated database without rows. */
  openEmpty(): Promise<BenchDatabase>;
  /** A stress shop of `orders` orders; the same one each time it is asked for. */
  openShop(orders: number): Promise<BenchDatabase>;
  close(): Promise<void>;
}

function withShops(kind: Place["kind"], sizes: number[], openEmpty: Place["openEmpty"], close: Place["close"]): Place {
  const shops = new Map<number, Promise<BenchDatabase>>();
  return {
    kind,
    sizes,
    openEmpty,
    openShop(orders) {
      const known = shops.get(orders);
      if (known) return known;
      const opening = (async () => {
        const opened = await openEmpty();
        await seedStress(opened.db, orders);
        return opened;
      })();
      shops.set(orders, opening);
      return opening;
    },
    close,
  };
}

/** A server named by a superuser's address; everything made there is dropped by `close`. */
export async function openNativePlace(adminUrl: string, sizes: number[]): Promise<Place> {
  const run = await startNativeRun(adminUrl);
  const opened: Database[] = [];
  return withShops(
    "native",
    sizes,
    async () => {
      const url = await run.createDatabase();
      const db = connect({ kind: "server", url });
      opened.push(db);
      return { db, address: { DATABASE_URL: url } };
    },
    async () => {
      for (const db of opened) await db.close();
      await run.dropAll();
    },
  );
}

/** Stress shops that were loaded before and stay, by their number of orders; only read. */
export function openKeptPlace(urls: ReadonlyMap<number, string>): Place {
  const opened = new Map<number, Database>();
  return {
    kind: "native",
    sizes: [...urls.keys()].sort((a, b) => a - b),
    openEmpty: () => Promise.reject(new Error("a place of kept shops makes no database")),
    openShop(orders) {
      const url = urls.get(orders);
      if (!url) return Promise.reject(new Error(`no shop of ${orders} orders is kept`));
      const db = opened.get(orders) ?? connect({ kind: "server", url });
      opened.set(orders, db);
      return Promise.resolve({ db, address: { DATABASE_URL: url } });
    },
    async close() {
      for (const db of opened.values()) await db.close();
    },
  };
}

/** Embedded databases in directories of their own, removed by `close`. */
export function openEmbeddedPlace(sizes: number[]): Promise<Place> {
  const closers: (() => Promise<void>)[] = [];
  return Promise.resolve(
    withShops(
      "embedded",
      sizes,
      async () => {
        const dataDir = await mkdtemp(join(tmpdir(), "misty-bench-"));
        const embedded = await startEmbedded({ dataDir, purpose: "command", queryLimitMs: 600_000 });
        const db = connect(embedded.target);
        await migrateDatabase(db);
        closers.push(async () => {
          await db.close();
          await embedded.stop();
          await rm(dataDir, { recursive: true, force: true });
        });
        return { db, address: null };
      },
      async () => {
        for (const close of closers) await close();
      },
    ),
  );
}
