import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { connect, type Database } from "../client.ts";
import { withSystem } from "../rls.ts";
import { migratedSnapshot } from "../testing/snapshot.ts";
import { type Embedded, startEmbedded } from "./index.ts";

/* The embedded database ignores statement_timeout, so a runaway query is ended by ending its thread. */

let dataDir: string;
let embedded: Embedded;
let db: Database;
const reasons: string[] = [];

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "misty-watchdog-"));
  embedded = await startEmbedded({ dataDir, snapshot: readFileSync(await migratedSnapshot()), queryLimitMs: 1500, onRestart: (reason) => reasons.push(reason) });
  db = connect(embedded.target);
});
afterAll(async () => {
  await db.close();
  await embedded.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const runaway = sql`select count(*) from generate_series(1, 1e10)`;
const genres = () => withSystem(db, "look", async (tx) => (await tx.execute<{ name: string }>(sql`select name from genres order by name`)).map((row) => row.name));
const add = (name: string) => sql`insert into genres (id, name) values (gen_random_uuid(), ${name})`;
const failure = (attempt: Promise<unknown>): Promise<unknown> => attempt.then(() => null, (error: unknown) => error);

it("ends a runaway query, keeps what was committed, and answers again", async () => {
  await withSystem(db, "keep", (tx) => tx.execute(add("Kept")));
  const error = await failure(
    withSystem(db, "run away", async (tx) => {
      await tx.execute(add("Never committed"));
      await tx.execute(runaway);
    }),
  );
  expect(error).toMatchObject({ name: "ConnectionLostError", outcome: "rolled_back" });
  expect(await genres()).toEqual(["Kept"]);
  expect(embedded.restarts()).toBe(1);
  expect(reasons).toEqual(["a query ran longer than 1500 ms"]);
});

it("tries a read once more, because the runaway may have been somebody else's", async () => {
  let tries = 0;
  const read = withSystem(
    db,
    "read",
    async (tx) => {
      tries++;
      if (tries === 1) await tx.execute(runaway);
      return tries;
    },
    { readOnly: true },
  );
  expect(await read).toBe(2);
});

it("says that it does not know when the thread was ended during a commit", async () => {
  await withSystem(db, "slow commits", async (tx) => {
    await tx.execute(sql`create table slow_commits (n int)`);
    await tx.execute(sql`create function slow_commit() returns trigger language plpgsql as $$ begin perform count(*) from generate_series(1, 1e10); return null; end $$`);
    await tx.execute(sql`create constraint trigger slow after insert on slow_commits deferrable initially deferred for each row execute function slow_commit()`);
  });
  expect(await failure(withSystem(db, "commit", (tx) => tx.execute(sql`insert into slow_commits values (1)`)))).toMatchObject({ outcome: "unknown" });
  expect(await genres()).toEqual(["Kept"]);
});

it("waits longer where longer work is announced", async () => {
  const before = embedded.restarts();
  const seconds = 3;
  await embedded.withQueryLimit(60_000, () =>
    withSystem(db, "long work", (tx) => tx.execute(sql.raw(`do $$ declare until timestamptz := clock_timestamp() + interval '${seconds} s'; begin while clock_timestamp() < until loop end loop; end $$`))),
  );
  expect(embedded.restarts()).toBe(before);
});

it("is not bothered by an idle transaction", async () => {
  const before = embedded.restarts();
  await withSystem(db, "wait", async (tx) => {
    await tx.execute(add("Slow person"));
    await new Promise((resolve) => setTimeout(resolve, 2500));
    await tx.execute(add("Slower person"));
  });
  expect(await genres()).toEqual(["Kept", "Slow person", "Slower person"]);
  expect(embedded.restarts()).toBe(before);
});
