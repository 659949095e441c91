import { TRPCError } from "@trpc/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { USER_ROLES, type UserRole } from "#db/enums.ts";
import { ADMINS, EVERYONE, MANAGERS, STOCK_DESK } from "#db/policies.ts";
import { withSystem } from "#db/rls.ts";
import { addSessions, openTestDatabase, people, type TestDatabase } from "#db/testing/index.ts";
import { createTestRuntime, TestClock } from "../testing/runtime.ts";
import { createTrpcContext } from "./context.ts";
import { trpc } from "./init.ts";
import { appRouter } from "./root.ts";

type Allowed = "nobody too" | readonly UserRole[];

/** An id that no row has. */
const NOWHERE = "01900000-0000-7000-8000-0000000000fe";
const ELSEWHERE = "01900000-0000-7000-8000-0000000000fd";

/**
 * Who may call each procedure, by `product.md`. A procedure without a row here fails the test: say
 * who may before it goes out. The input only has to be valid; whether the rows are there is
 * another matter.
 */
const MATRIX: Record<string, { allowed: Allowed; input?: unknown }> = {
  "account.endOtherSessions": { allowed: EVERYONE },
  "account.endSession": { allowed: EVERYONE, input: { id: NOWHERE } },
  "account.rename": { allowed: EVERYONE, input: { name: "Another" } },
  "account.sessions": { allowed: EVERYONE },
  "activity.exportPage": { allowed: ADMINS, input: {} },
  "activity.log": { allowed: EVERYONE, input: {} },
  "activity.logBlocks": { allowed: EVERYONE, input: {} },
  "activity.seals": { allowed: ADMINS },
  "activity.startExport": { allowed: ADMINS, input: {} },
  "activity.startCheck": { allowed: ADMINS },
  "activity.recent": { allowed: EVERYONE },
  "activity.onAdded": { allowed: EVERYONE, input: {} },
  "aiUse.page": { allowed: ADMINS, input: {} },
  "aiUse.runs": { allowed: ADMINS, input: {} },
  "aiUse.money": { allowed: ADMINS },
  "aiUse.addPrice": { allowed: ADMINS, input: { key: NOWHERE, model: "a-model", inputUsd: "0.3", outputUsd: "2.5", validFrom: "2026-01-01", source: "the price list" } },
  "aiUse.correctPrice": { allowed: ADMINS, input: { id: ELSEWHERE, seen: "", model: "a-model", inputUsd: "0.3", outputUsd: "2.5", validFrom: "2026-01-01", source: "the price list" } },
  "aiUse.removePrice": { allowed: ADMINS, input: { id: ELSEWHERE } },
  "aiUse.saveBudget": { allowed: ADMINS, input: { monthlyUsd: "none", warnPercent: "80" } },
  "aiUse.removeBudget": { allowed: ADMINS, input: { id: ELSEWHERE } },
  "albums.byId": { allowed: EVERYONE, input: { id: NOWHERE } },
  "analytics.tab": { allowed: EVERYONE, input: { tab: "sales" } },
  "analytics.block": { allowed: EVERYONE, input: { tab: "sales", block: "revenue-over-time" } },
  "annotations.add": { allowed: EVERYONE, input: { day: "2026-06-30", text: "A fair" } },
  "annotations.edit": { allowed: EVERYONE, input: { id: NOWHERE, day: "2026-06-30", text: "A fair" } },
  "annotations.list": { allowed: EVERYONE, input: { from: "2026-06-01", to: "2026-06-30" } },
  "annotations.remove": { allowed: EVERYONE, input: { id: NOWHERE } },
  "assistant.evidence": { allowed: EVERYONE, input: { runId: NOWHERE, callId: "call" } },
  "assistant.rate": { allowed: EVERYONE, input: { runId: NOWHERE, wasHelpful: true } },
  "assistant.status": { allowed: EVERYONE },
  "assistant.suggestions": { allowed: EVERYONE, input: { path: "/" } },
  "conversations.list": { allowed: EVERYONE },
  "conversations.read": { allowed: EVERYONE, input: { id: NOWHERE } },
  "conversations.remove": { allowed: EVERYONE, input: { id: NOWHERE, archived: true } },
  "conversations.rename": { allowed: EVERYONE, input: { id: NOWHERE, title: "Another" } },
  "dashboard.figures": { allowed: EVERYONE, input: {} },
  "dashboard.page": { allowed: EVERYONE, input: {} },
  "dashboard.ratings": { allowed: EVERYONE, input: {} },
  "dashboard.revenueByGenre": { allowed: EVERYONE, input: {} },
  "dashboard.revenueOverTime": { allowed: EVERYONE, input: {} },
  "dashboard.stock": { allowed: EVERYONE },
  "dashboard.topAlbums": { allowed: EVERYONE, input: {} },
  "dashboard.topCustomers": { allowed: EVERYONE, input: {} },
  "explorer.exportPage": { allowed: EVERYONE, input: {} },
  "explorer.page": { allowed: EVERYONE, input: {} },
  "explorer.size": { allowed: EVERYONE, input: {} },
  "explorer.startExport": { allowed: EVERYONE, input: {} },
  "explorer.tables": { allowed: EVERYONE },
  "exports.start": { allowed: EVERYONE, input: { table: "orders", columns: [], filter: "all" } },
  "imports.list": { allowed: STOCK_DESK, input: {} },
  "imports.upload": { allowed: STOCK_DESK, input: { read: () => Promise.resolve() } },
  "imports.file": { allowed: STOCK_DESK, input: { id: NOWHERE } },
  "imports.check": { allowed: STOCK_DESK, input: { id: NOWHERE } },
  "imports.start": { allowed: STOCK_DESK, input: { id: NOWHERE } },
  "imports.stop": { allowed: STOCK_DESK, input: { id: NOWHERE } },
  "imports.discard": { allowed: STOCK_DESK, input: { id: NOWHERE } },
  "imports.batch": { allowed: STOCK_DESK, input: { id: NOWHERE } },
  "imports.refused": { allowed: STOCK_DESK, input: { id: NOWHERE } },
  "imports.undo": { allowed: MANAGERS, input: { id: NOWHERE } },
  "knowledge.list": { allowed: EVERYONE },
  "knowledge.add": { allowed: MANAGERS, input: { read: () => Promise.resolve({}) } },
  "knowledge.replace": { allowed: MANAGERS, input: { id: NOWHERE, read: () => Promise.resolve({}) } },
  "knowledge.edit": { allowed: MANAGERS, input: { id: NOWHERE, seen: "", title: "Returns", audience: "staff" } },
  "knowledge.reindex": { allowed: MANAGERS, input: { id: NOWHERE } },
  "knowledge.remove": { allowed: MANAGERS, input: { id: NOWHERE } },
  "knowledge.file": { allowed: EVERYONE, input: { id: NOWHERE } },
  "knowledge.document": { allowed: EVERYONE, input: { id: NOWHERE } },
  "knowledgeQueues.starters": { allowed: EVERYONE },
  "knowledgeQueues.given": { allowed: EVERYONE, input: { conversationId: NOWHERE } },
  "knowledgeQueues.give": { allowed: EVERYONE, input: { runId: NOWHERE, isHelpful: true } },
  "knowledgeQueues.counts": { allowed: MANAGERS },
  "knowledgeQueues.feedback": { allowed: MANAGERS, input: {} },
  "knowledgeQueues.entry": { allowed: MANAGERS, input: { queue: "unanswered", id: NOWHERE } },
  "knowledgeQueues.unanswered": { allowed: MANAGERS, input: {} },
  "knowledgeQueues.stale": { allowed: MANAGERS },
  "knowledgeQueues.contradictions": { allowed: MANAGERS, input: {} },
  "knowledgeQueues.notCompared": { allowed: MANAGERS },
  "knowledgeQueues.decideUnanswered": { allowed: MANAGERS, input: { id: NOWHERE, state: "dismissed" } },
  "knowledgeQueues.settleFeedback": { allowed: MANAGERS, input: { id: NOWHERE, settled: true } },
  "knowledgeQueues.dismissContradiction": { allowed: MANAGERS, input: { id: NOWHERE, dismissed: true } },
  "needsYou.list": { allowed: EVERYONE },
  "outbox.decide": { allowed: MANAGERS, input: { id: NOWHERE, act: "cancel" } },
  "outbox.list": { allowed: MANAGERS, input: {} },
  "outbox.placebo": { allowed: EVERYONE },
  "orders.byNumber": { allowed: EVERYONE, input: { number: 1 } },
  "orders.channels": { allowed: EVERYONE },
  "orders.exportPage": { allowed: EVERYONE, input: {} },
  "orders.list": { allowed: EVERYONE, input: {} },
  "orders.recordSale": { allowed: MANAGERS, input: { lines: [{ inventoryId: "01900000-0000-7000-8000-0000000000ff", quantity: 1 }] } },
  "rows.list": { allowed: EVERYONE, input: { metric: "revenue" } },
  "savedViews.change": { allowed: EVERYONE, input: { id: NOWHERE, isShared: true } },
  "savedViews.list": { allowed: EVERYONE, input: { page: "explorer" } },
  "savedViews.remove": { allowed: EVERYONE, input: { id: NOWHERE } },
  "savedViews.save": { allowed: EVERYONE, input: { page: "explorer", name: "Best sellers", search: "table=orders" } },
  "search.find": { allowed: EVERYONE, input: { text: "blue" } },
  "search.list": { allowed: EVERYONE, input: { text: "blue", kind: "album" } },
  // Who knows the secret may; without one set the webhook is off for everybody.
  "webhooks.takeSupabase": { allowed: "nobody too", input: { secret: null, body: "{}" } },
  "session.shop": { allowed: EVERYONE },
  "catalogue.choices": { allowed: EVERYONE },
  "catalogue.twins": { allowed: EVERYONE, input: { title: "Blue Train" } },
  "catalogue.createAlbum": { allowed: STOCK_DESK, input: { key: NOWHERE, title: "Blue Train" } },
  "catalogue.editAlbum": { allowed: STOCK_DESK, input: { albumId: ELSEWHERE, seen: "never", title: "Blue Train" } },
  "catalogue.reprice": { allowed: STOCK_DESK, input: { shelf: ELSEWHERE, listPrice: "20" } },
  "stock.list": { allowed: EVERYONE, input: {} },
  "stock.exportPage": { allowed: EVERYONE, input: {} },
  "stock.shelf": { allowed: EVERYONE, input: { id: ELSEWHERE } },
  "stock.act": { allowed: EVERYONE, input: { act: NOWHERE } },
  "stock.find": { allowed: EVERYONE, input: { text: "blue" } },
  "stock.count": { allowed: STOCK_DESK, input: { key: NOWHERE, shelf: ELSEWHERE, expected: 0, counted: 1 } },
  "stock.adjust": { allowed: STOCK_DESK, input: { key: NOWHERE, shelf: ELSEWHERE, quantity: 1, reason: "found" } },
  "stock.receive": { allowed: STOCK_DESK, input: { key: NOWHERE, lines: [{ shelf: ELSEWHERE, quantity: 1 }] } },
  "stock.takeBack": { allowed: STOCK_DESK, input: { key: NOWHERE, shelf: ELSEWHERE, quantity: 1, reason: "unwanted" } },
  "stock.undo": { allowed: STOCK_DESK, input: { key: NOWHERE, of: "movement", id: ELSEWHERE } },
  "stock.plan": { allowed: STOCK_DESK, input: { shelf: ELSEWHERE } },
  "suppliers.list": { allowed: EVERYONE },
  "suppliers.create": { allowed: STOCK_DESK, input: { key: NOWHERE, name: "A supplier", leadTimeDays: 3 } },
  "suppliers.edit": { allowed: STOCK_DESK, input: { id: ELSEWHERE, name: "Another", leadTimeDays: 3 } },
  "settings.page": { allowed: ADMINS },
  "settings.save": { allowed: ADMINS, input: { group: "stock", seen: "", lowStockThreshold: "many" } },
  "settings.sendTestMail": { allowed: ADMINS, input: { address: "ann@example.test" } },
  "system.status": { allowed: ADMINS },
  "system.probeModel": { allowed: ADMINS },
  "system.runJob": { allowed: ADMINS, input: { name: "purge-expired" } },
  "system.retryJob": { allowed: ADMINS, input: { id: NOWHERE } },
  "system.cancelJob": { allowed: ADMINS, input: { id: NOWHERE } },
  "session.whoami": { allowed: "nobody too" },
  "users.changeRole": { allowed: ADMINS, input: { id: NOWHERE, role: "staff" } },
  "users.deactivate": { allowed: ADMINS, input: { id: NOWHERE } },
  "users.invite": { allowed: ADMINS, input: { name: "Ivy", email: "ivy@example.test", role: "staff" } },
  "users.inviteAgain": { allowed: ADMINS, input: { id: NOWHERE } },
  "users.list": { allowed: ADMINS },
  "users.reactivate": { allowed: ADMINS, input: { id: NOWHERE } },
  "users.removeSecondStep": { allowed: ADMINS, input: { id: NOWHERE } },
  "users.resend": { allowed: ADMINS, input: { id: NOWHERE } },
  "users.revoke": { allowed: ADMINS, input: { id: NOWHERE } },
  "users.signOut": { allowed: ADMINS, input: { id: NOWHERE } },
  "users.signOutEverybody": { allowed: ADMINS },
};

const procedures = Object.keys(appRouter._def.procedures).sort();

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
  await withSystem(database.db, "everybody is signed in and has just shown who they are", (tx) => addSessions(tx, new TestClock().now));
});
afterAll(() => database.close());

/** The code a call ends with, or "OK". A subscription is asked for its first value only, then let go. */
async function outcome(path: string, input: unknown, role: UserRole | null): Promise<string> {
  const person = role && { id: people[role].id, role, name: people[role].name, sessionId: people[role].id };
  const stop = new AbortController();
  const context = await createTrpcContext({
    runtime: createTestRuntime(database.db, new TestClock()),
    person: () => Promise.resolve(person),
    now: new TestClock().now,
    cspNonce: "",
    requestId: "matrix",
    signal: stop.signal,
    address: "192.0.2.1",
  });
  const caller = trpc.createCallerFactory(appRouter)(context, { signal: stop.signal }) as unknown as Record<string, Record<string, (input: unknown) => Promise<unknown>>>;
  const [domain = "", name = ""] = path.split(".");
  try {
    const value = await caller[domain]?.[name]?.(input);
    stop.abort();
    if (value !== null && typeof value === "object" && Symbol.asyncIterator in value) await (value as AsyncIterable<unknown>)[Symbol.asyncIterator]().return?.();
    return "OK";
  } catch (error) {
    return error instanceof TRPCError ? error.code : String(error);
  }
}

test("every procedure has a row in the matrix, and every row a procedure", () => {
  expect(Object.keys(MATRIX).sort()).toEqual(procedures);
});

describe.each(procedures)("%s", (path) => {
  const { allowed, input } = MATRIX[path] ?? { allowed: [] };

  test("nobody", async () => {
    const result = await outcome(path, input, null);
    if (allowed === "nobody too") expect(["OK", "NOT_FOUND"]).toContain(result);
    else expect(result).toBe("UNAUTHORIZED");
  });

  test.each(USER_ROLES)("%s", async (role) => {
    const result = await outcome(path, input, role);
    if (allowed === "nobody too" || allowed.includes(role)) expect(["OK", "NOT_FOUND", "BAD_REQUEST"]).toContain(result);
    else expect(result).toBe("FORBIDDEN");
  });
});
