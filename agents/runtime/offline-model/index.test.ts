import type { LanguageModelV3StreamPart } from "@ai-sdk/provider";
import { stepCountIs, streamText, tool } from "ai";
import { describe, expect, it } from "vitest";
import { z } from "zod/v4";
import { createOfflineModel, piecesOf } from "./index.ts";
import { CONTEXT, promptOf, shopTools } from "./testing/conversation.ts";

const SYSTEM = `You are the analyst.\n<context>${JSON.stringify(CONTEXT)}</context>`;

async function collect(stream: ReadableStream<LanguageModelV3StreamPart>): Promise<LanguageModelV3StreamPart[]> {
  const parts: LanguageModelV3StreamPart[] = [];
  for await (const part of stream as unknown as AsyncIterable<LanguageModelV3StreamPart>) parts.push(part);
  return parts;
}

describe("the offline model as the SDK sees it", () => {
  it("asks for a tool and says why it stopped", async () => {
    const { content, finishReason, usage } = await createOfflineModel().doGenerate({ prompt: promptOf([{ question: "Revenue last month?" }]), tools: await shopTools() });
    expect(content).toMatchObject([{ type: "tool-call", input: '{"from":"2026-05-01","to":"2026-05-31","metrics":["revenue"]}' }]);
    expect(finishReason.unified).toBe("tool-calls");
    expect(usage.inputTokens.total).toBeGreaterThan(100);
    expect(usage.outputTokens.total).toBeGreaterThan(0);
  });

  it("streams text in small pieces that are the whole text", async () => {
    const options = { prompt: promptOf([{ question: "What can you do?" }]), tools: await shopTools() };
    const { content } = await createOfflineModel().doGenerate(options);
    const parts = await collect((await createOfflineModel().doStream(options)).stream);
    const text = parts.flatMap((part) => (part.type === "text-delta" ? [part.delta] : [])).join("");
    expect(content).toEqual([{ type: "text", text }]);
    expect(parts.filter((part) => part.type === "text-delta").length).toBeGreaterThan(10);
    expect(parts.at(-1)).toMatchObject({ type: "finish", finishReason: { unified: "stop" } });
  });

  it("keeps every space in the pieces", () => {
    for (const text of ["", " a  b\n\nc ", "one", "- x: 1\n- y: 2\n"]) expect(piecesOf(text).join("")).toBe(text);
  });

  it("stops at once when nobody waits any more", async () => {
    const stop = new AbortController();
    const { stream } = await createOfflineModel().doStream({ prompt: promptOf([{ question: "What can you do?" }]), tools: await shopTools(), abortSignal: stop.signal });
    const reader = stream.getReader();
    let part = await reader.read();
    while (part.value?.type !== "text-delta") part = await reader.read();
    stop.abort();
    await expect((async () => { while (!(await reader.read()).done); })()).rejects.toThrow();
    await expect(createOfflineModel().doGenerate({ prompt: promptOf([{ question: "Hello" }]), abortSignal: stop.signal })).rejects.toThrow();
  });

  it("goes through a whole turn of streamText: call, result, answer in the tool's words", async () => {
    const asked: { first?: string | undefined; last?: string | undefined }[] = [];
    const result = streamText({
      model: createOfflineModel(),
      system: SYSTEM,
      prompt: "How many loans did we have last week?",
      stopWhen: stepCountIs(5),
      tools: {
        circulation: tool({
          description: "How many loans (books lent, borrowed) the library had in a period.",
          inputSchema: z.object({ last: z.iso.date().optional().describe("Last day of the period."), first: z.iso.date().optional().describe("First day of the period.") }),
          execute: (input: { first?: string | undefined; last?: string | undefined }) => {
            asked.push(input);
            return { loans: 412 };
          },
          toModelOutput: ({ output }) => ({ type: "json", value: output, providerOptions: { misty: { described: "There were 412 loans from 22 to 28 June 2026." } } }),
        }),
      },
    });
    expect(await result.text).toContain("There were 412 loans from 22 to 28 June 2026.");
    expect(asked).toEqual([{ first: "2026-06-22", last: "2026-06-28" }]);
    expect(await result.finishReason).toBe("stop");
  });
});
