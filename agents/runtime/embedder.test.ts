import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { readEnv } from "#server/env.ts";
import { EmbeddingServer } from "../testing/embedding-server.ts";
import { DIMENSIONS, type Embedder, embedPassages, embedQuestion } from "./embedder.ts";
import { createModels } from "./models.ts";

let server: EmbeddingServer;
beforeAll(async () => {
  server = await EmbeddingServer.start();
});
beforeEach(() => {
  server.behave({ kind: "vectors" });
  server.mostTexts = Infinity;
  server.unwanted = null;
});
afterAll(() => server.stop());

/** The embedder that a shop with these variables has, only less patient. */
function embedder(protocol: "vertex" | "openai-compatible", model = "test-embedding", limits: Partial<Embedder["limits"]> = {}): Embedder {
  const chosen = createModels(readEnv(server.variables(protocol, model))).embedder;
  return { ...chosen, limits: { questionMs: 2_000, batchMs: 2_000, pauseMs: 1, restMs: 0, ...limits } };
}
const length = (vector: readonly number[]): number => Math.hypot(...vector);

test("Vertex is told what each text is and how many dimensions are wanted, and its vectors get length 1", async () => {
  const vertex = embedder("vertex", "text-embedding-004");
  const [passage] = await embedPassages(vertex, ["Returns are taken within 30 days."]);
  const question = await embedQuestion(vertex, "How long may I bring it back?");
  expect(server.seen.map(({ path }) => path)).toEqual(Array(2).fill("/v1/projects/shop/locations/us-central1/publishers/google/models/text-embedding-004:predict"));
  expect(server.seen.map(({ body }) => body)).toEqual([
    { instances: [{ content: "Returns are taken within 30 days.", task_type: "RETRIEVAL_DOCUMENT" }], parameters: { outputDimensionality: 768, autoTruncate: true } },
    { instances: [{ content: "How long may I bring it back?", task_type: "RETRIEVAL_QUERY" }], parameters: { outputDimensionality: 768, autoTruncate: true } },
  ]);
  for (const vector of [passage ?? [], question ?? []]) {
    expect(vector).toHaveLength(DIMENSIONS);
    expect(length(vector)).toBeCloseTo(1, 9);
  }
  expect(vertex).toMatchObject({ id: "vertex/text-embedding-004@768", keyless: false, weight: 1, feedback: 0 });
  expect(vertex.state()).toMatchObject({ state: "ok", notice: null });
});

test("a server of OpenAI's protocol is asked for 768 dimensions with its key", async () => {
  const local = embedder("openai-compatible", "nomic");
  await embedPassages(local, ["one", "two"]);
  expect(server.seen[0]).toMatchObject({ path: "/v1/embeddings", texts: ["one", "two"], body: { model: "nomic", dimensions: 768, encoding_format: "float" }, headers: { authorization: "Bearer local-key" } });
  expect(local.id).toBe("openai-compatible/nomic@768");
});

test("many passages go in as many calls as the provider takes, in their order", async () => {
  const many = Array.from({ length: 600 }, (_, at) => `passage ${at}`);
  expect(await embedPassages(embedder("vertex"), many)).toHaveLength(600);
  expect(server.seen.map(({ texts }) => texts.length)).toEqual([250, 250, 100]);
  server.behave({ kind: "vectors" });
  const long = Array.from({ length: 10 }, () => "word ".repeat(4_000));
  await embedPassages(embedder("vertex"), long);
  expect(server.seen.map(({ texts }) => texts.length)).toEqual([2, 2, 2, 2, 2]);
  server.behave({ kind: "vectors" });
  const one = embedder("vertex", "gemini-embedding-001");
  const vectors = await embedPassages(one, ["first", "second", "third", "fourth", "fifth"]);
  expect(server.seen.map(({ texts }) => texts.length)).toEqual([1, 1, 1, 1, 1]);
  expect(vectors).toEqual(await Promise.all(["first", "second", "third", "fourth", "fifth"].map(async (text) => (await embedPassages(one, [text]))[0])));
});

test("a call that is too much for the server is cut in halves until it is not", async () => {
  server.mostTexts = 5;
  const texts = Array.from({ length: 12 }, (_, at) => `passage ${at}`);
  const local = embedder("openai-compatible");
  const vectors = await embedPassages(local, texts);
  server.mostTexts = Infinity;
  expect(vectors).toEqual(await embedPassages(local, texts));
  expect(server.seen.filter(({ texts: sent }) => sent.length <= 5).flatMap(({ texts: sent }) => sent)).toEqual(texts);
});

test("a text that the server does not take goes without a vector, and the others have theirs", async () => {
  server.unwanted = "passage 41";
  const texts = Array.from({ length: 100 }, (_, at) => `passage ${at}.`);
  const vectors = await embedPassages(embedder("openai-compatible"), texts);
  expect(vectors.flatMap((vector, at) => (vector === null ? [at] : []))).toEqual([41]);
  expect(vectors.filter((vector) => vector?.length === DIMENSIONS)).toHaveLength(99);
});

test("once a call has failed no other one is made, and none goes on behind it", async () => {
  const gemini = embedder("vertex", "gemini-embedding-001");
  server.behave({ kind: "status", status: 401 });
  await expect(embedPassages(gemini, Array.from({ length: 64 }, (_, at) => `passage ${at}`))).rejects.toMatchObject({ code: "refused" });
  const calls = server.seen.length;
  expect(calls).toBeLessThanOrEqual(gemini.batch.atOnce);
  // Whatever was still on its way would be here before this one is answered.
  server.behave({ kind: "vectors" });
  await embedPassages(gemini, ["another passage"]);
  expect(server.texts).toEqual(["another passage"]);
});

test("what passes is tried again: a fault, too much to do, a broken connection", async () => {
  const local = embedder("openai-compatible");
  server.behave({ kind: "status", status: 503 }, { kind: "status", status: 429, headers: { "retry-after": "0" } }, { kind: "vectors" });
  expect(await embedPassages(local, ["one"])).toHaveLength(1);
  expect(server.seen).toHaveLength(3);
  server.behave({ kind: "reset" }, { kind: "vectors" });
  expect(await embedQuestion(local, "one")).toHaveLength(768);
  expect(local.state().state).toBe("ok");
});

test.each<[string, Parameters<EmbeddingServer["behave"]>[0], string, RegExp, number, Embedder["state"] extends () => infer S ? (S extends { state: infer N } ? N : never) : never]>([
  ["is away", { kind: "status", status: 500 }, "away", /has a fault \(it answered 500\)/, 3, "away"],
  ["has too much to do", { kind: "status", status: 429 }, "rate_limited", /too much to do/, 3, "away"],
  ["asks for a long wait", { kind: "status", status: 429, headers: { "retry-after": "300" } }, "rate_limited", /too much to do/, 1, "away"],
  ["breaks the connection", { kind: "reset" }, "away", /could not be reached/, 3, "away"],
  ["is silent", { kind: "silence" }, "timed_out", /did not answer in time/, 3, "away"],
  ["does not serve the model any more", { kind: "status", status: 404 }, "gone", /is not served.*Set AI_EMBEDDING_MODEL/, 1, "gone"],
  ["does not take our key", { kind: "status", status: 401 }, "refused", /refused our key/, 1, "refused"],
  ["does not take the text", { kind: "status", status: 400 }, "text", /did not take the text/, 2, "unknown"],
  ["answers with a page", { kind: "page" }, "unreadable", /could not be read/, 1, "away"],
  ["gives vectors of another length", { kind: "dimensions", dimensions: 1024 }, "unfit", /vectors of 1024 numbers and not of 768.*Set AI_EMBEDDING_MODEL/, 1, "gone"],
  ["gives vectors cut short", { kind: "dimensions", dimensions: 512 }, "unfit", /vectors of 512 numbers/, 1, "gone"],
  ["gives too few vectors", { kind: "short" }, "unreadable", /0 vectors for 1 texts/, 1, "away"],
  ["gives vectors of zeros", { kind: "zeros" }, "unreadable", /no numbers to compare/, 1, "away"],
])("a server that %s ends in a sentence, never in a wrong vector", async (what, behaviour, code, sentence, calls, state) => {
  // Under a name of its own: a call that was given up may still arrive later.
  const local = embedder("openai-compatible", what, behaviour.kind === "silence" ? { batchMs: 60 } : {});
  server.behave(behaviour);
  await expect(embedPassages(local, ["one"])).rejects.toMatchObject({ name: "EmbeddingError", code, message: expect.stringMatching(sentence) as string });
  expect(server.seen.filter(({ body }) => body["model"] === what)).toHaveLength(calls);
  expect(local.state()).toMatchObject(state === "unknown" ? { state, notice: null } : { state, notice: expect.stringMatching(sentence) as string });
});

test("a question waits no longer than its limit, for all tries together", async () => {
  server.behave({ kind: "silence" });
  await expect(embedQuestion(embedder("vertex", "m", { questionMs: 80 }), "how long?")).rejects.toMatchObject({ code: "timed_out" });
  expect(server.seen).toHaveLength(1);
});

test("after a failure questions are not sent for a while, then again", async () => {
  const resting = embedder("vertex", "rests", { restMs: 60_000 });
  server.behave({ kind: "status", status: 500 });
  await expect(embedQuestion(resting, "one")).rejects.toMatchObject({ code: "away" });
  server.behave({ kind: "vectors" });
  await expect(embedQuestion(resting, "two")).rejects.toMatchObject({ code: "away", message: expect.stringContaining("has a fault") as string });
  expect(server.seen).toEqual([]);
  expect(await embedQuestion({ ...resting, limits: { ...resting.limits, restMs: 0 } }, "three")).toHaveLength(768);
});

test("whoever stops it gets back what they stopped it with", async () => {
  const stop = new AbortController();
  server.behave({ kind: "silence" });
  const asked = embedPassages(embedder("vertex"), ["one"], stop.signal);
  stop.abort(new Error("the tab was closed"));
  await expect(asked).rejects.toThrow("the tab was closed");
});

test("without a key the built-in embedder is used", async () => {
  const { embedder: built } = createModels(readEnv({}));
  expect(built).toMatchObject({ keyless: true, provider: "built-in" });
  expect(length((await embedQuestion(built, "Near Mint sleeves")) ?? [])).toBeCloseTo(1, 9);
  expect(await embedQuestion(built, "what is the")).toBeNull();
  expect(server.seen).toEqual([]);
});
