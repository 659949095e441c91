import { eq, sql } from "drizzle-orm";
import { v7 } from "uuid";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { UserRole } from "#db/enums.ts";
import { withRls, withSystem } from "#db/rls.ts";
import { agentRuns, conversations, documentChunks, documents, knowledgeFeedback, messages, unansweredQuestions } from "#db/schema/index.ts";
import { asRole, openTestDatabase, people, type TestDatabase } from "#db/testing/index.ts";
import { callAs } from "../testing/caller.ts";
import { START } from "../testing/runtime.ts";

let shop: TestDatabase;
beforeAll(async () => {
  shop = await openTestDatabase({ settings: { currency: "EUR", timeZone: "UTC" } });
});
afterAll(() => shop.close());

const desk = async (role: UserRole) => (await callAs(shop.db, role, START)).knowledgeQueues;
const system = <T>(fn: Parameters<typeof withSystem<T>>[2]): Promise<T> => withSystem(shop.db, "a test", fn);
const day = (days: number): string => new Date(START.getTime() + days * 86_400_000).toISOString().slice(0, 10);

async function addDocument(title: string, due: string | null, corpusName: string | null = null): Promise<string> {
  const id = v7();
  await system((tx) => tx.insert(documents).values({ id, title, kind: "markdown", fileName: "a.md", storageKey: id, sizeBytes: 1, contentHash: id, reviewDueOn: due, corpusName, indexedVersion: 1 }));
  return id;
}

/** An answer of a person that cites documents; gives its run and its conversation. */
async function addAnswer(role: UserRole, question: string, cited: readonly string[]): Promise<{ runId: string; conversationId: string }> {
  const [runId, conversationId] = [v7(), v7()];
  await system(async (tx) => {
    await tx.insert(conversations).values({ id: conversationId, userId: people[role].id, agentId: "librarian" });
    await tx.insert(agentRuns).values({ id: runId, userId: people[role].id, askedAs: role, actorKind: "person", agentId: "librarian", conversationId, model: "m", provider: "offline", promptVersion: "1", status: "completed", startedAt: START, finishedAt: START });
    const data = { citations: cited.map((documentId, at) => ({ number: at + 1, documentId, version: 1, startOffset: at * 10, endOffset: at * 10 + 5 })), declined: cited.length === 0, nearest: [] };
    await tx.insert(messages).values([
      { id: v7(), conversationId, position: 0, role: "user", parts: [{ type: "text", text: "Something before" }], createdAt: START },
      { id: v7(), conversationId, position: 1, role: "assistant", parts: [], metadata: {}, createdAt: START },
      { id: v7(), conversationId, position: 2, role: "user", parts: [{ type: "text", text: question }], createdAt: START },
      { id: v7(), conversationId, position: 3, role: "assistant", parts: [{ type: "text", text: "An answer." }, { type: "data-passages", id: "passages", data }], metadata: { runId }, createdAt: START },
    ]);
  });
  return { runId, conversationId };
}

test("what a person says of their own answer: the last word holds, with what was asked and cited; managers read it, and nobody speaks for another", async () => {
  const [one, other] = [await addDocument("Returns", null), await addDocument("Grading", null)];
  const { runId, conversationId } = await addAnswer("staff", "How long?", [one, other, one]);
  const staff = await desk("staff");
  await expect((await desk("buyer")).give({ runId, isHelpful: false, reason: "Wrong" })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await staff.give({ runId, isHelpful: true });
  await staff.give({ runId, isHelpful: false, reason: "  Out of date " });
  expect(await staff.given({ conversationId })).toEqual([{ runId, isHelpful: false, reason: "Out of date" }]);
  expect(await (await desk("buyer")).given({ conversationId })).toEqual([]);
  const places = (...at: number[]) => at.map((index) => ({ number: index + 1, start: index * 10, end: index * 10 + 5 }));
  expect(await (await desk("manager")).feedback({})).toMatchObject([
    { question: "How long?", isHelpful: false, reason: "Out of date", person: people.staff.name, at: START, documents: [{ title: "Grading", places: places(1) }, { title: "Returns", places: places(0, 2) }] },
  ]);
  expect((await (await desk("manager")).counts()).feedback).toBe(1);
  await expect(staff.feedback({})).rejects.toMatchObject({ code: "FORBIDDEN" });
});

test("feedback waits until a manager sees to it, comes back when that is taken back, or when the person says something else", async () => {
  const cited = await addDocument("Trade-in", null);
  const { runId } = await addAnswer("buyer", "What do we pay?", [cited]);
  const [buyer, manager] = [await desk("buyer"), await desk("manager")];
  const mine = async (view: "open" | "helpful" | "settled") => (await manager.feedback({ view })).filter(({ question }) => question === "What do we pay?");
  await buyer.give({ runId, isHelpful: false, reason: "Wrong" });
  const before = (await manager.counts()).feedback;
  const id = (await mine("open"))[0]?.id ?? "";
  await manager.settleFeedback({ id, settled: true, note: " Corrected in Trade-in " });
  expect((await manager.counts()).feedback).toBe(before - 1);
  expect(await mine("open")).toEqual([]);
  expect(await mine("settled")).toMatchObject([{ id, reason: "Wrong", note: "Corrected in Trade-in", settledBy: people.manager.name, settledAt: START }]);
  expect(await manager.entry({ queue: "feedback", id })).toEqual({ words: "What do we pay?", other: null, state: "settled" });
  await manager.settleFeedback({ id, settled: false });
  expect(await mine("open")).toMatchObject([{ id, note: null, settledAt: null }]);
  await manager.settleFeedback({ id, settled: true });
  await buyer.give({ runId, isHelpful: false, reason: "Still wrong" });
  expect(await mine("open")).toMatchObject([{ reason: "Still wrong" }]);
  await buyer.give({ runId, isHelpful: true });
  expect(await mine("helpful")).toMatchObject([{ isHelpful: true, reason: null }]);
  await expect(manager.settleFeedback({ id: v7(), settled: true })).rejects.toMatchObject({ code: "NOT_FOUND" });

  // The place is there as long as the version that was cited is the one that is read.
  await system((tx) => tx.update(documents).set({ indexedVersion: 2, version: 2 }).where(eq(documents.id, cited)));
  expect(await mine("helpful")).toMatchObject([{ documents: [{ id: cited, places: [] }] }]);
});

test("a manager's own rights change what became of feedback and never what somebody said; nobody else settles any", async () => {
  const { runId } = await addAnswer("staff", "How are sleeves graded?", []);
  await (await desk("staff")).give({ runId, isHelpful: false, reason: "Wrong" });
  const change = (role: UserRole, set: Partial<typeof knowledgeFeedback.$inferInsert>) => withRls(shop.db, people[role], (tx) => tx.update(knowledgeFeedback).set(set).where(eq(knowledgeFeedback.runId, runId)).returning({ id: knowledgeFeedback.id }));
  const refused = { cause: { code: "42501" } };
  await expect(change("manager", { reason: "Nothing was wrong" })).rejects.toMatchObject(refused);
  await expect(change("manager", { isHelpful: true })).rejects.toMatchObject(refused);
  await expect(change("staff", { settledAt: START, settledBy: people.staff.id })).rejects.toMatchObject(refused);
  expect(await change("buyer", { note: "Seen" })).toEqual([]);
  expect(await change("manager", { settledAt: START, settledBy: people.manager.id })).toHaveLength(1);
});

test("questions without an answer wait until somebody decides, and come back when that is taken back", async () => {
  const id = v7();
  await system((tx) => tx.insert(unansweredQuestions).values([{ id, question: "Do we ship to Japan?", folded: "japan", askedCount: 3, lastAskedAt: START, askedBy: people.staff.id }, { id: v7(), question: "Once", folded: "once", lastAskedAt: START }]));
  const manager = await desk("manager");
  expect((await manager.unanswered({})).map(({ question }) => question)).toEqual(["Do we ship to Japan?", "Once"]);
  await manager.decideUnanswered({ id, state: "answered", note: "Written into shipping" });
  expect((await manager.counts()).unanswered).toBe(1);
  expect(await manager.unanswered({ decided: true })).toMatchObject([{ id, state: "answered", note: "Written into shipping", decidedBy: people.manager.name, decidedAt: START }]);
  expect(await manager.entry({ queue: "unanswered", id })).toEqual({ words: "Do we ship to Japan?", other: null, state: "answered" });
  await manager.decideUnanswered({ id, state: "open" });
  expect(await manager.unanswered({})).toHaveLength(2);
  await expect(manager.decideUnanswered({ id: v7(), state: "dismissed" })).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("overdue documents stand by the answers that lean on them, other people's answers counted and not shown", async () => {
  const quiet = await addDocument("Overdue and quiet", day(-400));
  const loud = await addDocument("Overdue and asked", day(-2));
  await addDocument("Due today", day(0));
  await addAnswer("staff", "One", [loud]);
  await addAnswer("buyer", "Two", [loud, loud]);
  const manager = await desk("manager");
  expect(await manager.stale()).toMatchObject([{ id: loud, answers: 2, daysOver: 2 }, { id: quiet, answers: 0, daysOver: 400 }]);
  expect((await manager.counts()).stale).toBe(2);
});

test("what can be asked: how many documents are ready, and questions to begin with that one of them answers", async () => {
  const staff = await desk("staff");
  const { ready } = await staff.starters();
  await addDocument("Grading", null, "grading");
  const questions = ["What is the difference between Very Good Plus and Very Good?"];
  expect(await staff.starters()).toEqual({ ready: ready + 1, waiting: 0, questions });
  // A shop's own documents are asked by what they are about.
  const own = await addDocument("Listening room", null);
  await system((tx) => tx.update(documents).set({ indexedAt: START }).where(eq(documents.id, own)));
  await system((tx) => tx.insert(documentChunks).values([["Listening room"], ["Listening room", "Opening hours"]].map((headings, position) => ({ documentId: own, position, contentHash: "x", content: "Open on Fridays.", headings, startOffset: 0, endOffset: 5, terms: "", termCount: 0, audience: "staff" as const }))));
  await system((tx) => tx.insert(documents).values({ id: v7(), title: "On its way", kind: "markdown", fileName: "a.md", storageKey: v7(), sizeBytes: 1, contentHash: "y" }));
  expect(await staff.starters()).toEqual({ ready: ready + 2, waiting: 1, questions: [...questions, "What does “Listening room” say about “Opening hours”?"] });
});

test("of a document that is not theirs to read, a manager learns no number either", async () => {
  const [open, hidden] = [await addDocument("Everybody's", null), await addDocument("The admins'", null)];
  await system((tx) => tx.update(documents).set({ audience: "admin" }).where(eq(documents.id, hidden)));
  await addAnswer("admin", "Both", [open, hidden]);
  const counted = (role: UserRole) => withRls(shop.db, asRole(role), async (tx) => (await tx.execute<{ document_id: string; answers: number }>(sql`select * from document_citation_counts(${START.toISOString()}::timestamptz)`)).filter(({ document_id }) => [open, hidden].includes(document_id)));
  expect(await counted("manager")).toEqual([{ document_id: open, answers: 1 }]);
  expect(await counted("admin")).toHaveLength(2);
  expect(await counted("staff")).toEqual([]);
});
