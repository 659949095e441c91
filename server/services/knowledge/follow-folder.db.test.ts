import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
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
import { START } from "../../testing/runtime.ts";
import { replaceDocument } from "./add-documents.ts";
import { removeDocument } from "./change-document.ts";
import { followFolder } from "./follow-folder.ts";
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
  expect((await list()).map(({ name, version }) => [name, version])).toEqual([["grading", 1], [null, 3]]);
});

test("folders keep apart, two processes at once add a file once, and files that became nobody's are removed in time", async () => {
  const other = mkdtempSync(join(folder, "more-"));
  writeFileSync(join(other, "grading.md"), "# Their grading\n\nFive steps.");
  const [one, two] = await Promise.all([follow({ path: other, prefix: "more~1" }), follow({ path: other, prefix: "more~1" })]);
  expect([...one.added, ...two.added]).toEqual(["grading.md"]);
  expect((await follow()).removed).toEqual([]);
  expect((await list()).map(({ name }) => name)).toEqual(["grading", "more~1/grading.md", null]);
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
