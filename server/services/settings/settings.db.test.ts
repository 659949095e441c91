import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { readPasswordSettings } from "#db/queries/identity.ts";
import { readTimeZoneJob, sendJob, TIME_ZONE_JOB } from "#db/job-queue.ts";
import { withRls, withSystem } from "#db/rls.ts";
import { activityDetails, activityLogs, outboxEmails, sessions, settings } from "#db/schema/index.ts";
import { addAlbum, addOrder, addSessions, openTestDatabase, people, type TestDatabase } from "#db/testing/index.ts";
import type { SaveSettingsInput } from "../../contracts/settings.ts";
import { startJobs } from "../../jobs/start-jobs.ts";
import { callAs } from "../../testing/caller.ts";
import { createTestRuntime, START, TestClock } from "../../testing/runtime.ts";
import { changeTimeZone, queueTimeZone } from "./change-time-zone.ts";
import { saveSettings } from "./save-settings.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
  await withSystem(database.db, "an order at midnight in Berlin, and everybody has just shown who they are", async (tx) => {
    await addSessions(tx, START);
    const albumId = await addAlbum(tx, { title: "Blue Train" });
    await addOrder(tx, { customerId: null, channel: "shop", orderDate: new Date("2026-06-10T22:30:00Z"), lines: [{ albumId, unitPrice: "20" }] });
  });
});
afterAll(() => database.close());
beforeEach(() => withSystem(database.db, "a test begins anew", (tx) => tx.update(settings).set({ timeZone: "Europe/Berlin", lowStockThreshold: 10, placeboOn: true, placeboAddress: null })));

const admin = () => callAs(database.db, "admin", START);
const system = <T>(work: Parameters<typeof withSystem<T>>[2]): Promise<T> => withSystem(database.db, "a test looks", work);
const daysWithOrders = () => system(async (tx) => (await tx.execute<{ day: string }>(sql`select day::text as day from daily_order_stats where order_count > 0`)).map(({ day }) => day));
const shop = { shopName: "The record shop", currency: "EUR", timeZone: "Europe/Berlin" };

test("a change holds at once, and the log keeps the names of the fields, its values apart", async () => {
  const caller = await admin();
  const { stamps } = await caller.settings.page();
  expect(await caller.settings.save({ group: "stock", seen: stamps.stock, lowStockThreshold: 7 })).toEqual({ changed: ["lowStockThreshold"], later: false });
  expect((await caller.settings.page()).values.lowStockThreshold).toBe(7);
  const [log] = await system((tx) => tx.select({ fields: activityLogs.fields, details: activityDetails.details }).from(activityLogs).innerJoin(activityDetails, sql`${activityDetails.activityId} = ${activityLogs.id}`).where(sql`action = 'settings.changed'`));
  expect(log).toEqual({ fields: ["low_stock_threshold"], details: { before: { low_stock_threshold: 10 }, after: { low_stock_threshold: 7 } } });
  // The same once more changes nothing and is no act.
  expect(await caller.settings.save({ group: "stock", seen: (await caller.settings.page()).stamps.stock, lowStockThreshold: 7 })).toEqual({ changed: [], later: false });
});

test("who saves over somebody else's change of the same form is told; another form is no matter, nor is the demo's own progress", async () => {
  const caller = await admin();
  const { stamps } = await caller.settings.page();
  await caller.settings.save({ group: "stock", seen: stamps.stock, lowStockThreshold: 8 });
  await expect(caller.settings.save({ group: "stock", seen: stamps.stock, lowStockThreshold: 9 })).rejects.toMatchObject({ code: "CONFLICT" });
  await system((tx) => tx.update(settings).set({ demoWrittenUntil: START }));
  expect(await caller.settings.save({ group: "mail", seen: stamps.mail, mailFromName: "The shop", emailsPerSecond: 2 })).toMatchObject({ changed: ["mailFromName", "emailsPerSecond"] });
});

test("of parallel changes of one form one wins", async () => {
  const { stamps } = await (await admin()).settings.page();
  const tried = await Promise.allSettled(Array.from({ length: 6 }, async (_, at) => (await admin()).settings.save({ group: "stock", seen: stamps.stock, lowStockThreshold: 20 + at })));
  expect(tried.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
});

test("another time zone counts the days anew", async () => {
  const caller = await admin();
  expect(await daysWithOrders()).toEqual(["2026-06-11"]);
  const { stamps } = await caller.settings.page();
  await caller.settings.save({ group: "shop", seen: stamps.shop, ...shop, timeZone: "America/New_York" });
  expect(await daysWithOrders()).toEqual(["2026-06-10"]);
  await expect(caller.settings.save({ group: "shop", seen: "", ...shop, timeZone: "Mars/Olympus" })).rejects.toMatchObject({ code: "BAD_REQUEST" });
});

test("in a large shop the days are counted by a job, once, and until then nothing has changed", async () => {
  const { stamps } = await (await admin()).settings.page();
  const input: SaveSettingsInput = { group: "shop", seen: stamps.shop, ...shop, shopName: "A large shop", timeZone: "Asia/Tokyo" };
  const person = { id: people.admin.id, role: "admin" as const, sessionId: people.admin.id };
  const saved = await withRls(database.db, person, (tx) => saveSettings({ tx, person, now: START, env: { PLACEBO_MODE: undefined, PLACEBO_EMAIL: undefined }, }, input, 1));
  expect(saved).toEqual({ changed: ["shopName"], laterTimeZone: "Asia/Tokyo" });
  const change = { timeZone: "Asia/Tokyo", personId: people.admin.id };
  await expect(queueTimeZone(database.db, change, START)).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });

  const jobs = await startJobs(createTestRuntime(database.db, new TestClock()));
  await jobs.stop();
  await queueTimeZone(database.db, change, START);
  await expect(queueTimeZone(database.db, change, START)).rejects.toMatchObject({ code: "CONFLICT" });
  expect((await (await admin()).settings.page()).zoneJob).toMatchObject({ timeZone: "Asia/Tokyo", state: "created" });
  expect(await daysWithOrders()).toEqual(["2026-06-11"]);
  await changeTimeZone(database.db, change, START);
  await changeTimeZone(database.db, change, START);
  const acts = await system((tx) => tx.select({ fields: activityLogs.fields }).from(activityLogs).where(sql`'time_zone' = any(fields) and actor_id = ${people.admin.id}::uuid`));
  expect((await system((tx) => tx.select({ zone: settings.timeZone }).from(settings)))[0]?.zone).toBe("Asia/Tokyo");
  expect(acts.length).toBe(3); // New York before, Tokyo once, and that it was asked for
  await expect(changeTimeZone(database.db, {}, START)).rejects.toThrow();
  await system((tx) => tx.execute(sql`update pgboss.job set state = 'completed' where name = ${TIME_ZONE_JOB}`));
  expect(await system(readTimeZoneJob)).toBeNull();
  expect(await system((tx) => sendJob(tx, TIME_ZONE_JOB))).not.toBeNull();
});

test("the currency stays once there are orders", async () => {
  const caller = await admin();
  const { stamps, hasOrders, values } = await caller.settings.page();
  expect(hasOrders).toBe(true);
  await expect(caller.settings.save({ group: "shop", seen: stamps.shop, shopName: values.shopName, timeZone: values.timeZone, currency: "USD" })).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
});

test("placebo goes off only for who shows who they are, and after a test mail came", async () => {
  const caller = await admin();
  const off = async () => caller.settings.save({ group: "placebo", seen: (await caller.settings.page()).stamps.placebo, placeboOn: false });
  await system((tx) => tx.update(sessions).set({ reauthenticatedAt: null }));
  await expect(off()).rejects.toThrow("Show first that it is you.");
  await system((tx) => tx.update(sessions).set({ reauthenticatedAt: START }));
  await expect(off()).rejects.toThrow("Send a test mail first");
  const { id } = await caller.settings.sendTestMail({ address: "ann@example.test" });
  expect((await caller.settings.page()).testMail).toMatchObject({ status: "queued", recipient: "ann@example.test" });
  await expect(off()).rejects.toThrow("Send a test mail first");
  await system((tx) => tx.update(outboxEmails).set({ status: "written", sentAt: START }).where(sql`id = ${id}::uuid`));
  expect(await off()).toMatchObject({ changed: ["placeboOn"] });
});

test("with an account a test mail in a file shows nothing: one has to leave by the account", async () => {
  const account = { EMAILJS_SERVICE_ID: "s", EMAILJS_TEMPLATE_ID: "t", EMAILJS_PUBLIC_KEY: "p", EMAILJS_PRIVATE_KEY: "k" };
  const person = { id: people.admin.id, role: "admin" as const, sessionId: people.admin.id };
  await system((tx) => tx.update(settings).set({ placeboOn: true, placeboAddress: null }));
  const { id } = await (await admin()).settings.sendTestMail({ address: "ann@example.test" });
  await system((tx) => tx.update(outboxEmails).set({ status: "written", sentAt: START }).where(sql`id = ${id}::uuid`));
  const off = async () => {
    const { stamps } = await (await admin()).settings.page();
    return withRls(database.db, person, (tx) => saveSettings({ tx, person, now: START, env: account }, { group: "placebo", seen: stamps.placebo, placeboOn: false }));
  };
  await expect(off()).rejects.toThrow("Give the one address first");
  await system((tx) => tx.update(settings).set({ placeboAddress: "all@example.test" }));
  await expect(off()).rejects.toThrow("Send a test mail first");
  await system((tx) => tx.update(outboxEmails).set({ status: "sent" }).where(sql`id = ${id}::uuid`));
  expect((await off()).changed).toContain("placeboOn");
});

test("what the environment decides cannot be changed here", async () => {
  const person = { id: people.admin.id, role: "admin" as const, sessionId: people.admin.id };
  const { stamps } = await (await admin()).settings.page();
  const save = (input: SaveSettingsInput) => withRls(database.db, person, (tx) => saveSettings({ tx, person, now: START, env: { PLACEBO_MODE: "on", PLACEBO_EMAIL: "all@example.test" } }, input));
  await expect(save({ group: "placebo", seen: stamps.placebo, placeboOn: false })).rejects.toThrow("PLACEBO_MODE decides");
  await expect(save({ group: "placebo", seen: stamps.placebo, placeboOn: true, placeboAddress: "me@example.test" })).rejects.toThrow("PLACEBO_EMAIL decides");
});

test("how long activity is kept needs a proof: what is short takes values away for good", async () => {
  const caller = await admin();
  const save = async () => caller.settings.save({ group: "activity", seen: (await caller.settings.page()).stamps.activity, activityRetentionDays: "30" });
  await system((tx) => tx.update(sessions).set({ reauthenticatedAt: null }));
  await expect(save()).rejects.toThrow("Show first that it is you.");
  await system((tx) => tx.update(sessions).set({ reauthenticatedAt: START }));
  expect((await save()).changed).toEqual(["activityRetentionDays"]);
});

test("rules of sign-in need a proof and hold for the next who chooses a password", async () => {
  const caller = await admin();
  const { stamps } = await caller.settings.page();
  const input = { group: "signIn" as const, seen: stamps.signIn, passwordMinLength: 16, sessionIdleMinutes: 60, sessionAbsoluteHours: 12 };
  await system((tx) => tx.update(sessions).set({ reauthenticatedAt: null }));
  await expect(caller.settings.save(input)).rejects.toThrow("Show first that it is you.");
  await system((tx) => tx.update(sessions).set({ reauthenticatedAt: START }));
  expect((await caller.settings.save(input)).changed).toEqual(["passwordMinLength", "sessionIdleMinutes", "sessionAbsoluteHours"]);
  expect((await system(readPasswordSettings)).leastLength).toBe(16);
  await expect(caller.settings.save({ ...input, seen: (await caller.settings.page()).stamps.signIn, passwordMinLength: 8 })).rejects.toMatchObject({ code: "BAD_REQUEST" });
});

test("nobody else may, by the application and by the rows' own policy", async () => {
  await expect((await callAs(database.db, "manager", START)).settings.page()).rejects.toMatchObject({ code: "FORBIDDEN" });
  const person = { id: people.manager.id, role: "manager" as const, sessionId: people.manager.id };
  await withRls(database.db, person, (tx) => tx.update(settings).set({ lowStockThreshold: 1 }));
  expect((await system((tx) => tx.select({ low: settings.lowStockThreshold }).from(settings)))[0]?.low).toBe(10);
});
