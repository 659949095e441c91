import { afterAll, beforeAll, expect, test } from "vitest";
import { connect, type Database } from "#db/client.ts";
import { migrateDatabase } from "#db/migrate.ts";
import { withSystem } from "#db/rls.ts";
import { DOWNFALLS, type NativeCluster, startNativeCluster } from "#db/testing/native-cluster.ts";
import { addPeople } from "#db/testing/people.ts";
import { type Outage, sellThroughOutages } from "../testing/sell-through-outages.ts";

/*
 * R1: a PostgreSQL of the test's own is killed and started again while four tills sell over HTTP. Each way to
 * go down once with RUNS=100.
 */

const RUNS = Number(process.env["RUNS"] ?? 25);
const OUTAGES = Math.max(2, Math.round(RUNS / 25));
const adminUrl = process.env["TEST_DATABASE_URL"];

let cluster: NativeCluster | string = "TEST_DATABASE_URL is not set";
let db: Database;
beforeAll(async () => {
  if (adminUrl) cluster = await startNativeCluster(adminUrl);
  if (typeof cluster === "string") return;
  db = connect({ kind: "server", url: cluster.url });
  await migrateDatabase(db);
  await withSystem(db, "people of a test", addPeople);
});
afterAll(async () => {
  if (typeof cluster === "string") return;
  await db.close();
  await cluster.remove();
});

test(`no confirmed sale is lost and all goes on, over ${OUTAGES} downfalls of the database`, { timeout: 60_000 + 60_000 * OUTAGES }, async ({ skip }) => {
  skip(typeof cluster === "string", typeof cluster === "string" ? cluster : "");
  if (typeof cluster === "string") return;
  const server = cluster;
  const outages = Array.from({ length: OUTAGES }, (_, n): Outage => {
    const how = DOWNFALLS[n % DOWNFALLS.length] ?? "kill -9";
    const isNoticed = how !== "kill -9 of a session";
    return { name: `${n + 1}, ${how}`, begin: () => server.bringDown(how), end: () => server.bringUp(), lastsMs: isNoticed ? 300 + Math.random() * 2_700 : 0, isNoticed };
  });
  const report = await sellThroughOutages({ url: server.url, db, outages });
  console.log(`R1: ${OUTAGES} downfalls, ${report.confirmed} sales confirmed, ${report.refused} refused, ${report.unknown} unknown; ready after ${report.readyAfterMs.join(", ")} ms`);
  expect(report.faults).toEqual([]);
  expect(report.confirmed).toBeGreaterThan(0);
});
