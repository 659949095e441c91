import { sql } from "drizzle-orm";
import { v7 } from "uuid";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { UserRole } from "#db/enums.ts";
import { type Person, withRls, withSystem } from "#db/rls.ts";
import { documents } from "#db/schema/index.ts";
import { asRole, openTestDatabase, people, type TestDatabase } from "#db/testing/index.ts";
import { readTermCounts } from "./read-term-counts.ts";
import { type PassageSearch, searchPassages } from "./search-passages.ts";
import { addPassages } from "./write-passages.ts";

let shop: TestDatabase;
beforeAll(async () => {
  shop = await openTestDatabase();
});
afterAll(() => shop.close());

/** A vector that points along one axis, and a little along the next. */
const along = (axis: number, little = 0): number[] => Array.from({ length: 768 }, (_, at) => (at === axis ? Math.sqrt(1 - little ** 2) : at === axis + 1 ? little : 0));

async function addDocument(title: string, audience: UserRole, passages: { content: string; headings?: string[]; vector?: number[]; model?: string }[]): Promise<string> {
  const id = v7();
  await withSystem(shop.db, "a test's document", async (tx) => {
    await tx.insert(documents).values({ id, title, audience, kind: "markdown", fileName: `${title}.md`, storageKey: id, sizeBytes: 1, contentHash: id });
    await addPassages(tx, passages.map(({ content, headings = [], vector, model = "axes" }, position) => ({
      documentId: id, audience, position, headings, content, startOffset: 0, endOffset: content.length, page: null, contentHash: `${id}${position}`, embedding: vector ?? null, embeddingModel: vector ? model : null,
    })));
  });
  return id;
}
const empty = () => withSystem(shop.db, "a test begins", (tx) => tx.delete(documents));
const search = (wanted: Partial<PassageSearch>, person: Person = people.admin) =>
  withRls(shop.db, person, (tx) => searchPassages(tx, { words: "", vector: null, model: "axes", vectorWeight: 1, feedback: 0, limit: 10, perDocument: 10, ...wanted }), { readOnly: true });

test("words are weighed by BM25: its figure by hand, headings counting, and a share of the question that stands there", async () => {
  await empty();
  await addDocument("One", "staff", [
    { content: "Returned records are checked on the deck. Records are graded again." },
    { content: "The shop opens at ten.", headings: ["Hours"] },
    { content: "Postage within the country." },
  ]);
  const [first, ...others] = await search({ words: "how are returned records graded by the hours" });
  const lengths = await withSystem(shop.db, "count", (tx) => tx.execute<{ n: number }>(sql`select term_count as n from document_chunks order by position`));
  const mean = lengths.reduce((sum, { n }) => sum + n, 0) / 3;
  const idf = Math.log(1 + (3 - 1 + 0.5) / (1 + 0.5));
  const part = (tf: number, length: number) => (idf * tf * 2.2) / (tf + 1.2 * (0.25 + (0.75 * length) / mean));
  expect(first?.content).toMatch(/^Returned/);
  expect(first?.wordScore).toBeCloseTo(part(1, lengths[0]?.n ?? 0) * 2 + part(2, lengths[0]?.n ?? 0), 6);
  expect(first?.coverage).toBeCloseTo(3 / 4, 9);
  expect(others.map(({ content }) => content)).toEqual(["The shop opens at ten."]);
  expect(await search({ words: "the of and" })).toEqual([]);
  expect(await search({ words: "" })).toEqual([]);
});

test("both halves are fused by reciprocal rank, feedback moves what is looked for, and vectors of another model are left alone", async () => {
  await empty();
  await addDocument("Words", "staff", [{ content: "trade-in credit", vector: along(0) }, { content: "opening hours", vector: along(10) }]);
  await addDocument("Near", "staff", [{ content: "something else entirely", vector: along(0, 0.1) }, { content: "another model says", vector: along(5), model: "other" }]);
  const found = await search({ words: "trade-in credit", vector: along(5) });
  expect(found.map(({ content }) => content)).not.toContain("another model says");
  expect(found[0]?.content).toBe("trade-in credit");
  expect(found[0]?.similarity).toBeCloseTo(0, 3);
  const ids = (rows: typeof found) => rows.map(({ content }) => content);
  expect(ids(await search({ words: "trade-in credit", vector: along(10), byWords: false }))[0]).toBe("opening hours");
  // The vector asks for the opening hours; what words find first stands near "something else".
  const led = await search({ words: "trade-in", vector: along(11), feedback: 1, vectorWeight: 0.3 });
  expect(ids(led).slice(0, 2)).toEqual(["trade-in credit", "something else entirely"]);
  expect(led[0]?.score).toBeCloseTo(1 / 61 + 0.3 / 61, 9);
});

test("only what the person may read is found, whole lists of it under any filter, and a document's share is bounded", async () => {
  await empty();
  await addDocument("Open", "staff", [{ content: "refund rules for everybody", vector: along(0) }, { content: "refund rules, second part", vector: along(0, 0.1) }]);
  await addDocument("Buyers", "buyer", [{ content: "refund rules of suppliers", vector: along(0) }]);
  await addDocument("Managers", "manager", [{ content: "refund rules of managers", vector: along(0) }]);
  await addDocument("Admins", "admin", [{ content: "refund rules of admins", vector: along(0) }]);
  const titles = async (role: UserRole) => [...new Set((await search({ words: "refund rules", vector: along(0) }, asRole(role))).map(({ title }) => title))].sort();
  expect(await titles("staff")).toEqual(["Open"]);
  expect(await titles("marketing")).toEqual(["Open"]);
  expect(await titles("buyer")).toEqual(["Buyers", "Open"]);
  expect(await titles("manager")).toEqual(["Buyers", "Managers", "Open"]);
  expect(await titles("admin")).toEqual(["Admins", "Buyers", "Managers", "Open"]);
  expect(await search({ words: "refund rules", perDocument: 1 })).toHaveLength(4);
  expect(await withSystem(shop.db, "nobody is signed in", (tx) => searchPassages(tx, { words: "refund rules", vector: null, model: "axes", vectorWeight: 1, feedback: 0, limit: 10, perDocument: 10 }))).toEqual([]);
});

test("nothing that a person finds or counts tells of words in documents they may not read", async () => {
  const told = async (person: Person) => ({
    found: (await search({ words: "refund rules for wanda zalewski", vector: along(0) }, person)).map(({ title, score, wordScore, coverage }) => ({ title, score, wordScore, coverage })),
    counts: await withRls(shop.db, person, (tx) => readTermCounts(tx, ["refund", "zalewski", "salari"]), { readOnly: true }),
    tables: await withRls(shop.db, person, async (tx) => [[...(await tx.execute(sql`select * from knowledge_terms order by term`))], [...(await tx.execute(sql`select * from knowledge_totals`))]], { readOnly: true }),
  });
  await empty();
  await addDocument("Open", "staff", [{ content: "refund rules for everybody", vector: along(0) }, { content: "opening hours", vector: along(3) }]);
  const before = await told(asRole("staff"));
  const all = await told(asRole("admin"));
  await addDocument("Salaries", "admin", [{ content: "salaries of wanda zalewski, refund of travel and rules for it", vector: along(0) }]);
  expect(await told(asRole("staff"))).toEqual(before);
  expect(await told(asRole("admin"))).not.toEqual(all);
  expect((await told(asRole("admin"))).counts.counts.get("zalewski")).toBe(1);
});

test("terms and totals are exact after passages came, changed and went", async () => {
  await empty();
  const one = await addDocument("One", "staff", [{ content: "grading and grading again" }, { content: "postage" }]);
  await addDocument("Two", "buyer", [{ content: "grading of collections" }]);
  const kept = () => withSystem(shop.db, "look", async (tx) => ({
    terms: await tx.execute(sql`select term, audience, chunk_count from knowledge_terms order by term, audience`),
    totals: await tx.execute(sql`select audience, chunk_count::int, term_count::int from knowledge_totals where chunk_count > 0 order by audience`),
    counted: await tx.execute(sql`select term, audience, count(*)::int as chunk_count from document_chunks, unnest(tsvector_to_array(terms)) term group by term, audience order by term, audience`),
    summed: await tx.execute(sql`select audience, count(*)::int as chunk_count, sum(term_count)::int as term_count from document_chunks group by audience order by audience`),
  }));
  const holds = async () => {
    const { terms, totals, counted, summed } = await kept();
    expect(terms).toEqual(counted);
    expect(totals).toEqual(summed);
    return terms.length;
  };
  const before = await holds();
  await withSystem(shop.db, "change", (tx) => tx.execute(sql`update document_chunks set terms = to_tsvector('english', 'a new sleeve'), term_count = 2 where content = 'postage'`));
  await holds();
  await withSystem(shop.db, "an audience changes", (tx) => tx.execute(sql`update documents set audience = 'manager' where id = ${one}`));
  expect(await withSystem(shop.db, "look", (tx) => tx.execute(sql`select distinct audience from document_chunks where document_id = ${one}`))).toEqual([{ audience: "manager" }]);
  await holds();
  await withSystem(shop.db, "remove", (tx) => tx.execute(sql`delete from documents where id = ${one}`));
  expect(await holds()).toBeLessThan(before);
  await empty();
  expect((await kept()).terms).toEqual([]);
});
