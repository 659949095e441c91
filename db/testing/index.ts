import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import postgres from "postgres";
import { inject } from "vitest";
import { connect, type Database } from "../client.ts";
import { startEmbedded } from "../embedded/index.ts";
import { withSystem } from "../rls.ts";
import { settings as settingsTable } from "../schema/index.ts";
import { seedDatabase } from "../seed/seed-database.ts";
import { addPeople } from "./people.ts";
import { filledSnapshot } from "./snapshot.ts";

export { addAlbum, addArtist, addCustomer, addGenre, addOrder, addPayment, addReview, addStock } from "./builders.ts";
export { emptyActivityLog } from "./empty-activity-log.ts";
export { addSessions, asRole, people } from "./people.ts";

declare module "vitest" {
  export interface ProvidedContext {
    testDatabase:
      | { kind: "embedded"; snapshotPath: string }
      | { kind: "native"; adminUrl: string; loginUrl: string; run: string; template: string };
  }
}

/** A migrated database of its own for one test file. */
export interface TestDatabase {
  db: Database;
  /** Another pool to the same database, e.g. to be a second process. */
  connect(options?: { max?: number }): Database;
  close(): Promise<void>;
}

interface Options {
  /** Columns of the one settings row to change first, e.g. `{ timeZone: "America/New_York" }`. */
  settings?: Partial<typeof settingsTable.$inferInsert>;
  /** False for a shop without any users. Default: one person per role (`people`). */
  people?: boolean;
  /** Connections in the pool; default 4 embedded, 10 native. */
  max?: number;
}

/**
 * Opens a migrated, empty database: a copy in memory, or a copy on the server named by
 * TEST_DATABASE_URL under a login without superuser. Which one is the test project's choice.
 */
export async function openTestDatabase(options: Options = {}): Promise<TestDatabase> {
  const test = await openCopy(options.max === undefined ? {} : { max: options.max });
  try {
    await withSystem(test.db, "prepare a test", async (tx) => {
      if (options.people !== false) await addPeople(tx);
      if (options.settings) await tx.update(settingsTable).set(options.settings);
    });
  } catch (error) {
    await test.close();
    throw error;
  }
  return test;
}

/** Noon of the last day of `openDemoShop`. */
export const DEMO_NOW = new Date("2026-06-30T10:00:00Z");
const DEMO_LOCK = 7_317_003;
/** What the demo shop of tests is made of. */
const DEMO_SOURCES = ["db/seed", "db/testing/people.ts", "db/statistics.ts"];

async function fillWithDemo(db: Database): Promise<void> {
  await withSystem(db, "prepare a test", addPeople);
  await seedDatabase(db, { until: "2026-06-30" });
}

/** Opens the demo shop up to 30 June 2026 with `people`: a copy of one that is made once, by whoever needs it first. */
export async function openDemoShop(): Promise<TestDatabase> {
  const place = inject("testDatabase");
  if (place.kind === "embedded") return openCopy({}, await filledSnapshot("demo", DEMO_SOURCES, place.snapshotPath, fillWithDemo));
  const name = `${place.run}_demo`;
  const login = new URL(place.loginUrl);
  login.pathname = `/${name}`;
  await asAdmin(place.adminUrl, async (admin) => {
    await admin`select pg_advisory_lock(${DEMO_LOCK})`; // of several workers one makes it
    const [made] = await admin`select 1 from pg_database where datname = ${name}`;
    if (made) return;
    const draft = `${name}_draft`;
    await admin.unsafe(`create database ${draft} template ${place.template} owner ${login.username}`);
    const db = connect({ kind: "server", url: login.toString().replace(name, draft) }, { max: 1 });
    try {
      await fillWithDemo(db);
    } finally {
      await db.close();
    }
    await admin.unsafe(`alter database ${draft} rename to ${name}`);
  });
  return openCopy({}, name);
}

/** A copy of the migrated database, or of `source`: a snapshot's path, or a database's name on the server. */
async function openCopy(pool: { max?: number }, source?: string): Promise<TestDatabase> {
  const place = inject("testDatabase");
  if (place.kind === "embedded") {
    const embedded = await startEmbedded({ dataDir: null, snapshot: readFileSync(source ?? place.snapshotPath) });
    return withPools((options) => connect(embedded.target, options), pool, () => embedded.stop());
  }
  const name = `${place.run}_${randomBytes(4).toString("hex")}`;
  const login = new URL(place.loginUrl);
  await asAdmin(place.adminUrl, (admin) => admin.unsafe(`create database ${name} template ${source ?? place.template} owner ${login.username}`));
  login.pathname = `/${name}`;
  return withPools((options) => connect({ kind: "server", url: login.toString() }, options), pool, async () => asAdmin(place.adminUrl, (admin) => admin.unsafe(`drop database if exists ${name} with (force)`)));
}

function withPools(open: (options: { max?: number }) => Database, pool: { max?: number }, closeRest: () => Promise<void>): TestDatabase {
  const opened = [open(pool)];
  return {
    db: opened[0] as Database,
    connect(options = {}) {
      const another = open(options);
      opened.push(another);
      return another;
    },
    async close() {
      await Promise.all(opened.map((db) => db.close()));
      await closeRest();
    },
  };
}

async function asAdmin(adminUrl: string, work: (admin: postgres.Sql) => Promise<unknown>): Promise<void> {
  const admin = postgres(adminUrl, { max: 1, onnotice: () => {} });
  try {
    await work(admin);
  } finally {
    await admin.end();
  }
}

/** How often a property test runs: RUNS, or 25. */
export const runs = (): number => Number(process.env["RUNS"] ?? 25);
