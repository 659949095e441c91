import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq, sql } from "drizzle-orm";
import { v7 } from "uuid";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { UserRole } from "#db/enums.ts";
import { withRls, withSystem } from "#db/rls.ts";
import { documents, messageDocuments } from "#db/schema/index.ts";
import { asRole, openTestDatabase, type TestDatabase } from "#db/testing/index.ts";
import { LocalStorage } from "#server/ports/storage/local-storage.ts";
import { forgetWords } from "#server/services/conversations/forget-words.ts";
import { WITHDRAWN } from "#server/services/conversations/keep-standing.ts";
import { saveAnswer } from "#server/services/conversations/save-answer.ts";
import { saveQuestion } from "#server/services/conversations/save-question.ts";
import { removeDocument } from "#server/services/knowledge/change-document.ts";
import { callAs } from "#server/testing/caller.ts";
import { createTestRuntime, START, TestClock } from "#server/testing/runtime.ts";
import { addDocument } from "../evals/answers/fill-corpus.ts";
import { librarian } from "../librarian.ts";
import { KEYLESS } from "./embedder.ts";
import { textOf } from "./message-words.ts";
import { runTurn } from "./run-turn.ts";
import { fromStored } from "./stored-messages.ts";

const GATE = "# Opening the yard gate\n\nThe yard gate is opened at noon by the late shift with the brass key.\n\nThe bins are emptied on Tuesdays before the bakery next door opens.\n";
const PIANO = "# Tuning the piano\n\nThe upright piano is tuned twice a year by Herr Lindemann from the workshop in Moabit.\n";

const folder = mkdtempSync(join(tmpdir(), "misty-files-"));
let shop: TestDatabase;
beforeAll(async () => {
  shop = await openTestDatabase({ settings: { currency: "EUR", timeZone: "UTC" } });
});
afterAll(async () => {
  await shop.close();
  rmSync(folder, { recursive: true, force: true });
});

const system = <T>(fn: Parameters<typeof withSystem<T>>[2]): Promise<T> => withSystem(shop.db, "a test", fn);

/** Asks in a conversation as a browser does; gives the words that the model was shown. */
async function ask(conversationId: string, question: string, role: UserRole = "staff"): Promise<string> {
  const [answerId, person] = [v7(), asRole(role)];
  let shown = "";
  const { stream, finished } = await runTurn({
    runtime: createTestRuntime(shop.db, new TestClock(), { AI_PROVIDER: "offline" }),
    agent: librarian,
    asker: { kind: "person", person },
    messages: (openRun) => withRls(shop.db, person, async (tx) => {
      const kept = await saveQuestion({ tx, person, now: START }, { conversationId, agentId: "librarian", message: { id: v7(), text: question }, answerId, context: null });
      shown = JSON.stringify(kept);
      await openRun(tx);
      return kept.map(fromStored);
    }),
    conversationId,
    answerId,
    page: null,
    signal: new AbortController().signal,
    save: ({ parts, metadata }) => withRls(shop.db, person, (tx) => saveAnswer({ tx, person, now: START }, { id: answerId, conversationId, parts, metadata })),
  });
  await stream.pipeTo(new WritableStream());
  await finished;
  return shown;
}

const read = async (id: string, role: UserRole = "staff") => (await (await callAs(shop.db, role, START)).conversations.read({ id })).messages;
const stored = async () => (await system((tx) => tx.execute<{ said: string }>(sql`select coalesce(string_agg(parts::text, ' '), '') || coalesce((select string_agg(rows::text, ' ') from tool_calls), '') as said from messages`)))[0]?.said ?? "";
/** Whether five words in a row of a document stand in a text. */
const speaks = (text: string, document: string): boolean => {
  const words = (of: string) => of.toLowerCase().match(/\p{L}+/gu) ?? [];
  const said = ` ${words(text).join(" ")} `;
  const all = words(document.replace(/^# .*$/m, ""));
  return all.some((_, at) => at + 5 <= all.length && said.includes(` ${all.slice(at, at + 5).join(" ")} `));
};

test("what a document said is shown while it says it, to who may read it, and to no model after", async () => {
  const id = await addDocument(shop.db, KEYLESS, "yard-gate", Buffer.from(GATE));
  const change = (set: Partial<typeof documents.$inferInsert>) => system((tx) => tx.update(documents).set(set).where(eq(documents.id, id)));
  const conversation = v7();
  await ask(conversation, "When is the yard gate opened?");
  expect(speaks(JSON.stringify(await read(conversation)), GATE)).toBe(true);
  expect(await system((tx) => tx.select({ documentId: messageDocuments.documentId, version: messageDocuments.version, isCited: messageDocuments.isCited }).from(messageDocuments))).toEqual([{ documentId: id, version: 1, isCited: true }]);

  await change({ audience: "admin" });
  const closed = await read(conversation);
  expect(speaks(JSON.stringify(closed), GATE)).toBe(false);
  expect(textOf(closed.at(-1))).toBe(WITHDRAWN);
  expect(speaks(await ask(conversation, "What is the weather like?"), GATE)).toBe(false);
  await change({ audience: "staff" });
  expect(speaks(JSON.stringify(await read(conversation)), GATE)).toBe(true);

  // A new version that says it still.
  await change({ version: 2, indexedVersion: 2, body: `${GATE}\nThe lamp is new.\n` });
  expect(await forgetWords(shop.db)).toBe(0);
  expect(await system((tx) => tx.selectDistinct({ version: messageDocuments.version }).from(messageDocuments))).toEqual([{ version: 2 }]);
  expect(speaks(JSON.stringify(await read(conversation)), GATE)).toBe(true);
  // And one that says something else.
  await change({ version: 3, indexedVersion: 3, body: GATE.replace("at noon by the late shift", "at ten by the early shift") });
  expect(textOf((await read(conversation))[1])).toBe(WITHDRAWN);
  expect(speaks(await stored(), GATE)).toBe(true);
  expect(await forgetWords(shop.db)).toBe(1);
  expect(speaks(await stored(), GATE)).toBe(false);
  expect(await forgetWords(shop.db)).toBe(0);
});

test("a document that is removed leaves no words in any answer, nor its title in what was looked up; what stands on others stays", async () => {
  await addDocument(shop.db, KEYLESS, "bins", Buffer.from("# Bins\n\nThe glass bins behind the shop are emptied every Friday morning by the city.\n"));
  const id = await addDocument(shop.db, KEYLESS, "piano", Buffer.from(PIANO));
  const [tuned, bins, declined] = [v7(), v7(), v7()];
  await ask(tuned, "Who tunes the upright piano?");
  await ask(bins, "When are the glass bins emptied?");
  await ask(declined, "Do we insure the piano against frost?");
  expect(speaks(await stored(), PIANO)).toBe(true);
  expect(await stored()).toContain("Tuning the piano");
  await removeDocument({ db: shop.db, person: asRole("manager"), now: START, machineNow: () => START, storage: new LocalStorage(folder) }, { id });
  expect(speaks(await stored(), PIANO)).toBe(false);
  expect(await stored()).not.toContain("Tuning the piano");
  expect(textOf((await read(tuned)).at(-1))).toBe(WITHDRAWN);
  expect((await read(tuned)).at(-1)?.parts.find(({ type }) => type === "data-passages")).toMatchObject({ data: { withdrawn: true, citations: [] } });
  expect(textOf((await read(bins)).at(-1))).toContain("every Friday morning");
  expect(textOf((await read(declined)).at(-1))).not.toBe(WITHDRAWN);
  expect(await system((tx) => tx.select({ id: messageDocuments.documentId }).from(messageDocuments).where(eq(messageDocuments.documentId, id)))).toEqual([]);
});
