import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { withSystem } from "#db/rls.ts";
import { openTestDatabase, people, type TestDatabase } from "#db/testing/index.ts";
import { LARGEST_DOCUMENTS_BYTES } from "../contracts/knowledge.ts";
import { workUntilIdle } from "../jobs/knowledge/corpus.ts";
import { documentWorkOf } from "../jobs/knowledge/document-work.ts";
import type { Runtime } from "../runtime.ts";
import { SupabaseStorage } from "../ports/storage/supabase-storage.ts";
import { send, sendForm } from "../testing/http.ts";
import { givePassword } from "../testing/people.ts";
import { createTestRuntime, TestClock } from "../testing/runtime.ts";
import { unbuiltPages } from "../testing/server-build.ts";
import { StorageServer } from "../testing/storage-server.ts";
import { createApp } from "./app.ts";
import { closeHttp, listen } from "./listen.ts";
import { Readiness } from "./readiness.ts";
import { OpenRequests } from "./request-context.ts";

const PASSWORD = "epistrophy in c sharp";
const open = new OpenRequests();
const dataDir = mkdtempSync(join(tmpdir(), "misty-document-files-"));
let database: TestDatabase;
let storage: StorageServer;
let runtime: Runtime;
const closers: (() => Promise<void>)[] = [];
/** Two hosts over one database: files on this disk, and in Supabase Storage. */
let local = "";
let remote = "";
const cookies: Record<string, string> = {};

async function serve(over: Runtime): Promise<string> {
  const readiness = new Readiness();
  readiness.finish();
  const http: Server = createServer(createApp({ env: over.env, logger: over.logger, readiness, open, ready: () => ({ runtime: over, pages: unbuiltPages() }), development: false }));
  closers.push(() => closeHttp(http, open));
  return listen(http, "127.0.0.1", 0);
}

beforeAll(async () => {
  database = await openTestDatabase({ settings: { timeZone: "UTC" } });
  storage = await StorageServer.start();
  runtime = createTestRuntime(database.db, new TestClock(), { MISTY_DATA_DIR: dataDir });
  local = await serve(runtime);
  remote = await serve({ ...runtime, storage: remoteStorage() });
  for (const role of ["manager", "staff"] as const) {
    await givePassword(database.db, runtime.passwords, people[role].id, PASSWORD);
    cookies[role] = (await sendForm(`${local}/login`, { email: people[role].email, password: PASSWORD })).headers["set-cookie"]?.split(";")[0] ?? "";
  }
});
afterAll(async () => {
  for (const close of closers) await close();
  await storage.stop();
  await database.close();
  rmSync(dataDir, { recursive: true, force: true });
});

function bring(url: string, role: "manager" | "staff" | null, files: Record<string, string | Uint8Array<ArrayBuffer>>, fields: Record<string, string> = {}): Promise<Response> {
  const form = new FormData();
  for (const [name, content] of Object.entries(files)) form.append("files", new Blob([content]), name);
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return fetch(`${url}/knowledge/documents`, { method: "POST", body: form, redirect: "manual", headers: { origin: url, ...(role ? { cookie: cookies[role] ?? "" } : {}) } });
}
const documentCalled = async (fileName: string): Promise<string> => {
  const [row] = await withSystem(database.db, "look in a test", (tx) => tx.execute<{ id: string }>(sql`select id from documents where file_name = ${fileName}`));
  return row?.id ?? "none";
};
const remoteStorage = () => new SupabaseStorage({ url: storage.url, key: storage.key, bucket: "papers" });
/** Read what was brought: until then only its bringer and admins get the file. */
const readAll = (over: Partial<Runtime> = {}) => workUntilIdle(documentWorkOf({ ...runtime, ...over }, new AbortController().signal));
const fetchFile = (url: string, id: string, role: "manager" | "staff" | null, search = "") => fetch(`${url}/files/documents/${id}${search}`, { redirect: "manual", headers: role ? { cookie: cookies[role] ?? "" } : {} });

test("a file larger than a form may be comes in by its page's form, and goes out again as it was, as nothing that runs", async () => {
  const page = `<!doctype html><html><head><style>${".rule { color: #123456; margin: 0 }\n".repeat(40_000)}</style></head><body><h1>Rules</h1><script>alert(1)</script><p>Returned records are checked.</p></body></html>`;
  const answer = await bring(local, "manager", { "rules “new”.html": page }, { audience: "staff" });
  expect(answer.status).toBeLessThan(400);
  const id = await documentCalled("rules “new”.html");
  expect([(await fetchFile(local, id, "staff")).status, (await fetchFile(local, id, "manager")).status]).toEqual([404, 200]);
  await readAll();
  const got = await fetchFile(local, id, "staff");
  expect([got.status, (await got.text()) === page]).toEqual([200, true]);
  expect(got.headers.get("content-type")).toBe("text/plain; charset=utf-8");
  expect(got.headers.get("content-disposition")).toBe(`attachment; filename="rules _new_.html"; filename*=UTF-8''${encodeURIComponent("rules “new”.html")}`);
  expect(got.headers.get("content-security-policy")).toContain("sandbox");
  expect([got.headers.get("x-content-type-options"), got.headers.get("cache-control")]).toEqual([expect.stringContaining("nosniff"), "private, no-store"]);
});

test("only whoever may read the document gets its file, and nobody learns whether there is one", async () => {
  await bring(local, "manager", { "wages.md": "# Wages\n\nNobody's business." }, { audience: "manager" });
  const id = await documentCalled("wages.md");
  expect((await fetchFile(local, id, "manager")).status).toBe(200);
  const refused = await fetchFile(local, id, "staff");
  const nothing = await fetchFile(local, "01900000-0000-7000-8000-0000000000fe", "staff");
  expect([refused.status, nothing.status]).toEqual([404, 404]);
  const words = async (answer: Response) => ((await answer.json()) as { sentence: string }).sentence;
  expect(await words(refused)).toBe(await words(nothing));
  const outside = await fetchFile(local, id, null);
  expect([outside.status, outside.headers.get("location")?.split("?")[0]]).toEqual([302, "/login"]);
  for (const path of ["documents", "documents/..%2f..%2fsession-secret", `documents/${id}/more`, `uploads/${id}`, "..%2fsession-secret"]) {
    expect((await fetch(`${local}/files/${path}`, { redirect: "manual", headers: { cookie: cookies["manager"] ?? "" } })).status, path).toBe(404);
  }
});

test("files of Supabase Storage go out by a signed address, or through this program when a page asks for the bytes", async () => {
  const answer = await bring(remote, "manager", { "postage.txt": "Parcels go out at noon." }, { audience: "staff" });
  expect(answer.status).toBeLessThan(400);
  const id = await documentCalled("postage.txt");
  await readAll({ storage: remoteStorage() });
  const led = await fetchFile(remote, id, "staff");
  expect([led.status, led.headers.get("cache-control")]).toEqual([302, "private, no-store"]);
  const address = led.headers.get("location") ?? "";
  expect(address).toMatch(new RegExp(`^${storage.url}/storage/v1/object/sign/papers/documents/${id}/[0-9a-f-]{36}\\?token=.+&download=postage\\.txt$`));
  expect(await (await fetch(address)).text()).toBe("Parcels go out at noon.");
  const through = await fetchFile(remote, id, "staff", "?through=1");
  expect([through.status, await through.text()]).toEqual([200, "Parcels go out at noon."]);
  storage.behave({ kind: "other-file" });
  expect((await fetchFile(remote, id, "staff", "?through=1")).status).toBe(422);
  storage.behave({ kind: "status", status: 500 });
  expect((await fetchFile(remote, id, "staff")).status).toBe(503);
  storage.behave({ kind: "works" });
});

test("a storage that takes nothing is said on the form, nothing is half taken, and what was here is still found", async () => {
  await readAll({ storage: remoteStorage() });
  storage.behave({ kind: "status", status: 401, message: "Unauthorized" });
  const answer = await bring(remote, "manager", { "late.txt": "Too late." });
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(await documentCalled("late.txt")).toBe("none");
  storage.behave({ kind: "works" });
});

test("a file that a script sends is answered in data: taken, refused with its sentence, or as a newer version", async () => {
  const sendOne = (role: "manager" | "staff", name: string, content: string, search = "") => {
    const form = new FormData();
    form.append("files", new Blob([content]), name);
    return fetch(`${local}/knowledge/documents/upload${search}`, { method: "POST", body: form, redirect: "manual", headers: { origin: local, cookie: cookies[role] ?? "" } });
  };
  const taken = await sendOne("manager", "script.md", "# Script\n\nSent by itself.");
  expect([taken.status, await taken.json()]).toEqual([200, { sentence: null }]);
  const twice = await sendOne("manager", "again.md", "# Script\n\nSent by itself.");
  expect([twice.status, await twice.json()]).toEqual([400, { sentence: "This file is here already, as “Script”." }]);
  const id = await documentCalled("script.md");
  expect(await (await sendOne("manager", "newer.md", "# Script\n\nSent anew.", `?replaces=${id}`)).json()).toEqual({ sentence: null });
  expect(await documentCalled("newer.md")).toBe(id);
  expect((await sendOne("manager", "x.md", "# X", "?replaces=nothing")).status).toBe(404);
  expect((await sendOne("staff", "mine.md", "# Mine")).status).toBe(403);
});

test("nobody but managers brings documents, and the door has a limit of its own", async () => {
  const before = readdirSync(join(dataDir, "files"), { recursive: true }).length;
  expect((await bring(local, "staff", { "x.md": "# X\n\nText." })).status).toBe(403);
  expect((await bring(local, null, { "x.md": "# X\n\nText." })).status).toBe(302);
  expect(readdirSync(join(dataDir, "files"), { recursive: true }).length).toBe(before);
  const post = (path: string, bytes: number) => send(`${local}${path}`, { method: "POST", headers: { origin: local, cookie: cookies["manager"] ?? "", "content-type": "multipart/form-data; boundary=x", "content-length": String(bytes) }, body: "" });
  expect(await post("/knowledge/documents", LARGEST_DOCUMENTS_BYTES + 1_000_000)).toMatchObject({ status: 413, body: "An upload may hold 100 MB. Bring the documents in several parts.\n" });
  expect((await post("/knowledge/documents/upload", LARGEST_DOCUMENTS_BYTES + 1_000_000)).status).toBe(413);
  expect((await post("/knowledge/queues", 2_000_000)).status).toBe(413);
});
