import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { asc, desc, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Database } from "#db/client.ts";
import { readPlacebo } from "#db/queries/outbox.ts";
import { withSystem } from "#db/rls.ts";
import { activityLogs, outboxEmails, outboxPace, settings } from "#db/schema/index.ts";
import { openTestDatabase, type TestDatabase } from "#db/testing/index.ts";
import { readEnv } from "../../env.ts";
import { openTransport } from "../../ports/email/open-transport.ts";
import { SecretBox } from "../../ports/secrets/secret-box.ts";
import { TestClock } from "../../testing/runtime.ts";
import { type EmailDraft, LINK_PLACE, queueEmail } from "./queue-email.ts";
import { sendNext } from "./send-next.ts";
import { eraseOldLinks, giveUpLost } from "./settle-email.ts";

/* The outbox against EmailJS at the wire: a local server whose next answers the tests choose. */

const secrets = new SecretBox(["a secret that only these tests know"]);
const folder = mkdtempSync(join(tmpdir(), "misty-outbox-"));
let database: TestDatabase;
let server: Server;
let heard: { email: string; subject: string; message: string }[] = [];
let answer: (response: ServerResponse) => void;
let clock: TestClock;

beforeAll(async () => {
  database = await openTestDatabase({ settings: { placeboOn: false } });
  server = createServer((request, response) => {
    let text = "";
    request.on("data", (piece: Buffer) => (text += piece.toString("utf8")));
    request.on("end", () => {
      heard.push((JSON.parse(text) as { template_params: (typeof heard)[number] }).template_params);
      answer(response);
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  clock = new TestClock();
  heard = [];
  answer = (response) => response.end("OK");
  await system(async (tx) => {
    await tx.delete(outboxEmails);
    await tx.update(outboxPace).set({ nextAt: new Date(0) });
    await tx.update(settings).set({ placeboOn: false, placeboAddress: null });
  });
});

const system = <T>(fn: Parameters<typeof withSystem<T>>[2]) => withSystem(database.db, "a test", fn);
const clocks = () => ({ shop: clock.now, machine: clock.now });
const report = (key: string): EmailDraft => ({ kind: "report", dedupeKey: key, recipient: `${key}@example.test`, subject: key, bodyText: "Hello" });
const queue = (draft: EmailDraft) => system((tx) => queueEmail(tx, secrets, draft, clock.now));
const mails = () => system((tx) => tx.select().from(outboxEmails).orderBy(asc(outboxEmails.id)));
const lastAct = async () => (await system((tx) => tx.select().from(activityLogs).orderBy(desc(activityLogs.id)).limit(1)))[0];

function senderOf(db: Database, variables: Record<string, string> = {}) {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const account = { EMAILJS_SERVICE_ID: "s", EMAILJS_TEMPLATE_ID: "t", EMAILJS_PUBLIC_KEY: "p", EMAILJS_PRIVATE_KEY: "k", EMAILJS_URL: url };
  const env = readEnv({ MISTY_DEMO: "off", MISTY_DATA_DIR: folder, ...account, ...variables });
  const transport = openTransport(env, () => withSystem(db, "a test looks", readPlacebo, { readOnly: true }));
  return { db, secrets, transport, clocks, random: () => 0.5, signal: new AbortController().signal };
}
const step = (variables?: Record<string, string>) => sendNext(senderOf(database.db, variables));

test("sends one mail per second, identity mails first, each with its trace", async () => {
  await queue(report("one"));
  await queue(report("two"));
  await queue({ ...report("three"), kind: "identity", bodyText: `Come in: ${LINK_PLACE}`, link: "https://desk.example.com/join/abc" });
  expect(await step()).toMatchObject({ outcome: "sent" });
  expect(heard.map(({ email }) => email)).toEqual(["three@example.test"]);
  expect(heard[0]?.message).toContain("https://desk.example.com/join/abc");
  expect(await step()).toEqual({ waitMs: 1_000 });
  clock.pass(1);
  await step();
  clock.pass(1);
  await step();
  expect(heard.map(({ email }) => email)).toEqual(["three@example.test", "one@example.test", "two@example.test"]);
  clock.pass(1);
  expect(await step()).toEqual({ waitMs: null });
  const rows = await mails();
  expect(rows.map(({ status, transport, attempts, sealedLink }) => ({ status, transport, attempts, sealedLink }))).toEqual(rows.map(() => ({ status: "sent", transport: "emailjs", attempts: 1, sealedLink: null })));
  expect(await lastAct()).toMatchObject({ action: "email.sent", category: "mail", actorKind: "system", objectId: rows[1]?.id });
});

test("keeps to the rate of the settings", async () => {
  await system((tx) => tx.update(settings).set({ emailsPerSecond: 0.1 }));
  await queue(report("one"));
  await queue(report("two"));
  await step();
  expect(await step()).toEqual({ waitMs: 10_000 });
  await system((tx) => tx.update(settings).set({ emailsPerSecond: 1 }));
});

test("tries again after a wait, then gives up for a person to look", async () => {
  answer = (response) => response.writeHead(500).end("oh");
  await queue(report("one"));
  expect(await step()).toMatchObject({ outcome: "not_sent" });
  clock.pass(1);
  expect(await step()).toEqual({ waitMs: 29_000 });
  for (let attempt = 2; attempt <= 8; attempt++) {
    clock.pass(2 * 3600);
    expect(await step()).toMatchObject({ outcome: "not_sent" });
  }
  expect(await mails()).toMatchObject([{ status: "failed", attempts: 8, error: "EmailJS is out of order (500 oh)." }]);
  expect(await lastAct()).toMatchObject({ action: "email.failed", result: "failed" });
  clock.pass(2 * 3600);
  expect(await step()).toEqual({ waitMs: null });
  expect(heard).toHaveLength(8);
});

test("a provider that asks for time makes all mails wait", async () => {
  await queue(report("one"));
  await queue(report("two"));
  answer = (response) => response.writeHead(429, { "retry-after": "90" }).end("slow down");
  await step();
  clock.pass(2);
  expect(await step()).toEqual({ waitMs: 88_000 });
});

test("a refusal is not tried again", async () => {
  answer = (response) => response.writeHead(412).end("no such template");
  await queue(report("one"));
  expect(await step()).toMatchObject({ outcome: "refused" });
  expect(await mails()).toMatchObject([{ status: "failed", attempts: 1 }]);
});

test("a mail that was taken without a word is left to a person, and never sent again by itself", async () => {
  answer = (response) => response.destroy();
  await queue(report("one"));
  expect(await step()).toMatchObject({ outcome: "unknown" });
  expect(await lastAct()).toMatchObject({ action: "email.lost" });
  clock.pass(48 * 3600);
  expect(await step()).toEqual({ waitMs: null });
  expect(await mails()).toMatchObject([{ status: "unknown" }]);
  expect(heard).toHaveLength(1);
});

test("a mail of a sender that is gone becomes unknown when its lease is over, not before", async () => {
  const { id } = await queue(report("one"));
  await system((tx) => tx.update(outboxEmails).set({ status: "sending", leaseToken: id, leaseUntil: new Date(clock.now.getTime() + 30_000), attempts: 1 }));
  expect(await system((tx) => giveUpLost(tx, clocks()))).toBe(0);
  clock.pass(31);
  expect(await system((tx) => giveUpLost(tx, clocks()))).toBe(1);
  expect(await mails()).toMatchObject([{ status: "unknown" }]);
});

test("an answer that comes after the lease still settles the mail", async () => {
  await queue(report("one"));
  answer = (response) => {
    clock.pass(31);
    void system((tx) => giveUpLost(tx, clocks())).then(() => response.end("OK"));
  };
  expect(await step()).toMatchObject({ outcome: "sent" });
  expect(await mails()).toMatchObject([{ status: "sent", leaseToken: null }]);
});

test("a machine that slept between taking a mail and sending it does not send it: its lease is over", async () => {
  await queue(report("one"));
  const slow = senderOf(database.db);
  const asleep = openTransport(readEnv({ MISTY_DEMO: "off", MISTY_DATA_DIR: folder, EMAILJS_SERVICE_ID: "s", EMAILJS_TEMPLATE_ID: "t", EMAILJS_PUBLIC_KEY: "p", EMAILJS_PRIVATE_KEY: "k", EMAILJS_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }), async () => {
    clock.pass(3_600);
    // Meanwhile another process gave it up, and a person had it sent again.
    await system((tx) => giveUpLost(tx, clocks()));
    return { on: false, address: null };
  });
  expect(await sendNext({ ...slow, transport: asleep })).toMatchObject({ outcome: "not_sent" });
  expect(heard).toEqual([]);
  // It has surely not left, so nobody has to decide about it.
  expect(await mails()).toMatchObject([{ status: "queued", error: "The program was held up before this mail left." }]);
});

test("a clock that was set back by a year holds no mail up", async () => {
  await queue(report("one"));
  await queue(report("two"));
  const ahead = new Date(clock.now.getTime() + 365 * 86_400_000);
  const [first, second] = await mails();
  await system(async (tx) => {
    await tx.update(outboxEmails).set({ nextAttemptAt: ahead, attempts: 1 }).where(eq(outboxEmails.id, first?.id ?? ""));
    await tx.update(outboxEmails).set({ status: "sending", leaseToken: second?.id ?? null, leaseUntil: ahead, attempts: 1 }).where(eq(outboxEmails.id, second?.id ?? ""));
    await tx.update(outboxPace).set({ nextAt: ahead });
  });
  expect(await step()).toMatchObject({ outcome: "sent" });
  expect(await system((tx) => giveUpLost(tx, clocks()))).toBe(1);
  expect((await mails()).map(({ status }) => status)).toEqual(["sent", "unknown"]);
});

test("four senders at once send each of twenty mails once", async () => {
  for (let n = 0; n < 20; n++) await queue(report(`m${n}`));
  const others = [1, 2, 3].map(() => database.connect({ max: 1 }));
  const work = async (db: Database) => {
    for (;;) {
      const done = await sendNext(senderOf(db));
      if (!("waitMs" in done)) continue;
      if (done.waitMs === null) return;
      clock.pass(1);
    }
  };
  try {
    await Promise.all([database.db, ...others].map(work));
  } finally {
    for (const other of others) await other.close();
  }
  expect(heard.map(({ subject }) => subject).sort()).toEqual(Array.from({ length: 20 }, (_, n) => `m${n}`).sort());
  expect((await mails()).every(({ status, attempts }) => status === "sent" && attempts === 1)).toBe(true);
});

test("placebo mode as it stands at the moment of sending decides where a mail goes", async () => {
  await system((tx) => tx.update(settings).set({ placeboOn: true, placeboAddress: "test@example.test" }));
  await queue({ ...report("one"), kind: "identity", bodyText: `Come in: ${LINK_PLACE}`, link: "https://desk.example.com/join/abc" });
  await step();
  expect(heard).toMatchObject([{ email: "test@example.test", subject: "[for one@example.test] one" }]);
  expect(heard[0]?.message).not.toContain("abc");
  expect(await mails()).toMatchObject([{ status: "sent", redirectedTo: "test@example.test", sealedLink: null }]);
  await system((tx) => tx.update(settings).set({ placeboAddress: null }));
  await queue(report("two"));
  clock.pass(1);
  expect(await step()).toMatchObject({ outcome: "written" });
  clock.pass(1);
  await queue(report("three"));
  await step({ PLACEBO_MODE: "off" });
  expect(heard.map(({ email }) => email)).toEqual(["test@example.test", "three@example.test"]);
});

test("without an account mails lie in files, at no pace", async () => {
  const none = { EMAILJS_SERVICE_ID: "", EMAILJS_TEMPLATE_ID: "", EMAILJS_PUBLIC_KEY: "", EMAILJS_PRIVATE_KEY: "" };
  const { id } = await queue(report("one"));
  await queue(report("two"));
  expect(await step(none)).toMatchObject({ outcome: "written" });
  expect(await step(none)).toMatchObject({ outcome: "written" });
  expect((await mails())[0]).toMatchObject({ status: "written", transport: "file", providerAnswer: `${id}.eml` });
});

test("a link whose time is over is erased, and its mail does not leave without it", async () => {
  const invitation = (key: string): EmailDraft => ({ ...report(key), kind: "identity", bodyText: LINK_PLACE, link: "https://desk.example.com/join/abc" });
  await queue(invitation("one"));
  clock.pass(25 * 3600);
  await queue(invitation("two"));
  expect(await step()).toMatchObject({ outcome: "refused" });
  expect(heard).toEqual([]);
  expect(await system((tx) => eraseOldLinks(tx, clock.now))).toBe(1);
  expect((await mails()).map(({ status, sealedLink }) => ({ status, has: sealedLink !== null }))).toEqual([{ status: "failed", has: false }, { status: "queued", has: true }]);
});

test("a mail that somebody cancels between two looks stays", async () => {
  const { id } = await queue(report("one"));
  await system((tx) => tx.update(outboxEmails).set({ status: "cancelled" }).where(eq(outboxEmails.id, id)));
  expect(await step()).toEqual({ waitMs: null });
  expect(heard).toEqual([]);
});
