import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { withSystem } from "#db/rls.ts";
import { orders, suppliers } from "#db/schema/index.ts";
import { addAlbum, addOrder, addStock, openTestDatabase, type TestDatabase } from "#db/testing/index.ts";
import type { Runtime } from "#server/runtime.ts";
import { createTestRuntime, TestClock } from "#server/testing/runtime.ts";
import { addCallers, CALLERS, contextFor, cookieFor } from "./callers.ts";
import { type Places, ROUTE_RIGHTS } from "./route-rights.ts";
import { answerOf, listRoutes, type RouteModule } from "./routes.ts";
import { Tally } from "./tally.ts";

/* S5: every loader, action and resource route for every kind of caller, with real cookies and sessions over a real database. */

const routes = listRoutes();
const tally = new Tally("S5", "loaders, actions and resource routes x callers");
const NOWHERE = "01900000-0000-7000-8000-0000000000fe";
let database: TestDatabase;
let runtime: Runtime;
let places: Places;

beforeAll(async () => {
  database = await openTestDatabase();
  runtime = createTestRuntime(database.db, new TestClock());
  await addCallers(runtime);
  places = await withSystem(database.db, "a shop to look at", async (tx) => {
    const album = await addAlbum(tx, { title: "Blue Train" });
    const shelf = await addStock(tx, album, 3);
    const order = await addOrder(tx, { lines: [{ albumId: album }] });
    await tx.insert(suppliers).values({ name: "Blue Distribution", leadTimeDays: 5 });
    const [row] = await tx.select({ number: orders.orderNumber, id: orders.id }).from(orders);
    if (row?.id !== order.id) throw new Error("the order is not there");
    return { album, shelf, order: row.number, nowhere: NOWHERE };
  });
});
afterAll(async () => {
  tally.report();
  await database.close();
});

test("every route has a row in the table, and every row a route", () => {
  expect(Object.keys(ROUTE_RIGHTS).sort()).toEqual(routes.map(({ name }) => name).sort());
});

/** What each kind of caller gets, in the form of the table. */
async function ask(run: (context: ReturnType<typeof contextFor>, cookie: string | null) => unknown): Promise<Record<string, string>> {
  const answers: Record<string, string> = {};
  for (const caller of CALLERS) {
    const cookie = await cookieFor(runtime, caller);
    answers[caller] = await answerOf(() => run(contextFor(runtime, cookie), cookie));
  }
  return answers;
}

/** Compares, counts each caller as an attempt, and shows all that differ at once. */
function compare(what: string, answers: Record<string, string>, expected: Readonly<Record<string, string>>): void {
  for (const caller of CALLERS) tally.attempt(answers[caller] === expected[caller], `${what}, ${caller}: ${answers[caller]} instead of ${expected[caller]}`);
  expect(answers).toEqual(expected);
}

describe.each(routes)("$name", ({ name, file }) => {
  const row = ROUTE_RIGHTS[name];
  const load = async () => (await import(/* @vite-ignore */ `../${file}`)) as RouteModule;
  const params = () => row?.params?.(places) ?? {};
  const address = (search = "") => `http://misty.test/${name === "api.trpc.$" ? "api/trpc/account.sessions" : "somewhere"}${search}`;

  test("has a loader and an action where the table says so, and none elsewhere", async () => {
    const module = await load();
    expect({ loader: module.loader !== undefined, action: module.action !== undefined }).toEqual({ loader: Boolean(row?.loader), action: Boolean(row?.actions) });
  });

  test.runIf(row?.loader)("loader", async () => {
    const { loader } = await load();
    const answers = await ask((context, cookie) => loader?.({ request: new Request(address(row?.loader?.search), { headers: cookie ? { cookie } : {} }), params: params(), context }));
    compare(`${name} loader`, answers, row?.loader?.answers ?? {});
  });

  test.each(Object.entries(row?.actions ?? {}))("action: %s", async (intent, post) => {
    const { action } = await load();
    const answers = await ask((context, cookie) => {
      const url = name === "api.trpc.$" ? "http://misty.test/api/trpc/account.endSession" : address(post.search);
      const body = post.json === undefined ? new URLSearchParams({ intent, ...post.fields?.(places) }).toString() : JSON.stringify(post.json);
      const type = post.json === undefined ? "application/x-www-form-urlencoded" : "application/json";
      return action?.({ request: new Request(url, { method: "POST", body, headers: { "content-type": type, ...(cookie ? { cookie } : {}) } }), params: params(), context });
    });
    compare(`${name} action ${intent}`, answers, post.answers);
  });
});
