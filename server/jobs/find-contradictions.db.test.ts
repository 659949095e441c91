import { eq, sql } from "drizzle-orm";
import { v7 } from "uuid";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { UserRole } from "#db/enums.ts";
import { addPassages } from "#db/queries/knowledge/write-passages.ts";
import { withSystem } from "#db/rls.ts";
import { documentContradictions, documents } from "#db/schema/index.ts";
import { openTestDatabase, type TestDatabase } from "#db/testing/index.ts";
import { trpc } from "../trpc/init.ts";
import { createTrpcContext } from "../trpc/context.ts";
import { appRouter } from "../trpc/root.ts";
import { requestContextFor } from "../testing/caller.ts";
import { createTestRuntime, START, TestClock } from "../testing/runtime.ts";
import type { Runtime } from "../runtime.ts";
import { createLogger } from "../logger.ts";
import { findContradictions } from "./find-contradictions.ts";

let shop: TestDatabase;
let runtime: Runtime;
const createCaller = trpc.createCallerFactory(appRouter);
const desk = async (role: UserRole = "manager") => createCaller(await createTrpcContext({ ...requestContextFor(shop.db, role, START), runtime })).knowledgeQueues;
const compare = () => findContradictions({ db: shop.db, logger: createLogger("silent") });
const system = <T>(fn: Parameters<typeof withSystem<T>>[2]): Promise<T> => withSystem(shop.db, "a test", fn);

beforeAll(async () => {
  shop = await openTestDatabase({ settings: { currency: "EUR", timeZone: "UTC" } });
  runtime = createTestRuntime(shop.db, new TestClock(), {});
});
afterAll(() => shop.close());
beforeEach(() => system((tx) => tx.delete(documents)));

const FILLER = ["Postage is paid by the sender.", "The shop opens at ten on weekdays.", "Sleeves are stored upright."];

/** Indexes a document of a passage to each text, as the job that reads documents leaves it; the clock stands still. */
async function index(id: string, title: string, texts: readonly string[], { audience = "staff", version = 1 }: { audience?: UserRole; version?: number } = {}): Promise<string> {
  await system(async (tx) => {
    const row = { title, audience, kind: "markdown" as const, fileName: `${title}.md`, storageKey: id, sizeBytes: 1, contentHash: `${id}${version}`, version, indexedVersion: version, status: "indexed" as const, indexedAt: START, cutVersion: 1, body: texts.join("\n\n") };
    await tx.insert(documents).values({ id, ...row }).onConflictDoUpdate({ target: documents.id, set: row });
    await tx.execute(sql`delete from document_chunks where document_id = ${id}::uuid`);
    let at = 0;
    await addPassages(tx, texts.map((content, position) => {
      const startOffset = at;
      at += content.length + 2;
      return { documentId: id, audience, position, headings: [title], content, startOffset, endOffset: startOffset + content.length, page: null, contentHash: `${id}${position}`, embedding: null, embeddingModel: null };
    }));
  });
  return id;
}
const returns = (days: number) => ["What is bought by mistake.", `New records can be returned within ${days} days after delivery.`, ...FILLER];
const online = ["How to order.", "A new record ordered online may be sent back for 14 days after it was delivered.", ...FILLER];

test("a contradiction is found after indexing, shown with its numbers, goes when a document changes, and comes back with it", async () => {
  const one = await index(v7(), "Returns", returns(30));
  await index(v7(), "Online shop", online);
  expect(await compare()).toBe(2);
  expect(await compare()).toBe(0);
  const [found, ...others] = await (await desk()).contradictions({});
  expect(others).toEqual([]);
  const places = [found?.one, found?.other].map((place) => place && { title: place.title, text: place.text, number: place.text.slice(place.markStart, place.markEnd) });
  expect(places.sort((a, b) => (a?.title ?? "").localeCompare(b?.title ?? ""))).toEqual([
    { title: "Online shop", text: online[1], number: "14 days" },
    { title: "Returns", text: returns(30)[1], number: "30 days" },
  ]);
  expect((await (await desk()).counts()).contradictions).toBe(1);
  // Until it was compared again, a place of an older version is not shown.
  await index(one, "Returns", returns(14), { version: 2 });
  expect(await (await desk()).contradictions({})).toEqual([]);
  expect(await compare()).toBe(1);
  expect(await system((tx) => tx.select().from(documentContradictions))).toEqual([]);
  await index(one, "Returns", ["A new first passage moves everything.", ...returns(30)], { version: 3 });
  await compare();
  const [again] = await (await desk()).contradictions({});
  expect([again?.one.text, again?.other.text].sort()).toEqual([online[1], returns(30)[1]].sort());
});

test("what was dismissed stays so through another indexing, can be taken back, and goes with its document", async () => {
  const one = await index(v7(), "Returns", returns(30));
  const other = await index(v7(), "Online shop", online);
  await compare();
  const manager = await desk();
  const id = (await manager.contradictions({}))[0]?.id ?? "";
  await manager.dismissContradiction({ id, dismissed: true, note: "The web shop has its own rule." });
  expect(await manager.contradictions({})).toEqual([]);
  await index(one, "Returns", returns(30), { version: 2 });
  await index(other, "Online shop", online, { version: 2 });
  await compare();
  expect(await manager.contradictions({})).toEqual([]);
  expect(await manager.contradictions({ decided: true })).toMatchObject([{ id, note: "The web shop has its own rule.", dismissedBy: "Mona Manager" }]);
  await manager.dismissContradiction({ id, dismissed: false });
  expect(await manager.contradictions({})).toHaveLength(1);
  await system((tx) => tx.delete(documents).where(eq(documents.id, other)));
  expect(await manager.contradictions({})).toEqual([]);
  await expect(manager.dismissContradiction({ id, dismissed: true })).rejects.toThrow("is gone");
});

test("who may not read one of the two does not hear that they disagree", async () => {
  const one = await index(v7(), "Returns", returns(30), { audience: "admin" });
  await index(v7(), "Online shop", online);
  await compare();
  expect(await (await desk("admin")).contradictions({})).toHaveLength(1);
  expect(await (await desk("manager")).contradictions({})).toEqual([]);
  expect((await (await desk("manager")).counts()).contradictions).toBe(0);
  await system((tx) => tx.update(documents).set({ audience: "staff" }).where(eq(documents.id, one)));
  expect(await (await desk("manager")).contradictions({})).toHaveLength(1);
});

/** Sixty rules, each with words of its own, alike in two documents but for their numbers. */
const THINGS = ["ba", "de", "fi", "go", "ku", "la"].flatMap((first) => ["mor", "nel", "pit", "ros", "sut", "tav", "wen", "zil", "kad", "bof"].map((second) => `${first}${second}ix`));
const rules = (days: number) => [THINGS.map((thing) => `The ${thing} is brought to the ${thing}oven within ${days} days.`).join("\n\n"), ...FILLER];

test("of very many the likest are kept; those that are dismissed stay so and make room, also when both documents are indexed anew", async () => {
  const one = await index(v7(), "House", rules(10));
  const other = await index(v7(), "Yard", rules(20));
  await compare();
  const manager = await desk();
  const first = await manager.contradictions({});
  expect(first).toHaveLength(50);
  for (const { id } of first) await manager.dismissContradiction({ id, dismissed: true });
  await index(one, "House", rules(10), { version: 2 });
  await index(other, "Yard", rules(20), { version: 2 });
  expect(await compare()).toBe(2);
  expect(await manager.contradictions({})).toHaveLength(10);
  expect((await manager.contradictions({ decided: true })).map(({ id }) => id).sort()).toEqual(first.map(({ id }) => id).sort());
  // Once one of the two says something else, they are none any more.
  await index(one, "House", FILLER, { version: 3 });
  await compare();
  expect(await system((tx) => tx.select().from(documentContradictions))).toEqual([]);
});

test("a document that cannot be compared holds up no other, is tried some more times, and is told to managers until it can be", async () => {
  const one = await index(v7(), "Returns", returns(30));
  const other = await index(v7(), "Online shop", online);
  await system(async (tx) => {
    await tx.execute(sql.raw(`create function refuse_comparison() returns trigger language plpgsql as $$ begin if new.document_id = '${one}' and new.failure is null then raise exception 'planted'; end if; return new; end $$`));
    await tx.execute(sql`create trigger refuse_comparison before insert or update on document_comparisons for each row execute function refuse_comparison()`);
  });
  const manager = await desk();
  try {
    expect(await compare()).toBe(1);
    expect(await manager.contradictions({})).toHaveLength(1);
    for (let turn = 0; turn < 6; turn++) expect(await compare()).toBe(0);
    const [stuck] = await system((tx) => tx.execute<{ document_id: string; tries: number }>(sql`select document_id, tries from document_comparisons where failure is not null`));
    expect(stuck).toEqual({ document_id: one, tries: 5 });
    expect(await manager.notCompared()).toEqual([{ id: one, title: "Returns" }]);
    expect(await (await desk("admin")).notCompared()).toHaveLength(1);
  } finally {
    await system((tx) => tx.execute(sql`drop function refuse_comparison cascade`));
  }
  await index(one, "Returns", returns(30), { version: 2 });
  await index(other, "Online shop", online, { version: 2 });
  expect(await compare()).toBe(2);
  expect(await manager.notCompared()).toEqual([]);
});

test("two price lists of long tables are compared row by row", async () => {
  const list = (price: number, page: number) => `| Part | Price | Delivery |\n|---|---|---|\n${THINGS.map((thing, row) => `| ${thing} ${["lid", "arm", "mat"][page] ?? ""} | €${price + row} | ${price + 3} days |`).join("\n")}`;
  await index(v7(), "Prices 2025", [0, 1, 2].map((page) => list(5, page)));
  await index(v7(), "Prices 2026", [0, 1, 2].map((page) => list(200, page)));
  expect(await compare()).toBe(2);
  const found = await (await desk()).contradictions({});
  expect(found).toHaveLength(50);
  for (const { one, other } of found) expect(one.text.split("|")[1]).toBe(other.text.split("|")[1]);
});
