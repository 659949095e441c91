import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { KEYLESS } from "#agents/runtime/embedder.ts";
import { tellKind } from "#kb/ingest/tell-kind.ts";
import { withSystem } from "#db/rls.ts";
import { asRole, openTestDatabase, type TestDatabase } from "#db/testing/index.ts";
import { workUntilIdle } from "../../jobs/knowledge/corpus.ts";
import { createLogger } from "../../logger.ts";
import { LocalStorage } from "../../ports/storage/local-storage.ts";
import { SupabaseStorage } from "../../ports/storage/supabase-storage.ts";
import { StorageServer } from "../../testing/storage-server.ts";
import { START } from "../../testing/runtime.ts";
import { addDocuments, replaceDocument } from "./add-documents.ts";
import { removeDocument } from "./change-document.ts";
import { followFolder } from "./follow-folder.ts";
import { giveFile } from "./give-file.ts";
import { removeStrayFiles } from "./stored-files.ts";

const folder = mkdtempSync(join(tmpdir(), "misty-corpus-"));
const path = join(folder, "documents");
const storage = new LocalStorage(join(folder, "files"));
let machine = START;
let shop: TestDatabase;
const keeping = () => ({ db: shop.db, storage, machineNow: () => machine });
const desk = () => ({ ...keeping(), person: asRole("manager"), now: START, tellKind });
const follow = (more: Partial<Parameters<typeof followFolder>[1]> = {}) => followFolder({ ...keeping(), now: START, tellKind, actor: "system" }, { path, prefix: "", bringBack: false, ...more });
const write = (name: string, text: string) => writeFileSync(join(path, name), text);
const list = () => withSystem(shop.db, "look", (tx) => tx.execute<{ id: string; name: string | null; title: string; version: number; status: string }>(sql`select id, corpus_name as name, title, version, status from documents order by corpus_name`));
const acts = () => withSystem(shop.db, "look", (tx) => tx.execute<{ details: unknown }>(sql`select d.details from activity_logs l join activity_details d on d.activity_id = l.id where l.action = 'corpus.followed' order by l.id`));
const stored = (): number => readdirSync(join(folder, "files"), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length;

beforeAll(async () => {
  shop = await openTestDatabase();
  mkdirSync(path);
});
afterAll(async () => {
  await shop.close();
  rmSync(folder, { recursive: true, force: true });
});

test("an empty folder changes nothing; new files come, changed ones are read anew, those that are gone go, and each time is written down once", async () => {
  expect(await follow()).toEqual({ added: [], changed: [], removed: [], refused: [] });
  write("returns.md", "# Returns\n\nThirty days.");
  write("postage.md", "# Postage\n\nOut at noon.");
  write("cover.md", "\u0089PNG\u0000\u0000");
  write("notes.odt", "not looked at");
  symlinkSync("/etc/hostname", join(path, "leads-away.md"));
  expect(await follow()).toMatchObject({ added: ["postage.md", "returns.md"], changed: [], removed: [], refused: [{ fileName: "cover.md" }] });
  rmSync(join(path, "cover.md"));
  await workUntilIdle({ ...keeping(), embedder: KEYLESS, now: () => START, logger: createLogger("silent"), worker: "here", signal: new AbortController().signal });
  expect(await list()).toMatchObject([{ name: "postage", title: "Postage", version: 1, status: "indexed" }, { name: "returns", status: "indexed" }]);
  expect(await follow()).toEqual({ added: [], changed: [], removed: [], refused: [] });
  write("returns.md", "# Returns\n\nForty days.");
  expect(await follow()).toMatchObject({ added: [], changed: ["returns.md"] });
  rmSync(join(path, "postage.md"));
  expect(await follow()).toMatchObject({ removed: ["postage"] });
  expect(await list()).toMatchObject([{ name: "returns", version: 2, status: "queued" }]);
  // The file that is searched still, and the one that is to be read.
  expect(stored()).toBe(2);
  expect(await acts()).toHaveLength(3);
});

test("what a person removed or replaced does not come back by itself, only when it is asked for", async () => {
  write("grading.md", "# Grading\n\nEight steps.");
  await follow();
  const grading = (await list()).find(({ name }) => name === "grading");
  await removeDocument(desk(), { id: grading?.id ?? "" });
  expect((await follow()).added).toEqual([]);
  expect((await follow({ bringBack: true })).added).toEqual(["grading.md"]);
  const returns = (await list()).find(({ name }) => name === "returns");
  await replaceDocument(desk(), { id: returns?.id ?? "", read: async (take) => { await take({ name: "ours.md", pieces: (async function* () { yield await Promise.resolve(Buffer.from("# Returns\n\nOur own rule.")); })() }); return {}; } });
  expect(await follow()).toEqual({ added: [], changed: [], removed: [], refused: [] });
  // Superseded rules beside those that replaced them would answer once more.
  expect((await follow({ bringBack: true })).added).toEqual([]);
  expect((await list()).map(({ name, version }) => [name, version])).toEqual([["grading", 1], [null, 3]]);
  await removeDocument(desk(), { id: returns?.id ?? "" });
  expect((await follow()).added).toEqual([]);
  expect((await follow({ bringBack: true })).added).toEqual(["returns.md"]);
});

test("a replacement that is refused leaves no mark: gone from the folder and back in it, the document is back", async () => {
  const returns = (await list()).find(({ name }) => name === "returns");
  const same = async (take: (part: { name: string; pieces: AsyncIterable<Uint8Array> }) => Promise<void>) => {
    await take({ name: "returns.md", pieces: (async function* () { yield await Promise.resolve(readFileSync(join(path, "returns.md"))); })() });
    return {};
  };
  await expect(replaceDocument(desk(), { id: returns?.id ?? "", read: same })).rejects.toMatchObject({ code: "CONFLICT" });
  const text = readFileSync(join(path, "returns.md"), "utf8");
  rmSync(join(path, "returns.md"));
  expect((await follow()).removed).toEqual(["returns"]);
  write("returns.md", text);
  expect((await follow()).added).toEqual(["returns.md"]);
});

test("a file that cannot be read, or whose kind nobody foresaw, is refused by itself", async () => {
  write("aaa.md", "# Postage\n\nOut at noon.");
  write("bbb.md", "# Parcels\n\nIn at ten.");
  const odd = (bytes: Uint8Array) => {
    if (Buffer.from(bytes).includes("Postage")) throw new TypeError("planted");
    return tellKind(bytes);
  };
  expect(await followFolder({ ...keeping(), now: START, tellKind: odd, actor: "system" }, { path, prefix: "", bringBack: false })).toMatchObject({ added: ["bbb.md"], refused: [{ fileName: "aaa.md", sentence: expect.stringMatching(/^It could not be read/) as string }] });
  expect((await follow()).added).toEqual(["aaa.md"]);
  for (const name of ["aaa.md", "bbb.md"]) rmSync(join(path, name));
  await follow();
});

test("a file that is swept before its document is saved is not taken: the document is refused with a sentence", async () => {
  const slow = async (take: (part: { name: string; pieces: AsyncIterable<Uint8Array> }) => Promise<void>) => {
    await take({ name: "late.md", pieces: (async function* () { yield await Promise.resolve(Buffer.from("# Late\n\nVery late.")); })() });
    machine = new Date(machine.getTime() + 3_601_000);
    expect(await removeStrayFiles(keeping())).toBe(1);
    return {};
  };
  const before = stored();
  await expect(addDocuments(desk(), { read: slow })).rejects.toMatchObject({ code: "CONFLICT", message: expect.stringMatching(/took more than an hour/) as string });
  expect(stored()).toBe(before);
  expect((await list()).map(({ title }) => title)).not.toContain("Late");
});

test("after the shop moved to another storage its files are read and removed where they lie; out of reach, they are not forgotten", async () => {
  const server = await StorageServer.start();
  try {
    const remote = new SupabaseStorage({ url: server.url, key: server.key, bucket: "papers", before: storage }, { tryMs: 2_000, pauseMs: 1 });
    const moved = { ...keeping(), storage: remote };
    const take = (words: string) => async (part: (given: { name: string; pieces: AsyncIterable<Uint8Array> }) => Promise<void>) => {
      await part({ name: "moved.md", pieces: (async function* () { yield await Promise.resolve(Buffer.from(`# Moved\n\n${words}`)); })() });
      return {};
    };
    const before = stored();
    const [old] = (await addDocuments(desk(), { read: take("On the disk.") })).added;
    const [young] = (await addDocuments({ ...desk(), ...moved }, { read: take("Far away.") })).added;
    expect([stored(), server.files.size]).toEqual([before + 1, 1]);
    await workUntilIdle({ ...moved, embedder: KEYLESS, now: () => START, logger: createLogger("silent"), worker: "here", signal: new AbortController().signal });
    expect((await list()).filter(({ title }) => title === "Moved").map(({ status }) => status)).toEqual(["indexed", "indexed"]);
    // Back on the disk without a way to the other storage.
    await expect(giveFile({ db: shop.db, storage, person: asRole("admin") }, { id: young?.id ?? "", through: true })).rejects.toMatchObject({ code: "SERVICE_UNAVAILABLE", message: expect.stringMatching(/papers@127/) as string });
    expect(await removeDocument(desk(), { id: young?.id ?? "" })).toMatchObject({ fileLater: true });
    await expect(removeStrayFiles(keeping())).rejects.toMatchObject({ code: "SERVICE_UNAVAILABLE" });
    expect(server.files.size).toBe(1);
    expect(await removeDocument({ ...desk(), ...moved }, { id: old?.id ?? "" })).toMatchObject({ fileLater: false });
    expect([stored(), server.files.size]).toEqual([before, 0]);
  } finally {
    await server.stop();
  }
});

test("folders keep apart, two processes at once add a file once, and files that became nobody's are removed in time", async () => {
  const other = mkdtempSync(join(folder, "more-"));
  writeFileSync(join(other, "grading.md"), "# Their grading\n\nFive steps.");
  const [one, two] = await Promise.all([follow({ path: other, prefix: "more~1" }), follow({ path: other, prefix: "more~1" })]);
  expect([...one.added, ...two.added]).toEqual(["grading.md"]);
  expect((await follow()).removed).toEqual([]);
  expect((await list()).map(({ name }) => name)).toEqual(["grading", "more~1/grading.md", "returns"]);
  // A process announced a file, wrote it, and died before it was a document's.
  const key = "documents/01900000-0000-7000-8000-000000000001/11111111-2222-4333-8444-555555555555";
  await withSystem(shop.db, "it dies", (tx) => tx.execute(sql`insert into stored_files (key, remove_after) values (${key}, ${new Date(machine.getTime() + 3_600_000).toISOString()}::timestamptz)`));
  await storage.put(key, Buffer.from("x"));
  const before = stored();
  expect(await removeStrayFiles(keeping())).toBe(0);
  machine = new Date(machine.getTime() + 3_601_000);
  expect(await removeStrayFiles(keeping())).toBe(1);
  expect(stored()).toBe(before - 1);
  expect(await withSystem(shop.db, "look", (tx) => tx.execute(sql`select key from stored_files where remove_after is not null`))).toHaveLength(0);
});
