import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { connect, type Database } from "#db/client.ts";
import { runningTarget, startEmbedded } from "#db/embedded/index.ts";
import { withSystem } from "#db/rls.ts";
import { outboxEmails, settings } from "#db/schema/index.ts";
import { openTestDatabase, type TestDatabase } from "#db/testing/index.ts";
import { SecretBox } from "../ports/secrets/secret-box.ts";
import { queueEmail } from "../services/outbox/queue-email.ts";
import { giveUpLost } from "../services/outbox/settle-email.ts";

/*
 * The sender is killed while it sends, at moments spread over campaigns of fifty mails. Whenever that
 * is: no mail is lost, none arrives twice, and one that was on its way waits for a person.
 */

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const RUNS = Number(process.env["RUNS"] ?? 25);
/** RUNS kills when more are asked for than npm test does. */
const KILLS = RUNS > 25 ? RUNS : 2;
const CAMPAIGN = 50;
const place = inject("testDatabase");
const folder = mkdtempSync(join(tmpdir(), "misty-killed-"));
const heard: string[] = [];
let onMail: () => void = () => {};
let native: TestDatabase | null = null;
let child: ChildProcess | null = null;

const server = createServer((request, response) => {
  let text = "";
  request.on("data", (piece: Buffer) => (text += piece.toString("utf8")));
  request.on("end", () => {
    heard.push((JSON.parse(text) as { template_params: { subject: string } }).template_params.subject);
    onMail();
    setTimeout(() => response.end("OK"), Math.random() * 8);
  });
});

beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  if (place.kind === "native") native = await openTestDatabase();
  else await (await startEmbedded({ dataDir: folder, snapshot: readFileSync(place.snapshotPath) })).stop();
});
afterAll(async () => {
  child?.kill("SIGKILL");
  server.closeAllConnections();
  server.close();
  await native?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Works with the database: the server's, the running child's, or the directory's when no child runs. */
async function look<T>(fn: (db: Database) => Promise<T>): Promise<T> {
  if (native) return fn(native.db);
  const running = runningTarget(folder);
  const own = running ? null : await startEmbedded({ dataDir: folder });
  const target = running ?? own?.target;
  if (!target) throw new Error("There is no database to look into.");
  const db = connect(target, { max: 1 });
  try {
    return await fn(db);
  } finally {
    await db.close();
    await own?.stop();
  }
}

const queueCampaign = (campaign: number) =>
  look((db) =>
    withSystem(db, "a test queues a campaign", async (tx) => {
      await tx.update(settings).set({ placeboOn: false, emailsPerSecond: 100 });
      const secrets = new SecretBox(["a secret that only this test knows"]);
      for (let n = 0; n < CAMPAIGN; n++) await queueEmail(tx, secrets, { kind: "campaign", dedupeKey: `${campaign}:${n}`, recipient: "a@example.test", subject: `${campaign}:${n}`, bodyText: "Hello" }, new Date());
    }),
  );
const states = () => look((db) => withSystem(db, "a test looks", (tx) => tx.select({ subject: outboxEmails.subject, status: outboxEmails.status }).from(outboxEmails)));

/** Starts the sender and waits until it works. */
async function startSending(): Promise<ChildProcess> {
  const url = native?.db.target.kind === "server" ? native.db.target.url : "";
  const env = {
    ...process.env,
    MISTY_DEMO: "off",
    MISTY_DATA_DIR: folder,
    DATABASE_URL: url,
    SESSION_SECRET: "a secret that only this test knows",
    LOG_LEVEL: "silent",
    EMAILJS_SERVICE_ID: "s",
    EMAILJS_TEMPLATE_ID: "t",
    EMAILJS_PUBLIC_KEY: "p",
    EMAILJS_PRIVATE_KEY: "k",
    EMAILJS_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  };
  const started = spawn(process.execPath, ["--import", "tsx", "server/testing/sender-process.ts"], { cwd: ROOT, env, stdio: ["ignore", "pipe", "inherit"] });
  child = started;
  await new Promise<void>((done, fail) => {
    started.stdout?.once("data", () => done());
    started.once("exit", (code) => fail(new Error(`The sender ended by itself with ${code}.`)));
  });
  return started;
}

const endOf = (started: ChildProcess) => new Promise<void>((done) => (started.exitCode !== null || started.signalCode !== null ? done() : started.once("exit", () => done())));

test(`nothing is lost and nothing arrives twice, over ${KILLS} kills`, { timeout: 20_000 * (KILLS + 6) }, async () => {
  let campaign = 0;
  let kills = 0;
  await queueCampaign(campaign);
  while (kills < KILLS) {
    if (heard.length > (campaign + 1) * CAMPAIGN - 12) await queueCampaign(++campaign);
    const started = await startSending();
    // After one to eight mails, and a moment that may lie before, in or after the answer to the last.
    const after = 1 + Math.floor(Math.random() * 8);
    const from = heard.length;
    await new Promise<void>((done) => {
      onMail = () => {
        if (heard.length - from === after) setTimeout(() => done(), Math.random() * 25);
      };
    });
    onMail = () => {};
    started.kill("SIGKILL");
    await endOf(started);
    kills++;
    // On a server another process waits until the lease is over; here nobody else is there.
    if (native) await look((db) => withSystem(db, "a test takes the lease for over", (tx) => giveUpLost(tx, { shop: new Date(), machine: new Date() }, true)));
  }
  const last = await startSending();
  for (;;) {
    const open = (await states()).filter(({ status }) => status === "queued" || status === "sending");
    if (open.length === 0) break;
    await new Promise((done) => setTimeout(done, 200));
  }
  last.kill("SIGKILL");
  await endOf(last);

  const found = await states();
  const arrived = new Set(heard);
  expect(heard.length).toBe(arrived.size);
  expect(found).toHaveLength((campaign + 1) * CAMPAIGN);
  expect(found.filter(({ status }) => status !== "sent" && status !== "unknown")).toEqual([]);
  expect(found.filter(({ subject, status }) => status === "sent" && !arrived.has(subject))).toEqual([]);
  // Of each kill at most one mail was in flight.
  expect(found.filter(({ status }) => status === "unknown").length).toBeLessThanOrEqual(kills);
});
