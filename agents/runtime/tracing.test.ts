import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readEnv } from "#server/env.ts";
import { createLogger } from "#server/logger.ts";
import { TraceServer } from "../testing/trace-server.ts";
import { createTracing, type Tracing } from "./tracing.ts";

const TURN = { name: "analyst", runId: "run-1", personId: "person-1", conversationId: "conversation-1", model: "m", provider: "p", promptVersion: "v" };
const END = { outcome: "completed", question: "What was revenue?", answer: "€41.00", errorCode: null, inputTokens: 12, outputTokens: 3 };

const start = (variables: Record<string, string>): Tracing => createTracing(readEnv({ LOG_LEVEL: "silent", ...variables }), createLogger("silent"));

function traceOneTurn(tracing: Tracing): string | null {
  const span = tracing.trace(TURN);
  span.step({ kind: "tool", name: "businessOverview", startedAt: new Date(), durationMs: 5 });
  span.step({ kind: "generation", name: "m", startedAt: new Date(), durationMs: 9 });
  span.end(END);
  return span.traceId;
}

describe("traces", () => {
  let server: TraceServer;
  beforeAll(async () => {
    server = await TraceServer.start();
  });
  afterAll(() => server.stop());

  it("go to Langfuse and LangSmith at once, with thumbs as a score", async () => {
    const tracing = start(server.variables());
    expect(tracing.targets).toEqual(["langfuse", "langsmith"]);
    const traceId = traceOneTurn(tracing);
    tracing.score(traceId, true);
    await tracing.stop();
    const sent = (path: string) => server.seen.find((request) => request.path === path);
    const langfuse = sent("/api/public/otel/v1/traces");
    const langsmith = sent("/otel/v1/traces");
    expect(langfuse?.headers["authorization"]).toBe(`Basic ${Buffer.from("pk-local:sk-local").toString("base64")}`);
    expect(langsmith?.headers).toMatchObject({ "x-api-key": "ls-local", "langsmith-project": "shop" });
    for (const request of [langfuse, langsmith]) for (const text of ["businessOverview", "What was revenue?", "€41.00", "run-1", "completed"]) expect(request?.body).toContain(text);
    // Steps hang below the turn.
    const { spans } = (JSON.parse(langsmith?.body ?? "{}") as { resourceSpans: { scopeSpans: { spans: { name: string; spanId: string; parentSpanId?: string }[] }[] }[] }).resourceSpans[0]?.scopeSpans[0] ?? { spans: [] };
    const root = spans.find(({ name }) => name === "analyst");
    expect(spans.filter(({ parentSpanId }) => parentSpanId === root?.spanId).map(({ name }) => name).sort()).toEqual(["businessOverview", "m"]);
    expect(server.seen.some(({ body }) => body.includes("helpful") && body.includes(traceId ?? "?"))).toBe(true);
  });

  it("cost nothing where no key is set", () => {
    const tracing = start({});
    expect(tracing.targets).toEqual([]);
    expect(traceOneTurn(tracing)).toBeNull();
  });

  it("are dropped and counted when the server is dead, and nobody waits for it", async () => {
    const tracing = start({ LANGSMITH_API_KEY: "ls-local", LANGSMITH_ENDPOINT: "http://127.0.0.1:9" });
    for (let i = 0; i < 1_500; i += 1) traceOneTurn(tracing);
    await tracing.stop();
    // 4,500 spans, of which 2,048 at most may wait.
    expect(tracing.dropped).toBeGreaterThan(2_000);
  });

  it("stop in time when the server takes everything and says nothing", async () => {
    const mute = await TraceServer.start();
    mute.silent = true;
    const tracing = start(mute.variables());
    traceOneTurn(tracing);
    await tracing.stop();
    await mute.stop();
  }, 8_000);
});
