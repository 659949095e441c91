import { createServer, type Server } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { withSystem } from "#db/rls.ts";
import { activityLogs, webhookEvents } from "#db/schema/index.ts";
import { openTestDatabase, people, type TestDatabase } from "#db/testing/index.ts";
import { WEBHOOK_SECRET_HEADER } from "../../contracts/webhooks.ts";
import { createApp } from "../../http/app.ts";
import { closeHttp, listen } from "../../http/listen.ts";
import { Readiness } from "../../http/readiness.ts";
import { OpenRequests } from "../../http/request-context.ts";
import { type Answer, send } from "../../testing/http.ts";
import { createTestRuntime, TestClock } from "../../testing/runtime.ts";
import { unbuiltPages } from "../../testing/server-build.ts";

const SECRET = "a secret between two programs";
const ID = "01900000-0000-7000-8000-00000000abcd";
const open = new OpenRequests();
const running: Server[] = [];
let database: TestDatabase;
let url: string;

async function serve(variables: Record<string, string>): Promise<string> {
  const runtime = createTestRuntime(database.db, new TestClock(), variables);
  const readiness = new Readiness();
  readiness.finish();
  const http = createServer(createApp({ env: runtime.env, logger: runtime.logger, readiness, open, ready: () => ({ runtime, pages: unbuiltPages() }), development: false }));
  running.push(http);
  return `${await listen(http, "127.0.0.1", 0)}/webhooks/supabase`;
}

beforeAll(async () => {
  database = await openTestDatabase();
  url = await serve({ SUPABASE_WEBHOOK_SECRET: SECRET });
});
afterAll(async () => {
  await Promise.all(running.map((http) => closeHttp(http, open)));
  await database.close();
});

const event = (changes: object = {}) => JSON.stringify({ type: "UPDATE", schema: "public", table: "users", record: { id: ID, name: "New name", password_hash: "$argon2id$planted", updated_at: "2026-06-30T12:00:00Z" }, old_record: { id: ID, name: "Old name", password_hash: "$argon2id$planted", updated_at: "2026-06-29T12:00:00Z" }, ...changes });
const post = (body: string, headers: Record<string, string> = {}, to = url): Promise<Answer> => send(to, { method: "POST", body, headers: { "content-type": "application/json", [WEBHOOK_SECRET_HEADER]: SECRET, ...headers } });
const kept = () => withSystem(database.db, "a test looks", async (tx) => ({ events: await tx.select().from(webhookEvents), acts: await tx.select().from(activityLogs) }));

describe("the webhook for Supabase", () => {
  test("keeps which row and which columns, never their values, and writes an activity that wakes the feeds", async () => {
    expect(await post(event())).toMatchObject({ status: 200, body: '{"outcome":"taken"}' });
    const { events, acts } = await kept();
    expect(events).toMatchObject([{ source: "supabase", status: "processed", payload: { type: "UPDATE", schema: "public", table: "users", id: ID, columns: ["name", "updated_at"] } }]);
    expect(acts).toMatchObject([{ actorKind: "webhook", actorId: null, action: "row.updated", objectType: "users", objectId: ID, fields: ["name", "updated_at"] }]);
    expect(JSON.stringify([events, acts])).not.toMatch(/planted|New name|Old name/);
  });

  test("takes fifty copies of one event once", async () => {
    const body = event({ record: { id: ID, name: "Another", updated_at: "2026-06-30T13:00:00Z" } });
    const answers = await Promise.all(Array.from({ length: 50 }, () => post(body)));
    expect(answers.map(({ status }) => status)).toEqual(Array(50).fill(200));
    expect(answers.filter(({ body: said }) => said.includes("taken"))).toHaveLength(1);
    expect((await kept()).acts).toHaveLength(2);
  });

  test("refuses whoever does not know the secret, also a signed-in browser's form, and does nothing", async () => {
    const before = await kept();
    const other = event({ table: "orders" });
    for (const secret of ["", "a secret between two program", `${SECRET}x`, people.admin.id]) expect(await post(other, { [WEBHOOK_SECRET_HEADER]: secret })).toMatchObject({ status: 403 });
    expect(await send(url, { method: "POST", body: other, headers: { "content-type": "application/json" } })).toMatchObject({ status: 403 });
    expect(await post(other, { "content-type": "text/plain" })).toMatchObject({ status: 415 });
    expect(await send(url, { headers: { [WEBHOOK_SECRET_HEADER]: SECRET } })).toMatchObject({ status: 405 });
    expect(await post(other, {}, await serve({}))).toMatchObject({ status: 404 });
    expect(await kept()).toEqual(before);
  });

  test.each(["", "{", "null", "[]", '{"type":"TRUNCATE","schema":"public","table":"users","record":null,"old_record":null}', '{"type":"INSERT"}'])("refuses %j as no event", async (body) => {
    const before = await kept();
    expect(await post(body)).toMatchObject({ status: 400 });
    expect(await kept()).toEqual(before);
  });

  test("takes a table's name from outside as a word and no more", async () => {
    expect(await post(event({ table: "users; drop table users", record: { id: "not an id" }, old_record: null, type: "INSERT" }))).toMatchObject({ status: 200 });
    const { acts } = await kept();
    expect(acts.at(-1)).toMatchObject({ action: "row.inserted", objectType: null, objectId: null });
  });
});
