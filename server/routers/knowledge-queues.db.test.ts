import { v7 } from "uuid";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { UserRole } from "#db/enums.ts";
import { withSystem } from "#db/rls.ts";
import { agentRuns, conversations, documents, messages, unansweredQuestions } from "#db/schema/index.ts";
import { openTestDatabase, people, type TestDatabase } from "#db/testing/index.ts";
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
    const data = { citations: cited.map((documentId, at) => ({ number: at + 1, documentId })), declined: cited.length === 0, nearest: [] };
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
  expect(await (await desk("manager")).feedback()).toMatchObject([{ question: "How long?", isHelpful: false, reason: "Out of date", person: people.staff.name, documents: [{ title: "Grading" }, { title: "Returns" }] }]);
  expect((await (await desk("manager")).counts()).feedback).toBe(1);
  await expect(staff.feedback()).rejects.toMatchObject({ code: "FORBIDDEN" });
});

test("questions without an answer wait until somebody decides, and come back when that is taken back", async () => {
  const id = v7();
  await system((tx) => tx.insert(unansweredQuestions).values([{ id, question: "Do we ship to Japan?", folded: "japan", askedCount: 3, lastAskedAt: START, askedBy: people.staff.id }, { id: v7(), question: "Once", folded: "once", lastAskedAt: START }]));
  const manager = await desk("manager");
  expect((await manager.unanswered({})).map(({ question }) => question)).toEqual(["Do we ship to Japan?", "Once"]);
  await manager.decideUnanswered({ id, state: "answered", note: "Written into shipping" });
  expect((await manager.counts()).unanswered).toBe(1);
  expect(await manager.unanswered({ decided: true })).toMatchObject([{ id, state: "answered", note: "Written into shipping", decidedBy: people.manager.name, decidedAt: START }]);
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

test("questions to begin with are those whose documents are there", async () => {
  expect(await (await desk("staff")).starters()).toEqual([]);
  await addDocument("Grading", null, "grading");
  expect(await (await desk("staff")).starters()).toEqual(["What is the difference between Very Good Plus and Very Good?"]);
});
