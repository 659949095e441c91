import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Embedder } from "#agents/runtime/embedder.ts";
import { createModels } from "#agents/runtime/models.ts";
import { EmbeddingServer } from "#agents/testing/embedding-server.ts";
import { searchKnowledge, type SearchHalves } from "#kb/search.ts";
import { tellKind } from "#kb/ingest/tell-kind.ts";
import { withRls, withSystem } from "#db/rls.ts";
import { asRole, openTestDatabase, people, type TestDatabase } from "#db/testing/index.ts";
import { readEnv } from "../../env.ts";
import { createLogger } from "../../logger.ts";
import { LocalStorage } from "../../ports/storage/local-storage.ts";
import { addDocuments, type DocumentDesk, replaceDocument } from "../../services/knowledge/add-documents.ts";
import { editDocument, reindexDocument, removeDocument } from "../../services/knowledge/change-document.ts";
import { describeDocument, describeDocuments } from "../../services/knowledge/describe-documents.ts";
import { giveFile } from "../../services/knowledge/give-file.ts";
import { removeStrayFiles } from "../../services/knowledge/stored-files.ts";
import { START } from "../../testing/runtime.ts";
import { readyDocuments, workUntilIdle } from "./corpus.ts";
import type { DocumentWork } from "./document-work.ts";

const folder = mkdtempSync(join(tmpdir(), "misty-documents-"));
let shop: TestDatabase;
let server: EmbeddingServer;
/** The machine's clock, which waits and holds run by. */
let machine = START;
const pass = (seconds: number) => void (machine = new Date(machine.getTime() + seconds * 1000));

beforeAll(async () => {
  shop = await openTestDatabase({ settings: { timeZone: "UTC" } });
  server = await EmbeddingServer.start();
});
beforeEach(async () => {
  server.behave({ kind: "vectors" });
  await withSystem(shop.db, "a test begins", (tx) => tx.execute(sql`delete from documents`));
});
afterAll(async () => {
  await server.stop();
  await shop.close();
  rmSync(folder, { recursive: true, force: true });
});

function embedderOf(model: string): Embedder {
  return { ...createModels(readEnv(server.variables("openai-compatible", model))).embedder, limits: { questionMs: 2_000, batchMs: 2_000, pauseMs: 1, restMs: 0 } };
}
const storage = new LocalStorage(join(folder, "files"));
const work = (model = "one", worker = "here", more: Partial<DocumentWork> = {}): DocumentWork => ({
  db: shop.db, storage, embedder: embedderOf(model), now: () => START, machineNow: () => machine, logger: createLogger("silent"), worker, signal: new AbortController().signal, ...more,
});
const desk = (role: "manager" | "admin" = "manager"): DocumentDesk => ({ db: shop.db, storage, machineNow: () => machine, person: asRole(role), now: START, tellKind });
const ctx = <T>(run: (context: { tx: Parameters<Parameters<typeof withRls>[2]>[0]; person: typeof people.manager; now: Date }) => Promise<T>, role: "manager" | "staff" = "manager") =>
  withRls(shop.db, asRole(role), (tx) => run({ tx, person: people[role], now: START }));

type Files = Record<string, string | Uint8Array>;
const form = (files: Files, fields: Record<string, string> = {}) => async (take: (part: { name: string; pieces: AsyncIterable<Uint8Array> }) => Promise<void>) => {
  for (const [name, content] of Object.entries(files)) {
    const bytes = typeof content === "string" ? Buffer.from(content) : content;
    await take({ name, pieces: (async function* () { yield await Promise.resolve(bytes); })() });
  }
  return fields;
};
async function bring(files: Files, fields: Record<string, string> = {}, by = desk()): Promise<string> {
  const { added, refused } = await addDocuments(by, { read: form(files, fields) });
  expect(refused).toEqual([]);
  return added[0]?.id ?? "";
}
const row = async (id: string, model = "one") => ctx((context) => describeDocument(context, { id }, embedderOf(model)));
const find = (words: string, { model = "one", halves = "fusion" }: { model?: string; halves?: SearchHalves } = {}) => searchKnowledge(shop.db, people.manager, embedderOf(model), words, { halves, limit: 20, perDocument: 20 });
const texts = async (...given: Parameters<typeof find>) => (await find(...given)).passages.map(({ content }) => content);
/** Passages that were embedded; questions are one line. */
const embedded = (): string[] => server.texts.filter((text) => text.includes("\n"));
const counts = async () => {
  const [all] = await withSystem(shop.db, "count traces", (tx) => tx.execute<{ documents: number; chunks: number; vectors: number; terms: number; totals: number; files: number }>(sql`
    select (select count(*) from documents)::int as documents, (select count(*) from document_chunks)::int as chunks, (select count(embedding) from document_chunks)::int as vectors, (select count(*) from knowledge_terms)::int as terms,
      (select coalesce(sum(chunk_count + term_count), 0) from knowledge_totals)::int as totals, (select count(*) from stored_files)::int as files`));
  return all;
};
const stored = (): string[] => readdirSync(join(folder, "files", "documents"), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map(({ name }) => name);

/** Sections of their own, long enough to be passages of their own. */
const section = (heading: string, words: string): string => `## ${heading}\n\n${words} ${`Everybody at the counter keeps to this rule about ${heading.toLowerCase()}, every day, without exception and without asking. `.repeat(12)}\n\n`;
const handbook = (...sections: [string, string][]): string => `---\ntitle: Counter handbook\nowner: buyer\naudience: all\nreviewed: 2026-01-10\nreview_due: 2026-06-01\n---\n\n# Counter handbook\n\n${sections.map(([heading, words]) => section(heading, words)).join("")}`;

test("files of a form are taken or refused one by one, read, and found by words and vectors", async () => {
  const { added, refused } = await addDocuments(desk(), {
    read: form({ "../../counter_handbook.md": handbook(["Returns", "Returned records are checked on the deck."], ["Opening", "The door opens at ten."]), "cover.png": Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 0]), "empty.txt": "" }),
  });
  expect(refused.map(({ fileName }) => fileName)).toEqual(["cover.png", "empty.txt"]);
  const [{ id, fileName } = { id: "", fileName: "" }] = added;
  expect(fileName).toBe("counter_handbook.md");
  expect(await row(id)).toMatchObject({ status: "queued", title: "Counter handbook", audience: "manager", version: 1, indexedVersion: null, chunkCount: 0, uploadedByName: people.manager.name });
  await workUntilIdle(work());
  const read = await row(id);
  expect(read).toMatchObject({ status: "indexed", kind: "markdown", title: "Counter handbook", owner: "buyer", audience: "staff", reviewedOn: "2026-01-10", reviewDueOn: "2026-06-01", isStale: true, indexedVersion: 1, failure: null, problem: null });
  expect(read.chunkCount).toBeGreaterThan(1);
  expect(read.embeddedCount).toBe(read.chunkCount);
  for (const passage of read.passages) expect(read.body?.slice(passage.startOffset, passage.endOffset)).toBeTruthy();
  expect((await find("when does the door open", { halves: "vector" })).passages[0]?.content).toContain("opens at ten");
  expect((await texts("returned records checked"))[0]).toContain("checked on the deck");
  expect(await ctx((context) => describeDocuments(context, embedderOf("one")), "staff")).toMatchObject({ documents: [{ id, embeddedCount: read.chunkCount }], reembedding: null, mayChange: false });
});

test("a newer version keeps passages that did not change with their ids and vectors, embeds the others only, and leaves nothing of the old", async () => {
  const id = await bring({ "handbook.md": handbook(["Returns", "Returned records are checked."], ["Opening", "The door opens at ten, says zanzibar."], ["Closing", "The door closes at eight."]) });
  await workUntilIdle(work());
  const before = (await row(id)).passages;
  const [file = ""] = stored();
  server.behave({ kind: "vectors" });
  const version = handbook(["Returns", "Returned records are checked."], ["Opening", "The door opens at nine, says quagga."], ["Closing", "The door closes at eight."]);
  expect(await replaceDocument(desk(), { id, read: form({ "handbook.md": version }) })).toEqual({ id, version: 2 });
  expect(await row(id)).toMatchObject({ status: "queued", version: 2, indexedVersion: 1 });
  // What was there is found until the new version is read.
  expect((await texts("zanzibar")).join()).toContain("opens at ten");
  await workUntilIdle(work());
  expect(await row(id)).toMatchObject({ status: "indexed", version: 2, indexedVersion: 2 });
  const after = (await row(id)).passages;
  expect(after).toHaveLength(before.length);
  const same = after.filter((passage) => before.some((old) => old.id === passage.id));
  expect(after.length - same.length).toBe(1);
  expect(embedded()).toHaveLength(1);
  expect(embedded()[0]).toContain("quagga");
  expect(await texts("zanzibar", { halves: "fulltext" })).toEqual([]);
  expect((await withSystem(shop.db, "look", (tx) => tx.execute(sql`select term from knowledge_terms where term like 'zanzibar%'`)))).toHaveLength(0);
  expect(stored()).toHaveLength(1);
  expect(stored()).not.toContain(file);
  await expect(replaceDocument(desk(), { id, read: form({ "again.md": version }) })).rejects.toMatchObject({ code: "CONFLICT" });
  expect(stored()).toHaveLength(1);
});

test("who may read a document is never widened by the way: not by what is decided while it is read, a version that says nothing, or a file that is not read yet", async () => {
  const secret = handbook(["Pay", "Salaries are paid on the 25th."]).replace("audience: all", "audience: manager");
  const staffFile = (id: string) => giveFile({ db: shop.db, storage, person: asRole("staff") }, { id, through: true });
  // Decided while the file is read: the decision holds, and the title with it.
  const first = await bring({ "open.md": handbook(["Returns", "Returned records are checked."]) });
  const slow = Object.assign(Object.create(storage) as LocalStorage, {
    open: async (key: string) => {
      const bytes = await storage.open(key);
      const { seen } = await row(first);
      await ctx((context) => editDocument(context, { id: first, seen, title: "Of the house", audience: "manager" }));
      return bytes;
    },
  });
  await workUntilIdle(work("one", "here", { storage: slow }));
  const decided = await row(first);
  expect(decided).toMatchObject({ status: "indexed", title: "Of the house", audience: "manager" });
  expect(decided.embeddedCount).toBe(decided.chunkCount);
  await expect(staffFile(first)).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await ctx((context) => describeDocuments(context, embedderOf("one")), "staff")).toMatchObject({ documents: [] });

  const id = await bring({ "pay.md": secret });
  await workUntilIdle(work());
  expect(await row(id)).toMatchObject({ status: "indexed", audience: "manager" });
  // A version without front matter keeps its readers, and before it is read its file is given to no one else.
  await replaceDocument(desk(), { id, read: form({ "pay.md": "# Pay\n\nSalaries are paid on the 26th." }) });
  await expect(staffFile(id)).rejects.toMatchObject({ code: "NOT_FOUND" });
  await workUntilIdle(work());
  expect(await row(id)).toMatchObject({ status: "indexed", version: 2, audience: "manager" });
  await expect(staffFile(id)).rejects.toMatchObject({ code: "NOT_FOUND" });

  // Of a version for fewer people nothing is given out until it is read; the one that is searched is.
  const open = await bring({ "rules.md": handbook(["Rules", "Bags stay at the counter."]) });
  await workUntilIdle(work());
  expect((await staffFile(open)).fileName).toBe("rules.md");
  await replaceDocument(desk(), { id: open, read: form({ "rules.md": secret.replace("25th", "27th") }) });
  expect(Buffer.from((await staffFile(open)).bytes ?? []).toString()).toContain("Bags stay at the counter");
  await workUntilIdle(work());
  await expect(staffFile(open)).rejects.toMatchObject({ code: "NOT_FOUND" });

  // What is not understood is refused and not taken for everybody.
  const typo = await bring({ "typo.md": secret.replace("audience: manager", "audience: managers") });
  await workUntilIdle(work());
  expect(await row(typo)).toMatchObject({ status: "failed", audience: "manager" });
});

test("a removed document leaves no passage, vector, term or file, also when it is removed while it is read or embedded", async () => {
  await removeStrayFiles(work());
  const empty = { documents: 0, chunks: 0, vectors: 0, terms: 0, totals: 0, files: 0 };
  expect(await counts()).toEqual(empty);
  const id = await bring({ "a.md": handbook(["Returns", "Returned records are checked."], ["Opening", "At ten."]) });
  await workUntilIdle(work());
  expect(await counts()).not.toEqual(empty);
  expect(await removeDocument(desk(), { id })).toEqual({ id, fileLater: false });
  expect(await counts()).toEqual(empty);
  expect(stored()).toEqual([]);
  expect(await texts("returned records")).toEqual([]);
  // While it is read: the file is opened, then the document goes.
  const second = await bring({ "b.md": handbook(["Returns", "Returned records are checked."]) });
  const slow = Object.assign(Object.create(storage) as LocalStorage, { open: async (key: string) => { const bytes = await storage.open(key); await removeDocument(desk(), { id: second }); return bytes; } });
  await workUntilIdle(work("one", "here", { storage: slow }));
  expect(await counts()).toEqual(empty);
  // While it is embedded: the server is asked, then the document goes.
  const third = await bring({ "c.md": handbook(["Returns", "Returned records are checked."]) });
  const embedder = embedderOf("one");
  const removing: Embedder = { ...embedder, report: (state) => { embedder.report(state); void removeDocument(desk(), { id: third }); } };
  await workUntilIdle(work("one", "here", { embedder: removing }));
  await expect.poll(counts).toEqual(empty);
  expect(stored()).toEqual([]);
});

test("a provider that is down while documents come in: they are found by words, the reason is told, and it goes on by itself", async () => {
  server.behave({ kind: "status", status: 500 });
  const id = await bring({ "a.md": handbook(["Returns", "Returned records are checked."], ["Opening", "At ten."]) });
  const waitMs = await workUntilIdle(work());
  expect(waitMs).toBeGreaterThan(0);
  const held = await row(id);
  expect(held).toMatchObject({ status: "indexed", embeddedCount: 0, failure: null });
  expect(held.problem).toMatch(/has a fault.*tried again by itself.*found by their words/);
  const found = await find("returned records");
  expect(found.passages[0]?.content).toContain("Returned records");
  expect(found).toMatchObject({ byVectors: false, note: expect.stringMatching(/has a fault.*words alone/) as string });
  expect(await ctx((context) => describeDocuments(context, embedderOf("one")))).toMatchObject({ reembedding: { done: 0, total: held.chunkCount } });
  server.behave({ kind: "vectors" });
  // Not before its time.
  await workUntilIdle(work());
  expect((await row(id)).embeddedCount).toBe(0);
  pass((waitMs ?? 0) / 1000 + 1);
  await workUntilIdle(work());
  expect(await row(id)).toMatchObject({ embeddedCount: held.chunkCount, problem: null });
  expect((await find("returned records")).byVectors).toBe(true);
});

test("another model embeds anew in the background; half-way vectors of two models are never compared, and words find the rest", async () => {
  const ids = [await bring({ "a.md": handbook(["Returns", "Returned records are checked."]) }), await bring({ "b.md": handbook(["Postage", "Parcels go out at noon."]) })];
  await workUntilIdle(work("one"));
  server.behave({ kind: "vectors" });
  await readyDocuments(work("two"));
  expect(await ctx((context) => describeDocuments(context, embedderOf("two")))).toMatchObject({ reembedding: { done: 0 } });
  // The process of before leaves alone what is being made anew.
  await workUntilIdle(work("one"));
  expect(server.texts).toEqual([]);
  // One document, then the provider fails.
  server.behave({ kind: "vectors" }, { kind: "status", status: 500 });
  await workUntilIdle(work("two"));
  server.behave({ kind: "vectors" });
  const list = await ctx((context) => describeDocuments(context, embedderOf("two")));
  expect(list.documents.map(({ embeddedCount, chunkCount }) => embeddedCount / chunkCount).sort()).toEqual([0, 1]);
  const vectors = await find("parcels", { model: "two", halves: "vector" });
  expect(new Set(vectors.passages.map(({ documentId }) => documentId)).size).toBe(1);
  const both = await find("returned parcels noon records", { model: "two" });
  expect(new Set(both.passages.map(({ documentId }) => documentId))).toEqual(new Set(ids));
  expect(both.passages.filter(({ similarity }) => similarity === null).length).toBeGreaterThan(0);
  pass(3_600);
  await workUntilIdle(work("two"));
  expect((await withSystem(shop.db, "look", (tx) => tx.execute<{ model: string }>(sql`select distinct embedding_model as model from document_chunks`))).map(({ model }) => model)).toEqual(["openai-compatible/two@768"]);
  expect((await ctx((context) => describeDocuments(context, embedderOf("two")))).reembedding).toBeNull();
});

test("what a killed process held is another's after a while and goes on where it was; of two processes each does a document once", async () => {
  const files = Object.fromEntries(Array.from({ length: 6 }, (_, at) => [`${at}.md`, handbook([`Rule ${at}`, `Rule number ${at} is about ${["till", "deck", "door", "rain", "cash", "post"][at]}.`])]));
  await addDocuments(desk(), { read: form(files) });
  // A process takes one and dies.
  await withSystem(shop.db, "a process takes a document and dies", (tx) => tx.execute(sql`update documents set worker = 'dead', held_until = ${new Date(machine.getTime() + 60_000).toISOString()}::timestamptz, status = 'reading', tries = 1 where file_name = '0.md'`));
  server.behave({ kind: "vectors" });
  const other = shop.connect();
  await Promise.all([workUntilIdle(work("one", "first")), workUntilIdle({ ...work("one", "second"), db: other })]);
  const states = await ctx((context) => describeDocuments(context, embedderOf("one")));
  expect(states.documents.filter(({ status }) => status === "indexed")).toHaveLength(5);
  expect(embedded()).toHaveLength(new Set(embedded()).size);
  pass(61);
  await workUntilIdle(work("one", "third"));
  expect((await ctx((context) => describeDocuments(context, embedderOf("one")))).documents.every(({ status, embeddedCount, chunkCount }) => status === "indexed" && embeddedCount === chunkCount)).toBe(true);
});

test("a file that ends the program each time is given up with a reason, and one that was stopped is not to blame", async () => {
  const id = await bring({ "a.md": handbook(["Returns", "Returned records are checked."]) });
  const stopped = new AbortController();
  const stopping = Object.assign(Object.create(storage) as LocalStorage, { open: (key: string) => { stopped.abort(new Error("stopping")); return storage.open(key); } });
  await expect(workUntilIdle(work("one", "here", { storage: stopping, signal: stopped.signal }))).rejects.toThrow("stopping");
  expect(await row(id)).toMatchObject({ status: "queued", problem: null });
  for (let death = 0; death < 3; death++) {
    await withSystem(shop.db, "it dies", (tx) => tx.execute(sql`update documents set status = 'reading', deaths = ${death} where id = ${id}::uuid`));
  }
  await workUntilIdle(work());
  expect(await row(id)).toMatchObject({ status: "failed", failure: expect.stringContaining("ended each time") as string });
  await ctx((context) => reindexDocument(context, { id }));
  await workUntilIdle(work());
  expect(await row(id)).toMatchObject({ status: "indexed", failure: null });
});

test("storage that is away holds the work up, one that gives something else ends it, and both are told", async () => {
  const id = await bring({ "a.md": handbook(["Returns", "Returned records are checked."]) });
  const [file = ""] = stored();
  const path = join(folder, "files", "documents", id, file);
  const bytes = readFileSync(path);
  rmSync(path);
  await workUntilIdle(work());
  expect(await row(id)).toMatchObject({ status: "failed", failure: expect.stringMatching(/not in the storage any more/) as string });
  await storage.put(`documents/${id}/${file}`, Buffer.concat([bytes, Buffer.from("x")]));
  await ctx((context) => reindexDocument(context, { id }));
  await workUntilIdle(work());
  expect(await row(id)).toMatchObject({ status: "failed", failure: expect.stringMatching(/changed or damaged/) as string });
  await storage.put(`documents/${id}/${file}`, bytes);
  await ctx((context) => reindexDocument(context, { id }));
  await workUntilIdle(work());
  expect(await row(id)).toMatchObject({ status: "indexed", failure: null });
});

test("what a person says of a document stands, its passages follow, and a new title is embedded without reading anew", async () => {
  const id = await bring({ "a.md": handbook(["Returns", "Returned records are checked."]) }, { audience: "buyer" });
  await workUntilIdle(work());
  const read = await row(id);
  expect(read).toMatchObject({ audience: "buyer", owner: "buyer", title: "Counter handbook" });
  await expect(ctx((context) => editDocument(context, { id, seen: "long ago", title: "Other", audience: "staff" }))).rejects.toMatchObject({ code: "CONFLICT" });
  await expect(ctx((context) => editDocument(context, { id, seen: read.seen, title: "Other", audience: "admin" }))).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(ctx((context) => editDocument(context, { id, seen: read.seen, title: "Other", audience: "staff" }), "staff")).rejects.toMatchObject({ code: "FORBIDDEN" });
  server.behave({ kind: "vectors" });
  expect(await ctx((context) => editDocument(context, { id, seen: read.seen, title: "Rules for returns", audience: "manager", owner: "buyer", reviewedOn: "2026-01-10", reviewDueOn: "2026-06-01" }))).toEqual({ changed: ["title", "audience"] });
  expect(await texts("returned records")).not.toEqual([]);
  expect((await searchKnowledge(shop.db, asRole("buyer"), embedderOf("one"), "returned records")).passages).toEqual([]);
  await workUntilIdle(work());
  expect(embedded()).toHaveLength(read.chunkCount);
  expect(embedded()[0]).toContain("Rules for returns");
  expect((await row(id)).passages.map(({ id: passage }) => passage)).toEqual(read.passages.map(({ id: passage }) => passage));
  await ctx((context) => reindexDocument(context, { id }));
  server.behave({ kind: "vectors" });
  await workUntilIdle(work());
  expect(await row(id)).toMatchObject({ title: "Rules for returns", audience: "manager", status: "indexed" });
  expect(server.texts).toEqual([]);
});
