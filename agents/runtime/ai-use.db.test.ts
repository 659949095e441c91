import { v7 } from "uuid";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { withSystem } from "#db/rls.ts";
import { activityLogs, agentRuns, aiBudgets, aiPrices } from "#db/schema/index.ts";
import { openTestDatabase, people, type TestDatabase } from "#db/testing/index.ts";
import { callAs } from "#server/testing/caller.ts";
import { createTestRuntime, START, TestClock } from "#server/testing/runtime.ts";
import { analyst } from "../analyst.ts";
import { ModelServer } from "../testing/model-server.ts";
import { askInTerminal } from "./ask.ts";
import { runTurn } from "./run-turn.ts";

let shop: TestDatabase;
let server: ModelServer;
beforeAll(async () => {
  [shop, server] = await Promise.all([openTestDatabase({ settings: { timeZone: "Europe/Berlin" } }), ModelServer.start()]);
});
afterAll(() => Promise.all([shop.close(), server.stop()]));
beforeEach(() =>
  system(async (tx) => {
    await tx.delete(agentRuns);
    await tx.delete(aiBudgets);
    await tx.delete(aiPrices);
  }),
);

const system = <T>(work: Parameters<typeof withSystem<T>>[2]): Promise<T> => withSystem(shop.db, "a test looks", work);
const admin = () => callAs(shop.db, "admin", START);
const runtime = (variables: Record<string, string> = server.variables("openai-compatible")) => createTestRuntime(shop.db, new TestClock(), variables);

type Run = Partial<typeof agentRuns.$inferInsert>;
/** Runs as the ledger keeps them: 2 s until the first word, 8 s in all. */
const addRuns = (...runs: Run[]) =>
  system((tx) =>
    tx.insert(agentRuns).values(
      runs.map((run) => {
        const startedAt = run.startedAt ?? START;
        return {
          id: v7(), userId: people.manager.id, agentId: "analyst", model: "gemini-2.5-flash", provider: "vertex", promptVersion: "abc", status: "completed" as const, inputTokens: 1_000, outputTokens: 200, costUsd: "0.5",
          startedAt, firstTokenAt: new Date(startedAt.getTime() + 2_000), finishedAt: new Date(startedAt.getTime() + 8_000), ...run,
          ...(run.userId === null ? { actorKind: "command_line" as const } : {}),
        };
      }),
    ),
  );

test("a period's runs in sum, and by day, person, agent, model and error; an unknown cost is in no sum", async () => {
  await addRuns(
    { wasHelpful: true },
    { userId: people.staff.id, status: "failed", errorCode: "rate_limited", costUsd: null, wasHelpful: false },
    { userId: people.staff.id, status: "stopped", costUsd: null },
    { userId: null, model: "misty-offline", provider: "offline", costUsd: "0", promptVersion: "def" },
    // Just after midnight in Berlin, which is still the day before in London.
    { startedAt: new Date("2026-06-28T22:30:00Z"), costUsd: "0.25" },
    { startedAt: new Date("2026-01-01T12:00:00Z") },
  );
  const page = await (await admin()).aiUse.page({ p: "30" });
  expect(page.totals).toMatchObject({ runs: 5, failed: 1, stopped: 1, inputTokens: "5000", outputTokens: "1000", costUsd: "0.750000", unknownCost: 2, up: 1, down: 1, firstMedianMs: 2_000, wholeP95Ms: 8_000 });
  expect(page.days.filter(({ runs }) => runs > 0).map(({ start, runs, costUsd }) => [start, runs, costUsd])).toEqual([["2026-06-29", 1, "0.250000"], ["2026-06-30", 4, "0.500000"]]);
  expect(page.days).toHaveLength(30);
  expect(page.people.map(({ name, runs }) => [name, runs])).toEqual(expect.arrayContaining([[people.manager.name, 2], [people.staff.name, 2], ["Command line", 1]]));
  expect(page.models.map(({ key, detail, runs }) => [key, detail, runs])).toEqual([["gemini-2.5-flash", "abc", 4], ["misty-offline", "def", 1]]);
  expect(page.errors.map(({ key, runs }) => [key, runs])).toEqual([["rate_limited", 1]]);
  expect(page.unpriced).toEqual(["gemini-2.5-flash"]);
  // Sums of the parts are the sum of the whole.
  for (const parts of [page.days, page.people, page.agents, page.models]) expect(parts.reduce((sum, { runs }) => sum + runs, 0)).toBe(page.totals.runs);
});

test("each figure leads to exactly its runs, page by page, none lost among equal times", async () => {
  await addRuns(...Array.from({ length: 120 }, (_, at): Run => (at % 3 === 0 ? { userId: people.staff.id, costUsd: null, status: "stopped" } : {})));
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await (await admin()).aiUse.runs({ cursor });
    seen.push(...page.rows.map(({ id }) => id));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  expect(new Set(seen).size).toBe(120);
  const caller = await admin();
  expect((await caller.aiUse.runs({ person: people.staff.id })).rows).toHaveLength(40);
  expect((await caller.aiUse.runs({ cost: "unknown" })).rows).toHaveLength(40);
  expect((await caller.aiUse.runs({ person: "command-line" })).rows).toHaveLength(0);
  expect(JSON.stringify((await caller.aiUse.runs({})).rows[0])).not.toMatch(/parts|text|input"/);
});

test("prices are kept: added once, corrected, removed; runs keep their cost, and each act is in the log", async () => {
  await addRuns({});
  const caller = await admin();
  const price = { key: v7(), model: "gemini-2.5-flash", inputUsd: "0,30", outputUsd: "2.5", validFrom: "2026-01-01", source: "the price list" };
  await caller.aiUse.addPrice(price);
  expect(await caller.aiUse.addPrice(price)).toEqual({ id: price.key });
  await expect(caller.aiUse.addPrice({ ...price, key: v7() })).rejects.toMatchObject({ code: "CONFLICT" });
  const [kept] = (await caller.aiUse.money()).prices;
  expect(kept).toMatchObject({ inputUsd: "0.300000", isCurrent: true });
  const correction = { ...price, id: price.key, seen: kept?.updatedAt ?? "", outputUsd: "3" };
  expect(await caller.aiUse.correctPrice(correction)).toMatchObject({ changed: true });
  await expect(caller.aiUse.correctPrice(correction)).rejects.toMatchObject({ code: "CONFLICT" });
  await caller.aiUse.removePrice({ id: price.key });
  await expect(caller.aiUse.removePrice({ id: price.key })).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect((await caller.aiUse.page({})).totals.costUsd).toBe("0.500000");
  const log = await system((tx) => tx.select({ action: activityLogs.action, fields: activityLogs.fields }).from(activityLogs).orderBy(activityLogs.id));
  expect(log.filter(({ action }) => action.startsWith("ai_price."))).toEqual([{ action: "ai_price.added", fields: [] }, { action: "ai_price.corrected", fields: ["output_usd"] }, { action: "ai_price.removed", fields: [] }]);
});

test("a budget counts the month of the shop's time zone, a cut run by the newest price, and says what it cannot count", async () => {
  const caller = await admin();
  await caller.aiUse.addPrice({ key: v7(), model: "gemini-2.5-flash", inputUsd: "1000", outputUsd: "5000", validFrom: "2030-01-01", source: "x" });
  await addRuns(
    { costUsd: "0.5" },
    { costUsd: null, status: "stopped" }, // 1,000 x 1,000 + 200 x 5,000 per million: $2
    { costUsd: null, status: "failed", errorCode: "internal", model: "unpriced" },
    { provider: "offline", model: "misty-offline", costUsd: "0" },
    { startedAt: new Date("2026-05-31T22:30:00Z"), costUsd: "1" }, // June in Berlin
    { startedAt: new Date("2026-05-31T21:30:00Z"), costUsd: "100" },
    { userId: people.staff.id, costUsd: "4" },
  );
  await caller.aiUse.saveBudget({ monthlyUsd: "10", warnPercent: "70", stops: "on" });
  await caller.aiUse.saveBudget({ monthlyUsd: "4", warnPercent: "70", stops: true, userId: people.manager.id });
  await expect(caller.aiUse.saveBudget({ monthlyUsd: "5", warnPercent: "70", stops: true })).rejects.toMatchObject({ code: "CONFLICT" });
  const { budgets } = await caller.aiUse.money();
  expect(budgets).toMatchObject([
    { userId: null, spentUsd: "7.500000", percent: 75, uncounted: 1, isNear: true, isUsedUp: false },
    { userId: people.manager.id, spentUsd: "3.500000", percent: 87, isNear: true, isUsedUp: false },
  ]);
  const needs = await caller.needsYou.list();
  expect(needs.filter(({ kind }) => kind === "ai_budget").map(({ title }) => title).sort()).toEqual([`The month's budget for AI is 75 % used`, `The month's budget for AI of ${people.manager.name} is 87 % used`]);
  expect((await (await callAs(shop.db, "manager", START)).needsYou.list()).filter(({ kind }) => kind === "ai_budget")).toEqual([]);
  const [whole] = budgets;
  const change = { id: whole?.id, seen: whole?.updatedAt, monthlyUsd: "7.5", warnPercent: "70", stops: true };
  await caller.aiUse.saveBudget(change);
  await expect(caller.aiUse.saveBudget(change)).rejects.toMatchObject({ code: "CONFLICT" });
  expect((await caller.needsYou.list()).find(({ id }) => id === `budget-${whole?.id}`)).toMatchObject({ severity: "high", detail: "$7.50 of $7.50. Questions are refused until it is raised or the month ends." });
});

/** One turn outside a conversation, to its end. */
async function ask(role: "manager" | "staff", variables?: Record<string, string>) {
  const { stream, finished } = await runTurn({
    runtime: runtime(variables), agent: analyst, asker: { kind: "person", person: { id: people[role].id, role } }, messages: [{ id: v7(), role: "user", parts: [{ type: "text", text: "Hello" }] }],
    conversationId: null, answerId: v7(), page: null, signal: new AbortController().signal, save: () => Promise.resolve(),
  });
  await stream.pipeTo(new WritableStream());
  return (await finished).outcome;
}

test("a used-up budget refuses before the model is asked: its person, or everybody and the command line; a warning one and the built-in model never", async () => {
  const caller = await admin();
  await addRuns({ costUsd: "2" });
  await caller.aiUse.saveBudget({ monthlyUsd: "1", warnPercent: "80", stops: true, userId: people.manager.id });
  server.behave({ kind: "text", text: "Hello." });
  const before = server.seen.length;
  await expect(ask("manager")).rejects.toMatchObject({ code: "PAYMENT_REQUIRED", message: "Your budget for AI this month is used up: $2.00 of $1.00. An admin can raise it. Figures and all pages work as before." });
  expect(server.seen.length).toBe(before);
  expect(await ask("staff")).toBe("completed");
  expect(await ask("manager", {})).toBe("completed");
  await caller.aiUse.saveBudget({ monthlyUsd: "1.50", warnPercent: "80", stops: true });
  await expect(ask("staff")).rejects.toThrow("The month's budget for AI is used up: $2.00 of $1.50.");
  await expect(askInTerminal(runtime(), { agentId: "analyst", role: "manager", questions: ["Hello"] })).rejects.toMatchObject({ code: "PAYMENT_REQUIRED" });
  for (const budget of (await caller.aiUse.money()).budgets) await caller.aiUse.saveBudget({ id: budget.id, seen: budget.updatedAt, monthlyUsd: budget.monthlyUsd, warnPercent: "80", stops: false });
  server.behave({ kind: "text", text: "Hello." });
  expect(await ask("manager")).toBe("completed");
});

test("turns that begin at once overshoot a budget by themselves and no more: whoever comes after them is refused", async () => {
  const caller = await admin();
  // 120 tokens in and 30 out at these prices: $1 a turn.
  await caller.aiUse.addPrice({ key: v7(), model: runtime().models.chat.id, inputUsd: "5000", outputUsd: "13333.333333", validFrom: "2026-01-01", source: "x" });
  await caller.aiUse.saveBudget({ monthlyUsd: "0.50", warnPercent: "80", stops: true });
  const parallel = 4;
  server.behave(...Array.from({ length: parallel }, () => ({ kind: "text" as const, text: "Hello.", together: parallel })));
  // All of them are past the budget's check before the first ends.
  const outcomes = await Promise.all(Array.from({ length: parallel }, () => ask("staff")));
  expect(outcomes).toEqual(Array.from({ length: parallel }, () => "completed"));
  await expect(ask("staff")).rejects.toMatchObject({ code: "PAYMENT_REQUIRED" });
  const [budget] = (await caller.aiUse.money()).budgets;
  expect(Number(budget?.spentUsd)).toBeGreaterThan(0);
  expect(Number(budget?.spentUsd)).toBeLessThanOrEqual(parallel * 1.01);
});
