import type { LanguageModelV3, LanguageModelV3StreamPart } from "@ai-sdk/provider";
import { createAgentUIStreamResponse, stepCountIs, ToolLoopAgent, tool } from "ai";
import { v7 } from "uuid";
import { analyst } from "#agents/analyst.ts";
import { runTurnRequest } from "#agents/runtime/run-turn-request.ts";
import type { ChosenModel } from "#agents/runtime/models.ts";
import type { RequestContext } from "#server/http/load-context.ts";
import { type Figure, ratioFigure } from "./measure.ts";
import { benchRuntime, STRESS_NOW } from "./bench-runtime.ts";
import { MANAGER } from "./people.ts";
import type { Place } from "./place.ts";

const TOKENS_PER_SECOND = 20;
const LAG_GOAL_MS = 150;
const STREAMS_GOAL = 250;
const STREAM_SECONDS = 3;

const USAGE = { inputTokens: { total: 10, noCache: 10, cacheRead: 0, cacheWrite: 0 }, outputTokens: { total: 10, text: 10, reasoning: 0 } };

/** A model that says `tokens` words, each the moment it was said, one every `everyMs`. */
function tickingModel(tokens: number, everyMs: number): LanguageModelV3 {
  const stream = () => {
    let said = 0;
    return new ReadableStream<LanguageModelV3StreamPart>({
      start(controller) {
        controller.enqueue({ type: "stream-start", warnings: [] });
        controller.enqueue({ type: "text-start", id: "t" });
        const say = () => {
          controller.enqueue({ type: "text-delta", id: "t", delta: `${performance.now().toFixed(2)} ` });
          said += 1;
          if (said < tokens) return void setTimeout(say, everyMs);
          controller.enqueue({ type: "text-end", id: "t" });
          controller.enqueue({ type: "finish", usage: USAGE, finishReason: { unified: "stop", raw: "stop" } });
          controller.close();
        };
        say();
      },
    });
  };
  return { specificationVersion: "v3", provider: "bench", modelId: "ticking", supportedUrls: {}, doGenerate: () => Promise.reject(new Error("streams only")), doStream: () => Promise.resolve({ stream: stream() }) };
}

const percentile = (values: number[], share: number): number => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? Number.NaN;

/** Reads an answer to its end: how long each word took from being said to being here, and how many came. */
async function readLags(response: Response, lags: number[]): Promise<number> {
  const decoder = new TextDecoder();
  let words = 0;
  let rest = "";
  for await (const bytes of response.body as unknown as AsyncIterable<Uint8Array>) {
    const now = performance.now();
    const events = (rest + decoder.decode(bytes, { stream: true })).split("\n\n");
    rest = events.pop() ?? "";
    for (const event of events) {
      if (!event.startsWith('data: {"type":"text-delta"')) continue;
      const { delta } = JSON.parse(event.slice(6)) as { delta: string };
      for (const word of delta.trim().split(" ")) {
        lags.push(now - Number(word));
        words += 1;
      }
    }
  }
  return words;
}

/** Many streams at once over one route: the lag's 95th percentile, and whether every word came. */
async function runStreams(count: number, ask: () => Promise<Response>): Promise<{ p95: number; lost: number }> {
  const lags: number[] = [];
  const tokens = TOKENS_PER_SECOND * STREAM_SECONDS;
  const words = await Promise.all(
    Array.from({ length: count }, async (_, index) => {
      // Spread over a second, as people begin.
      await new Promise((resolve) => setTimeout(resolve, (index * 1_000) / count));
      return readLags(await ask(), lags);
    }),
  );
  return { p95: percentile(lags, 0.95), lost: words.reduce((sum, count) => sum + tokens - count, 0) };
}

/** Streams at once that are tried, in order. */
const TRIED = [50, 100, 250, 400, 600, 800, 1_200, 1_600];

/** The most streams of those tried whose words come within the goal. */
async function capacity(name: string, ask: () => Promise<Response>): Promise<{ streams: number; p95: number }> {
  let best = { streams: 0, p95: Number.NaN };
  for (const streams of TRIED) {
    const { p95, lost } = await runStreams(streams, ask);
    process.stderr.write(`  ${name}: ${streams} streams, p95 ${p95.toFixed(0)} ms, ${lost} words lost\n`);
    if (!(p95 <= LAG_GOAL_MS) || lost > 0) break;
    best = { streams, p95 };
  }
  return best;
}

/** P6: what our own way adds to the model's first word. P7: live streams at once, beside the SDK's stock route. */
export async function* benchChat(place: Place): AsyncGenerator<Figure> {
  const size = place.sizes[0] ?? 10_000;
  const shop = await place.openShop(size);
  const model = (tokens: number): ChosenModel => ({ model: tickingModel(tokens, 1_000 / TOKENS_PER_SECOND), id: "ticking", provider: "openai-compatible", offline: false, webSearch: null });

  const route = (tokens: number) => {
    const runtime = benchRuntime(shop.db, model(tokens));
    const context = (): RequestContext => ({ runtime, person: () => Promise.resolve({ ...MANAGER, sessionId: "bench" }), now: STRESS_NOW, cspNonce: "", requestId: "bench", signal: new AbortController().signal, address: "127.0.0.1" });
    return () =>
      runTurnRequest(
        new Request("http://127.0.0.1/api/agents/analyst", { method: "POST", body: JSON.stringify({ conversationId: v7(), message: { id: v7(), text: "How are we doing?" }, page: { path: "/", search: "" } }) }),
        "analyst",
        context(),
      );
  };
  const stock = (tokens: number) => {
    const tools = Object.fromEntries(Object.entries(analyst.tools).map(([name, { description, input }]) => [name, tool({ description, inputSchema: input as never })]));
    const agent = new ToolLoopAgent({ model: model(tokens).model, instructions: analyst.instructions, tools, stopWhen: stepCountIs(analyst.maxSteps) });
    return () => createAgentUIStreamResponse({ agent, uiMessages: [{ id: "q", role: "user", parts: [{ type: "text", text: "How are we doing?" }] }] });
  };

  const first: number[] = [];
  const ask = route(1);
  for (let turn = 0; turn < 60; turn += 1) {
    const began = performance.now();
    const reader = (await ask()).body?.getReader();
    const decoder = new TextDecoder();
    for (let seen = ""; !seen.includes('"text-delta"'); ) seen += decoder.decode((await reader?.read())?.value, { stream: true });
    if (turn >= 10) first.push(performance.now() - began);
    while (!(await reader?.read())?.done);
  }

  const tokens = TOKENS_PER_SECOND * STREAM_SECONDS;
  const ours = await capacity("ours", route(tokens));
  const theirs = await capacity("stock", stock(tokens));
  const p6 = percentile(first, 0.95);
  yield* [
    { id: `P6 first word over the bare model, p95 (${place.kind})`, size, ours: p6, other: null, ratio: null, goal: "<= 8 ms", reached: p6 <= 8, equal: null, unit: "ms", note: `median ${percentile(first, 0.5).toFixed(1)} ms; question, run and context saved and read` },
    {
      ...ratioFigure({ id: `P7 live streams within ${LAG_GOAL_MS} ms (${place.kind})`, size, ours: ours.streams, other: theirs.streams, equal: null, unit: "streams", note: `p95 ${ours.p95.toFixed(0)} ms` }, { atLeast: 2 }),
      goal: `>= ${STREAMS_GOAL} and >= 2x`,
      reached: ours.streams >= STREAMS_GOAL && ours.streams >= 2 * theirs.streams,
    },
  ];
}
