import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { readEnv } from "../../env.ts";
import { StorageServer } from "../../testing/storage-server.ts";
import { LocalStorage } from "./local-storage.ts";
import { openStorage } from "./open-storage.ts";
import type { FileStorage } from "./storage.ts";
import { SupabaseStorage } from "./supabase-storage.ts";

const KEY = "documents/01900000-0000-7000-8000-000000000001/11111111-2222-4333-8444-555555555555";
const OTHER = "documents/01900000-0000-7000-8000-000000000001/11111111-2222-4333-8444-666666666666";
const BYTES = Buffer.from("Returned records are checked on the deck.\n".repeat(2_000));
const folder = mkdtempSync(join(tmpdir(), "misty-storage-"));
let server: StorageServer;
const supabase = (key = server.key, limits = { tryMs: 2_000, pauseMs: 1 }) => new SupabaseStorage({ url: server.url, key, bucket: "papers" }, limits);

beforeAll(async () => {
  server = await StorageServer.start();
});
beforeEach(() => {
  server.buckets.clear();
  server.files.clear();
  server.behave({ kind: "works" });
});
afterEach(() => rmSync(join(folder, "files"), { recursive: true, force: true }));
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe.each<[string, () => FileStorage]>([
  ["the local disk", () => new LocalStorage(join(folder, "files"))],
  ["Supabase Storage", () => supabase()],
])("%s", (_name, open) => {
  test("gives back what it was given, byte for byte, also written twice, and nothing once it is removed", async () => {
    const storage = open();
    await storage.put(KEY, BYTES, "text/plain");
    await storage.put(KEY, BYTES, "text/plain");
    await storage.put(OTHER, Buffer.from([0, 255, 1]), "application/pdf");
    expect(Buffer.from(await storage.open(KEY)).equals(BYTES)).toBe(true);
    expect([...(await storage.open(OTHER))]).toEqual([0, 255, 1]);
    await storage.remove([KEY, OTHER]);
    await storage.remove([KEY]);
    await expect(storage.open(KEY)).rejects.toMatchObject({ code: "NOT_FOUND", message: "The file itself is not in the storage any more. Bring it again." });
    expect(await storage.probe()).toMatchObject({ state: "ok" });
  });

  test.each(["../../etc/passwd", "documents/../../x", "/etc/passwd", "documents/a b", "documents", "documents/01900000-0000-7000-8000-000000000001/..", "", "documents\\x", `${KEY}/../x`, `${KEY}\u0000`])("never lets a key lead anywhere else: %j", async (key) => {
    const storage = open();
    for (const act of [() => storage.put(key, BYTES, "text/plain"), () => storage.open(key), () => storage.remove([key])]) await expect(act()).rejects.toThrow("no key of a stored file");
    expect(existsSync(join(folder, "files"))).toBe(false);
    expect([...server.files.keys()]).toEqual([]);
  });
});

describe("the local disk", () => {
  const local = () => new LocalStorage(join(folder, "files"));

  test("keeps files to the program's own account, and leaves no half of one", async () => {
    await local().put(KEY, BYTES);
    const path = join(folder, "files", ...KEY.split("/"));
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, "files")).mode & 0o777).toBe(0o700);
    expect(readdirSync(join(path, ".."))).toHaveLength(1);
    expect(readFileSync(path).equals(BYTES)).toBe(true);
    await local().remove([KEY]);
    expect(readdirSync(join(folder, "files", "documents"))).toEqual([]);
    expect(await local().link()).toBeNull();
  });

  test("leaves no half of a file that a killed process was writing", async () => {
    await local().put(KEY, BYTES);
    const half = `${join(folder, "files", ...KEY.split("/"))}.part`;
    writeFileSync(half, "half of a newer one");
    await local().put(KEY, BYTES);
    expect(existsSync(half)).toBe(false);
    writeFileSync(half, "half of a newer one");
    await local().remove([KEY]);
    expect(readdirSync(join(folder, "files", "documents"))).toEqual([]);
  });

  test("says what is wrong with the disk and leaves what was there", async () => {
    writeFileSync(join(folder, "files"), "a file where the directory should be");
    await expect(local().put(KEY, BYTES)).rejects.toMatchObject({ code: "SERVICE_UNAVAILABLE" });
    expect(await local().probe()).toMatchObject({ state: "off", reason: expect.stringContaining("cannot be kept") as string });
    expect(readFileSync(join(folder, "files"), "utf8")).toBe("a file where the directory should be");
    rmSync(join(folder, "files"));
    // A folder where the file should be, and the other way round.
    mkdirSync(join(folder, "files", ...KEY.split("/")), { recursive: true });
    await expect(local().put(KEY, BYTES)).rejects.toMatchObject({ code: "SERVICE_UNAVAILABLE", message: expect.stringMatching(/^The disk did not take or give the file \(E[A-Z]+\)\./) as string });
    expect(readdirSync(join(folder, "files", ...KEY.split("/"), ".."))).toEqual([KEY.split("/").at(-1)]);
    await expect(local().open(KEY)).rejects.toMatchObject({ code: "SERVICE_UNAVAILABLE" });
  });

  test("a disk without room is said to be full", async ({ skip }) => {
    skip(!existsSync("/dev/full"), "this system has no device that is always full");
    mkdirSync(join(folder, "files", ...KEY.split("/"), ".."), { recursive: true });
    symlinkSync("/dev/full", `${join(folder, "files", ...KEY.split("/"))}.part`);
    await expect(local().put(KEY, BYTES)).rejects.toMatchObject({ code: "SERVICE_UNAVAILABLE", message: expect.stringMatching(/^The disk is full/) as string });
    expect(existsSync(join(folder, "files", ...KEY.split("/")))).toBe(false);
  });
});

describe("Supabase Storage", () => {
  test("makes its bucket, private, and asks for it once", async () => {
    const storage = supabase();
    await storage.put(KEY, BYTES, "application/pdf");
    await storage.put(OTHER, BYTES, "application/pdf");
    expect(server.buckets.get("papers")).toEqual({ isPublic: false });
    expect(server.seen.filter(({ path }) => path.startsWith("/bucket"))).toEqual([{ method: "GET", path: "/bucket/papers" }, { method: "POST", path: "/bucket" }]);
    expect(server.files.get(`papers/${KEY}`)?.type).toBe("application/pdf");
  });

  test("makes the bucket anew when somebody removed it meanwhile", async () => {
    const storage = supabase();
    await storage.put(KEY, BYTES, "text/plain");
    server.buckets.clear();
    await storage.put(OTHER, BYTES, "text/plain");
    expect(server.files.has(`papers/${OTHER}`)).toBe(true);
  });

  test("puts nothing into a public bucket", async () => {
    server.buckets.set("papers", { isPublic: true });
    await expect(supabase().put(KEY, BYTES, "text/plain")).rejects.toMatchObject({ code: "SERVICE_UNAVAILABLE", message: expect.stringMatching(/papers.*is public.*Make it private/) as string });
    expect(server.files.size).toBe(0);
    expect(await supabase().probe()).toMatchObject({ state: "degraded", reason: expect.stringContaining("is public") as string });
  });

  test("gives addresses that are signed, end, and name the download as people know it", async () => {
    const storage = supabase();
    await storage.put(KEY, BYTES, "application/pdf");
    const link = await storage.link(KEY, "Rückgabe & Regeln.pdf", 60);
    expect(link).not.toContain(server.key);
    const got = await fetch(link);
    expect([got.status, Buffer.from(await got.arrayBuffer()).equals(BYTES)]).toEqual([200, true]);
    expect(got.headers.get("content-disposition")).toBe(`attachment; filename*=UTF-8''${encodeURIComponent("Rückgabe & Regeln.pdf")}`);
    expect((await fetch(link.replace(/token=[^&]+/, "token=guess"))).status).toBe(400);
    server.now = 61;
    expect((await fetch(link)).status).toBe(400);
    await expect(storage.link(OTHER, "x.pdf", 60)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("tries again what may pass: a fault, too much to do, a broken connection", async () => {
    const storage = supabase();
    server.behave({ kind: "status", status: 500 }, { kind: "reset" }, { kind: "works" });
    await storage.put(KEY, BYTES, "text/plain");
    server.behave({ kind: "status", status: 429 }, { kind: "status", status: 503 }, { kind: "works" });
    expect(Buffer.from(await storage.open(KEY)).equals(BYTES)).toBe(true);
    expect(server.seen).toHaveLength(3);
  });

  test.each<[string, Parameters<StorageServer["behave"]>[0], RegExp]>([
    ["is at fault", { kind: "status", status: 500 }, /it answered 500.*Try again in a minute/],
    ["has too much to do", { kind: "status", status: 429 }, /too much to do/],
    ["breaks every connection", { kind: "reset" }, /could not be reached/],
    ["is silent", { kind: "silence" }, /did not answer within/],
    ["does not take our key", { kind: "status", status: 401, message: "Unauthorized" }, /refused our key.*SUPABASE_SERVICE_ROLE_KEY/],
    ["is no storage at all", { kind: "page" }, /does not speak as Supabase Storage does.*SUPABASE_URL|did not confirm|no signed address|refused|is public/],
    ["takes no file of this size", { kind: "status", status: 413, message: "The object exceeded the maximum allowed size" }, /this size/],
  ])("a server that %s ends in a sentence on every call, in time, and in no half success", async (_what, behaviour, sentence) => {
    const storage = supabase(server.key, { tryMs: behaviour.kind === "silence" ? 200 : 2_000, pauseMs: 1 });
    await storage.put(KEY, BYTES, "text/plain");
    server.behave(behaviour);
    const acts: (() => Promise<unknown>)[] = [() => storage.put(OTHER, BYTES, "text/plain"), () => storage.remove([KEY]), () => storage.link(KEY, "x.pdf", 60)];
    for (const act of acts) await expect(act()).rejects.toMatchObject({ code: "SERVICE_UNAVAILABLE", message: expect.stringMatching(sentence) as string });
    // What a page gives instead of a file only its hash can tell (server/jobs/knowledge).
    if (behaviour.kind !== "page") await expect(storage.open(KEY)).rejects.toMatchObject({ code: "SERVICE_UNAVAILABLE", message: expect.stringMatching(sentence) as string });
    expect(await storage.probe()).toMatchObject({ state: "degraded" });
    server.behave({ kind: "works" });
    expect([...server.files.keys()]).toEqual([`papers/${KEY}`]);
  });

  test("a server that says yes and keeps nothing is not believed, and half a file is none", async () => {
    const storage = supabase();
    await storage.put(KEY, BYTES, "text/plain");
    server.behave({ kind: "forgets" });
    await expect(storage.put(OTHER, BYTES, "text/plain")).rejects.toMatchObject({ code: "SERVICE_UNAVAILABLE", message: expect.stringContaining("did not confirm") as string });
    server.behave({ kind: "half" });
    await expect(storage.open(KEY)).rejects.toMatchObject({ code: "SERVICE_UNAVAILABLE", message: expect.stringContaining("did not give the whole file") as string });
  });

  test("a removal is believed when the file is gone, and a 404 that does not speak of the file is none of it", async () => {
    const storage = supabase();
    await storage.put(KEY, BYTES, "text/plain");
    server.behave({ kind: "keeps" }, { kind: "works" });
    await expect(storage.remove([KEY])).rejects.toMatchObject({ code: "SERVICE_UNAVAILABLE", message: expect.stringContaining("did not remove") as string });
    server.behave({ kind: "no-such-page" });
    for (const act of [() => storage.remove([KEY]), () => storage.open(KEY), () => storage.link(KEY, "x.pdf", 60)]) await expect(act()).rejects.toMatchObject({ code: "SERVICE_UNAVAILABLE", message: expect.stringContaining("404") as string });
    expect(await supabase().probe()).toMatchObject({ state: "degraded" });
    server.behave({ kind: "keeps" }, { kind: "no-such-page" });
    await expect(storage.remove([KEY])).rejects.toMatchObject({ code: "SERVICE_UNAVAILABLE" });
    server.behave({ kind: "works" });
    await storage.remove([KEY, OTHER]);
    expect(server.files.size).toBe(0);
  });

  test("a key that has ended is said with the variable to look at", async () => {
    await expect(supabase("another-key").put(KEY, BYTES, "text/plain")).rejects.toMatchObject({ message: "Supabase Storage refused our key. An admin has to check SUPABASE_SERVICE_ROLE_KEY." });
  });
});

test("a file is reached where it was brought: on the disk, in another bucket of the project, and nowhere else", async () => {
  const before = new LocalStorage(join(folder, "files"));
  const now = new SupabaseStorage({ url: server.url, key: server.key, bucket: "papers", before });
  const other = new SupabaseStorage({ url: server.url, key: server.key, bucket: "drawer" });
  await other.put(KEY, BYTES, "text/plain");
  expect(now.at(now.id)).toBe(now);
  expect(now.at(before.id)).toBe(before);
  expect(Buffer.from((await now.at(other.id)?.open(KEY)) ?? []).equals(BYTES)).toBe(true);
  for (const id of ["papers@elsewhere.example", "papers", ""]) expect(now.at(id)).toBeNull();
  expect(before.at(now.id)).toBeNull();
});

test("without Supabase's address and key files stay on this machine, and half of the two is refused at the start", () => {
  expect(openStorage(readEnv({ MISTY_DATA_DIR: folder })).kind).toBe("local");
  expect(openStorage(readEnv({ SUPABASE_URL: "https://shop.supabase.co", SUPABASE_SERVICE_ROLE_KEY: "key" }))).toMatchObject({ kind: "supabase", place: "shop.supabase.co, bucket misty-documents" });
  expect(() => readEnv({ SUPABASE_URL: "https://shop.supabase.co" })).toThrow("SUPABASE_SERVICE_ROLE_KEY");
});
