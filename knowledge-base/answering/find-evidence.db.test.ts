import { v7 } from "uuid";
import { afterAll, beforeAll, expect, test } from "vitest";
import { KEYLESS } from "#agents/runtime/embedder.ts";
import { addPassages } from "#db/queries/knowledge/write-passages.ts";
import { withRls, withSystem } from "#db/rls.ts";
import { documents } from "#db/schema/index.ts";
import { openTestDatabase, people, type TestDatabase } from "#db/testing/index.ts";
import { findEvidence, gatherPassages, prepareQuestion } from "./find-evidence.ts";

let shop: TestDatabase;
beforeAll(async () => {
  shop = await openTestDatabase();
});
afterAll(() => shop.close());

async function addDocument(title: string, contents: readonly string[]): Promise<void> {
  const id = v7();
  await withSystem(shop.db, "a test's document", async (tx) => {
    await tx.insert(documents).values({ id, title, audience: "staff", kind: "markdown", fileName: `${title}.md`, storageKey: id, sizeBytes: 1, contentHash: id });
    await addPassages(tx, contents.map((content, position) => ({ documentId: id, audience: "staff" as const, position, headings: [], content, startOffset: 0, endOffset: content.length, page: null, contentHash: `${id}${position}`, embedding: null, embeddingModel: null })));
  });
}

test("a long document does not crowd out another that answers as well", async () => {
  await addDocument("Long", Array.from({ length: 30 }, (_, at) => `The deposit on glasses is one euro, says note ${at}. The deposit on glasses is paid back.`));
  await addDocument("Short", ["Whoever brings glasses back gets the deposit, and nobody else does, whatever the evening was like and whoever asks for it in the end."]);
  const prepared = await prepareQuestion(KEYLESS, "How much is the deposit on glasses?");
  const { passages } = await findEvidence(prepared, await withRls(shop.db, people.staff, (tx) => gatherPassages(tx, prepared), { readOnly: true }));
  expect(passages.map(({ title }) => title)).toContain("Short");
  expect(passages.filter(({ title }) => title === "Long")).toHaveLength(4);
});
