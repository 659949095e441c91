import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connect } from "./client.ts";
import { ConnectionLostError, withSystem } from "./rls.ts";
import { DatabaseProxy } from "./testing/database-proxy.ts";
import { openTestDatabase, type TestDatabase } from "./testing/index.ts";

/*
 * A pool whose connections break under load, again and again. postgres.js 3.4 goes on with the remains of a
 * connection that broke: the next session on it could wait for ever, or give one question the answer to another.
 */

const CUTS = Math.max(8, Math.round(Number(process.env["RUNS"] ?? 25) / 4));
const ASKERS = 12;
/** Three times what the driver takes to give up a connection. */
const HANGS_AFTER_MS = 45_000;

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

test(`over ${CUTS} cuts every question gets its own answer or an honest error`, { timeout: 60_000 + CUTS * 5_000 }, async ({ skip }) => {
  const { target } = database.db;
  skip(target.kind !== "server", "an embedded database is not reached over a network; db/embedded ends its thread and its process");
  if (target.kind !== "server") return;
  const way = new DatabaseProxy(new URL(target.url));
  await way.open();
  const db = connect({ kind: "server", url: way.url });
  let stopping = false;
  let answered = 0;
  let refused = 0;
  const faults: string[] = [];
  const ask = async (asker: number, n: number) => {
    const mine = `${asker}.${n}`;
    // Some pause between two statements, as services do; some only read, and are tried again.
    const work = withSystem(
      db,
      "a test asks",
      async (tx) => {
        const [first] = await tx.execute<{ said: string }>(sql`select ${mine}::text as said`);
        if (n % 3 === 0) await pause(Math.random() * 4);
        const [second] = await tx.execute<{ said: string }>(sql`select ${`${mine}!`}::text as said, repeat('x', ${n % 7 === 0 ? 5_000 : 1}) as more`);
        return [first?.said, second?.said];
      },
      { readOnly: n % 2 === 0 },
    );
    const hung = Symbol("hung");
    const timer = new AbortController();
    const limit = new Promise<typeof hung>((done) => {
      const id = setTimeout(() => done(hung), HANGS_AFTER_MS);
      timer.signal.addEventListener("abort", () => clearTimeout(id));
    });
    try {
      const result = await Promise.race([work, limit]);
      if (result === hung) faults.push(`${mine} never ended`);
      else if (result[0] !== mine || result[1] !== `${mine}!`) faults.push(`${mine} was answered ${result.join(" and ")}`);
      else answered++;
    } catch (error) {
      if (error instanceof ConnectionLostError) refused++;
      else faults.push(`${mine}: ${String(error)}`);
      await pause(10);
    } finally {
      timer.abort();
    }
  };
  const askers = Array.from({ length: ASKERS }, async (_, asker) => {
    for (let n = 0; !stopping; n++) await ask(asker, n);
  });
  const endSessions = () => withSystem(database.db, "a test ends all sessions", (tx) => tx.execute(sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`));
  for (let cut = 0; cut < CUTS; cut++) {
    await pause(100 + Math.random() * 300);
    if (cut % 3 === 0) await endSessions();
    else {
      await way.cut(cut % 3 === 1 ? "refused" : "closed");
      await pause(Math.random() * 400);
      await way.open();
    }
  }
  // Back to normal at once: everybody is answered again.
  const before = answered;
  await pause(500);
  stopping = true;
  await Promise.all(askers);
  await db.close();
  await way.cut("refused");
  console.log(`${CUTS} cuts: ${answered} answered, ${refused} refused`);
  expect(faults).toEqual([]);
  expect(answered - before).toBeGreaterThan(ASKERS);
});
