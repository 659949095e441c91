import { createServer, type Server } from "node:http";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { connect } from "#db/client.ts";
import { withSystem } from "#db/rls.ts";
import { sessions, settings, signInThrottles, users } from "#db/schema/index.ts";
import { openTestDatabase, people, type TestDatabase } from "#db/testing/index.ts";
import { ensureDemoPeople } from "../auth/demo-people.ts";
import { makeSetupToken } from "../auth/setup.ts";
import type { Runtime } from "../runtime.ts";
import { send, sendForm } from "../testing/http.ts";
import { givePassword } from "../testing/people.ts";
import { createTestRuntime, TestClock } from "../testing/runtime.ts";
import { unbuiltPages } from "../testing/server-build.ts";
import { createApp } from "./app.ts";
import { closeHttp, listen } from "./listen.ts";
import { Readiness } from "./readiness.ts";
import { OpenRequests } from "./request-context.ts";

const PASSWORD = "epistrophy in c sharp";
const clock = new TestClock();
let database: TestDatabase;
const running: { http: Server; open: OpenRequests }[] = [];

/** A host over the test database under these variables, ready or still starting. Returns its address. */
async function serve(variables: Record<string, string> = {}, options: { ready?: boolean } = {}): Promise<{ url: string; runtime: Runtime }> {
  const runtime = createTestRuntime(database.db, clock, variables);
  const readiness = new Readiness();
  readiness.working("the test is preparing");
  const open = new OpenRequests();
  const ready = options.ready ?? true;
  if (ready) readiness.finish();
  const http = createServer(createApp({ env: runtime.env, logger: runtime.logger, readiness, open, ready: () => (ready ? { runtime, pages: unbuiltPages() } : null), development: false }));
  running.push({ http, open });
  return { url: await listen(http, "127.0.0.1", 0), runtime };
}

beforeAll(async () => {
  database = await openTestDatabase();
  await givePassword(database.db, createTestRuntime(database.db, clock).passwords, people.manager.id, PASSWORD);
});
afterAll(async () => {
  await Promise.all(running.map(({ http, open }) => closeHttp(http, open)));
  await database.close();
});
beforeEach(() => withSystem(database.db, "a test starts anew", (tx) => tx.delete(signInThrottles)));

const credentials = { email: people.manager.email, password: PASSWORD };
const cookieOf = (answer: { headers: Record<string, string> }) => answer.headers["set-cookie"]?.split(";")[0] ?? "";

describe("health", () => {
  test("is fine from the first moment, ready only later, with the reason", async () => {
    const { url } = await serve({}, { ready: false });
    expect(await send(`${url}/healthz`)).toMatchObject({ status: 200 });
    const readyz = await send(`${url}/readyz`);
    expect(readyz.status).toBe(503);
    expect(JSON.parse(readyz.body)).toEqual({ ready: false, reasons: ["the test is preparing"] });
    expect(await send(`${url}/login`)).toMatchObject({ status: 503, headers: { "retry-after": "2" } });
  });

  test("is ready when the database answers", async () => {
    const { url } = await serve();
    expect(await send(`${url}/readyz`)).toMatchObject({ status: 200, body: '{"ready":true,"reasons":[]}' });
  });

  test("shows metrics to the bearer of the token only", async () => {
    const without = await serve();
    expect(await send(`${without.url}/metrics`)).toMatchObject({ status: 404 });
    const { url } = await serve({ METRICS_TOKEN: "a token of sixteen letters" });
    expect(await send(`${url}/metrics`)).toMatchObject({ status: 401 });
    const answer = await send(`${url}/metrics`, { headers: { authorization: "Bearer a token of sixteen letters" } });
    expect(answer.body).toMatch(/^misty_ready 1$/m);
  });
});

test("without its database the app says so and asks to come back", async () => {
  const { url, runtime } = await serve();
  const cookie = cookieOf(await sendForm(`${url}/login`, credentials));
  const gone = connect({ kind: "server", url: "postgres://nobody@127.0.0.1:1/nowhere" }, { max: 1 });
  try {
    const away = { ...runtime, db: gone };
    const open = new OpenRequests();
    const http = createServer(createApp({ env: away.env, logger: away.logger, readiness: readyNow(), open, ready: () => ({ runtime: away, pages: unbuiltPages() }), development: false }));
    running.push({ http, open });
    const own = await listen(http, "127.0.0.1", 0);
    expect(await send(`${own}/readyz`)).toMatchObject({ status: 503, body: '{"ready":false,"reasons":["the database does not answer"]}' });
    expect(await send(`${own}/healthz`)).toMatchObject({ status: 200 });
    expect(await send(`${own}/login`, { headers: { cookie } })).toMatchObject({ status: 503, headers: { "retry-after": "5" } });
    expect(await sendForm(`${own}/login`, credentials)).toMatchObject({ status: 503, headers: { "retry-after": "5" } });
    expect(await send(`${own}/api/trpc/session.whoami`, { headers: { cookie } })).toMatchObject({ status: 503, headers: { "retry-after": "5" } });
    expect(await send(`${own}/api/agents/analyst`, { method: "POST", body: "{}", headers: { cookie, origin: own, "content-type": "application/json" } })).toMatchObject({ status: 503, headers: { "retry-after": "5" } });
    expect(await sendForm(`${own}/logout`, {}, { cookie })).toMatchObject({ status: 503, headers: { "retry-after": "5" } });
  } finally {
    await gone.close();
  }
});

describe("forged requests", () => {
  test.each([
    ["no word about where it comes from", {}],
    ["a foreign origin", { origin: "https://evil.example" }],
    ["an opaque origin", { origin: "null" }],
    ["a foreign site", { "sec-fetch-site": "cross-site" }],
    ["a sibling site", { "sec-fetch-site": "same-site" }],
    ["an address typed by hand", { "sec-fetch-site": "none" }],
    ["a right origin from a foreign site", { origin: "own", "sec-fetch-site": "cross-site" }],
    ["a foreign origin from the same site", { origin: "https://evil.example", "sec-fetch-site": "same-origin" }],
  ])("are refused with %s", async (_words, given) => {
    const { url } = await serve();
    const headers: Record<string, string> = { "content-type": "application/x-www-form-urlencoded", ...given };
    if (headers["origin"] === "own") headers["origin"] = url;
    for (const path of ["/login", "/logout", "/setup", "/api/trpc/session.whoami", "/nowhere"]) {
      for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
        expect(await send(url + path, { method, headers, body: "email=x" }), `${method} ${path}`).toMatchObject({ status: 403 });
      }
    }
  });

  test("are told from real ones by either header", async () => {
    const { url } = await serve();
    const body = new URLSearchParams(credentials).toString();
    const proofs: Record<string, string>[] = [{ origin: url }, { "sec-fetch-site": "same-origin" }];
    for (const headers of proofs) {
      expect(await send(`${url}/login`, { method: "POST", body, headers: { "content-type": "application/x-www-form-urlencoded", ...headers } })).toMatchObject({ status: 302 });
    }
  });

  test("cannot change anything by opening an address", async () => {
    const { url } = await serve();
    const cookie = cookieOf(await sendForm(`${url}/login`, credentials));
    expect(await send(`${url}/logout`, { headers: { cookie } })).toMatchObject({ status: 302, headers: { location: "/" } });
    expect((await send(`${url}/api/trpc/session.whoami`, { headers: { cookie } })).body).toContain(people.manager.id);
  });

  test.each([
    ["/login", "text/plain"],
    ["/login", "application/json"],
    ["/api/trpc/session.whoami", "text/plain"],
    ["/api/trpc/session.whoami", "application/x-www-form-urlencoded"],
  ])("with a body that does not belong to %s (%s) are refused", async (path, type) => {
    const { url } = await serve();
    expect(await send(url + path, { method: "POST", body: "{}", headers: { origin: url, "content-type": type } })).toMatchObject({ status: 415 });
  });

  test("too large or of unknown length are refused", async () => {
    const { url } = await serve();
    const type = { origin: url, "content-type": "application/x-www-form-urlencoded" };
    expect(await send(`${url}/login`, { method: "POST", headers: { ...type, "content-length": String(2 * 1024 * 1024) }, body: "" })).toMatchObject({ status: 413 });
    expect(await send(`${url}/login`, { method: "POST", headers: { ...type, "transfer-encoding": "chunked" } })).toMatchObject({ status: 411 });
  });

  test("to the demo under another name are refused", async () => {
    const { url } = await serve({ MISTY_DEMO: "on" });
    expect(await send(`${url}/login`, { headers: { host: "evil.example" } })).toMatchObject({ status: 403 });
    expect(await send(`${url}/login`, { headers: { host: "localhost:3000" } })).toMatchObject({ status: 200 });
  });
});

describe("the sign-in page", () => {
  test("signs in and out", async () => {
    const { url } = await serve();
    const entered = await sendForm(`${url}/login`, { ...credentials, redirectTo: "/orders?p=30" });
    expect(entered).toMatchObject({ status: 302, headers: { location: "/orders?p=30" } });
    const cookie = cookieOf(entered);
    expect((await send(`${url}/api/trpc/session.whoami`, { headers: { cookie } })).body).toContain(people.manager.id);
    const left = await sendForm(`${url}/logout`, {}, { cookie });
    expect(left).toMatchObject({ status: 302, headers: { location: "/login" } });
    expect(left.headers["set-cookie"]).toContain("Max-Age=0");
    expect((await send(`${url}/api/trpc/session.whoami`, { headers: { cookie } })).body).not.toContain(people.manager.id);
  });

  test("answers unknown and known people with the same bytes", async () => {
    const { url } = await serve();
    const bodies = new Set<string>();
    for (const email of ["somebody@example.test", people.manager.email]) {
      const answer = await sendForm(`${url}/login`, { email, password: "wrong" });
      expect(answer.status).toBe(401);
      bodies.add(answer.body.replaceAll(email, "").replaceAll(/nonce="[^"]*"/g, ""));
    }
    expect(bodies.size).toBe(1);
  });

  test("says how long to wait after too many tries", async () => {
    const { url } = await serve();
    for (let n = 0; n < 5; n++) await sendForm(`${url}/login`, { ...credentials, password: "wrong" });
    const answer = await sendForm(`${url}/login`, credentials);
    expect(answer).toMatchObject({ status: 429, headers: { "retry-after": "1" } });
    expect(answer.body).toContain("Too many tries");
  });

  test.each(["https://evil.example", "//evil.example", "/\\evil.example", "/\t/evil.example", "\\\\evil.example", "javascript:alert(1)", "/a/../b", "", "evil"])("never leads to %j", async (redirectTo) => {
    const { url } = await serve();
    expect(await sendForm(`${url}/login`, { ...credentials, redirectTo })).toMatchObject({ status: 302, headers: { location: "/" } });
  });

  test("shows the demo people in the demo only, and only there do they get in", async () => {
    const demo = await serve({ MISTY_DEMO: "on" });
    await ensureDemoPeople(demo.runtime, clock.now);
    const fields = { email: "staff@misty.demo", password: demo.runtime.env.MISTY_DEMO_PASSWORD };
    expect((await send(`${demo.url}/login`)).body).toContain(fields.email);
    expect(await sendForm(`${demo.url}/login`, fields)).toMatchObject({ status: 302 });
    const real = await serve();
    expect((await send(`${real.url}/login`)).body).not.toContain("misty.demo");
    expect(await sendForm(`${real.url}/login`, fields)).toMatchObject({ status: 401 });
  });

  test("uses a host-bound cookie behind https", async () => {
    const { url, runtime } = await serve({ APP_URL: "https://desk.example.com" });
    expect(runtime.env.APP_URL).toBe("https://desk.example.com");
    const answer = await sendForm(`${url}/login`, credentials, { origin: "https://desk.example.com" });
    expect(answer.status).toBe(302);
    expect(answer.headers["strict-transport-security"]).toContain("max-age=");
    expect(await sendForm(`${url}/login`, credentials)).toMatchObject({ status: 403 });
  });
});

test("every answer carries the security headers, with a new nonce each time that its scripts use", async () => {
  const { url } = await serve();
  const nonces = new Set<string>();
  for (const path of ["/login", "/healthz", "/nowhere", "/api/trpc/session.whoami"]) {
    const { headers, body } = await send(url + path);
    const policy = headers["content-security-policy"] ?? "";
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? "";
    nonces.add(nonce);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
    expect(headers).toMatchObject({ "x-content-type-options": "nosniff", "referrer-policy": "same-origin", "cross-origin-opener-policy": "same-origin" });
    expect(headers["x-powered-by"]).toBeUndefined();
    for (const [, given] of body.matchAll(/<script[^>]*?nonce="([^"]*)"/g)) expect(given).toBe(nonce);
    expect(body).not.toMatch(/<script(?![^>]*nonce=)/);
  }
  expect(nonces.size).toBe(4);
});

test("the setup page makes the first admin of a shop without people, once", async () => {
  const empty = await openTestDatabase({ people: false });
  try {
    const { url, runtime } = await serve();
    const fresh = { ...runtime, db: empty.db };
    const token = (await makeSetupToken(fresh, clock.now)) ?? "";
    const http = createServer(createApp({ env: runtime.env, logger: runtime.logger, readiness: readyNow(), open: new OpenRequests(), ready: () => ({ runtime: fresh, pages: unbuiltPages() }), development: false }));
    const own = await listen(http, "127.0.0.1", 0);
    running.push({ http, open: new OpenRequests() });
    const form = { token, name: "Alma", email: "alma@shop.example", password: "maiden voyage 65", shopName: "Alma's", currency: "usd", timeZone: "America/New_York" };
    expect(await send(`${own}/setup`)).toMatchObject({ status: 410 });
    expect(await send(`${own}/setup?token=${token}`)).toMatchObject({ status: 200 });
    const refused = await sendForm(`${own}/setup`, { ...form, password: "too short", currency: "shells", timeZone: "Mars/Olympus" });
    expect(refused.status).toBe(400);
    expect(refused.body).not.toContain("too short");
    const done = await sendForm(`${own}/setup`, form);
    expect(done).toMatchObject({ status: 302, headers: { location: "/" } });
    expect((await send(`${own}/api/trpc/session.whoami`, { headers: { cookie: cookieOf(done) } })).body).toContain('"role":"admin"');
    expect(await sendForm(`${own}/setup`, { ...form, email: "second@shop.example" })).toMatchObject({ status: 410 });
    expect(await send(`${own}/setup?token=${token}`)).toMatchObject({ status: 410 });
    const [shop] = await withSystem(empty.db, "a test looks", (tx) => tx.select().from(settings));
    expect(shop).toMatchObject({ shopName: "Alma's", currency: "USD" });
    expect(url).not.toBe(own);
  } finally {
    await empty.close();
  }
});

test("a deactivated person is out on the next request", async () => {
  const { url } = await serve();
  const cookie = cookieOf(await sendForm(`${url}/login`, credentials));
  await withSystem(database.db, "a test deactivates", (tx) => tx.update(users).set({ state: "deactivated" }).where(eq(users.id, people.manager.id)));
  expect((await send(`${url}/api/trpc/session.whoami`, { headers: { cookie } })).body).toContain("null");
  await withSystem(database.db, "a test tidies up", async (tx) => {
    await tx.update(users).set({ state: "active" }).where(eq(users.id, people.manager.id));
    await tx.delete(sessions);
  });
});

function readyNow(): Readiness {
  const readiness = new Readiness();
  readiness.finish();
  return readiness;
}
