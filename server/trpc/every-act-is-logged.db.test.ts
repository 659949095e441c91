import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { asc, desc, notInArray, sql } from "drizzle-orm";
import { v7 } from "uuid";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Tx } from "#db/client.ts";
import type { UserRole } from "#db/enums.ts";
import { withSystem } from "#db/rls.ts";
import { activityLogs, agentRuns, conversations, documentContradictions, documents, importBatches, messages, sessions, unansweredQuestions, users } from "#db/schema/index.ts";
import { addAlbum, addSessions, addStock, openTestDatabase, people, type TestDatabase } from "#db/testing/index.ts";
import { startJobs } from "../jobs/start-jobs.ts";
import type { Runtime } from "../runtime.ts";
import { requestContextFor } from "../testing/caller.ts";
import { createTestRuntime, START, TestClock } from "../testing/runtime.ts";
import { createTrpcContext } from "./context.ts";
import { trpc } from "./init.ts";
import { appRouter } from "./root.ts";

/*
 * Every mutation leaves a row in the activity log, shown by doing it, or says why it leaves none. A mutation
 * without an entry here fails: say what it leaves before it goes out.
 */

const NOWHERE = "01900000-0000-7000-8000-0000000000fe";
const folder = mkdtempSync(join(tmpdir(), "misty-acts-"));
const createCaller = trpc.createCallerFactory(appRouter);
let database: TestDatabase;
let runtime: Runtime;

const call = async (role: UserRole = "admin") => createCaller(await createTrpcContext({ ...requestContextFor(database.db, role, START), runtime }));
const system = <T>(fn: (tx: Tx) => Promise<T>): Promise<T> => withSystem(database.db, "a test", fn);
type Caller = Awaited<ReturnType<typeof call>>;

beforeAll(async () => {
  database = await openTestDatabase({ settings: { currency: "USD", timeZone: "UTC" } });
  runtime = createTestRuntime(database.db, new TestClock(), { MISTY_DATA_DIR: folder, SUPABASE_WEBHOOK_SECRET: "a secret between us and Supabase" });
  await system((tx) => addSessions(tx, START));
  await (await startJobs(runtime)).stop();
});
afterAll(async () => {
  await runtime.background.stop();
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

const shelf = (quantity = 5) => system(async (tx) => addStock(tx, await addAlbum(tx), quantity));
const failedJob = async ({ system: jobs }: Caller): Promise<string> => {
  await system((tx) => tx.execute(sql`delete from pgboss.job where name = 'purge-expired'`));
  const { id } = await jobs.runJob({ name: "purge-expired" });
  await system((tx) => tx.execute(sql`update pgboss.job set state = 'failed', completed_on = now() where id = ${id}::uuid`));
  return id;
};
const invited = async ({ users: desk }: Caller, role: UserRole = "staff"): Promise<string> => {
  const email = `${v7()}@example.test`;
  await desk.invite({ name: "Ivy Invited", email, role });
  const [made] = await system((tx) => tx.select({ id: users.id }).from(users).where(sql`${users.email} = ${email}`));
  return made?.id ?? NOWHERE;
};
const joined = async (caller: Caller): Promise<string> => {
  const id = await invited(caller);
  await system((tx) => tx.update(users).set({ state: "active", passwordHash: "none" }).where(sql`${users.id} = ${id}::uuid`));
  return id;
};
const otherSession = (userId: string) =>
  system(async (tx) => {
    const id = v7();
    await tx.insert(sessions).values({ id, userId, secretHash: createHash("sha256").update(id).digest(), lastSeenAt: START, expiresAt: new Date(START.getTime() + 86_400_000), createdAt: START });
    return id;
  });
const run = (userId: string) =>
  system(async (tx) => {
    const id = v7();
    await tx.insert(agentRuns).values({ id, userId, askedAs: "admin", actorKind: "person", agentId: "analyst", model: "m", provider: "offline", promptVersion: "1", status: "completed", startedAt: START, finishedAt: START });
    return id;
  });
const conversation = () =>
  system(async (tx) => {
    const id = v7();
    await tx.insert(conversations).values({ id, userId: people.admin.id, agentId: "analyst", title: "Sales", context: null });
    return id;
  });
let files = 0;
const upload = async ({ imports }: Caller): Promise<string> => {
  const text = ` 0000${++files} 19970101  1   11.77\r\n`;
  return (await imports.upload({ read: (take) => take({ name: "purchases.txt", pieces: (async function* () { yield await Promise.resolve(Buffer.from(text)); })() }) })).id;
};
const bringDocument = (text: string) => async (take: (part: { name: string; pieces: AsyncIterable<Uint8Array> }) => Promise<void>) => {
  await take({ name: "rules.md", pieces: (async function* () { yield await Promise.resolve(Buffer.from(text)); })() });
  return {};
};
const document = async ({ knowledge }: Caller): Promise<string> => (await knowledge.add({ read: bringDocument(`# Rules ${++files}`) })).added[0]?.id ?? NOWHERE;
const imported = async (caller: Caller): Promise<string> => {
  await caller.imports.start({ id: await upload(caller) });
  await runtime.background.settled();
  const [batch] = await system((tx) => tx.select({ id: importBatches.id }).from(importBatches).orderBy(desc(importBatches.createdAt), desc(importBatches.id)).limit(1));
  return batch?.id ?? NOWHERE;
};
const price = (model: string) => ({ key: v7(), model, inputUsd: "0.3", outputUsd: "2.5", validFrom: "2026-01-01", source: "the price list" });
const view = async ({ savedViews }: Caller, name: string): Promise<string> => {
  await savedViews.save({ page: "explorer", name, search: "table=orders" });
  return (await savedViews.list({ page: "explorer" })).find((saved) => saved.name === name)?.id ?? NOWHERE;
};
const note = async ({ annotations }: Caller): Promise<string> => {
  await annotations.add({ day: "2026-06-20", text: "A fair" });
  return (await annotations.list({ from: "2026-06-20", to: "2026-06-20" })).find(({ kind }) => kind === "note")?.id ?? NOWHERE;
};

/** An answer of the person's own from the documents, by its run. */
const answered = (userId: string) =>
  system(async (tx) => {
    const [id, conversationId] = [v7(), v7()];
    await tx.insert(conversations).values({ id: conversationId, userId, agentId: "librarian" });
    await tx.insert(agentRuns).values({ id, userId, askedAs: "admin", actorKind: "person", agentId: "librarian", conversationId, model: "m", provider: "offline", promptVersion: "1", status: "completed", startedAt: START, finishedAt: START });
    await tx.insert(messages).values([
      { id: v7(), conversationId, position: 0, role: "user", parts: [{ type: "text", text: "How long?" }] },
      { id: v7(), conversationId, position: 1, role: "assistant", parts: [{ type: "text", text: "Thirty days." }], metadata: { runId: id } },
    ]);
    return id;
  });
const unanswered = () =>
  system(async (tx) => {
    const id = v7();
    await tx.insert(unansweredQuestions).values({ id, question: "Why?", folded: id, lastAskedAt: START });
    return id;
  });
const contradiction = () =>
  system(async (tx) => {
    const [id, oneDocumentId, otherDocumentId] = [v7(), v7(), v7()];
    await tx.insert(documents).values([oneDocumentId, otherDocumentId].map((document) => ({ id: document, title: "A", kind: "markdown" as const, fileName: "a.md", storageKey: document, sizeBytes: 1, contentHash: "x" })));
    const places = { oneAudience: "staff" as const, oneVersion: 1, oneStart: 0, oneEnd: 5, oneMarkStart: 0, oneMarkEnd: 2, otherAudience: "staff" as const, otherVersion: 1, otherStart: 0, otherEnd: 5, otherMarkStart: 0, otherMarkEnd: 2 };
    await tx.insert(documentContradictions).values({ id, fingerprint: id, kind: "number", likeness: 0.8, oneDocumentId, otherDocumentId, ...places });
    return id;
  });

type Entry = { leaves: string; by: (caller: Caller) => Promise<unknown> } | { none: string };

const ACTS: Readonly<Record<string, Entry>> = {
  "account.rename": { leaves: "user.renamed", by: (c) => c.account.rename({ name: "Ada Another" }) },
  "account.endSession": { leaves: "session.ended", by: async (c) => c.account.endSession({ id: await otherSession(people.admin.id) }) },
  "account.endOtherSessions": {
    leaves: "session.ended",
    by: async (c) => {
      await otherSession(people.admin.id);
      await c.account.endOtherSessions();
    },
  },
  "activity.startCheck": { leaves: "job.started", by: (c) => c.activity.startCheck() },
  "activity.startExport": { leaves: "activity.exported", by: (c) => c.activity.startExport({}) },
  "aiUse.addPrice": { leaves: "ai_price.added", by: (c) => c.aiUse.addPrice(price("one")) },
  "aiUse.correctPrice": {
    leaves: "ai_price.corrected",
    by: async (c) => {
      const { id } = await c.aiUse.addPrice(price("two"));
      const seen = (await c.aiUse.money()).prices.find((known) => known.id === id)?.updatedAt ?? "";
      await c.aiUse.correctPrice({ ...price("two"), inputUsd: "0.4", id, seen });
    },
  },
  "aiUse.removePrice": { leaves: "ai_price.removed", by: async (c) => c.aiUse.removePrice({ id: (await c.aiUse.addPrice(price("three"))).id }) },
  "aiUse.saveBudget": { leaves: "ai_budget.added", by: (c) => c.aiUse.saveBudget({ monthlyUsd: "10", warnPercent: "80", stops: true }) },
  "aiUse.removeBudget": { leaves: "ai_budget.removed", by: async (c) => c.aiUse.removeBudget({ id: (await c.aiUse.saveBudget({ userId: people.staff.id, monthlyUsd: "10", warnPercent: "80", stops: false })).id }) },
  "annotations.add": { leaves: "annotation.added", by: (c) => note(c) },
  "annotations.edit": { leaves: "annotation.edited", by: async (c) => c.annotations.edit({ id: await note(c), day: "2026-06-20", text: "Another fair" }) },
  "annotations.remove": { leaves: "annotation.removed", by: async (c) => c.annotations.remove({ id: await note(c) }) },
  "knowledgeQueues.give": { leaves: "answer.rated", by: async (c) => c.knowledgeQueues.give({ runId: await answered(people.admin.id), isHelpful: false, reason: "Wrong" }) },
  "knowledgeQueues.settleFeedback": {
    leaves: "feedback.settled",
    by: async (c) => {
      await c.knowledgeQueues.give({ runId: await answered(people.admin.id), isHelpful: false });
      const [row] = await c.knowledgeQueues.feedback({});
      await c.knowledgeQueues.settleFeedback({ id: row?.id ?? "", settled: true });
    },
  },
  "knowledgeQueues.decideUnanswered": { leaves: "unanswered.dismissed", by: async (c) => c.knowledgeQueues.decideUnanswered({ id: await unanswered(), state: "dismissed" }) },
  "knowledgeQueues.dismissContradiction": { leaves: "contradiction.dismissed", by: async (c) => c.knowledgeQueues.dismissContradiction({ id: await contradiction(), dismissed: true }) },
  "assistant.rate": { leaves: "answer.rated", by: async (c) => c.assistant.rate({ runId: await run(people.admin.id), wasHelpful: true }) },
  "catalogue.createAlbum": { leaves: "album.created", by: (c) => c.catalogue.createAlbum({ key: v7(), title: "Blue Train" }) },
  "catalogue.editAlbum": {
    leaves: "album.edited",
    by: async (c) => {
      const albumId = await system((tx) => addAlbum(tx));
      const [album] = await system((tx) => tx.execute<{ seen: string }>(sql`select updated_at::text as seen from albums where id = ${albumId}::uuid`));
      await c.catalogue.editAlbum({ albumId, seen: album?.seen ?? "", title: "Another record" });
    },
  },
  "catalogue.reprice": { leaves: "price.changed", by: async (c) => c.catalogue.reprice({ shelf: await shelf(), listPrice: "31", seen: "20" }) },
  "conversations.rename": { leaves: "conversation.renamed", by: async (c) => c.conversations.rename({ id: await conversation(), title: "Another" }) },
  "conversations.remove": { leaves: "conversation.archived", by: async (c) => c.conversations.remove({ id: await conversation(), archived: true }) },
  "explorer.startExport": { leaves: "orders.exported", by: (c) => c.explorer.startExport({ table: "orders" }) },
  "exports.start": { leaves: "orders.exported", by: (c) => c.exports.start({ table: "orders", columns: [], filter: "all" }) },
  "imports.upload": { leaves: "upload.received", by: upload },
  "imports.discard": { leaves: "upload.discarded", by: async (c) => c.imports.discard({ id: await upload(c) }) },
  "imports.check": { none: "It reads a file that was uploaded and changes nothing of the shop; the file's upload is in the log." },
  "imports.start": { leaves: "import.completed", by: imported },
  "imports.stop": { none: "It asks work to stop; the work that stops says so itself (import.withdrawn)." },
  "imports.undo": {
    leaves: "import.undone",
    by: async (c) => {
      await c.imports.undo({ id: await imported(c) });
      await runtime.background.settled();
    },
  },
  "knowledge.add": { leaves: "document.added", by: document },
  "knowledge.replace": { leaves: "document.replaced", by: async (c) => c.knowledge.replace({ id: await document(c), read: bringDocument("# Newer rules") }) },
  "knowledge.edit": {
    leaves: "document.edited",
    by: async (c) => {
      const { id, seen } = await c.knowledge.document({ id: await document(c) });
      await c.knowledge.edit({ id, seen, title: "Another title", audience: "staff" });
    },
  },
  "knowledge.reindex": {
    leaves: "document.reindexed",
    by: async (c) => {
      const id = await document(c);
      await system((tx) => tx.execute(sql`update documents set status = 'failed', failure = 'It was away.' where id = ${id}::uuid`));
      await c.knowledge.reindex({ id });
    },
  },
  "knowledge.remove": { leaves: "document.removed", by: async (c) => c.knowledge.remove({ id: await document(c) }) },
  "orders.recordSale": { leaves: "order.created", by: async (c) => c.orders.recordSale({ lines: [{ inventoryId: await shelf(), quantity: 1 }] }) },
  "outbox.decide": {
    leaves: "email.cancelled",
    by: async (c) => c.outbox.decide({ id: (await c.settings.sendTestMail({ address: "ann@example.test" })).id, act: "cancel" }),
  },
  "savedViews.save": { leaves: "view.saved", by: (c) => view(c, "one") },
  "savedViews.change": { leaves: "view.renamed", by: async (c) => c.savedViews.change({ id: await view(c, "two"), name: "three" }) },
  "savedViews.remove": { leaves: "view.deleted", by: async (c) => c.savedViews.remove({ id: await view(c, "four") }) },
  "settings.save": { leaves: "settings.changed", by: async (c) => c.settings.save({ group: "stock", seen: (await c.settings.page()).stamps.stock, lowStockThreshold: "9" }) },
  "settings.sendTestMail": { leaves: "email.test_queued", by: (c) => c.settings.sendTestMail({ address: "ann@example.test" }) },
  "stock.count": { leaves: "stock.corrected", by: async (c) => c.stock.count({ key: v7(), shelf: await shelf(5), expected: 5, counted: 4 }) },
  "stock.adjust": { leaves: "stock.adjusted", by: async (c) => c.stock.adjust({ key: v7(), shelf: await shelf(), quantity: 1, reason: "found" }) },
  "stock.receive": { leaves: "stock.received", by: async (c) => c.stock.receive({ key: v7(), lines: [{ shelf: await shelf(), quantity: 2 }] }) },
  "stock.takeBack": { leaves: "stock.returned", by: async (c) => c.stock.takeBack({ key: v7(), shelf: await shelf(), quantity: 1, reason: "unwanted" }) },
  "stock.undo": {
    leaves: "stock.undone",
    by: async (c) => {
      const key = v7();
      await c.stock.adjust({ key, shelf: await shelf(), quantity: 1, reason: "found" });
      await c.stock.undo({ key: v7(), of: "act", id: key });
    },
  },
  "stock.plan": { leaves: "shelf.edited", by: async (c) => c.stock.plan({ shelf: await shelf(), reorderPoint: 3 }) },
  "suppliers.create": { leaves: "supplier.created", by: (c) => c.suppliers.create({ key: v7(), name: "One supplier", leadTimeDays: 3 }) },
  "suppliers.edit": {
    leaves: "supplier.edited",
    by: async (c) => {
      const id = v7();
      await c.suppliers.create({ key: id, name: "Two suppliers", leadTimeDays: 3 });
      await c.suppliers.edit({ id, name: "Two suppliers", leadTimeDays: 4 });
    },
  },
  "system.probeModel": { none: "It asks a service how it is and changes nothing." },
  "system.runJob": { leaves: "job.started", by: (c) => c.system.runJob({ name: "archive-activities" }) },
  "system.retryJob": { leaves: "job.retried", by: async (c) => c.system.retryJob({ id: await failedJob(c) }) },
  "system.cancelJob": {
    leaves: "job.cancelled",
    by: async (c) => {
      await system((tx) => tx.execute(sql`delete from pgboss.job where name = 'purge-expired'`));
      await c.system.cancelJob({ id: (await c.system.runJob({ name: "purge-expired" })).id });
    },
  },
  "users.invite": { leaves: "user.invited", by: invited },
  "users.resend": { leaves: "invitation.resent", by: async (c) => c.users.resend({ id: await invited(c) }) },
  "users.revoke": { leaves: "invitation.revoked", by: async (c) => c.users.revoke({ id: await invited(c) }) },
  "users.changeRole": { leaves: "user.role_changed", by: async (c) => c.users.changeRole({ id: await joined(c), role: "buyer" }) },
  "users.deactivate": { leaves: "user.deactivated", by: async (c) => c.users.deactivate({ id: await joined(c) }) },
  "users.reactivate": {
    leaves: "user.reactivated",
    by: async (c) => {
      const id = await joined(c);
      await c.users.deactivate({ id });
      await c.users.reactivate({ id });
    },
  },
  "users.inviteAgain": { leaves: "user.sign_in_reset", by: async (c) => c.users.inviteAgain({ id: await joined(c) }) },
  "users.removeSecondStep": {
    leaves: "user.second_step_removed",
    by: async (c) => {
      const id = await joined(c);
      await system((tx) => tx.execute(sql`update users set totp_secret = ${Buffer.alloc(40, 1)}, totp_enabled_at = ${START.toISOString()}::timestamptz where id = ${id}::uuid`));
      await c.users.removeSecondStep({ id });
    },
  },
  "users.signOut": {
    leaves: "user.signed_out",
    by: async (c) => {
      await otherSession(people.staff.id);
      await c.users.signOut({ id: people.staff.id });
    },
  },
  "users.signOutEverybody": {
    leaves: "user.signed_out",
    by: async (c) => {
      await otherSession(people.staff.id);
      await c.users.signOutEverybody();
    },
  },
  "webhooks.takeSupabase": {
    leaves: "row.inserted",
    by: (c) => c.webhooks.takeSupabase({ secret: "a secret between us and Supabase", body: JSON.stringify({ type: "INSERT", schema: "public", table: "albums", record: { id: NOWHERE }, old_record: null }) }),
  },
};

const mutations = Object.entries(appRouter._def.procedures).flatMap(([path, procedure]) => ((procedure as unknown as { _def: { type: string } })._def.type === "mutation" ? [path] : [])).sort();

test("every mutation says what it leaves in the log, or why nothing", () => {
  expect(Object.keys(ACTS).sort()).toEqual(mutations);
  for (const [path, entry] of Object.entries(ACTS)) if ("none" in entry) expect(entry.none, path).toMatch(/^It .{20,}\.$/);
});

test.each(Object.entries(ACTS).flatMap(([path, entry]) => ("leaves" in entry ? [{ path, ...entry }] : [])))("$path leaves $leaves", async ({ leaves, by, path }) => {
  const known = (await system((tx) => tx.select({ id: activityLogs.id }).from(activityLogs))).map(({ id }) => id);
  await by(await call());
  const added = await system((tx) => tx.select({ action: activityLogs.action, actorKind: activityLogs.actorKind, actorId: activityLogs.actorId }).from(activityLogs).where(known.length > 0 ? notInArray(activityLogs.id, known) : undefined).orderBy(asc(activityLogs.id)));
  const actor = path.startsWith("webhooks.") ? { actorKind: "webhook", actorId: null } : { actorKind: "person", actorId: people.admin.id };
  expect(added).toContainEqual({ action: leaves, ...actor });
});
