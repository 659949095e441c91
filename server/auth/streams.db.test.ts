import { createServer, request, type Server } from "node:http";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { connect } from "#db/client.ts";
import { withSystem } from "#db/rls.ts";
import { sessions, users } from "#db/schema/index.ts";
import { addSessions, openTestDatabase, people, type TestDatabase } from "#db/testing/index.ts";
import { type ActivityFeed, startActivityFeed } from "../activity-feed.ts";
import { EventHub } from "../events.ts";
import { createApp } from "../http/app.ts";
import { closeHttp, listen } from "../http/listen.ts";
import { Readiness } from "../http/readiness.ts";
import { OpenRequests } from "../http/request-context.ts";
import type { Runtime } from "../runtime.ts";
import { changeRole, deactivatePerson } from "../services/users/change-person.ts";
import { signOutEverybody, signOutPerson } from "../services/users/sign-out-people.ts";
import { cookieHeaderOf, identityAs } from "../testing/identity.ts";
import { send, sendForm } from "../testing/http.ts";
import { givePassword } from "../testing/people.ts";
import { createTestRuntime, TestClock } from "../testing/runtime.ts";
import { unbuiltPages } from "../testing/server-build.ts";
import { downloadResponse } from "../contracts/csv.ts";
import { changePassword } from "./change-own.ts";
import { endWithSession } from "./end-with-session.ts";
import { proveIdentity } from "./prove.ts";
import { loadPerson } from "./sign-in.ts";

const PASSWORD = "round about midnight";
const visitor = { address: "192.0.2.7", userAgent: "a test" };
/** Three times what an open stream may outlive its session. */
const DEADLINE_MS = 3_000;

/** One process of the app: pool, news and pages of its own. */
interface Host {
  url: string;
  runtime: Runtime;
  http: Server;
  open: OpenRequests;
  feed: ActivityFeed;
}

let database: TestDatabase;
let clock: TestClock;
let hosts: [Host, Host];

async function startHost(): Promise<Host> {
  const { target } = database.db;
  const db = target.kind === "server" ? connect({ kind: "server", url: target.url }) : database.connect();
  const events = new EventHub();
  const runtime = { ...createTestRuntime(db, clock), events };
  const readiness = new Readiness();
  readiness.finish();
  const open = new OpenRequests();
  const http = createServer(createApp({ env: runtime.env, logger: runtime.logger, readiness, open, ready: () => ({ runtime, pages: unbuiltPages() }), development: false }));
  return { url: await listen(http, "127.0.0.1", 0), runtime, http, open, feed: await startActivityFeed(db, events, runtime.logger) };
}

beforeAll(async () => {
  database = await openTestDatabase();
  clock = new TestClock();
  hosts = [await startHost(), await startHost()];
});
afterAll(async () => {
  for (const { http, open, feed, runtime } of hosts) {
    await closeHttp(http, open);
    await feed.stop();
    if (runtime.db.target.kind === "server") await runtime.db.close();
  }
  await database.close();
});
beforeEach(async () => {
  clock.now = new TestClock().now;
  await withSystem(database.db, "a test starts anew", async (tx) => {
    await tx.execute(sql`truncate sign_in_throttles, sessions`);
    await tx.update(users).set({ state: "active" });
    await tx.update(users).set({ role: "manager" }).where(sql`${users.id} = ${people.manager.id}`);
    await addSessions(tx, clock.now);
  });
  await givePassword(database.db, hosts[0].runtime.passwords, people.manager.id, PASSWORD);
});

/** The news that a server's database tells every process; embedded there is one process, whose worker hands it over. */
function tellNews(): void {
  if (database.db.kind === "embedded") for (const { runtime } of hosts) runtime.events.publish("activity", "many");
}

/** Signs the manager in at one process; the cookie is good at both. */
async function enter(host: Host): Promise<string> {
  const answer = await sendForm(`${host.url}/login`, { email: people.manager.email, password: PASSWORD });
  return cookieHeaderOf((answer.headers["set-cookie"] ?? "").split("\n").filter((cookie) => cookie.startsWith("misty_session=")));
}

/** Opens the live feed at a process. `closed` says whether the server closed it within the deadline after `from` was called. */
async function openStream(host: Host, cookie: string): Promise<{ closed: () => Promise<boolean> }> {
  const { ended } = await new Promise<{ ended: Promise<void> }>((done, fail) => {
    const outgoing = request(`${host.url}/api/trpc/activity.onAdded?input=%7B%7D`, { headers: { cookie, accept: "text/event-stream" }, agent: false }, (answer) => {
      const ended = new Promise<void>((over) => answer.once("close", over));
      answer.once("data", () => done({ ended })); // open, and past its first look
      answer.resume();
    });
    outgoing.once("error", fail);
    outgoing.end();
  });
  return { closed: () => Promise.race([ended.then(() => true), new Promise<boolean>((late) => setTimeout(() => late(false), DEADLINE_MS))]) };
}

const person = async (host: Host, cookie: string) => {
  const found = await loadPerson(host.runtime, cookie, clock.now);
  if (!found) throw new Error("nobody is signed in");
  return found;
};

/** Every way in which a session loses its power, done in the first process. */
const ENDS: Record<string, (cookie: string) => Promise<unknown>> = {
  "a sign-out": async (cookie) => sendForm(`${hosts[0].url}/logout`, {}, { cookie }),
  "a change of role": () => changeRole(identityAs(hosts[0].runtime, "admin", clock.now), { id: people.manager.id, role: "staff" }),
  "a deactivation": () => deactivatePerson(identityAs(hosts[0].runtime, "admin", clock.now), { id: people.manager.id }),
  "a sign-out by an admin": () => signOutPerson(identityAs(hosts[0].runtime, "admin", clock.now), { id: people.manager.id }),
  "a sign-out of everybody": () => signOutEverybody(identityAs(hosts[0].runtime, "admin", clock.now)),
  "a change of password": async (cookie) => changePassword(hosts[0].runtime, { person: await person(hosts[0], cookie), now: clock.now, visitor, current: PASSWORD, password: "straight no chaser" }),
};

describe.each(Object.entries(ENDS))("after %s", (_words, end) => {
  test("the old cookie opens nothing in either process, and the streams of both are closed", async () => {
    const cookie = await enter(hosts[0]);
    const streams = [await openStream(hosts[0], cookie), await openStream(hosts[1], cookie)];
    await end(cookie);
    tellNews();
    expect(await Promise.all(streams.map((stream) => stream.closed()))).toEqual([true, true]);
    for (const host of hosts) expect((await send(`${host.url}/api/trpc/session.whoami`, { headers: { cookie } })).body).not.toContain(people.manager.id);
  });
});

test("another person's end leaves a stream open", async () => {
  const cookie = await enter(hosts[1]);
  const stream = await openStream(hosts[0], cookie);
  await deactivatePerson(identityAs(hosts[1].runtime, "admin", clock.now), { id: people.staff.id });
  tellNews();
  expect(await stream.closed()).toBe(false);
});

describe("an answer or a file that is under way", () => {
  /** The signal of a long request of the manager's at the second process, as a route asks for it. */
  async function begin(): Promise<{ signal: AbortSignal; gone: AbortController; cookie: string }> {
    const { runtime } = hosts[1];
    const cookie = await enter(hosts[0]);
    const asked = await person(hosts[1], cookie);
    const gone = new AbortController();
    const signal = endWithSession({ runtime, person: () => Promise.resolve(asked), now: clock.now, cspNonce: "", requestId: "r", signal: gone.signal, address: visitor.address }, null);
    return { signal, gone, cookie };
  }
  const ends = (signal: AbortSignal) => Promise.race([new Promise<boolean>((over) => signal.addEventListener("abort", () => over(true))), new Promise<boolean>((late) => setTimeout(() => late(signal.aborted), 1_500))]);

  test("ends when the role of its asker is another, and says that it was cut off", async () => {
    const { signal } = await begin();
    await changeRole(identityAs(hosts[0].runtime, "admin", clock.now), { id: people.manager.id, role: "staff" });
    tellNews();
    expect(await ends(signal)).toBe(true);
    await expect(new Response(downloadResponse("a.csv", "text/csv", (async function* () { yield await Promise.resolve("a"); })(), signal).body).text()).rejects.toThrow("The session is over");
  });

  test("goes on when its asker shows once more who they are, and ends with the browser", async () => {
    const { signal, gone, cookie } = await begin();
    await proveIdentity(hosts[0].runtime, { person: await person(hosts[0], cookie), proof: PASSWORD, now: clock.now, visitor });
    tellNews();
    expect(await ends(signal)).toBe(false);
    gone.abort();
    expect(signal.aborted).toBe(true);
  });
});

test("two processes count the tries at one account together", async () => {
  const answers = await Promise.all(Array.from({ length: 12 }, (_, at) => sendForm(`${hosts[at % 2 ? 1 : 0].url}/login`, { email: people.manager.email, password: "wrong" })));
  expect(answers.filter(({ status }) => status === 401)).toHaveLength(5);
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(7);
  expect(await withSystem(database.db, "a test counts", (tx) => tx.$count(sessions, sql`${sessions.userId} = ${people.manager.id} and ${sessions.id} <> ${people.manager.id}`))).toBe(0);
});
