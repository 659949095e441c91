import { readUIMessageStream, type UIMessageChunk } from "ai";
import { v7 } from "uuid";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { UserRole } from "#db/enums.ts";
import { ConnectionLostError, withSystem } from "#db/rls.ts";
import { agentRuns, toolCalls } from "#db/schema/index.ts";
import { addCustomer, addOrder, openTestDatabase, people, type TestDatabase } from "#db/testing/index.ts";
import { callAs, requestContextFor } from "#server/testing/caller.ts";
import { createTestRuntime, TestClock } from "#server/testing/runtime.ts";
import type { MistyMessage } from "../contracts/messages.ts";
import { ModelServer } from "../testing/model-server.ts";
import { probeModel } from "./probe-model.ts";
import { textOf } from "./message-words.ts";
import { runTurn, type TurnResult } from "./run-turn.ts";
import { runTurnRequest } from "./run-turn-request.ts";
import { analyst } from "../analyst.ts";

const NOW = new Date("2026-06-30T12:00:00Z");
/** Short, so that silence is told soon; the product waits 30 s. */
const SILENCE_MS = 700;

describe.each(["openai-compatible", "vertex"] as const)("a turn over %s", (protocol) => {
  let test: TestDatabase;
  let server: ModelServer;
  beforeAll(async () => {
    [test, server] = await Promise.all([openTestDatabase(), ModelServer.start()]);
    await withSystem(test.db, "two orders", async (tx) => {
      const customerId = await addCustomer(tx, { name: "Ann Novák" });
      for (const day of [10, 20]) await addOrder(tx, { customerId, channel: "shop", orderDate: new Date(Date.UTC(2026, 5, day, 10)), lines: [{ albumId: null, unitPrice: "20.5" }] });
    });
  });
  afterAll(() => Promise.all([test.close(), server.stop()]));

  const runtime = () => {
    const clock = new TestClock();
    clock.now = NOW;
    return createTestRuntime(test.db, clock, server.variables(protocol));
  };

  /** One turn outside a conversation, to its end. */
  async function ask(question: string, options: { role?: UserRole; signal?: AbortSignal; silenceMs?: number; save?: () => Promise<void>; onChunk?: (chunk: UIMessageChunk) => void } = {}): Promise<TurnResult & { text: string; chunks: UIMessageChunk[] }> {
    const { role = "manager", signal = new AbortController().signal, silenceMs = SILENCE_MS, save = () => Promise.resolve(), onChunk } = options;
    const { stream, finished } = await runTurn({
      runtime: runtime(),
      agent: analyst,
      asker: { kind: "person", person: { id: people[role].id, role } },
      messages: [{ id: v7(), role: "user", parts: [{ type: "text", text: question }] }],
      conversationId: null,
      answerId: v7(),
      page: null,
      signal,
      save,
      silenceMs,
      keepWithinMs: 1_000,
    });
    const chunks: UIMessageChunk[] = [];
    for await (const chunk of stream as unknown as AsyncIterable<UIMessageChunk>) {
      chunks.push(chunk);
      onChunk?.(chunk);
    }
    const result = await finished;
    return { ...result, text: textOf(result.answer), chunks };
  }

  const lastRun = (id: string) => withSystem(test.db, "look at the ledger", async (tx) => (await tx.select().from(agentRuns)).find((run) => run.id === id));

  it("streams the words, and writes the run down with its tokens", async () => {
    server.behave({ kind: "text", text: "Good evening. Ask me about the shop." });
    const turn = await ask("Hello");
    expect(turn.text).toBe("Good evening. Ask me about the shop.");
    expect(turn.outcome).toBe("completed");
    expect(turn.chunks.some((chunk) => chunk.type === "text-delta")).toBe(true);
    expect(await lastRun(turn.runId)).toMatchObject({ status: "completed", inputTokens: 120, outputTokens: 30, stepCount: 1, agentId: "analyst", askedAs: "manager", provider: protocol });
    const { body, headers } = server.seen[0] ?? { body: {}, headers: {} };
    expect(JSON.stringify(body)).toContain("Europe/Berlin");
    expect(headers.authorization).toBe(protocol === "vertex" ? "Bearer local" : "Bearer local-key");
  });

  it("waits for a database that comes back before it says that the answer is whole", async () => {
    server.behave({ kind: "text", text: "Kept in the end." });
    let tries = 0;
    const turn = await ask("Hello", { save: () => (++tries < 2 ? Promise.reject(new ConnectionLostError("unknown", null)) : Promise.resolve()) });
    expect(tries).toBe(2);
    expect(turn.chunks.at(-1)).toMatchObject({ type: "finish", messageMetadata: { outcome: "completed" } });
  });

  it("says so when the answer could not be kept", async () => {
    server.behave({ kind: "text", text: "Said and gone." });
    const turn = await ask("Hello", { save: () => Promise.reject(new ConnectionLostError("rolled_back", null)) });
    expect(turn.text).toBe("Said and gone.");
    expect(turn.chunks.at(-1)).toMatchObject({ type: "finish", messageMetadata: { outcome: "failed", notice: expect.stringContaining("it will not be here when you come back") as string } });
  });

  it("calls several tools at once, keeps their evidence, and says where each figure came from", async () => {
    server.behave(
      { kind: "tools", calls: [
        { name: "businessOverview", input: { metrics: ["revenue", "orders"], from: "2026-06-01", to: "2026-06-30" } },
        { name: "metricOverTime", input: { metric: "revenue", grain: "day", from: "2026-06-10", to: "2026-06-20" } },
      ] },
      { kind: "text", text: "Revenue in June was €41.00 from 2 orders, not €99.00." },
    );
    const turn = await ask("What was revenue in June?");
    expect(turn.outcome).toBe("completed");
    expect(turn.results.map(({ tool }) => tool).sort()).toEqual(["businessOverview", "metricOverTime"]);
    expect(turn.checked.marks).toEqual([
      expect.objectContaining({ text: "€41.00", status: "verified", value: 41 }),
      expect.objectContaining({ text: "2", status: "verified" }),
      expect.objectContaining({ text: "€99.00", status: "unverified", callId: null }),
    ]);
    const kept = await withSystem(test.db, "look at the evidence", async (tx) => (await tx.select().from(toolCalls)).filter((call) => call.runId === turn.runId));
    expect(kept).toHaveLength(2);
    for (const call of kept) {
      expect(call).toMatchObject({ status: "succeeded", access: "read", error: null });
      expect(call.sql).toContain("analytics_api");
      expect(call.resultHash).toHaveLength(32);
    }
    // The second request told the model what its tools found.
    expect(JSON.stringify(server.seen[1]?.body)).toContain("41.00");
  });

  it.each([
    [429, "rate_limited", /too much to do/],
    [500, "unavailable", /has a fault/],
    [404, "model_gone", /AI_MODEL/],
    [403, "key_refused", /refused our key/],
  ])("answers %i with an honest sentence", async (status, code, sentence) => {
    server.behave({ kind: "status", status, headers: { "retry-after-ms": "1" } });
    const turn = await ask("Hello", { silenceMs: 10_000 });
    expect(turn).toMatchObject({ outcome: "failed", text: "" });
    expect(turn.answer.metadata?.notice).toMatch(sentence);
    expect(server.seen.length).toBe(status === 429 || status === 500 ? 3 : 1);
    expect(await lastRun(turn.runId)).toMatchObject({ status: "failed", errorCode: code });
  });

  it("says at the start that a model is gone, and that it is back", async () => {
    const { models, logger } = runtime();
    server.behave({ kind: "status", status: 404 });
    await probeModel(models, logger);
    expect(models.state()).toMatchObject({ state: "gone", notice: expect.stringContaining("AI_MODEL") as string });
  });

  it("tries again after a fault that passes", async () => {
    server.behave({ kind: "status", status: 500, headers: { "retry-after-ms": "1" } }, { kind: "text", text: "Here I am." });
    expect(await ask("Hello", { silenceMs: 10_000 })).toMatchObject({ outcome: "completed", text: "Here I am." });
  });

  it.each([
    ["silence", { kind: "silence" }, "timed_out", ""],
    ["silence in the middle", { kind: "stall", text: "Revenue was" }, "timed_out", "Revenue was"],
    ["a reset in the middle", { kind: "reset", text: "Revenue was" }, "connection_lost", "Revenue was"],
    ["rubbish", { kind: "rubbish" }, "unreadable", ""],
  ] as const)("ends %s with a sentence and keeps what was said", async (_name, behaviour, code, text) => {
    server.behave(behaviour);
    const turn = await ask("Hello");
    expect(turn).toMatchObject({ outcome: "failed", text });
    expect(turn.answer.metadata?.notice).toMatch(/Nothing was changed/);
    expect(await lastRun(turn.runId)).toMatchObject({ status: "failed", errorCode: code });
  });

  it("lets the model recover from a tool that does not exist and from arguments that are none", async () => {
    server.behave({ kind: "bad-tool", name: "dropAllTables", arguments: "{" }, { kind: "text", text: "I cannot do that." });
    expect(await ask("Hello")).toMatchObject({ outcome: "completed", text: "I cannot do that.", results: [] });
    server.behave({ kind: "tools", calls: [{ name: "metricOverTime", input: { metric: "happiness", grain: "day" } }] }, { kind: "text", text: "There is no such figure." });
    expect(await ask("Hello")).toMatchObject({ outcome: "completed", text: "There is no such figure.", results: [] });
  });

  it("does not wait longer for a model that asks for patience than for a silent one", async () => {
    server.behave({ kind: "status", status: 429, headers: { "retry-after": "20" } });
    const turn = await ask("Hello");
    expect(turn).toMatchObject({ outcome: "failed", text: "" });
    expect(turn.answer.metadata?.notice).toMatch(/too much to do/);
    expect(server.seen).toHaveLength(1);
  });

  it("keeps the evidence of each call also when a server counts their ids anew", async () => {
    const call = (metrics: string[]) => ({ kind: "tools" as const, calls: [{ name: "businessOverview", input: { metrics, from: "2026-06-01", to: "2026-06-30" } }] });
    server.behave(call(["revenue"]), call(["orders"]), { kind: "text", text: "Revenue was €41.00." });
    const turn = await ask("What was revenue in June?");
    const kept = await withSystem(test.db, "look at the evidence", async (tx) => (await tx.select().from(toolCalls)).filter((found) => found.runId === turn.runId));
    expect(kept.map(({ callId }) => callId).sort()).toEqual(turn.results.map(({ callId }) => callId).sort());
    expect(new Set(kept.map(({ callId }) => callId)).size).toBe(2);
    expect(turn.answer.parts.filter(({ type }) => type === "tool-businessOverview")).toHaveLength(2);
  });

  it("does not take the announcement of a look-up for an answer", async () => {
    server.behave({ kind: "tools", text: "Let me look that up.", calls: [{ name: "businessOverview", input: {} }] });
    const turn = await ask("Hello");
    expect(turn.outcome).toBe("failed");
    expect(turn.answer.metadata?.notice).toMatch(/without answering/);
  });

  it("ends a model that only ever calls tools", async () => {
    server.behave({ kind: "tools", calls: [{ name: "businessOverview", input: {} }] });
    const turn = await ask("Hello");
    expect(turn.outcome).toBe("failed");
    expect(turn.answer.metadata?.notice).toMatch(/without answering/);
    expect(server.seen).toHaveLength(analyst.maxSteps);
  });

  it("really stops the model when the asker goes, and keeps what was said", async () => {
    const stop = new AbortController();
    server.behave({ kind: "text", text: "word ".repeat(400), pieces: 400, pauseMs: 20 });
    const turn = await ask("Tell me everything", { signal: stop.signal, onChunk: (chunk) => chunk.type === "text-delta" && stop.abort() });
    expect(turn.outcome).toBe("stopped");
    expect(turn.text).toMatch(/^word/);
    expect(turn.text.length).toBeLessThan(1_000);
    await expect.poll(() => server.seen[0]?.aborted).toBe(true);
    expect(await lastRun(turn.runId)).toMatchObject({ status: "stopped" });
  });

  describe("in a conversation", () => {
    const post = (role: UserRole, body: unknown, signal?: AbortSignal, process = runtime()) =>
      runTurnRequest(new Request("http://shop.test/api/agents/analyst", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) }), "analyst", { ...requestContextFor(test.db, role, NOW, signal), runtime: process });

    const question = (conversationId: string, text: string, more: object = {}) => ({ conversationId, message: { id: v7(), text }, page: { path: "/", search: "?p=7" }, ...more });

    it("keeps questions and answers, gives the model the history, and answers again or anew", async () => {
      const conversation = v7();
      server.behave({ kind: "text", text: "First." });
      const first = question(conversation, "One?");
      await (await post("staff", first)).text();
      server.behave({ kind: "text", text: "Second." });
      await (await post("staff", question(conversation, "Two?"))).text();
      const history = JSON.stringify(server.seen[0]?.body);
      for (const said of ["One?", "First.", "Two?"]) expect(history).toContain(said);
      const texts = async () => (await (await callAs(test.db, "staff", NOW)).conversations.read({ id: conversation })).messages.map((message) => textOf(message));
      await expect.poll(texts).toEqual(["One?", "First.", "Two?", "Second."]);

      server.behave({ kind: "text", text: "Second, again." });
      await (await post("staff", { conversationId: conversation, message: null })).text();
      await expect.poll(texts).toEqual(["One?", "First.", "Two?", "Second, again."]);

      server.behave({ kind: "text", text: "Other." });
      await (await post("staff", question(conversation, "Something else?", { replaces: first.message.id }))).text();
      await expect.poll(texts).toEqual(["Something else?", "Other."]);
      expect((await (await callAs(test.db, "staff", NOW)).conversations.list()).map(({ title }) => title)).toContain("One?");
    });

    it("belongs to its person: nobody else reads it or asks in it", async () => {
      const conversation = v7();
      server.behave({ kind: "text", text: "Yours alone." });
      await (await post("buyer", question(conversation, "Mine?"))).text();
      const foreign = await post("admin", question(conversation, "Let me in"));
      expect(foreign.status).toBe(404);
      await expect((await callAs(test.db, "admin", NOW)).conversations.read({ id: conversation })).rejects.toMatchObject({ code: "NOT_FOUND" });
    });

    it("does not mix what ten people ask at once, over two processes", async () => {
      const another = test.connect();
      server.behave({ kind: "text", text: "Slowly spoken.", pieces: 5, pauseMs: 10 });
      const roles: UserRole[] = ["staff", "marketing", "buyer", "manager", "admin"];
      const asked = [...roles, ...roles].map((role) => ({ role, conversation: v7() }));
      // Each process has a pool, a clock and a count of turns of its own.
      const processes = [runtime(), { ...runtime(), db: another }];
      await Promise.all(asked.map(async ({ role, conversation }, index) => (await post(role, question(conversation, `I am ${role} in ${conversation}`), undefined, processes[index % 2])).text()));
      for (const { role, conversation } of asked) {
        const caller = await callAs(test.db, role, NOW);
        await expect.poll(async () => (await caller.conversations.read({ id: conversation })).messages.map((message) => textOf(message))).toEqual([`I am ${role} in ${conversation}`, "Slowly spoken."]);
      }
    });

    it("saves a stopped answer and takes the next question", async () => {
      const conversation = v7();
      const stop = new AbortController();
      server.behave({ kind: "text", text: "word ".repeat(400), pieces: 400, pauseMs: 20 }, { kind: "text", text: "Next." });
      const response = await post("staff", question(conversation, "Long?"), stop.signal);
      const reader = response.body?.getReader();
      // Until the model speaks: before that it was not asked yet.
      for (let seen = ""; !seen.includes("text-delta"); ) seen += new TextDecoder().decode((await reader?.read())?.value);
      stop.abort();
      await reader?.cancel();
      await (await post("staff", question(conversation, "Short?"))).text();
      const caller = await callAs(test.db, "staff", NOW);
      await expect.poll(async () => (await caller.conversations.read({ id: conversation })).messages.at(-1)?.metadata?.outcome).toBe("completed");
      const { messages } = await caller.conversations.read({ id: conversation });
      expect(messages[1]?.metadata).toMatchObject({ outcome: "stopped" });
    });

    it("lets two tabs ask one after the other", async () => {
      const conversation = v7();
      server.behave({ kind: "text", text: "Said once.", pieces: 4, pauseMs: 20 });
      const answers = await Promise.all(["One?", "Two?"].map(async (text) => (await post("staff", question(conversation, text))).text()));
      expect(answers.every((answer) => answer.includes('"outcome":"completed"'))).toBe(true);
      const { messages } = await (await callAs(test.db, "staff", NOW)).conversations.read({ id: conversation });
      expect(messages.map(({ role }) => role)).toEqual(["user", "assistant", "user", "assistant"]);
      // The second was asked with the first's answer before it.
      expect(JSON.stringify(server.seen[1]?.body)).toContain("Said once.");
    });

    it("keeps an answer that was cut in the middle of an emoji", async () => {
      const conversation = v7();
      server.behave({ kind: "text", text: "A record \ud83c", pieces: 1 });
      await (await post("staff", question(conversation, "A\0n emoji?"))).text();
      const { messages } = await (await callAs(test.db, "staff", NOW)).conversations.read({ id: conversation });
      expect(messages.map((message) => textOf(message))).toEqual(["An emoji?", "A record \ufffd"]);
    });

    it("goes on after a call of a tool that does not exist", async () => {
      const conversation = v7();
      server.behave({ kind: "bad-tool", name: "dropAllTables", arguments: "{" }, { kind: "text", text: "I cannot do that." }, { kind: "text", text: "Good.", pieces: 1 });
      await (await post("staff", question(conversation, "Drop it"))).text();
      expect(await (await post("staff", question(conversation, "Well?"))).text()).toContain("Good.");
      expect(JSON.stringify(server.seen[2]?.body)).toContain("asked for something that does not exist");
    });

    it("refuses in words what it cannot take", async () => {
      expect((await post("staff", { nonsense: true })).status).toBe(400);
      expect((await post("staff", question("not-an-id", "x"))).status).toBe(400);
      expect((await post("staff", { conversationId: v7(), message: null })).status).toBe(404);
      const nobody = await runTurnRequest(new Request("http://shop.test/", { method: "POST", body: "{}" }), "analyst", requestContextFor(test.db, null, NOW));
      expect([nobody.status, await nobody.text()]).toEqual([401, "Sign in first.\n"]);
    });

    it("can be read by the SDK's own client", async () => {
      server.behave({ kind: "tools", calls: [{ name: "businessOverview", input: { metrics: ["orders"], from: "2026-06-01", to: "2026-06-30" } }] }, { kind: "text", text: "There were 2 orders." });
      const response = await post("manager", question(v7(), "How many orders?"));
      const events = (await response.text()).split("\n\n").flatMap((line) => (line.startsWith("data: {") ? [JSON.parse(line.slice(6)) as UIMessageChunk] : []));
      let last: MistyMessage | undefined;
      for await (const message of readUIMessageStream<MistyMessage>({ stream: new ReadableStream({ start(controller) { for (const event of events) controller.enqueue(event); controller.close(); } }) })) last = message;
      expect(last?.parts.map(({ type }) => type)).toEqual(expect.arrayContaining(["tool-businessOverview", "text", "data-numbers"]));
      expect(last?.metadata).toMatchObject({ outcome: "completed", offline: false });
    });
  });
});
