import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { connect, type Database } from "#db/client.ts";
import { startEmbedded } from "#db/embedded/index.ts";
import { withSystem } from "#db/rls.ts";
import { addPeople } from "#db/testing/people.ts";
import { openTestDatabase, type TestDatabase } from "#db/testing/index.ts";
import { openDesk } from "../testing/desk.ts";
import { contents, importPath, query, temporaryFiles } from "../testing/support.ts";
import { isUndoing, startUndo } from "./undo-import.ts";

/*
 * The process that takes an import back is killed at moments spread over its work. Whenever that is: all of
 * the import is there or none of it, and whoever asks again takes it back.
 */

const ROOT = fileURLToPath(new URL("../../../..", import.meta.url));
/** Twenty kills with RUNS=160; one in npm test. */
const KILLS = Math.max(1, Math.round((Number(process.env["RUNS"] ?? 25) - 20) / 7));
const ROWS = 800;

const place = inject("testDatabase");
const files = temporaryFiles();
const log = files.write("log.txt", ["customer_id date number_of_cds dollar_value", ...Array.from({ length: ROWS }, (_, row) => `${row % 200} ${19970101 + (row % 28)} ${1 + (row % 3)} ${row % 50}.25`)].join("\n"));
const dataDir = join(files.folder, "data");
let native: TestDatabase | null = null;
let child: ChildProcess | null = null;

/** Works with the database while no child runs. */
async function look<T>(fn: (db: Database) => Promise<T>, snapshot?: Uint8Array): Promise<T> {
  if (native) return fn(native.db);
  const embedded = await startEmbedded({ dataDir, ...(snapshot ? { snapshot } : {}) });
  const db = connect(embedded.target);
  try {
    return await fn(db);
  } finally {
    await db.close();
    await embedded.stop();
  }
}

const importLog = async (db: Database): Promise<string> => (await importPath(db, log)).batch ?? "";

let batch = "";
beforeAll(async () => {
  if (place.kind === "native") native = await openTestDatabase();
  batch = await look(async (db) => {
    if (!native) await withSystem(db, "people of a test", addPeople);
    return importLog(db);
  }, place.kind === "embedded" ? readFileSync(place.snapshotPath) : undefined);
});
afterAll(async () => {
  child?.kill("SIGKILL");
  await native?.close();
  files.remove();
});

/** Starts to take the import back; resolves when it has begun. */
async function begin(): Promise<{ child: ChildProcess; ended: Promise<number | null> }> {
  const env = { ...process.env, MISTY_DEMO: "off", MISTY_DATA_DIR: dataDir, DATABASE_URL: native?.db.target.kind === "server" ? native.db.target.url : "", SESSION_SECRET: "a secret that only this test knows" };
  const started = spawn(process.execPath, ["--import", "tsx", "server/testing/undo-process.ts", batch], { cwd: ROOT, env, stdio: ["ignore", "pipe", "inherit"] });
  child = started;
  const ended = once(started, "exit").then(([code]) => code as number | null);
  await Promise.race([once(started.stdout, "data"), ended]);
  return { child: started, ended };
}

const stateOf = async (db: Database) => (await query<{ status: string; worker: string | null }>(db, sql`select status::text as status, undo_worker as worker from import_batches where id = ${batch}::uuid`))[0];

const ALL = { orders: ROWS, lines: ROWS, customers: 200, origin: "imported", errors: [] };
const NOTHING = { orders: 0, lines: 0, customers: 0, total: "0", origin: "fresh", errors: [] };

it(`is taken back whole or not at all, killed ${KILLS} times`, { timeout: 60_000 * (KILLS + 2) }, async () => {
  const first = await begin();
  const from = performance.now();
  expect(await first.ended).toBe(0);
  const lastsMs = performance.now() - from;
  batch = await look(async (db) => {
    expect(await contents(db)).toMatchObject(NOTHING);
    return importLog(db);
  });

  let cutOff = 0;
  // The first one may have taken longer than those after it: where no kill met the undo at work, some more come sooner.
  for (let n = 1; n <= KILLS || (cutOff === 0 && n <= KILLS + 6); n++) {
    const undo = await begin();
    const share = n <= KILLS ? (n - Math.random()) / (KILLS + 1) : Math.random() / (n * (KILLS + 1));
    await new Promise((resolve) => setTimeout(resolve, lastsMs * share));
    undo.child.kill("SIGKILL");
    await undo.ended;
    batch = await look(async (db) => {
      const found = await contents(db);
      const state = await stateOf(db);
      if (state?.status === "undone") {
        expect(found).toMatchObject(NOTHING);
        return importLog(db);
      }
      cutOff++;
      expect(found).toMatchObject(ALL);
      expect(state?.status).toBe("completed");
      // Nobody waits for the one that is gone.
      expect(isUndoing(state?.worker ?? null, false)).toBe(false);
      return batch;
    });
  }
  // Some of the kills must have met the undo at work, or this tested nothing.
  expect(cutOff).toBeGreaterThan(0);

  await look(async (db) => {
    const manager = openDesk(db, "manager");
    await startUndo(manager.work, { id: batch });
    await manager.background.settled();
    manager.remove();
    expect(await contents(db)).toMatchObject(NOTHING);
    expect(await stateOf(db)).toMatchObject({ status: "undone", worker: null });
  });
});
