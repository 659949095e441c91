import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { sql } from "drizzle-orm";
import superjson from "superjson";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connect, type Database, type Tx } from "#db/client.ts";
import { withSystem } from "#db/rls.ts";
import { outboxEmails } from "#db/schema/index.ts";
import { addAlbum, addStock } from "#db/testing/builders.ts";
import { countMigrations, createUnmigrated } from "#db/testing/unmigrated-database.ts";
import { SecretBox } from "../ports/secrets/secret-box.ts";
import { verifyAudit } from "../services/activity/verify-audit.ts";
import { queueEmail } from "../services/outbox/queue-email.ts";
import { FeedReader } from "../testing/feed-reader.ts";
import { send, sendForm } from "../testing/http.ts";
import { type ChildServer, startChildServer } from "../testing/start-child-server.ts";

/*
 * R7: operating-system processes of the whole server on one PostgreSQL. Three begin at once at a database that
 * knows no migration; then two of them have to agree on everything, step by step.
 */

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const SECRET = "a secret that only this test knows";
/** Three times what a stop may take (R8), and an open stream may outlive its session. */
const STOP_DEADLINE_MS = 30_000;
const STREAM_DEADLINE_MS = 3_000;
/** A worker looks for jobs every 15 s. */
const JOB_DEADLINE_MS = 45_000;
const MAILS = 30;
const admin = { name: "Alma", email: "alma@shop.example", password: "maiden voyage 65" };
const colleague = { name: "Carla", email: "carla@shop.example", password: "straight no chaser" };

let made: Awaited<ReturnType<typeof createUnmigrated>> = null;
let db: Database | undefined;
const folders: string[] = [];
const servers: ChildServer[] = [];
let places: { url: string; setupUrl: string | null }[] = [];
const heard: string[] = [];
const mails = createServer((request, response) => {
  let text = "";
  request.on("data", (piece: Buffer) => (text += piece.toString("utf8")));
  request.on("end", () => {
    heard.push((JSON.parse(text) as { template_params: { subject: string } }).template_params.subject);
    response.end("OK");
  });
});

beforeAll(async () => {
  made = await createUnmigrated(countMigrations());
  if (!made) return;
  db = connect({ kind: "server", url: made.url }, { max: 2 });
  await new Promise<void>((done) => mails.listen(0, "127.0.0.1", done));
  const emailJs = { EMAILJS_SERVICE_ID: "s", EMAILJS_TEMPLATE_ID: "t", EMAILJS_PUBLIC_KEY: "p", EMAILJS_PRIVATE_KEY: "k", EMAILJS_URL: `http://127.0.0.1:${(mails.address() as AddressInfo).port}` };
  for (let n = 0; n < 3; n++) {
    const folder = mkdtempSync(join(tmpdir(), "misty-two-"));
    folders.push(folder);
    servers.push(startChildServer({ DATABASE_URL: made.url, SESSION_SECRET: SECRET, MISTY_DATA_DIR: folder, LOG_LEVEL: "info", ...emailJs }));
  }
  places = await Promise.all(servers.map((server) => server.ready));
}, 180_000);
afterAll(async () => {
  for (const server of servers) server.process.kill("SIGKILL");
  await Promise.all(servers.map((server) => server.ended));
  mails.closeAllConnections();
  mails.close();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  await db?.close();
  await made?.drop();
});

/** Works in the database past all servers. */
function system<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  if (!db) throw new Error("there is no database");
  return withSystem(db, "a test looks", work);
}
const look = <Row extends Record<string, unknown>>(text: string): Promise<Row[]> => system(async (tx) => (await tx.execute(sql.raw(text))) as unknown as Row[]);
const A = () => places[0]?.url ?? "";
const B = () => places[1]?.url ?? "";
const cookieOf = (answer: { headers: Record<string, string> }): string => (answer.headers["set-cookie"] ?? "").split("\n").find((cookie) => cookie.startsWith("misty_session="))?.split(";")[0] ?? "";

/** Calls a procedure of one process in the name of a cookie. */
async function call<T = unknown>(url: string, cookie: string, path: string, input: unknown, kind: "query" | "mutation" = "query"): Promise<{ status: number; value: T }> {
  const json = superjson.serialize(input);
  const body = { json: json.json, ...(json.meta ? { meta: json.meta } : {}) };
  const answer =
    kind === "query"
      ? await send(`${url}/api/trpc/${path}?input=${encodeURIComponent(JSON.stringify(body))}`, { headers: { cookie } })
      : await send(`${url}/api/trpc/${path}`, { method: "POST", body: JSON.stringify(body), headers: { cookie, origin: url, "content-type": "application/json" } });
  const told = JSON.parse(answer.body) as { result?: { data: { json: unknown; meta?: never } } };
  return { status: answer.status, value: (told.result ? superjson.deserialize(told.result.data as Parameters<typeof superjson.deserialize>[0]) : told) as T };
}

const signIn = async (url: string, who: { email: string; password: string }) => {
  const answer = await sendForm(`${url}/login`, { email: who.email, password: who.password });
  return { status: answer.status, cookie: cookieOf(answer) };
};
const roleAt = async (url: string, cookie: string): Promise<string | null> => (await call<{ role: string } | null>(url, cookie, "session.whoami", undefined)).value?.role ?? null;

describe("three servers that begin at once at an empty database, and what two of them agree on", () => {
  let adminCookie = "";
  let colleagueCookie = "";
  let colleagueId = "";

  test("each migration is applied once, every process is ready, and one setup link opens the shop", async ({ skip }) => {
    skip(made === null, "an embedded database belongs to one process");
    expect([...(await look("select count(*)::int as n from drizzle.__drizzle_migrations"))]).toEqual([{ n: countMigrations() }]);
    expect(await Promise.all(places.map(async ({ url }) => (await send(`${url}/readyz`)).status))).toEqual([200, 200, 200]);
    const open: string[] = [];
    for (const { setupUrl } of places) {
      const token = new URL(setupUrl ?? "").searchParams.get("token") ?? "";
      if ((await send(`${A()}/setup?token=${token}`)).status === 200) open.push(token);
    }
    expect(open).toHaveLength(1);
    const form = { ...admin, token: open[0] ?? "", shopName: "Alma's", currency: "EUR", timeZone: "Europe/Berlin" };
    const entered = await Promise.all(places.map(({ url }) => sendForm(`${url}/setup`, form)));
    expect(entered.map(({ status }) => status).sort()).toEqual([302, 410, 410]);
    adminCookie = entered.map(cookieOf).find(Boolean) ?? "";
    expect(await Promise.all(places.map(({ url }) => roleAt(url, adminCookie)))).toEqual(["admin", "admin", "admin"]);
  });

  test("one of them is stopped with a stream open, is out in time, and the others go on", async ({ skip }) => {
    skip(made === null, "an embedded database belongs to one process");
    const [third, place] = [servers[2], places[2]];
    if (!third || !place) throw new Error("there is no third server");
    const feed = new FeedReader(place.url, adminCookie);
    await feed.opened;
    const from = performance.now();
    third.process.kill("SIGTERM");
    expect((await third.ended).code).toBe(0);
    expect(performance.now() - from).toBeLessThan(STOP_DEADLINE_MS);
    await feed.stop();
    expect(await Promise.all([A(), B()].map((url) => roleAt(url, adminCookie)))).toEqual(["admin", "admin"]);
  });

  test("who is invited at one joins at the other, is demoted at one with a stream open at the other, and is shut out of both", async ({ skip }) => {
    skip(made === null, "an embedded database belongs to one process");
    const invited = await call<{ id: string; path: string }>(A(), adminCookie, "users.invite", { name: colleague.name, email: colleague.email, role: "manager" }, "mutation");
    colleagueId = invited.value.id;
    colleagueCookie = cookieOf(await sendForm(`${B()}${invited.value.path}`, { password: colleague.password }));
    expect((await sendForm(`${A()}${invited.value.path}`, { password: "another long password" })).status).toBe(410);
    expect(await Promise.all([A(), B()].map((url) => roleAt(url, colleagueCookie)))).toEqual(["manager", "manager"]);

    const feed = new FeedReader(B(), colleagueCookie);
    await feed.opened;
    expect((await call(A(), adminCookie, "users.changeRole", { id: colleagueId, role: "staff" }, "mutation")).status).toBe(200);
    await expect.poll(() => feed.endings.length, { timeout: STREAM_DEADLINE_MS, interval: 50 }).toBeGreaterThan(0);
    await feed.stop();
    expect(await Promise.all([A(), B()].map((url) => roleAt(url, colleagueCookie)))).toEqual([null, null]);

    const again = await signIn(B(), colleague);
    expect(await Promise.all([A(), B()].map((url) => roleAt(url, again.cookie)))).toEqual(["staff", "staff"]);
    expect((await call(A(), again.cookie, "users.list", undefined)).status).toBe(403);
    expect((await call(B(), adminCookie, "users.deactivate", { id: colleagueId }, "mutation")).status).toBe(200);
    expect(await Promise.all([A(), B()].map((url) => roleAt(url, again.cookie)))).toEqual([null, null]);
    expect((await signIn(A(), colleague)).status).toBe(401);
  });

  test("a sale and a setting at one are seen at the other at once, also where it had the old figure", async ({ skip }) => {
    skip(made === null, "an embedded database belongs to one process");
    const shelf = await system(async (tx) => addStock(tx, await addAlbum(tx, { listPrice: "20" }), 100));
    const revenueAt = async (url: string) => (await call<{ tiles: { metric: string; value: string | null }[] }>(url, adminCookie, "dashboard.figures", {})).value.tiles.find(({ metric }) => metric === "revenue")?.value;
    const feed = new FeedReader(B(), adminCookie);
    await feed.opened;
    for (let sale = 1; sale <= 4; sale++) {
      const [here, there] = sale % 2 ? [A(), B()] : [B(), A()];
      const sold = await call<{ id: string }>(here, adminCookie, "orders.recordSale", { lines: [{ inventoryId: shelf, quantity: 1 }] }, "mutation");
      expect(sold.status).toBe(200);
      expect(await revenueAt(there)).toBe(`${sale * 20}.00`);
      expect(await revenueAt(here)).toBe(`${sale * 20}.00`);
      const [entry] = await look<{ id: string }>(`select id from activity_logs where object_id = '${sold.value.id}'`);
      expect(await feed.hears(entry?.id ?? "", 10_000)).toBe(true);
    }
    await feed.stop();
    const page = async (url: string) => (await call<{ values: { lowStockThreshold: number }; stamps: { stock: string } }>(url, adminCookie, "settings.page", undefined)).value;
    const { stamps, values } = await page(A());
    await page(B());
    expect((await call(A(), adminCookie, "settings.save", { group: "stock", seen: stamps.stock, lowStockThreshold: values.lowStockThreshold + 7 }, "mutation")).status).toBe(200);
    expect((await page(B())).values.lowStockThreshold).toBe(values.lowStockThreshold + 7);
    // Whoever still looks at the old form at the other does not undo it unseen.
    expect((await call(B(), adminCookie, "settings.save", { group: "stock", seen: stamps.stock, lowStockThreshold: 3 }, "mutation")).status).toBe(409);
  });

  test("tries at one account are counted over both", async ({ skip }) => {
    skip(made === null, "an embedded database belongs to one process");
    const answers = await Promise.all(Array.from({ length: 12 }, (_, at) => signIn(at % 2 ? A() : B(), { email: "nobody@shop.example", password: "wrong" })));
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array<number>(5).fill(401), ...Array<number>(7).fill(429)]);
  });

  test("a job that both are asked for runs once, mails that both could send leave once, and the log both seal is whole", { timeout: 120_000 }, async ({ skip }) => {
    skip(made === null, "an embedded database belongs to one process");
    const asked = await Promise.all([A(), B(), A(), B()].map((url) => call(url, adminCookie, "system.runJob", { name: "purge-expired" }, "mutation")));
    expect(asked.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
    await system(async (tx) => {
      await tx.execute(sql`update settings set placebo_on = false, emails_per_second = 200`);
      for (let n = 0; n < MAILS; n++) await queueEmail(tx, new SecretBox([SECRET]), { kind: "campaign", dedupeKey: `two:${n}`, recipient: "a@example.test", subject: `two:${n}`, bodyText: "Hello" }, new Date());
    });
    await expect.poll(async () => (await system((tx) => tx.$count(outboxEmails, sql`status in ('queued', 'sending') and kind = 'campaign'`))), { timeout: JOB_DEADLINE_MS, interval: 200 }).toBe(0);
    const campaign = heard.filter((subject) => subject.startsWith("two:"));
    expect(campaign).toHaveLength(MAILS);
    expect(new Set(campaign).size).toBe(MAILS);
    const ran = () => servers.slice(0, 2).reduce((times, server) => times + server.errors().split("purged what has expired").length - 1, 0);
    await expect.poll(ran, { timeout: JOB_DEADLINE_MS, interval: 200 }).toBe(1);
    // Its line in the log comes before the queue knows that it is over.
    await expect.poll(async () => [...(await look("select state::text as state, count(*)::int as n from pgboss.job where name = 'purge-expired' group by 1"))], { timeout: JOB_DEADLINE_MS, interval: 200 }).toEqual([{ state: "completed", n: 1 }]);
    const report = await verifyAudit({ read: system, checkArchive: () => Promise.resolve({ seals: [], problems: [] }) });
    expect(report.problems).toEqual([]);
    expect(report.seals).toBeGreaterThan(0);
  });
});

test("three that begin at once at a database one migration behind apply it once", { timeout: 120_000 }, async ({ skip }) => {
  const behind = await createUnmigrated(1);
  skip(behind === null, "an embedded database belongs to one process");
  if (!behind) return;
  try {
    const env = { ...process.env, DATABASE_URL: behind.url, SESSION_SECRET: SECRET, MISTY_DEMO: "off" };
    const open = () => spawn(process.execPath, ["--import", "tsx", "server/testing/open-process.ts"], { cwd: ROOT, env, stdio: ["ignore", "ignore", "inherit"] });
    const codes = await Promise.all(Array.from({ length: 3 }, () => once(open(), "exit").then(([code]) => code as number | null)));
    expect(codes).toEqual([0, 0, 0]);
    const own = connect({ kind: "server", url: behind.url }, { max: 1 });
    expect(await withSystem(own, "a test looks", async (tx) => [...(await tx.execute(sql`select count(*)::int as n from drizzle.__drizzle_migrations`))])).toEqual([{ n: countMigrations() }]);
    await own.close();
  } finally {
    await behind.drop();
  }
});
