import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { and, eq, sql } from "drizzle-orm";
import { v7 } from "uuid";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod/v4";
import type { UserRole } from "#db/enums.ts";
import { withRls, withSystem } from "#db/rls.ts";
import { documents, messageDocuments, messages } from "#db/schema/index.ts";
import { asRole, openTestDatabase, type TestDatabase } from "#db/testing/index.ts";
import { findContradictions } from "#server/jobs/find-contradictions.ts";
import { createLogger } from "#server/logger.ts";
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

test("an answer that says that two documents disagree is of both: it goes with either, and for who may not read one", async () => {
  await addDocument(shop.db, KEYLESS, "counter", Buffer.from("# At the counter\n\nA reserved record is kept behind the counter for seven days.\n"));
  const other = await addDocument(shop.db, KEYLESS, "web", Buffer.from("# Orders from the web\n\nA reserved record is kept behind the counter for 14 days.\n"));
  await system((tx) => tx.execute(sql`update documents set indexed_at = now(), cut_version = 1`));
  await findContradictions({ db: shop.db, logger: createLogger("silent") });
  const conversation = v7();
  await ask(conversation, "For how many days is a reserved record kept behind the counter?");
  const [answer] = await system((tx) => tx.select({ id: messages.id, parts: messages.parts }).from(messages).where(and(eq(messages.conversationId, conversation), eq(messages.role, "assistant"))));
  // The answer of a model that cites the one alone and says the other's rule beside it.
  const parts = z.array(z.looseObject({ type: z.string() })).parse(answer?.parts).map((part): unknown => {
    if (part.type === "text") return { type: "text", text: "For seven days [1], although Orders from the web says 14. Two documents disagree about the days: At the counter and Orders from the web." };
    const { data } = z.looseObject({ data: z.looseObject({ citations: z.array(z.looseObject({ documentId: z.string() })), clashes: z.array(z.unknown()).min(1) }) }).safeParse(part).data ?? {};
    return data ? { ...part, data: { ...data, citations: data.citations.filter(({ documentId }) => documentId !== other), uncited: [] } } : part;
  });
  await system((tx) => tx.update(messages).set({ parts }).where(eq(messages.id, answer?.id ?? "")));
  expect(textOf((await read(conversation)).at(-1))).toContain("says 14");

  await system((tx) => tx.update(documents).set({ audience: "admin" }).where(eq(documents.id, other)));
  expect(textOf((await read(conversation)).at(-1))).toBe(WITHDRAWN);
  expect(await ask(conversation, "What is the weather like?")).not.toContain("Orders from the web");
  expect(JSON.stringify((await read(conversation)).slice(0, 2))).not.toContain("Orders from the web");
  await system((tx) => tx.update(documents).set({ audience: "staff" }).where(eq(documents.id, other)));
  expect(textOf((await read(conversation))[1])).toContain("says 14");
  await removeDocument({ db: shop.db, person: asRole("manager"), now: START, machineNow: () => START, storage: new LocalStorage(folder) }, { id: other });
  const kept = await stored();
  expect(kept).not.toMatch(/14 days|says 14/);
  expect(kept).not.toContain("Orders from the web");
});

test("a sentence that cites nothing may be of any version that was shown, and goes when a newer one takes its place", async () => {
  const id = await addDocument(shop.db, KEYLESS, "heating", Buffer.from("# The heating\n\nThe heating in the cellar is bled every first Monday of October by the caretaker.\n"));
  const conversation = v7();
  await ask(conversation, "When is the heating in the cellar bled?");
  const [answer] = await system((tx) => tx.select({ id: messages.id, parts: messages.parts }).from(messages).where(and(eq(messages.conversationId, conversation), eq(messages.role, "assistant"))));
  const said = "It is done by someone who looks after the house in autumn.";
  const parts = z.array(z.looseObject({ type: z.string() })).parse(answer?.parts).map((part): unknown => {
    if (part.type === "text") return { type: "text", text: said };
    return part.type === "data-passages" ? { ...part, data: { citations: [], marks: [], uncited: [{ start: 0, end: said.length }], declined: false, nearest: [], clashes: [] } } : part;
  });
  await system((tx) => tx.update(messages).set({ parts }).where(eq(messages.id, answer?.id ?? "")));
  const change = (set: Partial<typeof documents.$inferInsert>) => system((tx) => tx.update(documents).set(set).where(eq(documents.id, id)));
  // What waits to be read changes nothing yet.
  await change({ version: 2 });
  await forgetWords(shop.db);
  expect(textOf((await read(conversation)).at(-1))).toBe(said);
  await change({ indexedVersion: 2, body: "# The heating\n\nThe new heating needs no care.\n" });
  expect(textOf((await read(conversation)).at(-1))).toBe(WITHDRAWN);
  await forgetWords(shop.db);
  expect(await stored()).not.toContain(said);
});
