import { eq, sql } from "drizzle-orm";
import { v7 } from "uuid";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { UserRole } from "#db/enums.ts";
import { withSystem } from "#db/rls.ts";
import { documentContradictions, documents } from "#db/schema/index.ts";
import { asRole, openTestDatabase, people, type TestDatabase } from "#db/testing/index.ts";
import { findContradictions } from "#server/jobs/find-contradictions.ts";
import { createLogger } from "#server/logger.ts";
import { createTestRuntime, TestClock } from "#server/testing/runtime.ts";
import { addDocument } from "../../evals/answers/fill-corpus.ts";
import { librarian } from "../../librarian.ts";
import { KEYLESS } from "../../runtime/embedder.ts";
import { textOf } from "../../runtime/message-words.ts";
import { runTurn } from "../../runtime/run-turn.ts";

let shop: TestDatabase;
let counter: string;
let web: string;
beforeAll(async () => {
  shop = await openTestDatabase();
  counter = await addDocument(shop.db, KEYLESS, "counter", Buffer.from("---\nreviewed: 2026-01-20\n---\n# At the counter\n\nA reserved record is kept behind the counter for seven days.\n"));
  web = await addDocument(shop.db, KEYLESS, "web", Buffer.from("# Orders from the web\n\nA reserved record is kept behind the counter for 14 days.\n"));
  await addDocument(shop.db, KEYLESS, "yard", Buffer.from("# The yard\n\nThe bins in the yard are emptied on Tuesday.\n"));
  await system((tx) => tx.execute(sql`update documents set indexed_at = now(), cut_version = 1`));
  await findContradictions({ db: shop.db, logger: createLogger("silent") });
});
afterAll(() => shop.close());

const system = <T>(fn: Parameters<typeof withSystem<T>>[2]): Promise<T> => withSystem(shop.db, "a test", fn);

async function ask(question: string, role: UserRole) {
  const { stream, finished } = await runTurn({
    runtime: createTestRuntime(shop.db, new TestClock(), { AI_PROVIDER: "offline" }), agent: librarian, asker: { kind: "person", person: asRole(role) },
    messages: [{ id: v7(), role: "user", parts: [{ type: "text", text: question }] }], conversationId: null, answerId: v7(), page: null, signal: new AbortController().signal, save: () => Promise.resolve(),
  });
  await stream.pipeTo(new WritableStream());
  const { answer, checked } = await finished;
  return { text: textOf(answer), passages: checked.passages };
}

const KEPT = "For how many days is a reserved record kept behind the counter?";

test("who asks for one of two documents that disagree is told so, with what each says", async () => {
  const { text, passages } = await ask(KEPT, "staff");
  expect(text).toMatch(/Two documents disagree about the days: (?:At the counter and Orders from the web|Orders from the web and At the counter)\./);
  expect(passages?.uncited).toEqual([]);
  const [clash, ...rest] = passages?.clashes ?? [];
  expect(rest).toEqual([]);
  expect(clash?.subject).toBe("the days");
  expect(clash?.one.number).not.toBeNull();
  const sides = new Map([clash?.one, clash?.other].flatMap((side) => (side ? [[side.place.documentId, side] as const] : [])));
  expect(sides.get(counter)).toMatchObject({ words: "seven days", title: "At the counter", reviewedOn: "2026-01-20", place: { version: 1, quote: "A reserved record is kept behind the counter for seven days." } });
  expect(sides.get(web)).toMatchObject({ words: "14 days", reviewedOn: null });
  const bodies = new Map((await system((tx) => tx.select({ id: documents.id, body: documents.body }).from(documents))).map(({ id, body }) => [id, body]));
  for (const { place } of sides.values()) expect(bodies.get(place.documentId)?.slice(place.startOffset, place.endOffset)).toBe(place.quote);
  expect(await ask("When are the bins in the yard emptied?", "staff")).toMatchObject({ passages: { clashes: [] } });
});

test("of a document that is not theirs to read nobody hears, nor of what a manager has decided", async () => {
  await system((tx) => tx.update(documents).set({ audience: "manager" }).where(eq(documents.id, web)));
  const { text, passages } = await ask(KEPT, "staff");
  expect(text).not.toContain("disagree");
  expect(passages?.clashes).toEqual([]);
  expect((await ask(KEPT, "manager")).passages?.clashes).toHaveLength(1);
  await system((tx) => tx.update(documents).set({ audience: "staff" }).where(eq(documents.id, web)));
  await system((tx) => tx.update(documentContradictions).set({ dismissedAt: new Date(), dismissedBy: people.manager.id }));
  expect((await ask(KEPT, "manager")).passages?.clashes).toEqual([]);
});
