import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { v7 } from "uuid";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findWordsFrom, searchLog } from "#db/queries/activity/search-log.ts";
import { withRls, withSystem } from "#db/rls.ts";
import { asRole, openTestDatabase, people, type TestDatabase } from "#db/testing/index.ts";
import { loader as activityCsv } from "#app/routes/activity[.]csv.ts";
import { loader as activityJson } from "#app/routes/activity[.]json.ts";
import { loader as ordersCsv } from "#app/routes/orders[.]csv.ts";
import { recordActivities } from "../services/activity/record-activity.ts";
import { sealActivities } from "../services/activity/seal-activities.ts";
import { callAs, requestContextFor } from "../testing/caller.ts";
import { SCHEDULED_JOBS } from "../jobs/catalogue.ts";
import { startJobs } from "../jobs/start-jobs.ts";
import { beginRun, closeLostRuns, finishRun } from "../services/agent-runs/keep-ledger.ts";
import { CHECK_JOB } from "../services/activity/check-log.ts";
import { createTestRuntime, START, TestClock } from "../testing/runtime.ts";

const folder = mkdtempSync(join(tmpdir(), "misty-log-"));
let database: TestDatabase;
const ALBUM = "01900000-0000-7000-8000-00000000aaaa";

beforeAll(async () => {
  database = await openTestDatabase({ settings: { timeZone: "Europe/Berlin" } });
  const act = (n: number, role: "manager" | "buyer", action: string, category: "sales" | "stock" | "identity", details?: Record<string, unknown>) => ({
    at: new Date(START.getTime() - n * 3_600_000),
    actor: { kind: "person" as const, id: people[role].id },
    action,
    category,
    object: { type: "album", id: ALBUM },
    ...(details ? { details } : {}),
  });
  await withSystem(database.db, "a test", async (tx) => {
    await recordActivities(tx, [
      ...Array.from({ length: 70 }, (_, n) => act(n, "buyer", "stock.counted", "stock")),
      { ...act(2, "manager", "price.changed", "stock", { note: "Lüdermann 50%_off" }), result: "failed" as const, requestId: "request-7" },
      act(3, "manager", "session.started", "identity", { address: "192.0.2.7" }),
      act(24 * 200, "manager", "order.created", "sales"),
    ]);
    await sealActivities(tx, START);
  });
});
afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

const log = async (role: Parameters<typeof callAs>[1], input: object = {}) => (await callAs(database.db, role, START)).activity.log(input);

test("pages by keys through all of it, newest first, each act once", async () => {
  const first = await log("manager");
  const second = await log("manager", { cursor: first.nextCursor });
  expect(second.nextCursor).toBeNull();
  const all = [...first.entries, ...second.entries];
  expect(all).toHaveLength(72);
  expect(new Set(all.map(({ id }) => id)).size).toBe(72);
  expect(all.map(({ at }) => at.getTime())).toEqual(all.map(({ at }) => at.getTime()).sort((a, b) => b - a));
});

test.each([
  [{ who: people.manager.id }, 2],
  [{ who: "system" }, 0],
  [{ category: "stock" }, 71],
  [{ result: "failed" }, 1],
  [{ action: "price.changed" }, 1],
  [{ object: `album:${ALBUM}`, from: "2000-01-01", to: "2049-12-31" }, 73],
  [{ object: `album:${people.staff.id}` }, 0],
  [{ q: "50%_off" }, 1],
  [{ q: "session started" }, 1],
  [{ q: "request-7" }, 1],
  [{ q: "mona" }, 2],
  [{ from: "2025-01-01", to: "2025-12-31" }, 1],
  [{ category: "nonsense", who: "nobody", object: "x" }, 72],
])("narrows by %j to %i", async (input, count) => {
  const page = await log("manager", input);
  const next = page.nextCursor ? (await log("manager", { ...input, cursor: page.nextCursor })).entries.length : 0;
  expect(page.entries.length + next).toBe(count);
  const blocks = await (await callAs(database.db, "manager", START)).activity.logBlocks(input);
  expect(blocks.total).toBe(count);
  const sumOf = (rows: readonly { cells: Record<string, unknown> }[]) => rows.reduce((sum, { cells }) => sum + Object.entries(cells).reduce((all, [key, value]) => all + (["start", "end"].includes(key) ? 0 : Number(value)), 0), 0);
  expect([sumOf(blocks.byCategory.rows), sumOf(blocks.byResult.rows)]).toEqual([count, count]);
  expect(blocks.byActor.rows.reduce((sum, { cells }) => sum + Number(cells["count"]), 0)).toBe(count);
});

test("staff see no sign-ins and no details, managers both", async () => {
  const staff = await log("staff", { who: people.manager.id });
  expect(staff.entries.map(({ action, details, hasHiddenDetails }) => ({ action, details, hasHiddenDetails }))).toEqual([{ action: "price.changed", details: null, hasHiddenDetails: true }]);
  expect((await log("staff", { q: "50%_off" })).entries).toEqual([]);
  const manager = await log("manager", { who: people.manager.id });
  expect(manager.entries.map(({ details }) => details)).toEqual([{ note: "Lüdermann 50%_off" }, { address: "192.0.2.7" }]);
});

test("admins see how far it is sealed, and have it checked by a worker", async () => {
  const clock = new TestClock();
  const runtime = createTestRuntime(database.db, clock, { MISTY_DATA_DIR: folder });
  const { activity } = await callAs(database.db, "admin", START);
  expect(await activity.seals()).toMatchObject({ position: 1, unsealed: 0, sealedAt: START, check: null, checking: null });
  await expect(activity.startCheck()).rejects.toMatchObject({ code: "NOT_FOUND" });
  await (await startJobs(runtime)).stop();
  await activity.startCheck();
  await expect(activity.startCheck()).rejects.toMatchObject({ code: "CONFLICT" });
  expect((await activity.seals()).checking).toBe("waits");
  await SCHEDULED_JOBS.find(({ name }) => name === CHECK_JOB)?.run(runtime);
  expect((await activity.seals()).check).toMatchObject({ at: START, isWhole: true, report: { activities: 73, problems: [] } });
  const { entries } = await activity.log({ action: "activity.checked" });
  expect(entries).toMatchObject([{ result: "succeeded", parts: [{ text: "Checked the activity log and found it whole" }] }]);
});

test("an export holds every act with its details, and is itself written down; only admins take one", async () => {
  const load = (loader: typeof activityCsv, path: string, role: "admin" | "manager") => loader({ request: new Request(`http://desk.test${path}`), context: requestContextFor(database.db, role, START), params: {}, unstable_pattern: path } as unknown as Parameters<typeof activityCsv>[0]);
  const json = JSON.parse(await (await load(activityJson, "/activity.json?category=stock&cursor=x", "admin")).text()) as { filter: string; activities: { details: unknown }[] };
  expect(json.filter).toBe("2026-06-01 to 2026-06-30, stock");
  expect(json.activities).toHaveLength(71);
  expect(json.activities.filter(({ details }) => details !== null)).toEqual([expect.objectContaining({ details: { note: "Lüdermann 50%_off" }, requestId: "request-7" })]);
  const csv = await load(activityCsv, "/activity.csv?result=failed", "admin");
  expect(csv.headers.get("Content-Disposition")).toContain("misty-activity-2026-06-01-to-2026-06-30.csv");
  expect((await csv.text()).split("\r\n")).toHaveLength(3);
  await load(ordersCsv, "/orders.csv", "manager");
  await expect(load(activityCsv, "/activity.csv", "manager")).rejects.toMatchObject({ status: 403 });
  const written = await log("admin", { category: "exports" });
  expect(written.entries.map(({ action, who }) => ({ action, who }))).toEqual([
    { action: "orders.exported", who: people.manager.name },
    { action: "activity.exported", who: people.admin.name },
    { action: "activity.exported", who: people.admin.name },
  ]);
});

test("what somebody asked the assistant is theirs and the managers'; it is no news", async () => {
  await withSystem(database.db, "a test asks", async (tx) => {
    const run = { id: v7(), userId: people.buyer.id, askedAs: "buyer" as const, agentId: "analyst", conversationId: null, model: "misty-offline", provider: "offline", promptVersion: "1", startedAt: START };
    const end = { status: "completed" as const, inputTokens: 1, outputTokens: 1, stepCount: 1, firstTokenAt: null, finishedAt: START, errorCode: null, traceId: null };
    await beginRun(tx, run);
    await finishRun(tx, run, end);
    // Nobody knew whether that was written, so it is written again.
    await finishRun(tx, run, end);
    await beginRun(tx, { ...run, id: v7() });
    expect(await closeLostRuns(tx, START, 0)).toBe(1);
  });
  const asked = async (role: "staff" | "buyer" | "manager") => (await log(role, { category: "agents" })).entries.map(({ action, result }) => `${action} ${result}`).sort();
  const both = ["agent_run.completed succeeded", "agent_run.failed failed"];
  expect([await asked("staff"), await asked("buyer"), await asked("manager")]).toEqual([[], both, both]);
  const { entries } = await (await callAs(database.db, "manager", START)).activity.recent({ limit: 100 });
  expect(entries.filter(({ parts }) => parts.some((part) => part.kind === "text" && part.text.includes("assistant")))).toEqual([]);
});

test("words are looked for in the newest acts, and it is said since when", async () => {
  const filter = { from: "2026-06-01", to: "2026-06-30", timeZone: "Europe/Berlin", q: "counted", category: "stock" as const };
  const found = await withRls(database.db, asRole("manager"), async (tx) => {
    const wordsFrom = await findWordsFrom(tx, filter, asRole("manager"), 10);
    expect(await findWordsFrom(tx, filter, asRole("manager"), 1_000)).toBeUndefined();
    return { wordsFrom, ...(await searchLog(tx, { ...filter, wordsFrom }, asRole("manager"), { size: 50 })) };
  });
  expect(found.activities).toHaveLength(9); // of the newest ten one changed a price
  expect(new Date(found.wordsFrom?.at ?? "")).toEqual(found.activities.at(-1)?.at);
  expect((await log("manager", { q: "counted" })).wordsFrom).toBeNull();
});

test("acts of a kind of actor are found by it, whatever the kind", async () => {
  await withSystem(database.db, "a test", (tx) => recordActivities(tx, [{ at: START, actor: { kind: "webhook", id: null }, action: "row.updated", category: "imports" }, { at: START, actor: { kind: "agent", id: null }, action: "row.updated", category: "imports" }]));
  expect((await log("manager", { who: "agent" })).entries).toMatchObject([{ action: "row.updated", who: "An agent" }]);
});

test("what was done to a colleague names them", async () => {
  await withSystem(database.db, "a test", (tx) =>
    recordActivities(tx, [{ at: START, actor: { kind: "person", id: people.admin.id }, action: "user.deactivated", category: "identity", object: { type: "user", id: people.buyer.id } }]),
  );
  const { entries } = await log("admin", { action: "user.deactivated" });
  expect(JSON.stringify(entries.map(({ parts }) => parts))).toContain(`shut ${people.buyer.name} out`);
});
