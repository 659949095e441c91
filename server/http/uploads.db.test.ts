import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { withSystem } from "#db/rls.ts";
import { openTestDatabase, people, type TestDatabase } from "#db/testing/index.ts";
import { LARGEST_UPLOAD_BYTES } from "../contracts/imports.ts";
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
const open = new OpenRequests();
const dataDir = mkdtempSync(join(tmpdir(), "misty-uploads-"));
let database: TestDatabase;
let http: Server;
let url = "";
const cookies: Record<string, string> = {};

beforeAll(async () => {
  database = await openTestDatabase();
  const runtime = createTestRuntime(database.db, clock, { MISTY_DATA_DIR: dataDir });
  const readiness = new Readiness();
  readiness.finish();
  http = createServer(createApp({ env: runtime.env, logger: runtime.logger, readiness, open, ready: () => ({ runtime, pages: unbuiltPages() }), development: false }));
  url = await listen(http, "127.0.0.1", 0);
  for (const role of ["buyer", "staff"] as const) {
    await givePassword(database.db, runtime.passwords, people[role].id, PASSWORD);
    const answer = await sendForm(`${url}/login`, { email: people[role].email, password: PASSWORD });
    cookies[role] = answer.headers["set-cookie"]?.split(";")[0] ?? "";
  }
});
afterAll(async () => {
  await closeHttp(http, open);
  await database.close();
  rmSync(dataDir, { recursive: true, force: true });
});

function upload(role: "buyer" | "staff" | null, files: Record<string, string | Uint8Array<ArrayBuffer>>): Promise<Response> {
  const form = new FormData();
  form.set("note", "a field that is no file");
  for (const [name, content] of Object.entries(files)) form.append("files", new Blob([content]), name);
  return fetch(`${url}/imports`, { method: "POST", body: form, redirect: "manual", headers: { origin: url, ...(role ? { cookie: cookies[role] ?? "" } : {}) } });
}

const kept = () => (existsSync(join(dataDir, "uploads")) ? readdirSync(join(dataDir, "uploads")) : []);
const rows = () => withSystem(database.db, "look in a test", (tx) => tx.execute(sql`select id, file_name, bytes::int as bytes, state from import_uploads`));

test("takes a file larger than a form may be, byte for byte, and leads to its page", async () => {
  const content = `Datum;Betrag\n${"2026-01-03;24,90\n".repeat(100_000)}`;
  const answer = await upload("buyer", { "kasse.csv": content });
  expect(answer.status).toBe(302);
  const [row] = await rows();
  expect(row).toMatchObject({ file_name: "kasse.csv", bytes: content.length, state: "waiting" });
  expect(answer.headers.get("location")).toBe(`/imports/files/${String(row?.["id"])}`);
  expect(readFileSync(join(dataDir, "uploads", String(row?.["id"]), "kasse.csv"), "utf8") === content).toBe(true);
});

test("refuses what is no text with a sentence on the page, and keeps nothing", async () => {
  const before = kept();
  const answer = await upload("buyer", { "sales.csv": Uint8Array.from([0x50, 0x4b, 3, 4, 1, 2, 3]) });
  expect(answer.status).toBe(400);
  expect((await upload("buyer", {})).status).toBe(400);
  expect((await upload("buyer", { "picture.csv": Uint8Array.from([0x89, 0x50, 0x4e, 0x47]) })).status).toBe(400);
  expect(kept()).toEqual(before);
});

test("lets nobody but importers bring a file", async () => {
  const before = kept();
  expect((await upload("staff", { "kasse.csv": "Datum;Betrag\n" })).status).toBe(403);
  const outside = await upload(null, { "kasse.csv": "Datum;Betrag\n" });
  expect([outside.status, outside.headers.get("location")]).toEqual([302, "/login?redirectTo=%2Fimports"]);
  expect(kept()).toEqual(before);
});

test("has a limit of its own that is no other address's, and none for other kinds of content", async () => {
  const post = (path: string, type: string, bytes: number) =>
    send(`${url}${path}`, { method: "POST", headers: { origin: url, cookie: cookies["buyer"] ?? "", "content-type": type, "content-length": String(bytes) }, body: "" });
  const multipart = "multipart/form-data; boundary=x";
  const tooLarge = await post("/imports", multipart, LARGEST_UPLOAD_BYTES + 1_000_000);
  expect([tooLarge.status, tooLarge.body]).toEqual([413, "An upload may hold 200 MB. Split the file and import its parts one after the other.\n"]);
  expect((await post("/login", multipart, 2_000_000)).status).toBe(413);
  expect((await post("/imports", "application/x-www-form-urlencoded", 2_000_000)).status).toBe(413);
  expect((await post("/imports/files/x", multipart, 2_000_000)).status).toBe(413);
});
