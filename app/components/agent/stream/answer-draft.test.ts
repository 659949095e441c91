import { createUIMessageStream, createUIMessageStreamResponse, readUIMessageStream, type UIMessageChunk } from "ai";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { MistyMessage } from "#agents/contracts/messages.ts";
import { type AnswerChunk, AnswerDraft } from "./answer-draft.ts";
import { readEvents } from "./read-events.ts";

const RUNS = Number(process.env["RUNS"] ?? 25);

/** What stays of a message when it is stored and read again. */
const plain = (message: unknown): unknown => JSON.parse(JSON.stringify(message));

/** The message that the SDK's own reader makes of the same chunks. */
async function bySdk(chunks: readonly AnswerChunk[]): Promise<unknown> {
  const stream = new ReadableStream<UIMessageChunk>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
  let last: MistyMessage | null = null;
  for await (const message of readUIMessageStream<MistyMessage>({ message: { id: "", role: "assistant", parts: [] }, stream })) last = message;
  return plain(last);
}

function byDraft(chunks: readonly AnswerChunk[]): unknown {
  const draft = new AnswerDraft("");
  for (const chunk of chunks) draft.apply(chunk);
  const { parts, ...message } = draft.snapshot();
  return plain({ ...message, parts });
}

const words = fc.string({ minLength: 0, maxLength: 12 });
const textOfStep = (id: string) =>
  fc.array(words, { maxLength: 5 }).map((deltas): AnswerChunk[] => [{ type: "text-start", id }, ...deltas.map((delta): AnswerChunk => ({ type: "text-delta", id, delta })), { type: "text-end", id }]);
const toolOfStep = (toolCallId: string) =>
  fc.record({ title: fc.option(words, { nil: undefined }), starts: fc.boolean(), end: fc.constantFrom("output", "error", "input-error", "none"), input: fc.dictionary(fc.constantFrom("from", "to", "by"), words) }).map(({ title, starts, end, input }): AnswerChunk[] => {
    const call = { toolCallId, toolName: "topAlbums", ...(title === undefined ? {} : { title }) };
    return [
      ...(starts ? [{ type: "tool-input-start", ...call } as const, { type: "tool-input-delta", toolCallId, inputTextDelta: "{" } as const] : []),
      ...(end === "input-error" ? [{ type: "tool-input-error", ...call, input: undefined, errorText: "no" } as const] : [{ type: "tool-input-available", ...call, input } as const]),
      ...(end === "output" ? [{ type: "tool-output-available", toolCallId, output: { error: "x" } } as const] : []),
      ...(end === "error" ? [{ type: "tool-output-error", toolCallId, errorText: "broken" } as const] : []),
    ];
  });

/** An answer of several steps: look-ups side by side, text, marks and metadata. */
const answers = fc
  .array(fc.record({ text: fc.boolean(), tools: fc.integer({ min: 0, max: 3 }) }), { maxLength: 4 })
  .chain((steps) =>
    fc.tuple(
      ...steps.map(({ text, tools }, at) =>
        fc.tuple(text ? textOfStep(`t${at}`) : fc.constant<AnswerChunk[]>([]), ...Array.from({ length: tools }, (_, tool) => toolOfStep(`c${at}-${tool}`))).map((parts): AnswerChunk[] => [{ type: "start-step" }, ...parts.flat(), { type: "finish-step" }]),
      ),
    ),
  )
  .map((steps): AnswerChunk[] => [
    { type: "start", messageId: "019f0000-0000-7000-8000-000000000001", messageMetadata: { runId: "r", offline: true } },
    ...steps.flat(),
    { type: "data-numbers", id: "numbers", data: { marks: [] } },
    { type: "data-numbers", id: "numbers", data: { marks: [{ text: "5", value: 5, status: "verified", callId: "c0-0", source: "orders" }] } },
    { type: "message-metadata", messageMetadata: { model: "m" } },
    { type: "finish", messageMetadata: { outcome: "completed" } },
  ]);

test("makes the same message of a stream as the SDK's own reader", async () => {
  await fc.assert(
    fc.asyncProperty(answers, async (chunks) => {
      // The SDK's reader also keeps the beginnings of a tool's input, which nobody is shown.
      const known = JSON.stringify(await bySdk(chunks), (key, value: unknown) => (key === "rawInput" ? undefined : value));
      expect(byDraft(chunks)).toEqual(dropStreamedInput(JSON.parse(known)));
    }),
    { numRuns: RUNS },
  );
});

/** A tool whose input never became whole has none here. */
function dropStreamedInput(message: unknown): unknown {
  const { parts, ...rest } = message as { parts: { state?: string; input?: unknown }[] };
  return { ...rest, parts: parts.map(({ input, ...part }) => (part.state === "input-streaming" || input === undefined ? part : { ...part, input })) };
}

test("reads a real stream of the SDK, cut into any pieces", async () => {
  const sent = createUIMessageStream<MistyMessage>({
    execute({ writer }) {
      writer.write({ type: "start", messageId: "a" });
      writer.write({ type: "text-start", id: "1" });
      writer.write({ type: "text-delta", id: "1", delta: "Señor Blues, €12, 日本\nand more" });
      writer.write({ type: "text-end", id: "1" });
      writer.write({ type: "finish" });
    },
  });
  const bytes = new Uint8Array(await createUIMessageStreamResponse({ stream: sent }).arrayBuffer());
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 40 }), async (size) => {
      const body = new ReadableStream<Uint8Array>({
        start(controller) {
          for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.slice(at, at + size));
          controller.close();
        },
      });
      const draft = new AnswerDraft("");
      for await (const chunk of readEvents(body)) draft.apply(chunk);
      expect(draft.isFinished).toBe(true);
      expect(draft.snapshot().parts).toEqual([{ type: "text", text: "Señor Blues, €12, 日本\nand more", state: "done" }]);
    }),
    { numRuns: RUNS },
  );
});

test("a message that was shown does not change any more when more comes", () => {
  const draft = new AnswerDraft("a");
  draft.apply({ type: "text-start", id: "1" });
  draft.apply({ type: "text-delta", id: "1", delta: "one" });
  const shown = draft.snapshot();
  draft.apply({ type: "text-delta", id: "1", delta: " two" });
  expect(shown.parts).toEqual([{ type: "text", text: "one", state: "streaming" }]);
});

test("keeps the sentence of an error, and what was written before it", () => {
  const draft = new AnswerDraft("a");
  draft.apply({ type: "text-start", id: "1" });
  draft.apply({ type: "text-delta", id: "1", delta: "half" });
  draft.apply({ type: "error", errorText: "The model is away." });
  expect(draft.error).toBe("The model is away.");
  expect(draft.isFinished).toBe(false);
  expect(draft.snapshot().parts).toMatchObject([{ text: "half" }]);
});
