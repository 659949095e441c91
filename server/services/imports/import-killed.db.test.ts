import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { sql } from "drizzle-orm";
import { inject } from "vitest";
import { afterAll, beforeAll, expect, it } from "vitest";
import { connect, type Database } from "#db/client.ts";
import { startEmbedded } from "#db/embedded/index.ts";
import { openTestDatabase, type TestDatabase } from "#db/testing/index.ts";
import { contents, NOW, query, strayRows, temporaryFiles } from "./testing/support.ts";
import { withdrawAbandonedImports } from "./withdraw-abandoned-imports.ts";

/*
 * The command line is killed while it imports, at moments spread over the whole run. Whenever that
 * is: all of it is there or nothing, the read models are right, and a second run completes it.
 */

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
/** Twenty kills with RUNS=160; one in npm test. */
const KILLS = Math.max(1, Math.round((Number(process.env["RUNS"] ?? 25) - 20) / 7));
const ROWS = 8_000;

const place = inject("testDatabase");
const files = temporaryFiles();
const log = files.write(
  "log.txt",
  ["customer_id date number_of_cds dollar_value", ...Array.from({ length: ROWS }, (_, row) => `${row % 2_000} ${19970101 + (row % 28)} ${1 + (row % 3)} ${row % 50}.25`)].join("\n"),
);
/** A migrated, empty embedded database on disk, from which each round starts. */
const base = join(files.folder, "base");
let database: TestDatabase | null = null;

beforeAll(async () => {
  if (place.kind !== "embedded") return;
  const embedded = await startEmbedded({ dataDir: base, snapshot: readFileSync(place.snapshotPath) });
  await embedded.stop();
});
afterAll(async () => {
  await database?.close();
  files.remove();
});

/** Where the command line finds the database, and how the test looks into it when the command is gone. */
interface Round {
  env: Record<string, string>;
  look<T>(fn: (db: Database) => Promise<T>): Promise<T>;
  end(): Promise<void>;
}

async function startRound(n: number): Promise<Round> {
  if (place.kind === "native") {
    const test = (database = await openTestDatabase());
    const url = test.db.target.kind === "server" ? test.db.target.url : "";
    return {
      env: { DATABASE_URL: url, MISTY_DEMO: "on" },
      look: (fn) => fn(test.db),
      end: async () => {
        database = null;
        await test.close();
      },
    };
  }
  const dataDir = join(files.folder, `round-${n}`);
  cpSync(base, dataDir, { recursive: true });
  return {
    env: { MISTY_DATA_DIR: dataDir, DATABASE_URL: "" },
    async look(fn) {
      const embedded = await startEmbedded({ dataDir });
      const db = connect(embedded.target);
      try {
        return await fn(db);
      } finally {
        await db.close();
        await embedded.stop();
      }
    },
    end: () => Promise.resolve(rmSync(dataDir, { recursive: true, force: true })),
  };
}

interface Command {
  child: ChildProcess;
  /** Resolves when it has begun to read; how long the rest took is what kills are spread over. */
  reading: Promise<void>;
  /** Exit code and, when that is not 0, what it said. */
  ended: Promise<{ code: number | null; said: string }>;
}

function runImport(env: Record<string, string>): Command {
  const child = spawn(process.execPath, ["--import", "tsx", "server/cli/import.ts", log, "--json"], { cwd: ROOT, env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  const ended = new Promise<{ code: number | null; said: string }>((done) => child.once("close", (code) => done({ code, said: code === 0 ? "" : said })));
  const reading = new Promise<void>((done) => {
    child.stderr.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes("Reading")) done();
    });
    void ended.then(() => done());
  });
  return { child, reading, ended };
}

const DONE = { code: 0, said: "" };
const NOTHING = { orders: 0, lines: 0, customers: 0, total: "0", origin: "fresh", errors: [] };
const ALL = { orders: ROWS, lines: ROWS, customers: 2_000, origin: "imported", errors: [] };

it(`is whole or not there, killed ${KILLS} times`, { timeout: 180_000 * (KILLS + 1) }, async () => {
  const first = await startRound(0);
  const clean = runImport(first.env);
  await clean.reading;
  const startedAt = performance.now();
  expect(await clean.ended).toEqual(DONE);
  const lastsMs = performance.now() - startedAt;
  await first.end();

  let withdrawn = 0;
  // The first one may have taken longer than those after it: where no kill met an import at work, some more come sooner.
  for (let n = 1; n <= KILLS || (withdrawn === 0 && n <= KILLS + 3); n++) {
    const share = n <= KILLS ? (n - Math.random()) / KILLS : Math.random() / (n - KILLS + 1);
    const round = await startRound(n);
    const command = runImport(round.env);
    await command.reading;
    await new Promise((resolve) => setTimeout(resolve, lastsMs * share));
    command.child.kill("SIGKILL");
    await command.ended;

    await round.look(async (db) => {
      const gone = await withdrawAbandonedImports(db, NOW);
      withdrawn += gone.length;
      const found = await contents(db);
      expect(found).toMatchObject(found["orders"] === 0 ? NOTHING : ALL);
      expect(await strayRows(db)).toBe(0);
      expect(await query(db, sql`select id from import_batches where status in ('staging', 'applying')`)).toEqual([]);
    });
    expect(await runImport(round.env).ended).toEqual(DONE);
    await round.look(async (db) => expect(await contents(db)).toMatchObject(ALL));
    await round.end();
  }
  // The kills before the end must have met an import at work, or this tested nothing.
  expect(withdrawn).toBeGreaterThan(0);
});
