import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { eq, sql } from "drizzle-orm";
import { v7 } from "uuid";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Embedder } from "#agents/runtime/embedder.ts";
import { createModels } from "#agents/runtime/models.ts";
import { EmbeddingServer } from "#agents/testing/embedding-server.ts";
import { tellKind } from "#kb/ingest/tell-kind.ts";
import { searchKnowledge } from "#kb/search.ts";
import { readShopModel, takeDocument } from "#db/queries/knowledge/work.ts";
import { addPassages } from "#db/queries/knowledge/write-passages.ts";
import type { UserRole } from "#db/enums.ts";
import { withRls, withSystem } from "#db/rls.ts";
import { documents } from "#db/schema/index.ts";
import { asRole, openTestDatabase, people, type TestDatabase } from "#db/testing/index.ts";
import { readEnv } from "../../env.ts";
import { AppError } from "../../errors.ts";
import { createLogger } from "../../logger.ts";
import { LocalStorage } from "../../ports/storage/local-storage.ts";
import { addDocuments, type DocumentDesk, replaceDocument } from "../../services/knowledge/add-documents.ts";
import { removeDocument } from "../../services/knowledge/change-document.ts";
import { describeDocument } from "../../services/knowledge/describe-documents.ts";
import { giveFile } from "../../services/knowledge/give-file.ts";
import { addText, beginText, letGo } from "../../services/knowledge/settle-work.ts";
import { START } from "../../testing/runtime.ts";
import { readyDocuments, workUntilIdle } from "./corpus.ts";
import type { DocumentWork } from "./document-work.ts";

const folder = mkdtempSync(join(tmpdir(), "misty-come-in-"));
const DAY = 86_400_000;
let shop: TestDatabase;
let server: EmbeddingServer;
/** The machine's clock and the shop's. */
let machine = START;
let now = START;
const pass = (ms: number) => void (machine = new Date(machine.getTime() + ms));

beforeAll(async () => {
  shop = await openTestDatabase({ settings: { timeZone: "UTC" } });
  server = await EmbeddingServer.start();
});
beforeEach(async () => {
  server.behave({ kind: "vectors" });
  server.unwanted = null;
  now = START;
  await withSystem(shop.db, "a test begins", (tx) => tx.execute(sql`delete from documents`));
  rmSync(join(folder, "files"), { recursive: true, force: true });
});
afterAll(async () => {
  await server.stop();
  await shop.close();
  rmSync(folder, { recursive: true, force: true });
});

const embedderOf = (model: string): Embedder => ({ ...createModels(readEnv(server.variables("openai-compatible", model))).embedder, limits: { questionMs: 2_000, batchMs: 2_000, pauseMs: 1, restMs: 0 } });
const storage = new LocalStorage(join(folder, "files"));
const work = (model = "one", more: Partial<DocumentWork> = {}): DocumentWork => ({ db: shop.db, storage, embedder: embedderOf(model), now: () => now, machineNow: () => machine, logger: createLogger("silent"), worker: "here", signal: new AbortController().signal, ...more });
const desk = (): DocumentDesk => ({ db: shop.db, storage, machineNow: () => machine, person: people.manager, now, tellKind });
const form = (name: string, content: string) => async (take: (part: { name: string; pieces: AsyncIterable<Uint8Array> }) => Promise<void>) => {
  await take({ name, pieces: (async function* () { yield await Promise.resolve(Buffer.from(content)); })() });
  return {};
};
const bring = async (content: string): Promise<string> => (await addDocuments(desk(), { read: form("rules.md", content) })).added[0]?.id ?? "";
const row = (id: string, model = "one") => withRls(shop.db, people.manager, (tx) => describeDocument({ tx, person: people.manager, now }, { id }, embedderOf(model)));
const system = <T extends Record<string, unknown>>(query: ReturnType<typeof sql>) => withSystem(shop.db, "look in a test", (tx) => tx.execute<T>(query));
const stored = (): number => readdirSync(join(folder, "files"), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length;
const textOfFile = async (id: string, role: "staff" | "manager" = "manager") => Buffer.from((await giveFile({ db: shop.db, storage, person: asRole(role) }, { id, through: true })).bytes ?? []).toString();
/** Sections that are passages of their own. */
const section = (name: string): string => `## ${name}\n\nThe rule of ${name}. ${`Everybody at the counter keeps to the rule of ${name}, every day and without asking. `.repeat(12)}\n\n`;
const rules = (...names: string[]): string => `# Rules\n\n${names.map(section).join("")}`;

test("a long document comes in by small transactions and is seen whole or not at all, also when the process ends half-way, and the next version takes its place at once", async () => {
  server.behave({ kind: "status", status: 500 });
  const names = Array.from({ length: 150 }, (_, at) => `number${at}`);
  const id = await bring(rules(...names));
  const other = shop.connect();
  const there = async () => {
    const [found] = await withRls(other, people.manager, (tx) => tx.execute<{ seen: number; tabled: number }>(sql`select (select count(*) from readable_passages)::int as seen, (select count(*) from document_chunks)::int as tabled`));
    const [all] = await withSystem(other, "look", (tx) => tx.execute<{ n: number }>(sql`select count(*)::int as n from document_chunks`));
    expect(found?.tabled).toBe(found?.seen);
    return { seen: found?.seen ?? 0, all: all?.n ?? 0 };
  };
  /** Works until `until` holds or all is done; then the process dies. */
  const workAndDie = async (worker: string, until: (now: { seen: number; all: number }) => boolean) => {
    const stop = new AbortController();
    const working = workUntilIdle(work("one", { worker, signal: stop.signal })).catch(() => {});
    const seen = new Set<number>();
    for (let done = false; !done; ) {
      const state = await there();
      seen.add(state.seen);
      done = until(state) || (await Promise.race([working.then(() => true), pause(2, false)]));
    }
    stop.abort(new Error("stopped"));
    await working;
    return seen;
  };
  expect([...(await workAndDie("first", ({ all }) => all > 0))]).toEqual([0]);
  const half = await there();
  expect(half.seen).toBe(0);
  expect(half.all).toBeGreaterThan(0);
  const seen = await workAndDie("second", () => false);
  const { chunkCount } = await row(id);
  expect(chunkCount).toBeGreaterThan(140);
  expect([...seen].every((count) => count === 0 || count === chunkCount)).toBe(true);
  expect(await there()).toEqual({ seen: chunkCount, all: chunkCount });
  const largest = () => system<{ n: number }>(sql`select max(n)::int as n from (select count(*) as n from document_chunks group by xmin) t`);
  expect((await largest())[0]?.n).toBeLessThanOrEqual(64);

  // Everything moves; what says the same is the same passage.
  const before = new Map((await row(id)).passages.map((passage) => [passage.headings.join(), passage.id]));
  await replaceDocument(desk(), { id, read: form("rules.md", rules("first", ...names.slice(0, -1))) });
  const between = await workAndDie("third", () => false);
  const after = await row(id);
  expect([...between].every((count) => count === chunkCount || count === after.chunkCount)).toBe(true);
  expect(await there()).toEqual({ seen: after.chunkCount, all: after.chunkCount });
  expect(after).toMatchObject({ status: "indexed", indexedVersion: 2 });
  const kept = after.passages.filter((passage) => before.get(passage.headings.join()) === passage.id);
  expect(kept.length).toBeGreaterThan(140);
  for (const { startOffset, endOffset, headings } of after.passages) expect(after.body?.slice(startOffset, endOffset)).toContain(headings.at(-1) ?? "?");
  expect((await largest())[0]?.n).toBeLessThanOrEqual(64);
  await removeDocument(desk(), { id });
  expect(await system(sql`select term from knowledge_terms`)).toHaveLength(0);
});

test("another model that is set while a document is embedded has it embedded by that one, and a process of before embeds nothing more", async () => {
  await bring(rules("returns", "postage"));
  const two = work("two");
  const switches: Promise<void>[] = [];
  const one = embedderOf("one");
  const switching: Embedder = { ...one, report: (state) => { one.report(state); if (switches.length === 0) switches.push(readyDocuments(two)); } };
  await workUntilIdle(work("one", { embedder: switching }));
  await Promise.all(switches);
  expect(await withSystem(shop.db, "look", (tx) => readShopModel(tx))).toBe(two.embedder.id);
  await workUntilIdle(work("one"));
  // What an old process reads now is for the new model too.
  const late = await bring(rules("opening", "closing"));
  await workUntilIdle(work("one"));
  expect(await row(late, "two")).toMatchObject({ status: "indexed", embeddedCount: 0 });
  await workUntilIdle(two);
  expect(await system(sql`select distinct embedding_model as model from document_chunks`)).toEqual([{ model: two.embedder.id }]);
  expect((await row(late, "two")).embeddedCount).toBe((await row(late, "two")).chunkCount);
});

test("what is cited is the version that was read: its number, its age and its file, until a newer one is read", async () => {
  const id = await bring(rules("returns", "postage"));
  await workUntilIdle(work());
  const cited = async (model = "one") => (await searchKnowledge(shop.db, people.manager, embedderOf(model), "the rule of returns")).passages[0];
  expect(await cited()).toMatchObject({ version: 1, updatedAt: START.toISOString().replace(/\.\d+/, "") });
  now = new Date(START.getTime() + 30 * DAY);
  await replaceDocument(desk(), { id, read: form("newer.pdf", "%PDF-1.7\nnothing of it can be read") });
  const stands = { version: 1, updatedAt: START.toISOString().replace(/\.\d+/, "") };
  expect(await cited()).toMatchObject(stands);
  expect(await row(id)).toMatchObject({ status: "queued", version: 2, indexedVersion: 1, isFileOfText: true });
  await workUntilIdle(work());
  expect(await row(id)).toMatchObject({ status: "failed", version: 2, indexedVersion: 1, isFileOfText: true });
  expect(await cited()).toMatchObject(stands);
  expect(await textOfFile(id, "staff")).toContain("The rule of returns");
  expect(stored()).toBe(2);
  // Made anew by another model it is as old as before.
  await readyDocuments(work("two"));
  await workUntilIdle(work("two"));
  expect(await cited("two")).toMatchObject(stands);
  await replaceDocument(desk(), { id, read: form("rules.md", rules("returns", "opening")) });
  expect(stored()).toBe(2);
  await workUntilIdle(work("two"));
  expect(await cited("two")).toMatchObject({ version: 3, updatedAt: now.toISOString().replace(/\.\d+/, "") });
  expect(await textOfFile(id, "staff")).toContain("The rule of opening");
  expect(stored()).toBe(1);
  expect(await removeDocument(desk(), { id })).toMatchObject({ fileLater: false });
  expect(stored()).toBe(0);
});

test("a document that had to wait is not blamed for the one time that a program ended while it read it", async () => {
  const id = await bring(rules("returns"));
  const away = Object.assign(Object.create(storage) as LocalStorage, { open: () => Promise.reject(new AppError("SERVICE_UNAVAILABLE", "The storage is away.")) });
  for (let wait = 0; wait < 4; wait++) {
    await workUntilIdle(work("one", { storage: away }));
    pass(3_600_000);
  }
  expect(await row(id)).toMatchObject({ status: "queued", problem: expect.stringContaining("storage is away") as string });
  await withSystem(shop.db, "a program takes it and dies", (tx) => tx.update(documents).set({ status: "reading", worker: "dead", heldUntil: new Date(machine.getTime() - 1), nextTryAt: null }).where(eq(documents.id, id)));
  await workUntilIdle(work());
  expect(await row(id)).toMatchObject({ status: "indexed", failure: null, problem: null });
});

test("a passage that the embedding model does not take is found by its words, is told, and keeps no other one waiting", async () => {
  server.unwanted = "unicorn";
  const id = await bring(rules("returns", "unicorn", "postage"));
  await workUntilIdle(work());
  const read = await row(id);
  expect(read).toMatchObject({ embeddedCount: read.chunkCount, problem: "The embedding model did not take one passage; it is found by its words alone." });
  expect(await system(sql`select count(embedding)::int as n from document_chunks`)).toEqual([{ n: read.chunkCount - 1 }]);
  server.behave({ kind: "vectors" });
  pass(DAY);
  await workUntilIdle(work());
  expect(server.texts).toEqual([]);
  expect((await searchKnowledge(shop.db, people.manager, embedderOf("one"), "the unicorn")).passages[0]?.content).toContain("unicorn");
});

test("two writers whose words meet in another order both come through, at the first try", async ({ skip }) => {
  skip(shop.db.kind === "embedded", "on the embedded database transactions take turns");
  const ids = await Promise.all(["one", "two"].map(async (name) => bring(`# ${name}`)));
  const words = [["account", "buyer", "counter"], ["buyer", "account", "counter"]];
  const tries = [0, 0];
  let began: () => void = () => {};
  const first = new Promise<void>((done) => (began = done));
  const write = (at: number, db: TestDatabase["db"], meet: () => Promise<unknown>) =>
    withSystem(db, "a writer", async (tx) => {
      tries[at] = (tries[at] ?? 0) + 1;
      for (const [position, word] of (words[at] ?? []).entries()) {
        await addPassages(tx, [{ documentId: ids[at] ?? "", audience: "manager", position, headings: [], content: word, startOffset: position, endOffset: position + 1, page: null, contentHash: word, embedding: null, embeddingModel: null }]);
        if (position === 0) await meet();
      }
    });
  const other = shop.connect();
  await Promise.all([
    // The second one has begun, and stands wherever it has to wait.
    write(0, shop.db, async () => { began(); await pause(300); }),
    first.then(() => write(1, other, () => Promise.resolve())),
  ]);
  expect(tries).toEqual([1, 1]);
  expect(await system(sql`select term, chunk_count from knowledge_terms order by term`)).toEqual([{ term: "account", chunk_count: 2 }, { term: "buyer", chunk_count: 2 }, { term: "counter", chunk_count: 2 }]);
});

test("a new version for fewer is theirs from the first of its passages on, and one for more is theirs with the last", async () => {
  const version = (audience: UserRole, word: string) => `---\naudience: ${audience}\n---\n\nThe rule of the ${word}.\n`;
  const id = await bring(version("staff", "kestrel"));
  await workUntilIdle(work());
  const words = async (role: "staff" | "buyer" | "manager") => {
    const [found] = await withRls(shop.db, asRole(role), (tx) => tx.execute<{ listed: number; read: string; counted: string }>(sql`
      select (select count(*) from documents)::int as listed, (select coalesce(string_agg(distinct substring(content from 'kestrel|narwhal|pangolin'), ' '), '') from readable_passages) as read,
        (select coalesce(string_agg(distinct substring(term from '^(?:kestrel|narwhal|pangolin)'), ' '), '') from knowledge_terms) as counted`));
    return { listed: found?.listed, read: found?.read, counted: found?.counted };
  };
  /** Does what reading a newer version does until its first passages are there. */
  const readHalf = async (audience: UserRole, word: string) => {
    await replaceDocument(desk(), { id, read: form("rules.md", version(audience, word)) });
    const body = `The rule of the ${word}.`;
    await withSystem(shop.db, "read half of a document", async (tx) => {
      const taken = await takeDocument(tx, { worker: "half", model: "one", now: machine, heldUntil: machine });
      if (!taken) throw new Error("nothing is to be read");
      const held = { ...taken, worker: "half" };
      expect(await beginText(tx, held, { kind: "markdown", title: null, owner: null, audience, reviewedOn: null, reviewDueOn: null, body, pageStarts: null })).toBe(true);
      expect(await addText(tx, held, [{ id: v7(), position: 0, headings: [], content: body, startOffset: 0, endOffset: body.length, page: null, contentHash: word }])).toBe(true);
      await letGo(tx, held);
    });
  };
  const all = { listed: 1, read: "kestrel", counted: "kestrel" };
  expect(await words("staff")).toEqual(all);
  await readHalf("manager", "narwhal");
  const nothing = { listed: 0, read: "", counted: "" };
  expect(await words("staff")).toEqual(nothing);
  expect(await words("manager")).toEqual({ listed: 1, read: "kestrel", counted: "kestrel narwhal" });
  await workUntilIdle(work());
  expect(await words("staff")).toEqual(nothing);
  expect(await words("manager")).toEqual({ listed: 1, read: "narwhal", counted: "narwhal" });

  await readHalf("buyer", "pangolin");
  expect(await words("buyer")).toEqual(nothing);
  await workUntilIdle(work());
  expect(await words("buyer")).toEqual({ listed: 1, read: "pangolin", counted: "pangolin" });
  // Of two kinds of readers neither is the narrower: until the text is there it is for who is of both.
  await readHalf("marketing", "kestrel");
  expect(await words("buyer")).toEqual(nothing);
  expect((await row(id)).audience).toBe("manager");
  await workUntilIdle(work());
  expect((await row(id)).audience).toBe("marketing");
});

test("what an older text left and could not be removed at first is removed later, and no trouble is told any more", async () => {
  const id = await bring(rules("returns", "postage"));
  await workUntilIdle(work());
  await replaceDocument(desk(), { id, read: form("rules.md", rules("returns")) });
  await withSystem(shop.db, "a database that removes nothing", async (tx) => {
    await tx.execute(sql`create function refuse_removal() returns trigger language plpgsql as $$ begin raise exception 'planted'; end $$`);
    await tx.execute(sql`create trigger refuse_removal before delete on document_chunks for each row execute function refuse_removal()`);
  });
  try {
    await workUntilIdle(work());
    expect(await row(id)).toMatchObject({ status: "indexed", problem: "Something went wrong on our side. It is tried again by itself." });
  } finally {
    await withSystem(shop.db, "it does again", (tx) => tx.execute(sql`drop function refuse_removal cascade`));
  }
  pass(DAY);
  await workUntilIdle(work());
  expect(await row(id)).toMatchObject({ status: "indexed", problem: null });
  expect(await system(sql`select distinct has_leftovers, tries, next_try_at from documents`)).toEqual([{ has_leftovers: false, tries: 0, next_try_at: null }]);
});
