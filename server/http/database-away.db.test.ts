import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connect } from "#db/client.ts";
import { withSystem } from "#db/rls.ts";
import { openTestDatabase, type TestDatabase } from "#db/testing/index.ts";
import { DatabaseProxy } from "#db/testing/database-proxy.ts";
import { type Outage, sellThroughOutages } from "../testing/sell-through-outages.ts";

/*
 * R1 without a server of our own to kill: the sessions of the app are ended by the database, or its way there is
 * cut, while four tills sell over HTTP.
 */

const OUTAGES = Math.max(3, Math.round(Number(process.env["RUNS"] ?? 25) / 20));
const KINDS = ["sessions ended", "refused", "closed"] as const;

let database: TestDatabase;
let proxy: DatabaseProxy | null = null;
beforeAll(async () => {
  database = await openTestDatabase();
  if (database.db.target.kind !== "server") return;
  proxy = new DatabaseProxy(new URL(database.db.target.url));
  await proxy.open();
});
afterAll(() => database.close());

/** Ends every session of this database but the one that asks. */
const endSessions = () => withSystem(database.db, "a test ends all sessions", (tx) => tx.execute(sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`)).then(() => {});

function outageOf(kind: (typeof KINDS)[number], way: DatabaseProxy, name: string): Outage {
  if (kind === "sessions ended") return { name, begin: endSessions, end: () => Promise.resolve(), lastsMs: 0, isNoticed: false };
  return { name, begin: () => way.cut(kind), end: () => way.open(), lastsMs: 300 + Math.random() * 2_700, isNoticed: true };
}

test.each([
  ["a name that leads nowhere", "postgres://nobody@database.invalid/nowhere"],
  ["a port without a server", "postgres://nobody@127.0.0.1:1/nowhere"],
])("%s is a database that is away, not a fault of ours", async (_words, url) => {
  const gone = connect({ kind: "server", url }, { max: 1 });
  await expect(withSystem(gone, "ask nobody", (tx) => tx.execute(sql`select 1`))).rejects.toMatchObject({ name: "ConnectionLostError", outcome: "rolled_back" });
  await gone.close();
});

test(`no confirmed sale is lost and all goes on, over ${OUTAGES} outages`, { timeout: 60_000 + 60_000 * OUTAGES }, async ({ skip }) => {
  const way = proxy;
  skip(way === null, "an embedded database is not reached over a network; db/embedded ends its thread and its process");
  if (way === null) return;
  const outages = Array.from({ length: OUTAGES }, (_, n) => outageOf(KINDS[n % KINDS.length] ?? "refused", way, `${n + 1}, ${KINDS[n % KINDS.length] ?? ""}`));
  const report = await sellThroughOutages({ url: way.url, db: database.db, outages });
  console.log(`R1: ${OUTAGES} outages, ${report.confirmed} sales confirmed, ${report.refused} refused, ${report.unknown} unknown; ready after ${report.readyAfterMs.join(", ")} ms`);
  expect(report.faults).toEqual([]);
  expect(report.confirmed).toBeGreaterThan(0);
});
