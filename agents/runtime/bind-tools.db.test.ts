import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod/v4";
import { withSystem } from "#db/rls.ts";
import { openTestDatabase, people, type TestDatabase } from "#db/testing/index.ts";
import type { ToolCallRecord } from "#server/services/agent-runs/keep-ledger.ts";
import type { AnswerBlock } from "../contracts/blocks.ts";
import { defineTool } from "../define-tool.ts";
import { bindTools } from "./bind-tools.ts";
import { KEYLESS } from "./embedder.ts";

const BLOCK: AnswerBlock = { title: "Slow", period: null, against: null, currency: "EUR", figures: [], table: null, chart: null, notes: [] };

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase();
});
afterAll(() => test.close());

it("ends a call at once when nobody waits for it, while its statements may still run", async () => {
  let finish = () => {};
  const gate = new Promise<void>((resolve) => (finish = resolve));
  let begun = () => {};
  const running = new Promise<void>((resolve) => (begun = resolve));
  const slow = defineTool({
    label: "Slow",
    description: "Takes its time.",
    access: "read",
    minRole: "staff",
    input: z.object({}),
    async run() {
      begun();
      await gate;
      return BLOCK;
    },
    describe: () => "",
  });
  const stop = new AbortController();
  const kept: ToolCallRecord[] = [];
  const { tools, results } = bindTools({ slow }, {
    db: test.db,
    person: { id: people.staff.id, role: "staff" },
    now: new Date("2026-06-30T12:00:00Z"),
    runId: "run",
    messageId: null,
    embedder: KEYLESS,
    signal: stop.signal,
    record: (call) => Promise.resolve(void kept.push(call)),
    onUnexpected: (error) => expect(error).toBeUndefined(),
  });
  const called = tools["slow"]?.execute?.({}, { toolCallId: "call", messages: [] }) as Promise<unknown>;
  await running;
  stop.abort();
  expect(await called).toEqual({ error: "The question was stopped." });
  expect(kept).toMatchObject([{ callId: "call", status: "failed" }]);
  finish();
  expect(results).toEqual([]);
});

it("holds no transaction open for what a tool leaves until afterwards", async () => {
  let turns = 0;
  const thoughtful = defineTool({
    label: "Thoughtful",
    description: "Thinks about what it read.",
    access: "read",
    minRole: "staff",
    input: z.object({}),
    // With one session, as embedded, another's statement would wait for ever.
    run: () => Promise.resolve(async () => {
      turns += await withSystem(test.db, "somebody else's", async (tx) => (await tx.execute(sql`select 1`)).length);
      return BLOCK;
    }),
    describe: () => "",
  });
  const kept: ToolCallRecord[] = [];
  const { tools, results } = bindTools({ thoughtful }, {
    db: test.db,
    person: { id: people.staff.id, role: "staff" },
    now: new Date("2026-06-30T12:00:00Z"),
    runId: "run",
    messageId: null,
    embedder: KEYLESS,
    signal: new AbortController().signal,
    record: (call) => Promise.resolve(void kept.push(call)),
    onUnexpected: (error) => expect(error).toBeUndefined(),
  });
  expect(await tools["thoughtful"]?.execute?.({}, { toolCallId: "call", messages: [] })).toEqual(BLOCK);
  expect(turns).toBe(1);
  expect(kept).toMatchObject([{ callId: "call", status: "succeeded" }]);
  expect(results).toMatchObject([{ callId: "call", block: BLOCK }]);
});
