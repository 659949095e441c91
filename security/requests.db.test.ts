import { createServer, type Server } from "node:http";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { withSystem } from "#db/rls.ts";
import { openTestDatabase, type TestDatabase } from "#db/testing/index.ts";
import { createApp } from "#server/http/app.ts";
import { closeHttp, listen } from "#server/http/listen.ts";
import { Readiness } from "#server/http/readiness.ts";
import { OpenRequests } from "#server/http/request-context.ts";
import type { Runtime } from "#server/runtime.ts";
import { send } from "#server/testing/http.ts";
import { createTestRuntime, TestClock } from "#server/testing/runtime.ts";
import { unbuiltPages } from "#server/testing/server-build.ts";
import { appRouter } from "#server/trpc/root.ts";
import { addCallers, cookieFor } from "./callers.ts";
import { ROUTE_RIGHTS } from "./route-rights.ts";
import { isFull, Tally } from "./tally.ts";

/* S10: nothing changes by a request that a page of this very site did not send, whatever cookie comes with it. */

const open = new OpenRequests();
let database: TestDatabase;
let runtime: Runtime;
let http: Server;
let url: string;
let cookie: string;

beforeAll(async () => {
  database = await openTestDatabase();
  runtime = createTestRuntime(database.db, new TestClock());
  await addCallers(runtime);
  const readiness = new Readiness();
  readiness.finish();
  http = createServer(createApp({ env: runtime.env, logger: runtime.logger, readiness, open, ready: () => ({ runtime, pages: unbuiltPages() }), development: false }));
  url = await listen(http, "127.0.0.1", 0);
  cookie = (await cookieFor(runtime, "admin")) ?? "";
});
afterAll(async () => {
  await closeHttp(http, open);
  await database.close();
});

const mutations = Object.entries(appRouter._def.procedures as unknown as Record<string, { _def: { type: string } }>).flatMap(([path, procedure]) => (procedure._def.type === "mutation" ? [path] : []));
/** The path of a route as a browser asks for it; a parameter stands for itself. */
const addressOf = (route: string) => `/${route.split(".").filter((part) => !part.startsWith("_")).map((part) => part.replace(/_$/, "").replace("$", "x")).join("/")}`;
const formTargets = Object.entries(ROUTE_RIGHTS).flatMap(([name, { actions }]) => (actions && !name.startsWith("api.") && !name.startsWith("webhooks.") ? [addressOf(name)] : []));

interface Trick {
  method: string;
  headers: Record<string, string>;
  /** What a refusal may be. */
  refusals: readonly number[];
}

/** Everything that is no request of our own page. `own` is how our own would look. */
function tricks(type: string, method = "POST"): Record<string, Trick> {
  const own = { origin: url, "sec-fetch-site": "same-origin", "content-type": type };
  const without = (name: keyof typeof own) => Object.fromEntries(Object.entries(own).filter(([key]) => key !== name)) as Record<string, string>;
  const guard = [403];
  const port = new URL(url).port;
  return {
    "foreign origin": { method, headers: { ...own, origin: "https://evil.test" }, refusals: guard },
    "foreign origin, no Sec-Fetch-Site": { method, headers: { ...without("sec-fetch-site"), origin: "https://evil.test" }, refusals: guard },
    "no origin, cross-site": { method, headers: { ...without("origin"), "sec-fetch-site": "cross-site" }, refusals: guard },
    "neither header": { method, headers: { "content-type": type }, refusals: guard },
    "origin null": { method, headers: { ...own, origin: "null" }, refusals: guard },
    "origin null, no Sec-Fetch-Site": { method, headers: { ...without("sec-fetch-site"), origin: "null" }, refusals: guard },
    "empty origin": { method, headers: { ...own, origin: "" }, refusals: guard },
    "same-site": { method, headers: { ...own, "sec-fetch-site": "same-site" }, refusals: guard },
    "cross-site with our origin": { method, headers: { ...own, "sec-fetch-site": "cross-site" }, refusals: guard },
    "Sec-Fetch-Site none": { method, headers: { ...own, "sec-fetch-site": "none" }, refusals: guard },
    "another port": { method, headers: { ...own, origin: `http://127.0.0.1:${Number(port) + 1}` }, refusals: guard },
    "our name as a part": { method, headers: { ...own, origin: `http://127.0.0.1.evil.test:${port}` }, refusals: guard },
    "our origin with a path": { method, headers: { ...own, origin: `${url}/` }, refusals: guard },
    "a forwarded host": { method, headers: { ...own, origin: "https://evil.test", "x-forwarded-host": "evil.test" }, refusals: guard },
    "text/plain": { method, headers: { ...own, "content-type": "text/plain" }, refusals: [415] },
    "no content type": { method, headers: without("content-type"), refusals: [415] },
    "a mixed content type": { method, headers: { ...own, "content-type": "text/plain; application/json" }, refusals: [415] },
    "xml": { method, headers: { ...own, "content-type": "application/xml" }, refusals: [415] },
    "of unknown length": { method, headers: { ...own, "transfer-encoding": "chunked" }, refusals: [400, 411] },
  };
}

/** Rows that any act would leave behind. */
async function traces(): Promise<string> {
  const rows = await withSystem(database.db, "what has happened", (tx) => tx.execute(sql`select (select count(*) from activity_logs) as acts, (select count(*) from sessions) as sessions, (select count(*) from users) as people, (select count(*) from outbox_emails) as mails`));
  return JSON.stringify(rows);
}

/** Up to `short` of them in the short form, spread over all; with the full counts all. */
const some = <T>(all: readonly T[], short: number): readonly T[] => (isFull ? all : all.filter((_, n) => n % Math.ceil(all.length / short) === 0));

test("no mutation of tRPC runs by another method, from elsewhere, or as another kind of content", async () => {
  const tally = new Tally("S10", "mutations x tricks");
  const before = await traces();
  const body = JSON.stringify({ json: { id: "01900000-0000-7000-8000-0000000000fe" } });
  for (const path of some(mutations, 8)) {
    const target = `${url}/api/trpc/${path}`;
    const query = `?input=${encodeURIComponent(body)}`;
    for (const method of ["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"]) {
      const { status } = await send(method === "GET" || method === "HEAD" ? target + query : target, { method, headers: { cookie, origin: url, "sec-fetch-site": "same-origin", "content-type": "application/json", "x-http-method-override": "POST" }, ...(["GET", "HEAD", "OPTIONS"].includes(method) ? {} : { body }) });
      // tRPC answers HEAD with nothing before it looks for a procedure.
      tally.attempt((status >= 400 && status < 500) || (method === "HEAD" && status === 204), `${method} ${path}: ${status}`);
    }
    const forms = { "a form": "application/x-www-form-urlencoded", multipart: "multipart/form-data; boundary=x" };
    const all = { ...tricks("application/json"), ...Object.fromEntries(Object.entries(forms).map(([name, type]) => [name, { method: "POST", headers: { origin: url, "sec-fetch-site": "same-origin", "content-type": type }, refusals: [415] }])) };
    for (const [name, { method, headers, refusals }] of Object.entries(all)) {
      const { status } = await send(target, { method, headers: { cookie, ...headers }, body });
      tally.attempt(refusals.includes(status), `${path}, ${name}: ${status}`);
    }
  }
  tally.attempt((await traces()) === before, "something has happened");
  expect(tally.report()).toEqual([]);
  // The same request as our own page sends it gets past the guards.
  const own = await send(`${url}/api/trpc/account.endSession`, { method: "POST", headers: { cookie, origin: url, "sec-fetch-site": "same-origin", "content-type": "application/json" }, body });
  expect(own.status).toBe(404);
}, 600_000);

test("no form of a page is taken from elsewhere or as another kind of content", async () => {
  const tally = new Tally("S10", "forms x tricks");
  const before = await traces();
  expect(formTargets.length).toBeGreaterThan(12);
  for (const target of some(formTargets, 6)) {
    const all = { ...tricks("application/x-www-form-urlencoded"), json: { method: "POST", headers: { origin: url, "sec-fetch-site": "same-origin", "content-type": "application/json" }, refusals: [415] } };
    for (const method of ["POST", "PUT", "DELETE"]) {
      for (const [name, { headers, refusals }] of Object.entries(all)) {
        const { status } = await send(url + target, { method, headers: { cookie, ...headers }, body: "intent=everywhere" });
        tally.attempt(refusals.includes(status), `${method} ${target}, ${name}: ${status}`);
      }
    }
  }
  tally.attempt((await traces()) === before, "something has happened");
  expect(tally.report()).toEqual([]);
}, 600_000);

test("every answer carries the headers that keep a page to itself, with a nonce of its own", async () => {
  const tally = new Tally("S10", "headers");
  const nonces = new Set<string>();
  // The pages themselves stand in e2e/injection.spec.ts, where a browser holds them to these headers.
  const targets = ["/", "/login", "/login/code", "/reset", "/reset/made-up", "/join/made-up", "/setup", "/logout", "/account/second-step", "/healthz", "/readyz", "/metrics", "/no-such-page", "/api/trpc/session.whoami", "/api/agents/analyst", "/webhooks/supabase"];
  for (const target of targets) {
    const { headers } = await send(url + target, { headers: { cookie } });
    const csp = headers["content-security-policy"] ?? "";
    const nonce = /script-src 'self' 'nonce-([A-Za-z0-9+/]{24,}={0,2})';/.exec(csp)?.[1] ?? "";
    tally.attempt(nonce !== "" && !nonces.has(nonce), `${target}: ${csp}`);
    nonces.add(nonce);
    for (const law of ["default-src 'self'", "object-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"]) tally.attempt(csp.includes(law), `${target} lacks ${law}`);
    tally.attempt(!/script-src[^;]*(unsafe|\*|https?:)/.test(csp), `${target} lets scripts in: ${csp}`);
    const expected = { "x-content-type-options": "nosniff", "x-frame-options": "DENY", "cross-origin-opener-policy": "same-origin", "cross-origin-resource-policy": "same-origin" };
    for (const [name, value] of Object.entries(expected)) tally.attempt(headers[name] === value, `${target}: ${name} is ${headers[name]}`);
    tally.attempt(headers["access-control-allow-origin"] === undefined && headers["x-powered-by"] === undefined, `${target} says too much`);
  }
  expect(tally.report()).toEqual([]);
});
