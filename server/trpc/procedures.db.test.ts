import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod/v4";
import { withSystem } from "#db/rls.ts";
import { annotations, genres } from "#db/schema/index.ts";
import { asRole, openTestDatabase, people, type TestDatabase } from "#db/testing/index.ts";
import type { UserRole } from "#db/enums.ts";
import { AppError } from "../errors.ts";
import type { RequestContext } from "../http/load-context.ts";
import { createTestRuntime, TestClock } from "../testing/runtime.ts";
import { createTrpcContext } from "./context.ts";
import { handleTrpc } from "./handle.ts";
import { trpc } from "./init.ts";
import { forFiles, personProcedure, publicProcedure, roleProcedure, router, txProcedure } from "./procedures.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const annotate = (text: string) => ({ authorId: people.manager.id, day: "2026-06-30", text });
let attempts = 0;

/** Procedures of every kind, on the very builders that the app's are made with. */
const testRouter = router({
  anyone: publicProcedure.query(() => "hello"),
  person: personProcedure.query(({ ctx }) => ctx.person.name),
  managersOnly: roleProcedure(["manager", "admin"], "Managers and admins may.").query(() => "yes"),
  write: txProcedure.input(z.object({ text: z.string().min(3, "At least three letters.") })).mutation(async ({ ctx, input }) => {
    await ctx.tx.insert(annotations).values(annotate(input.text));
    return "written";
  }),
  writeThenFail: txProcedure.mutation(async ({ ctx }) => {
    await ctx.tx.insert(annotations).values(annotate("never to be seen"));
    throw new AppError("CONFLICT", "Somebody else was faster.", { text: "It changed meanwhile." });
  }),
  writeInQuery: txProcedure.query(async ({ ctx }) => ctx.tx.insert(annotations).values(annotate("from a query"))),
  deadlockOnce: txProcedure.mutation(async ({ ctx }) => {
    attempts++;
    if (attempts === 1) await ctx.tx.execute(sql`do $$ begin raise exception 'made up' using errcode = '40P01'; end $$`);
    return attempts;
  }),
  secretFailure: publicProcedure.query(() => {
    throw new Error("password=hunter2 at /srv/secret");
  }),
  piece: txProcedure.use(forFiles).query(() => "a piece of a file"),
  stolenRows: txProcedure.query(async ({ ctx }) => ctx.tx.select({ id: genres.id }).from(genres)),
});

function contextOf(role: UserRole | null): RequestContext {
  const person = role ? { id: people[role].id, role, name: people[role].name, sessionId: people[role].id } : null;
  return {
    runtime: createTestRuntime(database.db, new TestClock()),
    person: () => Promise.resolve(person),
    now: new TestClock().now,
    cspNonce: "",
    requestId: "request-7",
    signal: new AbortController().signal,
    address: "192.0.2.1",
  };
}
const callerOf = async (role: UserRole | null) => trpc.createCallerFactory(testRouter)(await createTrpcContext(contextOf(role)));
const written = () => withSystem(database.db, "a test looks", (tx) => tx.select({ text: annotations.text }).from(annotations));

test("a failed procedure leaves nothing behind, although tRPC's next() resolves", async () => {
  await expect((await callerOf("manager")).writeThenFail()).rejects.toMatchObject({ code: "CONFLICT", message: "Somebody else was faster." });
  expect(await written()).toEqual([]);
});

test("a query cannot write", async () => {
  await expect((await callerOf("manager")).writeInQuery()).rejects.toThrow();
  expect(await written()).toEqual([]);
});

test("a procedure runs with the rights of its person", async () => {
  expect(await (await callerOf("manager")).write({ text: "Record Store Day" })).toBe("written");
  expect(await written()).toEqual([{ text: "Record Store Day" }]);
  // The same row in the name of somebody else is refused by row-level security alone.
  await expect((await callerOf("staff")).write({ text: "in another's name" })).rejects.toThrow();
  await withSystem(database.db, "a test tidies up", (tx) => tx.delete(annotations).where(eq(annotations.authorId, asRole("manager").id)));
});

test("a deadlock is tried again", async () => {
  attempts = 0;
  expect(await (await callerOf("manager")).deadlockOnce()).toBe(2);
});

test.each([
  ["anyone", null, "hello"],
  ["person", "staff", people.staff.name],
  ["managersOnly", "manager", "yes"],
] as const)("%s answers %s", async (name, role, answer) => {
  expect(await (await callerOf(role))[name]()).toBe(answer);
});

test.each([
  ["person", null, "UNAUTHORIZED"],
  ["managersOnly", null, "UNAUTHORIZED"],
  ["managersOnly", "staff", "FORBIDDEN"],
  ["stolenRows", null, "UNAUTHORIZED"],
] as const)("%s refuses %s with %s", async (name, role, code) => {
  await expect((await callerOf(role))[name]()).rejects.toMatchObject({ code });
});

/** A call as a browser makes it. */
async function call(path: string, options: { role?: UserRole; method?: string; input?: unknown } = {}): Promise<{ status: number; json: unknown }> {
  const { role, method = "GET", input } = options;
  const body = method === "POST" ? JSON.stringify({ json: input }) : undefined;
  const query = method === "GET" && input !== undefined ? `?input=${encodeURIComponent(JSON.stringify({ json: input }))}` : "";
  const request = new Request(`http://127.0.0.1/api/trpc/${path}${query}`, { method, ...(body === undefined ? {} : { body, headers: { "content-type": "application/json" } }) });
  const response = await handleTrpc(request, contextOf(role ?? null), testRouter);
  return { status: response.status, json: await response.json() };
}

test("pieces of a file are given to the file's own address, never to a browser", async () => {
  expect(await (await callerOf("admin")).piece()).toBe("a piece of a file");
  expect(await call("piece", { role: "admin" })).toMatchObject({ status: 403 });
});

test("a mutation by GET is refused and does nothing", async () => {
  expect(await call("write", { role: "manager", input: { text: "by opening an address" } })).toMatchObject({ status: 405 });
  expect(await written()).toEqual([]);
});

test("an error nobody foresaw reaches the browser as a sentence with the request's id", async () => {
  const { status, json } = await call("secretFailure");
  expect(status).toBe(500);
  expect(JSON.stringify(json)).not.toMatch(/hunter2|secret\b|at \//);
  expect(json).toMatchObject({ error: { json: { data: { requestId: "request-7", unexpected: true } } } });
});

test("what was entered wrongly comes back beside its field", async () => {
  expect(await call("write", { role: "manager", method: "POST", input: { text: "x" } })).toMatchObject({ status: 400, json: { error: { json: { data: { fields: { text: "At least three letters." } } } } } });
  expect(await call("writeThenFail", { role: "manager", method: "POST" })).toMatchObject({ status: 409, json: { error: { json: { data: { sentence: "Somebody else was faster.", fields: { text: "It changed meanwhile." } } } } } });
});
