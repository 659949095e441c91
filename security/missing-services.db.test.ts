import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { probeModel } from "#agents/runtime/probe-model.ts";
import { withSystem } from "#db/rls.ts";
import { orders } from "#db/schema/index.ts";
import { addAlbum, addOrder, addStock, openTestDatabase, type TestDatabase } from "#db/testing/index.ts";
import type { Runtime } from "#server/runtime.ts";
import { createTestRuntime, START, TestClock } from "#server/testing/runtime.ts";
import { addCallers, contextFor, cookieFor } from "./callers.ts";
import { type Places, ROUTE_RIGHTS } from "./route-rights.ts";
import { listRoutes, type RouteModule } from "./routes.ts";

/*
 * R10: with the model's server, Redis and the trace server out of reach and no key for mails, every page is
 * given exactly what it is given when all is well, but for the pages that say what is off.
 */

/** Nobody listens on the first port. */
const NOWHERE = "http://127.0.0.1:1";
const AWAY = {
  AI_PROVIDER: "openai-compatible",
  OPENAI_COMPATIBLE_BASE_URL: `${NOWHERE}/v1`,
  REDIS_URL: "redis://127.0.0.1:1",
  LANGFUSE_PUBLIC_KEY: "a public key",
  LANGFUSE_SECRET_KEY: "a secret key",
  LANGFUSE_BASE_URL: NOWHERE,
  LANGSMITH_API_KEY: "a key",
  LANGSMITH_ENDPOINT: NOWHERE,
};
/** Pages that say how the program is doing; below it is looked at what they say. */
const TELLING = new Set(["_app.admin.system", "_app.admin.settings"]);
/** Their own download is in the log that they give, so the second has one line more. */
const GROWING = new Set(["activity[.]csv", "activity[.]json"]);

const pages = listRoutes().filter(({ name }) => ROUTE_RIGHTS[name]?.loader !== undefined && !TELLING.has(name));
let database: TestDatabase;
let well: Runtime;
let ill: Runtime;
let places: Places;

beforeAll(async () => {
  database = await openTestDatabase();
  well = createTestRuntime(database.db, new TestClock());
  ill = createTestRuntime(database.db, new TestClock(), AWAY);
  await addCallers(well);
  places = await withSystem(database.db, "a shop to look at", async (tx) => {
    const album = await addAlbum(tx, { title: "Blue Train" });
    const shelf = await addStock(tx, album, 3);
    await addOrder(tx, { orderDate: START, lines: [{ albumId: album }] });
    const [row] = await tx.select({ number: orders.orderNumber }).from(orders);
    return { album, shelf, order: row?.number ?? 0, nowhere: "01900000-0000-7000-8000-0000000000fe" };
  });
  await probeModel(ill.models, ill.logger);
});
afterAll(async () => {
  await ill.tracing.stop();
  await Promise.all([well.figureCache.close(), ill.figureCache.close()]);
  await database.close();
});

/** All of what a loader gives: late parts too, answers as their status and text. */
async function settle(value: unknown): Promise<unknown> {
  if (value instanceof Promise) return value.then(settle, (error: unknown) => settle(error).then((told) => ({ rejected: told })));
  if (value instanceof Response) return { status: value.status, location: value.headers.get("location"), text: await value.text() };
  if (value instanceof Error) return { error: value.message };
  if (Array.isArray(value)) return Promise.all(value.map(settle));
  if (value === null || typeof value !== "object" || value instanceof Date) return value;
  // A form's key is new each time, and the page of AI use names the model in use.
  const same = Object.entries(value).filter(([key]) => !key.endsWith("Key") && key !== "model");
  return Object.fromEntries(await Promise.all(same.map(async ([key, inner]) => [key, await settle(inner)] as const)));
}

/** What a route's loader gives whoever has the cookie. */
async function load(name: string, file: string, runtime: Runtime, cookie: string | null): Promise<unknown> {
  const { loader } = (await import(/* @vite-ignore */ `../${file}`)) as RouteModule;
  const row = ROUTE_RIGHTS[name];
  const address = `http://misty.test/${name === "api.trpc.$" ? "api/trpc/session.whoami" : "somewhere"}${row?.loader?.search ?? ""}`;
  const run = () => loader?.({ request: new Request(address, { headers: cookie ? { cookie } : {} }), params: row?.params?.(places) ?? {}, context: contextFor(runtime, cookie) });
  return settle(Promise.resolve().then(run).catch((thrown: unknown) => thrown));
}

describe("with every service out of reach", () => {
  test.each(pages)("$name is given what it is given when all is well", async ({ name, file }) => {
    const cookie = await cookieFor(well, "admin");
    const expected = await load(name, file, well, cookie);
    expect(expected).not.toMatchObject({ error: expect.anything() as unknown });
    const given = await load(name, file, ill, cookie);
    if (GROWING.has(name)) expect(given).toMatchObject({ status: 200 });
    else expect(given).toEqual(expected);
  });

  test("the system page says of each what is off and what still works", async () => {
    const cookie = await cookieFor(well, "admin");
    const { dependencies } = (await load("_app.admin.system", "app/routes/_app.admin.system/route.tsx", ill, cookie)) as { dependencies: { id: string; state: string; reason: string; works: string | null }[] };
    expect(await load("_app.admin.settings", "app/routes/_app.admin.settings/route.tsx", ill, cookie)).toMatchObject({ page: { mail: { transport: "file" } } });
    expect(ill.models.state().notice).toContain("Everything else works");
    for (const id of ["model", "mail", "cache"]) {
      const found = dependencies.find((each) => each.id === id);
      expect(found, id).toMatchObject({ state: expect.stringMatching(/off|degraded/) as string, reason: expect.stringMatching(/\.$/) as string, works: expect.stringMatching(/\.$/) as string });
    }
  });
});
