import { createServer, type Server } from "node:http";
import { PassThrough } from "node:stream";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { withSystem } from "#db/rls.ts";
import { addSessions, openTestDatabase, people, type TestDatabase } from "#db/testing/index.ts";
import { invitePerson } from "../services/users/invite-person.ts";
import { askReset } from "../auth/ask-reset.ts";
import { identityAs } from "../testing/identity.ts";
import { send, sendForm } from "../testing/http.ts";
import { givePassword } from "../testing/people.ts";
import { createTestRuntime, TestClock } from "../testing/runtime.ts";
import { unbuiltPages } from "../testing/server-build.ts";
import type { Runtime } from "../runtime.ts";
import { createLogger } from "../logger.ts";
import { createApp } from "./app.ts";
import { closeHttp, listen } from "./listen.ts";
import { Readiness } from "./readiness.ts";
import { OpenRequests } from "./request-context.ts";

/* Passwords, codes and links of one use go through every page that takes them, at the most talkative level of the log. */

const CANARY = "canary-9f3b7c21";
const visitor = { address: "192.0.2.7", userAgent: "a test" };
let database: TestDatabase;
let runtime: Runtime;
let http: Server;
let url: string;
let log = "";
const open = new OpenRequests();

beforeAll(async () => {
  database = await openTestDatabase();
  const clock = new TestClock();
  const stream = new PassThrough();
  stream.on("data", (chunk: Buffer) => (log += chunk.toString()));
  runtime = { ...createTestRuntime(database.db, clock), logger: createLogger("trace", stream) };
  const readiness = new Readiness();
  readiness.finish();
  http = createServer(createApp({ env: runtime.env, logger: runtime.logger, readiness, open, ready: () => ({ runtime, pages: unbuiltPages() }), development: false }));
  url = await listen(http, "127.0.0.1", 0);
  await withSystem(database.db, "signed in", (tx) => addSessions(tx, clock.now));
  await givePassword(database.db, runtime.passwords, people.manager.id, `${CANARY} password`);
});
afterAll(async () => {
  await closeHttp(http, open);
  await database.close();
});

test("no password, code, cookie or link of one use is in a log, whatever goes wrong", async () => {
  const now = runtime.now();
  const { path } = await invitePerson(identityAs(runtime, "admin", now), { name: "Ivy", email: "ivy@example.test", role: "staff" });
  const token = path?.replace("/join/", "") ?? "";
  await (await askReset(runtime, { email: people.manager.email, now, visitor })).done;
  const secrets = [CANARY, token];

  const signedIn = await sendForm(`${url}/login`, { email: people.manager.email, password: `${CANARY} password` });
  expect(signedIn.status).toBe(302);
  const cookie = signedIn.headers["set-cookie"]?.split(";")[0] ?? "";
  secrets.push(cookie.split("=")[1] ?? "");
  for (const target of [path ?? "", `/join/${CANARY}`, `/join/${token}/more`, `/reset/${token}`, `/reset/${CANARY}`, `/login/code?code=${CANARY}`, `/setup?token=${CANARY}`, `/login?password=${CANARY}`]) {
    await send(url + target, { headers: { cookie } });
    await sendForm(url + target, { password: `${CANARY} x`, code: CANARY, email: "not an address", proof: CANARY, token: CANARY }, { cookie });
    await send(url + target, { method: "POST", body: `${CANARY}{`, headers: { origin: url, "content-type": "application/x-www-form-urlencoded" } });
  }
  await sendForm(`${url}/account/second-step`, { proof: `${CANARY} wrong`, intent: "confirm", code: CANARY }, { cookie });
  // The database goes wrong in the middle: what is logged then is the error, not what was typed.
  await withSystem(database.db, "a test breaks a table", (tx) => tx.execute(sql`alter table recovery_codes rename to recovery_codes_gone`));
  await withSystem(database.db, "a test breaks a table", (tx) => tx.execute(sql`alter table sessions rename column secret_hash to gone`));
  await send(`${url}/`, { headers: { cookie } });
  await sendForm(`${url}/login`, { email: people.manager.email, password: `${CANARY} password` });
  await sendForm(url + path, { password: `${CANARY} long enough` });

  expect(log).toContain('"path":"/join/[token]"');
  expect(log.split("\n").length).toBeGreaterThan(20);
  for (const secret of secrets) {
    expect(secret.length).toBeGreaterThan(10);
    expect(log.includes(secret), secret.slice(0, 8)).toBe(false);
    expect(log.includes(encodeURIComponent(secret))).toBe(false);
  }
});
