import { randomBytes } from "node:crypto";
import { createServer, type Server } from "node:http";
import { PassThrough } from "node:stream";
import { afterAll, beforeAll, expect, test } from "vitest";
import { withSystem } from "#db/rls.ts";
import { openTestDatabase, people, type TestDatabase } from "#db/testing/index.ts";
import { TraceServer } from "#agents/testing/trace-server.ts";
import { loadPerson } from "#server/auth/sign-in.ts";
import { createApp } from "#server/http/app.ts";
import { closeHttp, listen } from "#server/http/listen.ts";
import { Readiness } from "#server/http/readiness.ts";
import { OpenRequests } from "#server/http/request-context.ts";
import { createLogger } from "#server/logger.ts";
import type { Runtime } from "#server/runtime.ts";
import { makeToken } from "#server/services/users/one-use-tokens.ts";
import { beginEnrolment, readEnrolment } from "#server/services/users/second-step/enrol.ts";
import { type Answer, send, sendForm } from "#server/testing/http.ts";
import { givePassword } from "#server/testing/people.ts";
import { createTestRuntime, TestClock } from "#server/testing/runtime.ts";
import { unbuiltPages } from "#server/testing/server-build.ts";
import { count, Tally } from "./tally.ts";

/* S12: planted secrets are looked for in everything that leaves the program: logs, traces, answers and their headers. */

const canary = (name: string) => `canary-${name}-${randomBytes(8).toString("hex")}`;
const KEYS = { OPENAI_COMPATIBLE_API_KEY: canary("model"), SUPABASE_WEBHOOK_SECRET: canary("webhook"), METRICS_TOKEN: canary("metrics"), EMAILJS_SERVICE_ID: canary("mail-service"), EMAILJS_TEMPLATE_ID: canary("mail-template"), EMAILJS_PUBLIC_KEY: canary("mail-public"), EMAILJS_PRIVATE_KEY: canary("mail-private"), SESSION_SECRET: canary("session-secret-of-thirty-two") };
const PASSWORD = canary("password");
const clock = new TestClock();
const open = new OpenRequests();
let traces: TraceServer;
let database: TestDatabase;
let runtime: Runtime;
let http: Server;
let url: string;
let log = "";

beforeAll(async () => {
  traces = await TraceServer.start();
  database = await openTestDatabase();
  const stream = new PassThrough();
  stream.on("data", (chunk: Buffer) => (log += chunk.toString()));
  runtime = { ...createTestRuntime(database.db, clock, { ...KEYS, ...traces.variables() }), logger: createLogger("trace", stream) };
  const readiness = new Readiness();
  readiness.finish();
  http = createServer(createApp({ env: runtime.env, logger: runtime.logger, readiness, open, ready: () => ({ runtime, pages: unbuiltPages() }), development: false }));
  url = await listen(http, "127.0.0.1", 0);
  await givePassword(database.db, runtime.passwords, people.manager.id, PASSWORD);
});
afterAll(async () => {
  await closeHttp(http, open);
  await runtime.tracing.stop();
  await traces.stop();
  await database.close();
});

test("no planted secret is in a log, a trace or an answer", async () => {
  const tally = new Tally("S12", "secrets x what leaves the program");
  const answers: (Answer & { asked: string })[] = [];
  const keep = async (asked: string, answer: Promise<Answer>) => void answers.push({ asked, ...(await answer) });
  const signedIn = await sendForm(`${url}/login`, { email: people.manager.email, password: PASSWORD });
  expect(signedIn.status).toBe(302);
  const cookie = (signedIn.headers["set-cookie"] ?? "").split("\n").map((line) => line.split(";")[0]).join("; ");
  const person = await loadPerson(runtime, cookie, clock.now);
  if (!person) throw new Error("nobody is signed in");
  const own = { userId: person.id, sessionId: person.sessionId, now: clock.now };
  await withSystem(database.db, "begin", (tx) => beginEnrolment(tx, runtime.secrets, own));
  const scan = await withSystem(database.db, "scan", (tx) => readEnrolment(tx, runtime.secrets, own));
  const token = await withSystem(database.db, "a link", (tx) => makeToken(tx, { purpose: "password_reset", userId: people.manager.id, now: clock.now }));
  const secrets: Record<string, string> = { ...KEYS, PASSWORD, "secret of the second step": scan?.secret ?? "", "link of one use": token, cookie: cookie.split("=")[1]?.split(";")[0] ?? "" };
  const targets = ["/", "/login", `/login?redirectTo=/${PASSWORD}`, "/logout", "/account/second-step", `/reset/${token}`, `/join/${token}`, "/setup", "/metrics", "/readyz", "/webhooks/supabase", "/api/trpc/account.sessions", "/api/trpc/system.status", "/api/trpc/settings.page", "/api/agents/analyst", "/no-such-page", "/%E0%A4%A"];
  for (let round = 0; round < count(5, 1); round++) {
    for (const target of targets) {
      await keep(target, send(url + target, { headers: { cookie, authorization: `Bearer ${PASSWORD}` } }));
      await keep(target, sendForm(url + target, { email: people.manager.email, password: `${PASSWORD} wrong`, code: "123456", proof: `${PASSWORD} wrong` }, { cookie: "" }));
      await keep(target, send(url + target, { method: "POST", body: `{"json":{"proof":"${PASSWORD}"`, headers: { cookie, origin: url, "content-type": "application/json", "x-misty-webhook-secret": KEYS.SUPABASE_WEBHOOK_SECRET } }));
    }
  }
  const span = runtime.tracing.trace({ name: "analyst", runId: "run", personId: person.id, conversationId: "c", model: "m", provider: "p", promptVersion: "v" });
  span.step({ kind: "tool", name: "businessOverview", startedAt: clock.now, durationMs: 5 });
  span.end({ outcome: "failed", question: "What was revenue?", answer: "", errorCode: "unknown", inputTokens: 1, outputTokens: 1 });
  await runtime.tracing.stop();

  expect(traces.seen.length).toBeGreaterThan(0);
  expect(log.split("\n").length).toBeGreaterThan(targets.length);
  const traced = traces.seen.map(({ body }) => body).join("\n");
  for (const [name, secret] of Object.entries(secrets)) {
    expect(secret.length, name).toBeGreaterThan(10);
    for (const shape of [secret, encodeURIComponent(secret), Buffer.from(secret).toString("base64").replace(/=+$/, ""), JSON.stringify(secret).slice(1, -1)]) {
      tally.attempt(!log.includes(shape), `${name} in the log`);
      tally.attempt(!traced.includes(shape), `${name} in a trace`);
      // What stands in the address that was asked for comes back to whoever has it; nothing else may.
      for (const { asked, status, body, headers } of answers) tally.attempt(asked.includes(secret) || (!body.includes(shape) && !JSON.stringify({ ...headers, location: "" }).includes(shape)), `${name} in an answer of status ${status}: ${body.slice(Math.max(0, body.indexOf(shape) - 60), body.indexOf(shape) + 20)}`);
    }
  }
  // It would be found if it were there.
  runtime.logger.info({ planted: PASSWORD }, "planted");
  expect(log).toContain(PASSWORD);
  expect(tally.report()).toEqual([]);
});
